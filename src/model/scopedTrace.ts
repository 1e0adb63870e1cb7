import type { IsoDate } from './date.ts';
import { formulaOver } from './formulaCells.ts';
import { tellsUse, type Metric } from './metric.ts';
import type { Observation } from './observation.ts';
import type { Parts } from './pooledValue.ts';
import { trace, type Scope, type Trace } from './series.ts';

/** The values of a metric for a scope, period by period; a formula over several places from its parts there, each rolled up first. Use of too few people stays untold. */
export function scopedTrace(parts: Parts, metric: Metric, cells: readonly Observation[], scope: Scope, asOf: IsoDate): Trace {
  const several = (scope.sites?.length ?? 0) > 1 || (scope.lines?.length ?? 0) > 1;
  if (metric.value.kind === 'formula' && several) return trace(metric, formulaOver(metric.value.expression, parts, scope, asOf), {}, asOf);
  return trace(metric, cells, tellsUse(metric) ? { ...scope, least: parts.least } : scope, asOf);
}
