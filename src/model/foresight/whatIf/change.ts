/** A change of the portfolio that nobody has made. */
export type Change =
  | { kind: 'stop' | 'pause' | 'lose-pod'; initiative: string }
  | { kind: 'delay'; initiative: string; days: number }
  | { kind: 'drop'; site: string };

/** As it is written on the command line. */
export function changeText(change: Change): string {
  if (change.kind === 'drop') return `drop ${change.site}`;
  return change.kind === 'delay'
    ? `delay ${change.initiative} ${change.days} days`
    : `${change.kind} ${change.initiative}`;
}
