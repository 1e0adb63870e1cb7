import { studentQuantile } from './studentT.ts';

/** Mean with its t interval; `level` in per cent. At least two values. */
export function meanInterval(
  values: readonly number[],
  level = 95,
): { mean: number; sd: number; low: number; high: number; n: number } {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const sd = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const reach = (studentQuantile(0.5 + level / 200, n - 1) * sd) / Math.sqrt(n);
  return { mean, sd, low: mean - reach, high: mean + reach, n };
}
