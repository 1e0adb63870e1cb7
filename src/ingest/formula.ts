import { evaluate, tokenise } from '#model/formula.ts';
import type { Metric } from '#model/metric.ts';
import type { Observation, Observations } from '#model/observation.ts';
import { series } from '#model/series.ts';

/** A metric computed from others, period by period for each site and for all sites together, each from rolled-up parts. */
export function formulaObservations(metric: Metric, metrics: readonly Metric[], observations: ReadonlyMap<string, Observations>, asOf: string): Observations {
  if (metric.value.kind !== 'formula') return { metric: metric.id, latest: [], superseded: [] };
  const tokens = tokenise(metric.value.expression);
  const parts = metrics.filter((other) => tokens.includes(other.id));
  const sites = new Set(parts.flatMap((part) => observations.get(part.id)?.latest.flatMap((cell) => cell.site ?? []) ?? []));
  const latest: Observation[] = [];
  for (const site of [...sites, null]) {
    const values = new Map(parts.map((part) => [part.id, new Map(series(part, observations.get(part.id)?.latest ?? [], site === null ? {} : { sites: [site] }, asOf).map((point) => [point.period, point.value]))]));
    const periods = [...(values.get(parts[0]?.id ?? '')?.keys() ?? [])];
    for (const period of periods) {
      const value = evaluate(tokens, (id) => values.get(id)?.get(period) ?? null);
      if (value !== null && Number.isFinite(value)) latest.push({ period, site, line: null, value, n: 1, combine: 'none' });
    }
  }
  return { metric: metric.id, latest, superseded: [] };
}
