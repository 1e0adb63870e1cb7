/** Laney's p' chart: limits of a proportion whose denominators are large and unequal. Fractions. */
export function laneyLimits(counts: readonly { k: number; n: number }[]): { mean: number; sigmaZ: number; upper: number[]; lower: number[] } {
  const mean = counts.reduce((sum, count) => sum + count.k, 0) / counts.reduce((sum, count) => sum + count.n, 0);
  const sigma = (n: number) => Math.sqrt((mean * (1 - mean)) / n);
  const z = counts.map(({ k, n }) => (k / n - mean) / sigma(n));
  const steps = z.slice(1).map((value, index) => Math.abs(value - (z[index] as number)));
  const sigmaZ = steps.reduce((sum, step) => sum + step, 0) / steps.length / 1.128;
  return { mean, sigmaZ, upper: counts.map(({ n }) => mean + 3 * sigma(n) * sigmaZ), lower: counts.map(({ n }) => mean - 3 * sigma(n) * sigmaZ) };
}
