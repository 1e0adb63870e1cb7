import type { IsoDate } from '#model/time/date.ts';
import { formulaParts } from './formula.ts';
import { byPeriod, type Observation } from '#model/record/observation.ts';
import type { Parts } from './pooledValue.ts';
import { formulaOver } from './scopedTrace.ts';
import type { Scope } from './scope.ts';

/** The cells of a formula, period by period for each line, each site and all sites together, each from rolled-up parts. */
export function formulaCells(expression: string, parts: Parts, asOf: IsoDate): Observation[] {
  const cells = formulaParts(expression).flatMap((id) =>
    parts.metric(id) ? parts.observations(id) : [],
  );
  const formula = placesOf(cells).flatMap(({ site, line }) => {
    const scope: Scope = {
      ...(site === null ? {} : { sites: [site] }),
      ...(line === null ? {} : { lines: [line] }),
    };
    return formulaOver(expression, parts, scope, asOf).map((cell) => ({ ...cell, site, line }));
  });
  return formula.sort(byPeriod);
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
