import type { Metric } from '#model/record/metric.ts';
import {
  attributeLimits,
  isOverdispersed,
  type Counts,
} from '#model/statistics/chart/attributeLimits.ts';
import { meanOf } from '#model/statistics/sum.ts';
import type { Drawn, Method } from './judged.ts';

/** Fewer events a period than this are judged by what lies between them. */
const RARE = 1;
/** Up to so many events a period chance is most of what varies; more of them are measured like anything else. */
const FEW = 50;
/** Denominators that differ by no more than a quarter from their mean have the same limits in practice (NIST handbook, 6.3.3.2). */
const UNEQUAL = 0.25;

/** Which chart a metric has: the one it declares, else the one that fits how its numbers come about. */
export function chartOf(metric: Metric, drawn: Drawn): Exclude<Method, 'seasonal' | 'median'> {
  if (metric.spc !== 'auto' && metric.spc !== 'none') return metric.spc;
  const counts = countsOf(metric, drawn);
  const basis = counts?.slice(0, drawn.end).filter((count) => count !== null) ?? [];
  if (!counts || basis.length === 0) return 'xmr';
  const events = meanOf(basis.map((count) => count.k));
  const isRatio = metric.value.kind === 'ratio';
  const kind = isProportion(counts) ? 'proportion' : 'rate';
  if (events < RARE && events > 0) return isRatio && kind === 'proportion' ? 'g' : 't';
  if (isRatio && kind === 'rate' && events > FEW && !countsRows(metric)) return 'xmr';
  const of = isRatio ? kind : 'rate';
  const spread = isOverdispersed(attributeLimits(counts, drawn.end, of).sigmaZ, basis.length);
  if (!isRatio) return events < FEW && !spread ? 'c' : 'xmr';
  const size = meanOf(basis.map((count) => count.n));
  if (basis.every((count) => Math.abs(count.n - size) <= UNEQUAL * size)) return 'xmr';
  if (of === 'proportion') return spread ? 'p-prime' : 'p';
  return spread ? 'u-prime' : 'u';
}

/** What was counted at each place, and of how many: a count of rows or a sum by itself, a ratio over its denominator. */
export function countsAt({ value }: Metric, { values, counted }: Drawn): Counts {
  return values.map((one, place) => {
    if (one === null) return null;
    if (value.kind !== 'ratio') return { k: one, n: 1 };
    const { numerator, denominator } = counted(place);
    return numerator === null || !denominator ? null : { k: numerator, n: denominator };
  });
}

/** Whole numbers of events with what they are of; null where the metric counts nothing. */
function countsOf(metric: Metric, drawn: Drawn): Counts | null {
  const { value } = metric;
  const adds =
    value.kind === 'ratio'
      ? value.numerator.aggregate
      : value.kind === 'column'
        ? value.of.aggregate
        : null;
  if (adds === null || !COUNTING.has(adds)) return null;
  const counts = countsAt(metric, drawn);
  return counts.every(
    (count) => count === null || (Number.isInteger(count.k) && count.k >= 0 && count.n > 0),
  )
    ? counts
    : null;
}

const COUNTING = new Set(['sum', 'count', 'countDistinct']);

function isProportion(counts: Counts): boolean {
  return counts.every(
    (count) => count === null || (Number.isInteger(count.n) && count.k <= count.n),
  );
}

function countsRows({ value }: Metric): boolean {
  return value.kind === 'ratio' && value.numerator.aggregate !== 'sum';
}
