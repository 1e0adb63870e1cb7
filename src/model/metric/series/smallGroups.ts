import { peopleBehind, type Observation } from '#model/record/observation.ts';

/**
 * The cells of a total without those that it would give away. A site, line or role of fewer people than `least` is shown nowhere, and where all
 * such together are fewer than that, too, the total would tell them by its difference to the others.
 */
export function withoutSmallGroups(
  cells: readonly Observation[],
  least: number,
): readonly Observation[] {
  if (cells.every((cell) => peopleBehind(cell) >= least)) return cells;
  const out = new Set<Observation>();
  const leaveOut = (
    group: readonly Observation[],
    part: (cell: Observation) => string | null | undefined,
  ) => {
    const parts = [
      ...Map.groupBy(
        group.filter((cell) => !out.has(cell)),
        part,
      ).values(),
    ];
    const small = parts.filter((one) => peopleOf(one) < least);
    if (small.length > 0 && small.length < parts.length && peopleOf(small.flat()) < least)
      for (const cell of small.flat()) out.add(cell);
  };
  const periods = [...Map.groupBy(cells, (cell) => cell.period).values()];
  for (const group of periods.flatMap((period) => [
    ...Map.groupBy(period, (cell) => cell.site).values(),
  ])) {
    leaveOut(group, (cell) => cell.line);
    leaveOut(group, (cell) => cell.role);
  }
  for (const group of periods) leaveOut(group, (cell) => cell.site);
  return out.size === 0 ? cells : cells.filter((cell) => !out.has(cell));
}

function peopleOf(cells: readonly Observation[]): number {
  return cells.reduce((people, cell) => people + peopleBehind(cell), 0);
}
