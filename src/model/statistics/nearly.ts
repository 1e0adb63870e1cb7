/**
 * Two numbers that differ by less than this share of the larger are the same number, computed in two ways: sums of decimal fractions
 * leave their last digits to chance, and nothing is measured to eleven digits.
 */
const SAME = 1e-11;

/** The largest difference that is no difference between numbers of this size. */
export function slack(...sizes: readonly number[]): number {
  let largest = 0;
  for (const size of sizes) largest = Math.max(largest, Math.abs(size));
  return SAME * largest;
}

export function nearly(a: number, b: number): boolean {
  return Math.abs(a - b) <= slack(a, b);
}

/** Whether a value is at a target or on its good side. */
export function reaches(value: number, target: number, direction: 'up' | 'down'): boolean {
  return nearly(value, target) || (direction === 'up' ? value > target : value < target);
}

/** All known values are the same number. */
export function isConstant(values: readonly (number | null)[]): boolean {
  const first = values.find((value) => value !== null);
  return values.every((value) => value === null || nearly(value, first!));
}
