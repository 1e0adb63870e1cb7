/** A habit: seen in so many of the last periods. */
export const HABIT = { periods: 3, of: 4 };

/** How many use it by habit, of those seen in each of the last periods. Who was ever there is a vanity figure. */
export function habitual<Person>(periods: readonly ReadonlySet<Person>[]): number {
  const seen = new Map<Person, number>();
  for (const people of periods)
    for (const person of people) seen.set(person, (seen.get(person) ?? 0) + 1);
  return [...seen.values()].filter((count) => count >= HABIT.periods).length;
}
