import { linearFit } from './linearFit.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';

export type ProjectionResult =
  | { x: number; low: number | null; high: number | null; slope: number; intercept: number }
  | {
      none: 'too-few' | 'no-trend' | 'wrong-direction' | 'at-target' | 'too-far';
      slope: number | null;
    };

/**
 * Where the least-squares line meets the target, with an 80 % interval by inverse prediction of the mean line (Fieller). `direction` says
 * which way is better. No date when the 95 % interval of the slope holds zero, when the line leads away, when it has met the target
 * already, or when the date lies further ahead of the last point than three times the observed span.
 */
export function projection(
  points: readonly { x: number; y: number }[],
  target: number,
  direction: 'up' | 'down',
): ProjectionResult {
  if (points.length < 8) return { none: 'too-few', slope: null };
  const fit = linearFit(points);
  const t95 = studentQuantile(0.975, fit.n - 2);
  if (Math.abs(fit.slope) <= t95 * fit.seSlope) return { none: 'no-trend', slope: fit.slope };
  const last = Math.max(...points.map((point) => point.x));
  const first = Math.min(...points.map((point) => point.x));
  const x = (target - fit.intercept) / fit.slope;
  if (fit.slope > 0 !== (direction === 'up')) return { none: 'wrong-direction', slope: fit.slope };
  if (x <= last) return { none: 'at-target', slope: fit.slope };
  if (x - last > 3 * (last - first)) return { none: 'too-far', slope: fit.slope };
  const [low, high] = fieller(fit, target, studentQuantile(0.9, fit.n - 2));
  return { x, low, high, slope: fit.slope, intercept: fit.intercept };
}

/** Roots X of (ȳ + b(X − x̄) − target)² = t² s² (1/n + (X − x̄)²/Sxx); null where the interval is open. */
export function fieller(
  fit: ReturnType<typeof linearFit>,
  target: number,
  t: number,
): [number | null, number | null] {
  const offset = target - fit.ybar;
  const a = fit.slope ** 2 - (t * fit.s) ** 2 / fit.sxx;
  if (a <= 0) return [null, null];
  const b = -2 * fit.slope * offset;
  const c = offset ** 2 - (t * fit.s) ** 2 / fit.n;
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [fit.xbar + (-b - root) / (2 * a), fit.xbar + (-b + root) / (2 * a)];
}
