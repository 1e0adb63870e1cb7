/** Who uses it, of people by open weeks, oldest first: in the newest week, ever, and by habit, in three of the last four. Ever is a vanity figure. */
export function habit(weeks: readonly (readonly boolean[])[]): { lastWeek: number; ever: number; habitual: number } {
  const share = (wanted: (person: readonly boolean[]) => boolean) => weeks.filter(wanted).length / weeks.length;
  return { lastWeek: share((person) => person.at(-1) === true), ever: share((person) => person.includes(true)), habitual: share((person) => person.slice(-4).filter(Boolean).length >= 3) };
}
