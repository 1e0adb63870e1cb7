export interface LinearFit {
  slope: number;
  intercept: number;
  /** Residual standard deviation, n − 2 degrees of freedom. */
  s: number;
  seSlope: number;
  t: number;
  n: number;
  xbar: number;
  ybar: number;
  sxx: number;
}

/** Ordinary least squares of y on x; at least three points with two different x. */
export function linearFit(points: readonly { x: number; y: number }[]): LinearFit {
  const n = points.length;
  const xbar = points.reduce((sum, point) => sum + point.x, 0) / n;
  const ybar = points.reduce((sum, point) => sum + point.y, 0) / n;
  const sxx = points.reduce((sum, point) => sum + (point.x - xbar) ** 2, 0);
  const slope = points.reduce((sum, point) => sum + (point.x - xbar) * (point.y - ybar), 0) / sxx;
  const intercept = ybar - slope * xbar;
  const residual = points.reduce(
    (sum, point) => sum + (point.y - intercept - slope * point.x) ** 2,
    0,
  );
  const s = Math.sqrt(residual / (n - 2));
  const seSlope = s / Math.sqrt(sxx);
  return { slope, intercept, s, seSlope, t: slope === 0 ? 0 : slope / seSlope, n, xbar, ybar, sxx };
}
