import { nearly } from '#model/statistics/nearly.ts';

/**
 * Will the process meet the target? `pass` when the target lies beyond the limit on the bad side (every point meets it),
 * `fail` when it lies beyond the limit on the good side, else `hit-or-miss`; a target at a limit lies within.
 */
export function assurance(
  limits: { lower: number; upper: number },
  target: number,
  direction: 'up' | 'down',
): 'pass' | 'fail' | 'hit-or-miss' {
  if (nearly(target, limits.upper) || nearly(target, limits.lower)) return 'hit-or-miss';
  if (target > limits.upper) return direction === 'down' ? 'pass' : 'fail';
  if (target < limits.lower) return direction === 'down' ? 'fail' : 'pass';
  return 'hit-or-miss';
}
