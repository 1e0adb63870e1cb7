import type { IsoDate } from './date.ts';
import type { Metric } from './metric.ts';
import type { Observation } from './observation.ts';
import { lastCompletePeriod, periodEnd, periodsBetween } from './period.ts';
import { kaplanMeier } from './statistics/kaplanMeier.ts';

/** One period of a metric for some scope. `value` is null where nothing was observed. */
export interface SeriesPoint {
  period: IsoDate;
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
  /** Sites that reported. */
  sites: string[];
  preliminary: boolean;
}

export interface Scope {
  /** Sites to include; absent: all. */
  sites?: readonly string[] | undefined;
  /** Lines to include; absent: rows without a line where such rows exist, else all lines. */
  lines?: readonly string[] | undefined;
}

/**
 * The values of a metric for a scope, one point a period from its first to its newest complete one, gaps included.
 * A ratio over several sites is the ratio of the sums, a median that of the pooled events: parts are added, never values.
 */
export function series(metric: Metric, observations: readonly Observation[], scope: Scope, asOf: IsoDate): SeriesPoint[] {
  const newest = lastCompletePeriod(asOf, metric.grain);
  const cells = inScope(observations, scope).filter((cell) => cell.period <= newest);
  if (cells.length === 0) return [];
  const byPeriod = Map.groupBy(cells, (cell) => cell.period);
  const starts = [...byPeriod.keys()].sort();
  return periodsBetween(starts[0] as IsoDate, starts.at(-1) as IsoDate, metric.grain).map((period) => {
    const inPeriod = byPeriod.get(period) ?? [];
    return { period, ...rollUp(metric, inPeriod), sites: [...new Set(inPeriod.flatMap((cell) => cell.site ?? []))], preliminary: inPeriod.some((cell) => cell.status === 'preliminary') };
  });
}

/** The value of a metric over several periods taken together, by its own aggregation. */
export function pooled(metric: Metric, observations: readonly Observation[], scope: Scope, from: IsoDate, to: IsoDate): { value: number | null; numerator: number | null; denominator: number | null; n: number; sd: number | null } {
  const cells = inScope(observations, scope).filter((cell) => cell.period >= from && periodEnd(cell.period, metric.grain) <= to);
  return { ...rollUp(metric, cells), sd: spread(cells) };
}

/** What was known on a day: the newest vintage of each cell that had been extracted by then. */
export function knownOn(latest: readonly Observation[], superseded: readonly Observation[], date: IsoDate): Observation[] {
  const best = new Map<string, Observation>();
  for (const cell of [...superseded, ...latest]) {
    if (cell.vintage !== undefined && cell.vintage > date) continue;
    const key = `${cell.period}|${cell.site ?? ''}|${cell.line ?? ''}`;
    const held = best.get(key);
    if (!held || (cell.vintage ?? '') >= (held.vintage ?? '')) best.set(key, cell);
  }
  return [...best.values()];
}

function inScope(observations: readonly Observation[], scope: Scope): Observation[] {
  const { sites, lines } = scope;
  const ofSites = sites ? observations.filter((cell) => cell.site !== null && sites.includes(cell.site)) : observations;
  if (lines) return ofSites.filter((cell) => cell.line !== null && lines.includes(cell.line));
  // A site that reports a total beside its lines is counted once, by its total.
  const totals = new Set(ofSites.filter((cell) => cell.line === null).map((cell) => `${cell.period}|${cell.site}`));
  return ofSites.filter((cell) => cell.line === null || !totals.has(`${cell.period}|${cell.site}`));
}

/** Standard deviation of the single values behind means; null for everything else. */
function spread(cells: readonly Observation[]): number | null {
  const sum = (pick: (cell: Observation) => number) => cells.reduce((total, cell) => total + pick(cell), 0);
  const n = sum((cell) => cell.denominator ?? 0);
  if (n < 2 || cells.some((cell) => cell.squares === undefined)) return null;
  const mean = sum((cell) => cell.numerator ?? 0) / n;
  return Math.sqrt(Math.max(0, (sum((cell) => cell.squares ?? 0) - n * mean * mean) / (n - 1)));
}

function rollUp(metric: Metric, cells: readonly Observation[]) {
  const n = cells.reduce((sum, cell) => sum + cell.n, 0);
  const none = { value: null, numerator: null, denominator: null, n };
  const first = cells[0];
  if (!first) return { ...none, n: 0 };
  if (first.combine === 'ratio') {
    const numerator = cells.reduce((sum, cell) => sum + (cell.numerator ?? 0), 0);
    const denominator = cells.reduce((sum, cell) => sum + (cell.denominator ?? 0), 0);
    const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
    return { value: denominator === 0 ? null : (numerator / denominator) * scale, numerator, denominator, n };
  }
  if (first.combine === 'pool') {
    const closed = cells.flatMap((cell) => cell.events?.closed ?? []);
    const open = cells.flatMap((cell) => cell.events?.open ?? []);
    if (closed.length + open.length === 0) return none;
    const quantile = metric.value.kind === 'column' && metric.value.of.aggregate === 'p90' ? 0.9 : 0.5;
    return { ...none, value: kaplanMeier(closed, open).quantile(quantile), n: closed.length + open.length };
  }
  const values = cells.map((cell) => cell.value);
  if (first.combine === 'sum') return { ...none, value: values.reduce((sum, value) => sum + value, 0) };
  if (first.combine === 'min') return { ...none, value: Math.min(...values) };
  if (first.combine === 'max') return { ...none, value: Math.max(...values) };
  if (first.combine === 'last') {
    // Stocks add up over sites and keep the last over time.
    const newest = cells.reduce((latest, cell) => (cell.period > latest ? cell.period : latest), first.period);
    return { ...none, value: cells.filter((cell) => cell.period === newest).reduce((sum, cell) => sum + cell.value, 0) };
  }
  return cells.length === 1 ? { ...none, value: first.value } : none;
}
