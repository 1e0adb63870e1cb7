/** Two-sided normal quantiles of the intervals in use. */
const Z = { 80: 1.2815515655446004, 95: 1.959963984540054 } as const;

/** Wilson's score interval of `k` of `n`, as fractions. Level in per cent. */
export function wilson(
  k: number,
  n: number,
  level: keyof typeof Z = 95,
): { p: number; low: number; high: number } {
  const z = Z[level];
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { p, low: (centre - reach) / scale, high: (centre + reach) / scale };
}
