import type { Metric } from '#model/record/metric.ts';
import { countOf } from '#model/words/format.ts';
import { isConstant, slack } from '#model/statistics/nearly.ts';
import { meanOf } from '#model/statistics/sum.ts';
import {
  endOfPoints,
  MIN_POINTS,
  MIN_RANGES,
  movingRanges,
  processLimits,
} from '#model/statistics/chart/processLimits.ts';
import { chartOf } from './chartOf.ts';
import { countLimits } from './countLimits.ts';
import { describing } from './describing.ts';
import type { Counted, Drawn, Judged, NoLimits } from './judged.ts';
import { naturalBounds } from './naturalBounds.ts';
import { rareLimits } from './rareLimits.ts';
import { spikesIn } from '#model/statistics/chart/spikes.ts';

/** Limits of a stretch as the metric asks for them, from its first `fixedBaseline` points where that is given, or why there are none. */
export function limitsOf(
  metric: Metric,
  values: readonly (number | null)[],
  counted: Counted,
  fixedBaseline: number | null,
): Judged | NoLimits {
  const places = values.flatMap((value, place) => (value === null ? [] : [place]));
  const points = places.length;
  const none = (kind: NoLimits['none'], words: string): NoLimits => ({ none: kind, words, points });
  if (metric.spc === 'none')
    return none(
      'off',
      'process limits are switched off for this metric: a ramp is not a stable process',
    );
  const basis = values.slice(0, (places[(fixedBaseline ?? points) - 1] ?? -1) + 1);
  const held = basis.filter((value) => value !== null).length;
  if (held < MIN_POINTS) return none('few', `${held} of ${MIN_POINTS} points that limits need`);
  if (isConstant(values)) return none('constant', 'the values do not vary');
  if (isConstant(basis)) return none('flat-baseline', 'the values of its baseline do not vary');
  const pairs = movingRanges(basis).length;
  if (pairs < MIN_RANGES)
    return none(
      'gaps',
      `of ${points} values ${countOf(pairs, 'pair')} ${pairs === 1 ? 'is' : 'are'} of neighbouring ${metric.grain}s and limits need ${MIN_RANGES}; a longer grain closes the gaps`,
    );
  const drawn: Drawn = { values, counted, end: basis.length };
  const method = chartOf(metric, drawn);
  if (method === 'g' || method === 't') return rareLimits(metric, drawn, method);
  const judged =
    method === 'xmr' ? levelLimits(metric, drawn, held) : countLimits(metric, drawn, method);
  return 'none' in judged || metric.spc !== 'auto' ? judged : describing(metric, judged, drawn);
}

function levelLimits(metric: Metric, { values, counted }: Drawn, held: number): Judged | NoLimits {
  const basis = values.slice(0, endOfPoints(values, held));
  const spikes = metric.spc === 'auto' ? spikesIn(basis) : [];
  const usual = basis.map((value, at) => (spikes.includes(at) ? null : value));
  const edges = processLimits(usual, { minimum: MIN_POINTS - spikes.length });
  if (!edges)
    return {
      none: 'flat-baseline',
      words: 'neighbouring values do not differ',
      points: held,
    };
  const coarse = coarseness(basis);
  if (coarse !== null) return { none: 'coarse', words: coarse, points: held };
  const { low, high } = naturalBounds(metric, values, counted);
  const shown = {
    mean: edges.mean,
    lower: Math.max(low, edges.lower),
    upper: Math.min(high, edges.upper),
  };
  return {
    values,
    edges,
    at: () => shown,
    level: true,
    made: {
      method: 'xmr',
      why: 'XmR chart: the usual choice for any measured value',
      n: edges.n,
      movingRange: edges.movingRange,
      ranges: edges.ranges,
      screenedOut: edges.screenedOut,
      sigmaZ: null,
      ...(spikes.length > 0 ? { leftOut: spikes } : {}),
    },
  };
}

/**
 * Values that mostly stay where they are and sometimes jump by a whole step, such as medians in whole days: every difference that is not 0
 * is an outlier among the zeros, so how much neighbours differ is not measured (Wheeler's chunky data).
 */
function coarseness(values: readonly (number | null)[]): string | null {
  const ranges = movingRanges(values);
  const same = slack(...values.flatMap((value) => value ?? []));
  const moves = ranges.filter((range) => range > same);
  const bound = 3.267 * meanOf(ranges);
  if (moves.length > 0 && moves.every((range) => range >= bound))
    return `${ranges.length - moves.length} of ${ranges.length} neighbouring values are equal, which is too coarse for limits`;
  const step = stepOf(values, same);
  return step !== null && bound < CHUNKY * step
    ? `its values go in steps of ${Number(step.toPrecision(3))}, and neighbours differ by ${Number(meanOf(ranges).toPrecision(2))} at the mean, which is too coarse for limits`
    : null;
}

/**
 * Data are chunky when no more than three ranges of neighbours are possible within the limit of ranges: 0, 1 and 2 steps (Wheeler, The
 * Problem of Chunky Data, Quality Digest, 10 July 2023).
 */
const CHUNKY = 3;

/** The step in which values go: all differences of different values are multiples of the smallest. Null where they are of any size. */
function stepOf(values: readonly (number | null)[], same: number): number | null {
  const different = [...new Set(values.flatMap((value) => value ?? []))].sort((a, b) => a - b);
  const gaps = different.flatMap((value, at) => {
    const gap = at === 0 ? 0 : value - different[at - 1]!;
    return gap > same ? [gap] : [];
  });
  if (gaps.length === 0) return null;
  const least = gaps.reduce((small, gap) => Math.min(small, gap));
  const isMultiple = (gap: number) => Math.abs(gap / least - Math.round(gap / least)) < 1e-6;
  return gaps.every(isMultiple) ? least : null;
}
