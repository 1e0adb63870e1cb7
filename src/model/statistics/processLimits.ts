/** Fewer points than this give a run chart without limits. */
export const MIN_POINTS = 12;

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
}

/**
 * Limits from the first `fixedBaseline` points (default: all): mean ± 2.66 mean moving ranges. Screening drops moving ranges that are
 * not below 3.267 times their mean, once. A gap breaks the moving range. Null under 12 points.
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
  let n = 0;
  let sum = 0;
  for (let at = 0; at < end; at++) {
    const value = values[at] as number | null;
    if (value === null) continue;
    n += 1;
    sum += value;
  }
  if (n < (options.minimum ?? MIN_POINTS)) return null;
  const centre = sum / n;
  const all = meanMovingRange(values, end, Number.POSITIVE_INFINITY);
  const kept = options.screen === false ? Number.NaN : meanMovingRange(values, end, 3.267 * all);
  const range = Number.isNaN(kept) ? all : kept;
  const reach = 2.66 * range;
  return {
    mean: centre,
    lower: centre - reach,
    upper: centre + reach,
    nearLower: centre - (reach * 2) / 3,
    nearUpper: centre + (reach * 2) / 3,
    movingRange: range,
    rangeLimit: 3.267 * range,
    n,
  };
}

/** Mean absolute difference of neighbours before `end`, of those below a bound; none is taken across a gap. NaN where there are none. */
function meanMovingRange(values: readonly (number | null)[], end: number, below: number): number {
  let n = 0;
  let sum = 0;
  for (let at = 1; at < end; at++) {
    const value = values[at] as number | null;
    const before = values[at - 1] as number | null;
    if (value === null || before === null) continue;
    const range = Math.abs(value - before);
    if (!(range < below)) continue;
    n += 1;
    sum += range;
  }
  return sum / n;
}

/** The place behind the first `count` points. */
function endOfPoints(values: readonly (number | null)[], count: number): number {
  let at = 0;
  for (let seen = 0; at < values.length && seen < count; at++) if (values[at] !== null) seen += 1;
  return at;
}
