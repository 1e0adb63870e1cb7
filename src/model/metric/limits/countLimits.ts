import type { Metric } from '#model/record/metric.ts';
import { attributeLimits } from '#model/statistics/chart/attributeLimits.ts';
import { median } from '#model/statistics/median.ts';
import { movingRanges } from '#model/statistics/chart/processLimits.ts';
import { spikesIn } from '#model/statistics/chart/spikes.ts';
import { meanOf } from '#model/statistics/sum.ts';
import { countsAt } from './chartOf.ts';
import type { Drawn, Judged, NoLimits } from './judged.ts';

/** Each count is held against limits of its own denominator; ±3 is the limit, two thirds of it the inner line. */
const THIRDS = { mean: 0, lower: -3, upper: 3, nearLower: -2, nearUpper: 2 };
/** With fewer events a period chance is lopsided: runs are counted about the median, and the third near a limit says nothing. */
const LOPSIDED = 5;

const WHY = {
  p: 'p chart: shares of unequal numbers',
  'p-prime': "p' chart (Laney): shares of unequal numbers that vary by more than chance",
  u: 'u chart: events over unequal numbers',
  'u-prime': "u' chart (Laney): events over unequal numbers that vary by more than chance",
  c: 'c chart: counts of few events',
} as const;

/** Limits of counts by chance alone (p, u, c), or widened by as much as they vary beyond it (Laney's p′ and u′). */
export function countLimits(
  metric: Metric,
  drawn: Drawn,
  method: keyof typeof WHY,
): Judged | NoLimits {
  const counts = countsAt(metric, drawn);
  const isShare = method === 'p' || method === 'p-prime';
  const of = isShare ? 'proportion' : 'rate';
  const spikes =
    metric.spc === 'auto'
      ? spikesIn(attributeLimits(counts, drawn.end, of).scores.slice(0, drawn.end))
      : [];
  const { mean, sigmaZ, scores, errors } = attributeLimits(counts, drawn.end, of, spikes);
  const basis = counts
    .slice(0, drawn.end)
    .filter((_, at) => !spikes.includes(at))
    .filter((count) => count !== null);
  const widened = method === 'p-prime' || method === 'u-prime' ? sigmaZ : 1;
  if (!(widened > 0) || !scores.some((score) => score !== null && Number.isFinite(score)))
    return {
      none: 'flat-baseline',
      words: 'neighbouring values do not differ',
      points: basis.length,
    };
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  const values = scores.map((score) => (score === null ? null : score / widened));
  const known = values
    .slice(0, drawn.end)
    .flatMap((value, at) => (value === null || spikes.includes(at) ? [] : [value]));
  const few = meanOf(basis.map((count) => count.k)) < LOPSIDED;
  return {
    values,
    edges: few ? { mean: median(known), lower: -3, upper: 3, nearLower: -3, nearUpper: 3 } : THIRDS,
    at: (place) => {
      const reach = 3 * widened * errors[place]!;
      return {
        mean: mean * scale,
        lower: Math.max(0, mean - reach) * scale,
        upper: (isShare ? Math.min(1, mean + reach) : mean + reach) * scale,
      };
    },
    level: method === 'c',
    made: {
      method,
      why: WHY[method],
      n: basis.length,
      movingRange: null,
      ranges: movingRanges(scores.slice(0, drawn.end)).length,
      screenedOut: 0,
      sigmaZ,
      ...(spikes.length > 0 ? { leftOut: spikes } : {}),
    },
  };
}
