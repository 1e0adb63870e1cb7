import { slack } from '#model/statistics/nearly.ts';
import { meanOf } from '#model/statistics/sum.ts';

/** Fewer points than this give a run chart without limits. */
export const MIN_POINTS = 12;
/** Fewer pairs of neighbours than this say nothing about how much neighbours differ. */
export const MIN_RANGES = 6;

/** Natural process limits of an XmR chart, in the unit of the values. */
export interface ProcessLimits {
  mean: number;
  lower: number;
  upper: number;
  /** Two thirds of the way to the limits. */
  nearLower: number;
  nearUpper: number;
  /** Mean moving range, after screening. */
  movingRange: number;
  /** Moving ranges above this are themselves a signal. */
  rangeLimit: number;
  n: number;
  /** Moving ranges that the mean is of, and those that screening left out. */
  ranges: number;
  screenedOut: number;
}

/**
 * Limits from the first `fixedBaseline` points (default: all): mean ± 2.66 mean moving ranges. Screening drops moving ranges that are
 * not below 3.267 times their mean, once; where that would leave nothing but zeros, as with values in whole days, all are kept. A gap
 * breaks the moving range. Null under 12 points, without neighbours, and where nothing varies: limits without a width judge nothing.
 * Conventions of NHS England's Making Data Count (NHSRplotthedots).
 */
export function processLimits(
  values: readonly (number | null)[],
  options: { fixedBaseline?: number; screen?: boolean; minimum?: number } = {},
): ProcessLimits | null {
  const end =
    options.fixedBaseline === undefined
      ? values.length
      : endOfPoints(values, options.fixedBaseline);
  const basis = values.slice(0, end);
  const known = basis.filter((value) => value !== null);
  if (known.length < (options.minimum ?? MIN_POINTS)) return null;
  const centre = meanOf(known);
  const all = movingRanges(basis);
  const bound = 3.267 * meanOf(all);
  const small = options.screen === false ? all : all.filter((range) => range < bound);
  const isNothing = (range: number) => !(range > slack(centre));
  const kept = isNothing(meanOf(small)) ? all : small;
  const range = meanOf(kept);
  if (isNothing(range)) return null;
  const reach = 2.66 * range;
  return {
    mean: centre,
    lower: centre - reach,
    upper: centre + reach,
    nearLower: centre - (reach * 2) / 3,
    nearUpper: centre + (reach * 2) / 3,
    movingRange: range,
    rangeLimit: 3.267 * range,
    n: known.length,
    ranges: kept.length,
    screenedOut: all.length - kept.length,
  };
}

/** Absolute differences of neighbours; none is taken across a gap. */
export function movingRanges(values: readonly (number | null)[]): number[] {
  const ranges: number[] = [];
  for (let at = 1; at < values.length; at++) {
    const [before, value] = [values[at - 1] ?? null, values[at] ?? null];
    if (value !== null && before !== null) ranges.push(Math.abs(value - before));
  }
  return ranges;
}

/** The place behind the first `count` points. */
export function endOfPoints(values: readonly (number | null)[], count: number): number {
  let at = 0;
  for (let seen = 0; at < values.length && seen < count; at++) if (values[at] !== null) seen += 1;
  return at;
}
