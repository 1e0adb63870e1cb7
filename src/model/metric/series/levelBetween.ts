import type { Observation } from '#model/record/observation.ts';
import type { Metric } from '#model/record/metric.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodEnd, periodsBetween } from '#model/time/period.ts';
import { meanOf } from '#model/statistics/sum.ts';
import { isOfOnePeriod } from './perPeriod.ts';
import { pooledValue, type Parts } from './pooledValue.ts';
import type { Scope } from './scope.ts';

interface Measured {
  metric: Metric;
  cells: readonly Observation[];
  parts: Parts;
  scope: Scope;
}

/**
 * The value of a span that is compared with that of another, longer or shorter one: by its own aggregation, or as the mean of its
 * periods where a longer span has another value by being longer. The highest of a week is held against the highest of other weeks.
 */
export function levelBetween(
  { metric, cells, parts, scope }: Measured,
  from: IsoDate,
  to: IsoDate,
): number | null {
  const over = (start: IsoDate, end: IsoDate) =>
    pooledValue(parts, metric, cells, scope, start, end).value;
  if (!isOfOnePeriod(metric)) return over(from, to);
  const known = periodsBetween(from, to, metric.grain).flatMap((period) => {
    const end = periodEnd(period, metric.grain);
    return period < from || end > to ? [] : (over(period, end) ?? []);
  });
  return known.length === 0 ? null : meanOf(known);
}
