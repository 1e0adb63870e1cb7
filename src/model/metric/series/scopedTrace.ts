import type { IsoDate } from '#model/time/date.ts';
import { evaluate, formulaParts, tokenise } from './formula.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import type { Parts } from './pooledValue.ts';
import { toldScope, type Scope } from './scope.ts';
import { trace, type Trace } from './series.ts';

/** The values of a metric for a scope, period by period; a formula over several places from its parts there, each rolled up first. Use by too few people is suppressed. */
export function scopedTrace(
  parts: Parts,
  metric: Metric,
  cells: readonly Observation[],
  scope: Scope,
  asOf: IsoDate,
): Trace {
  const several = (scope.sites?.length ?? 0) > 1 || (scope.lines?.length ?? 0) > 1;
  if (metric.value.kind === 'formula' && several)
    return trace(metric, formulaOver(metric.value.expression, parts, scope, asOf), {}, asOf);
  return trace(metric, cells, toldScope(metric, scope, parts.least), asOf);
}

/** A formula for one scope as a whole, period by period. */
export function formulaOver(
  expression: string,
  parts: Parts,
  scope: Scope,
  asOf: IsoDate,
): Observation[] {
  const tokens = tokenise(expression);
  const named = formulaParts(expression).flatMap((id) => parts.metric(id) ?? []);
  const values = new Map(
    named.map((part) => {
      const { periods, values } = scopedTrace(
        parts,
        part,
        parts.observations(part.id),
        scope,
        asOf,
      );
      return [part.id, new Map(periods.map((period, at) => [period, values[at] ?? null]))];
    }),
  );
  return [...(values.get(named[0]?.id ?? '')?.keys() ?? [])].flatMap((period): Observation[] => {
    const value = evaluate(tokens, (id) => values.get(id)?.get(period) ?? null);
    return value !== null && Number.isFinite(value)
      ? [{ period, site: null, line: null, value, n: 1, combine: 'none' }]
      : [];
  });
}
