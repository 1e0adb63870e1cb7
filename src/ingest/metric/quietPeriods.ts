import { periodsBetween } from '#model/time/period.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';

/** Fewer empty periods than this, or a smaller share of all, are holidays and dumps that were lost. */
const LEAST = 3;
const LEAST_SHARE = 0.2;

const SUMMED: ReadonlySet<string> = new Set(['count', 'sum', 'countDistinct']);

/** Periods without any row between others, in an export that nobody calls a log of events: nobody knows whether nothing happened in them or a dump is missing. */
export function quietPeriodDoubts(
  { value, grain }: Pick<Metric, 'value' | 'grain'>,
  cells: readonly Observation[],
): string[] {
  if (grain === 'day' || value.kind !== 'column' || !SUMMED.has(value.of.aggregate)) return [];
  const held = [...new Set(cells.map(({ period }) => period))].sort();
  const [first, last] = [held[0], held.at(-1)];
  if (first === undefined || last === undefined) return [];
  const all = periodsBetween(first, last, grain).length;
  const empty = all - held.length;
  if (empty < LEAST || empty < all * LEAST_SHARE) return [];
  return [
    `${empty} of ${all} ${grain}s have no row, and so no value. Where a row is something that happened, such a ${grain} is one with none: "events" in the contract says so.`,
  ];
}
