export interface LaneyLimits {
  mean: number;
  sigmaZ: number;
  /** One for each count; a fraction. */
  upper: number[];
  lower: number[];
  /** How far each proportion lies from the mean, in thirds of the way to its own limit: ±3 is the limit. */
  scores: (number | null)[];
}

/**
 * Laney's p' chart: limits of a proportion whose denominators are large and unequal, from the first `baseline` counts. A gap breaks the
 * moving range.
 */
export function laneyLimits(
  counts: readonly ({ k: number; n: number } | null)[],
  baseline = counts.length,
): LaneyLimits {
  const known = counts.slice(0, baseline).filter((count) => count !== null);
  const mean =
    known.reduce((sum, count) => sum + count.k, 0) / known.reduce((sum, count) => sum + count.n, 0);
  const sigma = (n: number) => Math.sqrt((mean * (1 - mean)) / n);
  const z = counts.map((count) =>
    count === null ? null : (count.k / count.n - mean) / sigma(count.n),
  );
  const steps = z.slice(1, baseline).flatMap((value, index) => {
    const before = z[index] as number | null;
    return value === null || before === null ? [] : [Math.abs(value - before)];
  });
  const sigmaZ = steps.reduce((sum, step) => sum + step, 0) / steps.length / 1.128;
  const reach = (count: { n: number } | null) =>
    count === null ? Number.NaN : 3 * sigma(count.n) * sigmaZ;
  return {
    mean,
    sigmaZ,
    upper: counts.map((count) => mean + reach(count)),
    lower: counts.map((count) => mean - reach(count)),
    scores: z.map((value) => (value === null ? null : value / sigmaZ)),
  };
}
