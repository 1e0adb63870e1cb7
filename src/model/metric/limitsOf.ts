import type { Metric } from '#model/record/metric.ts';
import { laneyLimits } from '#model/statistics/laney.ts';
import { MIN_POINTS, processLimits, type ProcessLimits } from '#model/statistics/processLimits.ts';

/** What signals are looked for in: values, and the edges they are held against. */
export interface Judged {
  values: readonly (number | null)[];
  edges: Pick<ProcessLimits, 'mean' | 'lower' | 'upper' | 'nearLower' | 'nearUpper'>;
  /** Limits of the point at a place, in the unit of the metric. */
  at: (place: number) => { mean: number; lower: number; upper: number };
  /** The limits of every point are the same. */
  level: boolean;
}

type Counted = (place: number) => { numerator: number | null; denominator: number | null };

/** A proportion is held against limits of its own denominator; ±3 is the limit, two thirds of it the inner line. */
const THIRDS = { mean: 0, lower: -3, upper: 3, nearLower: -2, nearUpper: 2 };

/** Limits of a stretch as the metric asks for them, from its first `fixedBaseline` points where that is given; null with too few points. */
export function limitsOf(
  metric: Metric,
  values: readonly (number | null)[],
  counted: Counted,
  fixedBaseline: number | null,
): Judged | null {
  if (metric.spc === 'p-prime' && metric.value.kind === 'ratio')
    return proportionLimits(metric.value.scale, values, counted, fixedBaseline);
  const edges = processLimits(values, fixedBaseline === null ? {} : { fixedBaseline });
  return edges && { values, edges, at: () => edges, level: true };
}

function proportionLimits(
  scale: number,
  values: readonly (number | null)[],
  counted: Counted,
  fixedBaseline: number | null,
): Judged | null {
  const counts = values.map((value, place) => {
    const { numerator, denominator } = counted(place);
    return value === null || numerator === null || !denominator
      ? null
      : { k: numerator, n: denominator };
  });
  const known = counts.flatMap((count, place) => (count === null ? [] : [place]));
  const wanted = fixedBaseline ?? known.length;
  if (Math.min(known.length, wanted) < MIN_POINTS) return null;
  const { mean, lower, upper, scores } = laneyLimits(
    counts,
    (known[wanted - 1] ?? values.length - 1) + 1,
  );
  const at = (place: number) => ({
    mean: mean * scale,
    lower: Math.max(0, lower[place] as number) * scale,
    upper: Math.min(1, upper[place] as number) * scale,
  });
  return { values: scores, edges: THIRDS, at, level: false };
}
