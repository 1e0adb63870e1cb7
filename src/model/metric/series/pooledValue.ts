import { evaluate, tokenise } from './formula.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import { toldScope, type Scope } from './scope.ts';
import { pooled } from './series.ts';

export type Pooled = ReturnType<typeof pooled>;

/** Where the parts of a formula are found, and how few people may stand behind a value that tells use. */
export interface Parts {
  metric: (id: string) => Metric | undefined;
  observations: (id: string) => readonly Observation[];
  least: number;
}

/** A metric over several periods by its own aggregation; a formula from its parts, each rolled up first. Use of too few people is left out. */
export function pooledValue(
  parts: Parts,
  metric: Metric,
  cells: readonly Observation[],
  scope: Scope,
  from: IsoDate,
  to: IsoDate,
): Pooled {
  if (metric.value.kind !== 'formula')
    return pooled(metric, cells, toldScope(metric, scope, parts.least), from, to);
  let n = 0;
  const value = evaluate(tokenise(metric.value.expression), (id) => {
    const part = parts.metric(id);
    if (!part) return null;
    const rolled = pooledValue(parts, part, parts.observations(id), scope, from, to);
    n = Math.max(n, rolled.n);
    return rolled.value;
  });
  return {
    value: value !== null && Number.isFinite(value) ? value : null,
    numerator: null,
    denominator: null,
    n,
    sd: null,
  };
}

/** The parts as a portfolio holds them today. */
export function partsOf({
  metrics,
  observations,
  settings,
}: {
  metrics: readonly Metric[];
  observations: ReadonlyMap<string, { latest: readonly Observation[] }>;
  settings: { minGroupSize: number };
}): Parts {
  return {
    metric: (id) => metrics.find((metric) => metric.id === id),
    observations: (id) => observations.get(id)?.latest ?? [],
    least: settings.minGroupSize,
  };
}
