import type { Metric } from '#model/record/metric.ts';
import { median } from '#model/statistics/median.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { currentLimits, type ScopeState } from './metricState.ts';

/** The middle of the values since the signal began; without a signal the mean that the limits lie around. */
export function levelToday(scope: ScopeState): number | null {
  if (scope.since === null) return currentLimits(scope)?.mean ?? null;
  const from = scope.periods.indexOf(scope.since);
  const values = from < 0 ? [] : scope.values.slice(from).flatMap((value) => value ?? []);
  return values.length === 0 ? null : median(values);
}

/** True where half of the values since the signal began are at the target: limits of the time before say nothing about that level. */
export function levelArrived({ target, direction }: Metric, scope: ScopeState): boolean {
  const level = scope.since === null ? null : levelToday(scope);
  return (
    target !== undefined &&
    level !== null &&
    scope.variation === 'improvement' &&
    reaches(level, target.value, direction)
  );
}
