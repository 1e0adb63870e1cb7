import type { IsoDate } from './date.ts';
import { evaluate, formulaParts, tokenise } from './formula.ts';
import { tellsUse, type Metric } from './metric.ts';
import { byPeriod, type Observation } from './observation.ts';
import type { Parts } from './pooledValue.ts';
import { series, type Scope } from './series.ts';

/** The cells of a formula, period by period for each line, each site and all sites together, each from rolled-up parts. */
export function formulaCells(expression: string, { metric, observations, least }: Parts, asOf: IsoDate): Observation[] {
  const tokens = tokenise(expression);
  const parts = formulaParts(expression).flatMap((id) => metric(id) ?? []);
  const cells = new Map(parts.map((part) => [part.id, observations(part.id)]));
  const formula: Observation[] = [];
  for (const { site, line } of placesOf([...cells.values()].flat())) {
    const scope: Scope = { ...(site === null ? {} : { sites: [site] }), ...(line === null ? {} : { lines: [line] }) };
    const values = new Map(parts.map((part) => [part.id, valuesOf(part, cells.get(part.id) ?? [], tellsUse(part) ? { ...scope, least } : scope, asOf)]));
    for (const period of values.get(parts[0]?.id ?? '')?.keys() ?? []) {
      const value = evaluate(tokens, (id) => values.get(id)?.get(period) ?? null);
      if (value !== null && Number.isFinite(value)) formula.push({ period, site, line, value, n: 1, combine: 'none' });
    }
  }
  return formula.sort(byPeriod);
}

function valuesOf(part: Metric, cells: readonly Observation[], scope: Scope, asOf: IsoDate): Map<IsoDate, number | null> {
  return new Map(series(part, cells, scope, asOf).map((point) => [point.period, point.value]));
}

/** Each site, each line, and all of them together, which has no name. */
function placesOf(cells: readonly Observation[]): { site: string | null; line: string | null }[] {
  const places = new Map<string, { site: string | null; line: string | null }>();
  for (const { site, line } of cells) {
    if (site !== null) places.set(`${site}|`, { site, line: null });
    if (line !== null) places.set(`${site ?? ''}|${line}`, { site, line });
  }
  return [...places.values(), { site: null, line: null }];
}
