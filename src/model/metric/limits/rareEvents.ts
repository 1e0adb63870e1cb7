import type { ScopeState } from '#model/metric/metricState.ts';

/** Fewest events a period, on average, on which process limits of a count can stand (statistics of rare events; below, chance raises signals). */
export const LEAST_EVENTS = 5;

// Every sentence about a signal asks.
const means = new WeakMap<ScopeState, number | null>();

/** Whole events a period, on average; null where a scope counts none. */
export function meanEvents(scope: ScopeState): number | null {
  let mean = means.get(scope);
  if (mean === undefined) {
    mean = meanOf(
      scope.values.flatMap((value, at) => (value === null ? [] : (scope.numerator(at) ?? []))),
    );
    means.set(scope, mean);
  }
  return mean;
}

/** True where limits for measured values stand on so few whole events that single periods say nothing; charts of counts expect that. */
export function countsRareEvents(scope: ScopeState): boolean {
  const method = scope.stretches.at(-1)?.method;
  if (method !== undefined && method !== 'xmr' && method !== 'median') return false;
  return (meanEvents(scope) ?? LEAST_EVENTS) < LEAST_EVENTS;
}

/** True for whole numbers with a small mean. */
export function areRareEvents(counts: readonly number[]): boolean {
  return (meanOf(counts) ?? LEAST_EVENTS) < LEAST_EVENTS;
}

function meanOf(counts: readonly number[]): number | null {
  return counts.length > 0 && counts.every(Number.isInteger)
    ? counts.reduce((sum, count) => sum + count, 0) / counts.length
    : null;
}
