import type { Metric } from '#model/record/metric.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import { autocorrelation, withoutLine } from '#model/statistics/chart/dependence.ts';
import { linearFit } from '#model/statistics/trend/linearFit.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';
import { meanOf, sumOf } from '#model/statistics/sum.ts';

/** The level of a few periods with its standard error. */
export interface Level {
  value: number;
  se: number;
  /** Periods behind it, and how many independent ones they are worth. */
  n: number;
  worth: number;
}

/**
 * The level of some periods: a ratio as the ratio of sums, with the standard error of a ratio estimator over periods (Cochran,
 * Sampling Techniques, 1977, chapter 6); everything else as the mean of its values. Null from fewer than two.
 */
export function levelOf(metric: Metric, points: readonly SeriesPoint[]): Level | null {
  const known = points.flatMap((point) =>
    point.value === null ? [] : [{ ...point, value: point.value }],
  );
  const n = known.length;
  if (n < 2) return null;
  const weights = known.map(({ numerator, denominator }) =>
    numerator === null || denominator === null ? null : denominator,
  );
  const total = sumOf(weights.map((weight) => weight ?? 0));
  const isRatio = metric.value.kind === 'ratio' && !weights.includes(null) && total > 0;
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  const value = isRatio
    ? (sumOf(known.map(({ numerator }) => numerator ?? 0)) / total) * scale
    : meanOf(known.map((point) => point.value));
  const rests = known.map((point, at) =>
    isRatio ? ((point.value - value) * (weights[at] ?? 0) * n) / total : point.value - value,
  );
  const noise = noiseOf(rests);
  const variance = sumOf(noise.rests.map((rest) => rest ** 2)) / noise.freedom;
  const worth = Math.max(LEAST, n / inflation(noise.rests));
  return { value, se: Math.sqrt(variance / worth), n, worth };
}

/** However closely periods follow one another, they are worth so many. */
const LEAST = 3;

/**
 * What is noise around the level: all that differs from it; but of a ramp, such as the use of a new tool, what differs from its line,
 * since a steady course is known and not chance. A ramp is a slope beyond chance (99 %) that leaves nothing which follows itself.
 */
function noiseOf(rests: readonly number[]): { rests: readonly number[]; freedom: number } {
  const n = rests.length;
  const plain = { rests, freedom: n - 1 };
  if (n < 6) return plain;
  const { t } = linearFit(rests.map((y, x) => ({ x, y })));
  const aroundLine = withoutLine(rests).flatMap((rest) => rest ?? []);
  const isRamp =
    Math.abs(t) > studentQuantile(0.995, n - 2) &&
    autocorrelation(aroundLine, 1).r <= 2 / Math.sqrt(n - 1);
  return isRamp ? { rests: aroundLine, freedom: n - 2 } : plain;
}

/** Periods that follow one another are worth fewer (Bence 1995): by the correlation at lag 1, where it is positive. */
function inflation(rests: readonly number[]): number {
  const n = rests.length;
  // The estimate of a short series is too low by about (1 + 3r)/n (Kendall 1954).
  const { r } = autocorrelation(rests, 1);
  const corrected = Math.min(0.9, Math.max(0, r + (1 + 3 * r) / n));
  return r <= 0 ? 1 : (1 + corrected) / (1 - corrected);
}
