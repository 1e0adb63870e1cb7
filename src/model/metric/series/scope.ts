import { cellIndex, cellsOf } from './cellIndex.ts';
import { tellsUse, type Metric } from '#model/record/metric.ts';
import { cellKey, type Observation } from '#model/record/observation.ts';
import { withoutSmallGroups } from './smallGroups.ts';

/** Which cells of a metric are taken together. */
export interface Scope {
  /** Sites to include; absent: all. */
  sites?: readonly string[] | undefined;
  /** Lines to include; absent: rows without a line where such rows exist, else all lines. */
  lines?: readonly string[] | undefined;
  /** One role; absent: totals of all roles where such rows exist, else all roles together. */
  role?: string | undefined;
  /** Fewest people behind a value; the value of a smaller group is withheld. */
  least?: number | undefined;
}

/** A scope as it may be shown: use is shown for groups, never for people. */
export function toldScope(metric: Metric, scope: Scope, least: number): Scope {
  return tellsUse(metric) ? { ...scope, least } : scope;
}

/** The cells of a scope, each counted once: a total that is reported stands for its parts. */
export function inScope(
  observations: readonly Observation[],
  scope: Scope,
): readonly Observation[] {
  const cells = cellsIn(observations, scope);
  return scope.least ? withoutSmallGroups(cells, scope.least) : cells;
}

function cellsIn(observations: readonly Observation[], scope: Scope): readonly Observation[] {
  const { sites, lines, role } = scope;
  const index = cellIndex(observations);
  const everyone = sites ? cellsOf(observations, sites) : wholeOf(observations);
  const ofSites = !index.hasRoles
    ? everyone
    : role === undefined
      ? withoutCounted(everyone)
      : everyone.filter((cell) => cell.role === role);
  if (lines) return ofSites.filter((cell) => cell.line !== null && lines.includes(cell.line));
  if (!index.hasLines) return ofSites;
  // A site that reports a total beside its lines is counted once, by its total.
  const totals = new Set(
    ofSites.filter((cell) => cell.line === null).map((cell) => `${cell.period}|${cell.site}`),
  );
  return ofSites.filter((cell) => cell.line === null || !totals.has(`${cell.period}|${cell.site}`));
}

/** All sites: what does not add up over sites, such as a formula or a count of different people, by its own total where there is one. */
function wholeOf(observations: readonly Observation[]): readonly Observation[] {
  if (observations[0]?.combine !== 'none') return observations;
  const totals = cellIndex(observations).of(null);
  return totals.length > 0 ? totals : observations;
}

/** Where a total of all roles is reported, the roles in it are not counted again. */
function withoutCounted(cells: readonly Observation[]): readonly Observation[] {
  const totals = new Set(cells.filter((cell) => cell.role === undefined).map(cellKey));
  return cells.filter(
    (cell) => cell.role === undefined || !totals.has(cellKey({ ...cell, role: undefined })),
  );
}
