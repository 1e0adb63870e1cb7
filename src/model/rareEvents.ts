import type { ScopeState } from './metricState.ts';

/** Fewest events a period, on average, on which process limits of a count can stand (statistics of rare events; below, chance raises signals). */
export const LEAST_EVENTS = 5;

/** True where a scope counts whole events and has so few of them that single periods say nothing. */
export function countsRareEvents(scope: ScopeState): boolean {
  return areRareEvents(scope.series.flatMap((point) => (point.numerator === null || point.value === null ? [] : [point.numerator])));
}

/** True for whole numbers with a small mean. */
export function areRareEvents(counts: readonly number[]): boolean {
  return counts.length > 0 && counts.every(Number.isInteger) && counts.reduce((sum, count) => sum + count, 0) / counts.length < LEAST_EVENTS;
}
