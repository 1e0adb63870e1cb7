import { isDuration, type Metric } from '#model/record/metric.ts';
import type { Counted } from './judged.ts';

/** What adds up, and what lasts: none of these can be below zero when none of its values ever was. */
const NEVER_NEGATIVE = new Set(['sum', 'count', 'countDistinct', 'habit']);

/**
 * Between what a value can lie at all: its declared range; zero for counts, shares, durations and sums of which none was negative, and
 * the whole for a share of a part.
 */
export function naturalBounds(
  metric: Metric,
  values: readonly (number | null)[],
  counted: Counted,
): { low: number; high: number } {
  const [least, most] = metric.range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const { value } = metric;
  const addsUp =
    value.kind === 'ratio' ||
    isDuration(metric) ||
    (value.kind === 'column' && NEVER_NEGATIVE.has(value.of.aggregate));
  const low =
    addsUp && values.every((one) => one === null || one >= 0) ? Math.max(0, least) : least;
  if (value.kind !== 'ratio' || low < 0) return { low, high: most };
  const isPart = values.every((one, place) => {
    if (one === null) return true;
    const { numerator, denominator } = counted(place);
    return numerator !== null && denominator !== null && numerator <= denominator;
  });
  const isShare = isPart && (value.scale === 100 || value.scale === 1);
  return { low, high: isShare ? Math.min(value.scale, most) : most };
}
