import { movingRanges } from './processLimits.ts';
import { meanOf, sumOf } from '#model/statistics/sum.ts';

export interface AttributeLimits {
  mean: number;
  /** By how much more, or less, than chance the counts differ from period to period (Laney). */
  sigmaZ: number;
  /** How far each count lies from the mean, in standard errors of chance. */
  scores: (number | null)[];
  /** One standard error of chance at each place, in the unit of the mean. */
  errors: number[];
}

export type Counts = readonly ({ k: number; n: number } | null)[];

/**
 * A proportion (p chart), or a rate of events (u chart; c where every n is 1), held against chance alone, from the first `end` places but those that are left out:
 * the binomial error √(p(1 − p)/n), the Poisson error √(u/n). Montgomery, Introduction to Statistical Quality Control, chapter 7.
 */
export function attributeLimits(
  counts: Counts,
  end: number,
  of: 'proportion' | 'rate',
  leftOut: readonly number[] = [],
): AttributeLimits {
  const isBasis = (at: number) => at < end && !leftOut.includes(at);
  const basis = counts.filter((_, at) => isBasis(at)).filter((count) => count !== null);
  const mean = sumOf(basis.map((count) => count.k)) / sumOf(basis.map((count) => count.n));
  const variance = of === 'proportion' ? mean * (1 - mean) : mean;
  const errors = counts.map((count) =>
    count === null ? Number.NaN : Math.sqrt(variance / count.n),
  );
  const scores = counts.map((count, at) =>
    count === null ? null : (count.k / count.n - mean) / errors[at]!,
  );
  const steps = movingRanges(scores.slice(0, end).map((score, at) => (isBasis(at) ? score : null)));
  return { mean, sigmaZ: meanOf(steps) / 1.128, scores, errors };
}

/** More spread than chance explains: beyond two standard errors of an estimate from so many steps. */
export function isOverdispersed(sigmaZ: number, points: number): boolean {
  return sigmaZ > 1 + 1.5 / Math.sqrt(points);
}
