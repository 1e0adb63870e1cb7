import type { Metric } from '#model/record/metric.ts';
import { isLopsided, medianLimits } from '#model/statistics/chart/medianLimits.ts';
import type { Drawn, Judged, NoLimits } from './judged.ts';
import { naturalBounds } from './naturalBounds.ts';

/**
 * The same values held against limits about their median, where few of them lie so far to one side that their mean is not what is
 * usual: signals about that mean say nothing. Or no limits, where too many lie there.
 */
export function aboutMedian(
  metric: Metric,
  judged: Judged,
  { values, counted, end }: Drawn,
): Judged | NoLimits {
  const { leftOut = [] } = judged.made;
  const usual = values.slice(0, end).map((value, at) => (leftOut.includes(at) ? null : value));
  if (judged.made.method !== 'xmr' || !isLopsided(usual)) return judged;
  const edges = medianLimits(usual);
  if (!edges)
    return {
      none: 'lopsided',
      points: judged.made.n,
      words:
        'some values lie far to one side of all others, so limits around one level do not describe it',
    };
  const { low, high } = naturalBounds(metric, values, counted);
  const shown = {
    mean: edges.mean,
    lower: Math.max(low, edges.lower),
    upper: Math.min(high, edges.upper),
  };
  const { n, movingRange, ranges } = edges;
  return {
    ...judged,
    edges,
    at: () => shown,
    made: {
      ...judged.made,
      method: 'median',
      why: 'XmR chart of medians: some large values would move the mean',
      n,
      movingRange,
      ranges,
      screenedOut: 0,
    },
  };
}
