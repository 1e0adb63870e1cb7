import type { Metric } from '#model/record/metric.ts';
import { countOf } from '#model/words/format.ts';
import { laneyLimits } from '#model/statistics/laney.ts';
import { isConstant } from '#model/statistics/nearly.ts';
import {
  MIN_POINTS,
  MIN_RANGES,
  movingRanges,
  processLimits,
  type ProcessLimits,
} from '#model/statistics/processLimits.ts';
import { naturalBounds, type Counted } from './naturalBounds.ts';

/** What signals are looked for in: values, and the edges they are held against. */
export interface Judged {
  values: readonly (number | null)[];
  edges: Pick<ProcessLimits, 'mean' | 'lower' | 'upper' | 'nearLower' | 'nearUpper'>;
  /** Limits of the point at a place, in the unit of the metric. */
  at: (place: number) => { mean: number; lower: number; upper: number };
  /** The limits of every point are the same. */
  level: boolean;
  /** How they were computed, so that a reader can do it again. */
  made: LimitsMade;
}

export interface LimitsMade {
  method: 'xmr' | 'p-prime';
  /** The chart in a few words, and why this one. */
  why: string;
  /** Points that they are computed from. */
  n: number;
  /** Mean moving range (of XmR), with how many ranges it is the mean of and how many were left out as too large. */
  movingRange: number | null;
  ranges: number;
  screenedOut: number;
  /** By how much more than chance proportions vary (Laney). */
  sigmaZ: number | null;
}

/** Why a series has no limits: a kind, and half a sentence that says it. */
export interface NoLimits {
  none: 'off' | 'few' | 'constant' | 'flat-baseline' | 'gaps';
  words: string;
  /** Points that there are. */
  points: number;
}

/** A proportion is held against limits of its own denominator; ±3 is the limit, two thirds of it the inner line. */
const THIRDS = { mean: 0, lower: -3, upper: 3, nearLower: -2, nearUpper: 2 };

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
  return metric.spc === 'p-prime' && metric.value.kind === 'ratio'
    ? proportionLimits(metric.value.scale, values, counted, basis.length)
    : levelLimits(metric, values, counted, held);
}

function levelLimits(
  metric: Metric,
  values: readonly (number | null)[],
  counted: Counted,
  held: number,
): Judged | NoLimits {
  const edges = processLimits(values, { fixedBaseline: held });
  if (!edges)
    return {
      none: 'flat-baseline',
      words: 'neighbouring values of its baseline do not differ',
      points: held,
    };
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
    },
  };
}

function proportionLimits(
  scale: number,
  values: readonly (number | null)[],
  counted: Counted,
  end: number,
): Judged | NoLimits {
  const counts = values.map((value, place) => {
    const { numerator, denominator } = counted(place);
    return value === null || numerator === null || !denominator
      ? null
      : { k: numerator, n: denominator };
  });
  const { mean, sigmaZ, lower, upper, scores } = laneyLimits(counts, end);
  const basis = counts.slice(0, end).filter((count) => count !== null);
  if (!(sigmaZ > 0))
    return {
      none: 'flat-baseline',
      words: 'neighbouring values of its baseline do not differ',
      points: basis.length,
    };
  const at = (place: number) => ({
    mean: mean * scale,
    lower: Math.max(0, lower[place] as number) * scale,
    upper: Math.min(1, upper[place] as number) * scale,
  });
  return {
    values: scores,
    edges: THIRDS,
    at,
    level: false,
    made: {
      method: 'p-prime',
      why: "p' chart (Laney): a proportion of large and unequal numbers",
      n: basis.length,
      movingRange: null,
      ranges: movingRanges(scores.slice(0, end)).length,
      screenedOut: 0,
      sigmaZ,
    },
  };
}
