import { median } from '#model/statistics/median.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';

/** Aggregates whose value is on the scale of the cells. */
const OF_CELLS = new Set(['mean', 'min', 'max', 'last', 'median', 'p90']);

/** Values such as 0.953 in per cent: a share that was written 0..1, unless less than one per cent is meant. */
export function shareDoubts({ unit, value }: Metric, cells: readonly Observation[]): string[] {
  if (unit !== '%' || value.kind !== 'column' || !OF_CELLS.has(value.of.aggregate)) return [];
  const values = cells.map((cell) => cell.value);
  const areShares =
    values.length > 0 &&
    values.every((one) => one >= 0 && one <= 1) &&
    values.some((one) => one < 1) &&
    median(values) >= 0.5;
  return areShares
    ? [
        `All values of ${value.of.column} lie between 0 and 1, and the metric says %: if they are shares, "scale": { "written": "0..1", "read": "0..100" } in the contract reads them as such.`,
      ]
    : [];
}
