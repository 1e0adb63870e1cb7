import { cellIndex, cellsOf } from './cellIndex.ts';
import type { IsoDate } from './date.ts';
import type { Metric } from './metric.ts';
import { cellKey, type Observation } from './observation.ts';
import { lastCompletePeriod, periodEnd, periodsBetween, type Grain } from './period.ts';
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
  /** There is a value, and it stays untold: too few people stand behind it. */
  withheld?: boolean;
}

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

/**
 * The values of a metric for a scope, one point a period from its first to its newest complete one, gaps included.
 * A ratio over several sites is the ratio of the sums, a median that of the pooled events: parts are added, never values.
 */
export function series(metric: Metric, observations: readonly Observation[], scope: Scope, asOf: IsoDate): SeriesPoint[] {
  return points(trace(metric, observations, scope, asOf));
}

/** A series as two columns; its points are made when somebody asks, since a large portfolio has millions and shows thousands. */
export interface Trace {
  periods: readonly IsoDate[];
  values: readonly (number | null)[];
  point: (at: number) => SeriesPoint;
}

export function points({ periods, point }: Trace): SeriesPoint[] {
  return periods.map((_, at) => point(at));
}

export function trace(metric: Metric, observations: readonly Observation[], scope: Scope, asOf: IsoDate): Trace {
  const scoped = inScope(observations, scope);
  const least = scope.least ?? 0;
  // Cells of one period keep their order, so that sums come out the same to the last bit.
  const cells = cellIndex(observations).ordered ? scoped : scoped.toSorted((a, b) => (a.period < b.period ? -1 : a.period > b.period ? 1 : 0));
  let count = cells.length;
  const newest = lastCompletePeriod(asOf, metric.grain);
  while (count > 0 && (cells[count - 1] as Observation).period > newest) count--;
  const periods = count === 0 ? [] : periodList((cells[0] as Observation).period, (cells[count - 1] as Observation).period, metric.grain);
  let from = 0;
  const values = periods.map((period) => {
    // Mostly the next cell is that of the period; equal texts are told apart faster than they are ordered.
    while (from < count && (cells[from] as Observation).period !== period && (cells[from] as Observation).period < period) from++;
    const start = from;
    from = endOf(period, start);
    return least > 0 && tooFew(cells, start, from, least) ? null : valueWithin(metric, cells, start, from);
  });
  let sites: string[] = [];
  const point = (at: number): SeriesPoint => {
    const period = periods[at] as IsoDate;
    const start = startOf(period, at);
    const end = endOf(period, start);
    if (least > 0 && tooFew(cells, start, end, least)) return { period, value: null, numerator: null, denominator: null, n: 0, sites: [], preliminary: false, withheld: true };
    const { value, numerator, denominator, n } = rollUp(metric, cells, start, end);
    sites = sitesBetween(cells, start, end, sites);
    return { period, value, numerator, denominator, n, sites, preliminary: anyPreliminary(cells, start, end) };
  };
  return { periods, values, point };

  /** Looks from where the period stands when all periods have equally many cells. */
  function startOf(period: IsoDate, at: number): number {
    let start = Math.floor((at * count) / periods.length);
    while (start > 0 && (cells[start - 1] as Observation).period >= period) start--;
    while (start < count && (cells[start] as Observation).period < period) start++;
    return start;
  }

  function endOf(period: IsoDate, start: number): number {
    let end = start;
    while (end < count && (cells[end] as Observation).period === period) end++;
    return end;
  }
}

/** The value of a metric over several periods taken together, by its own aggregation. */
export function pooled(metric: Metric, observations: readonly Observation[], scope: Scope, from: IsoDate, to: IsoDate): { value: number | null; numerator: number | null; denominator: number | null; n: number; sd: number | null } {
  let period = '';
  let inside = false;
  const cells = inScope(observations, scope).filter((cell) => {
    if (cell.period !== period) {
      period = cell.period;
      inside = period >= from && periodEnd(period, metric.grain) <= to;
    }
    return inside;
  });
  return { ...rollUp(metric, cells, 0, cells.length), sd: spread(cells) };
}

function inScope(observations: readonly Observation[], scope: Scope): readonly Observation[] {
  const { sites, lines, role } = scope;
  const index = cellIndex(observations);
  const everyone = sites ? cellsOf(index, sites) : observations;
  const ofSites = !index.hasRoles ? everyone : role === undefined ? withoutCounted(everyone) : everyone.filter((cell) => cell.role === role);
  if (lines) return ofSites.filter((cell) => cell.line !== null && lines.includes(cell.line));
  if (!index.hasLines) return ofSites;
  // A site that reports a total beside its lines is counted once, by its total.
  const totals = new Set(ofSites.filter((cell) => cell.line === null).map((cell) => `${cell.period}|${cell.site}`));
  return ofSites.filter((cell) => cell.line === null || !totals.has(`${cell.period}|${cell.site}`));
}

/** Fewer people than `least` stand behind these cells: those who could use it, else those who did. */
function tooFew(cells: readonly Observation[], from: number, to: number, least: number): boolean {
  let people = 0;
  for (let at = from; at < to; at++) people += cells[at]?.denominator ?? cells[at]?.value ?? 0;
  return to > from && people < least;
}

/** Where a total of all roles is reported, the roles in it are not counted again. */
function withoutCounted(cells: readonly Observation[]): readonly Observation[] {
  const totals = new Set(cells.filter((cell) => cell.role === undefined).map(cellKey));
  return cells.filter((cell) => cell.role === undefined || !totals.has(cellKey({ ...cell, role: undefined })));
}

const lists = new Map<string, readonly IsoDate[]>();

/** The periods between two, kept: all sites of a portfolio share a few such lists. */
function periodList(first: IsoDate, last: IsoDate, grain: Grain): readonly IsoDate[] {
  const key = `${grain}${first}${last}`;
  const list = lists.get(key) ?? periodsBetween(first, last, grain);
  if (lists.size > 1000) lists.clear();
  lists.set(key, list);
  return list;
}

/** Sites of one period's cells; the same array as the period before where nothing changed. */
function sitesBetween(cells: readonly Observation[], from: number, to: number, before: string[]): string[] {
  let same = to - from === before.length;
  for (let at = from; same && at < to; at++) same = (cells[at] as Observation).site === before[at - from];
  return same ? before : [...new Set(cells.slice(from, to).flatMap((cell) => cell.site ?? []))];
}

function anyPreliminary(cells: readonly Observation[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if ((cells[at] as Observation).status === 'preliminary') return true;
  return false;
}

/** Standard deviation of the single values behind means; null for everything else. */
function spread(cells: readonly Observation[]): number | null {
  const sum = (pick: (cell: Observation) => number) => cells.reduce((total, cell) => total + pick(cell), 0);
  const n = sum((cell) => cell.denominator ?? 0);
  if (n < 2 || cells.some((cell) => cell.squares === undefined)) return null;
  const mean = sum((cell) => cell.numerator ?? 0) / n;
  return Math.sqrt(Math.max(0, (sum((cell) => cell.squares ?? 0) - n * mean * mean) / (n - 1)));
}

/** The value alone: what is asked for most often, without the parts beside it. */
function valueWithin(metric: Metric, cells: readonly Observation[], from: number, to: number): number | null {
  const first = cells[from];
  if (!first || to <= from) return null;
  if (first.combine !== 'ratio' && first.combine !== 'sum') return rollUp(metric, cells, from, to).value;
  let sum = 0;
  let numerator = 0;
  let denominator = 0;
  for (let at = from; at < to; at++) {
    const cell = cells[at] as Observation;
    sum += cell.value;
    numerator += cell.numerator ?? 0;
    denominator += cell.denominator ?? 0;
  }
  if (first.combine === 'sum') return sum;
  return denominator === 0 ? null : (numerator / denominator) * (metric.value.kind === 'ratio' ? metric.value.scale : 1);
}

/** The cells from one place up to another as one value. */
function rollUp(metric: Metric, all: readonly Observation[], from: number, to: number): Omit<SeriesPoint, 'period' | 'sites' | 'preliminary'> {
  const first = all[from];
  if (!first || to <= from) return { value: null, numerator: null, denominator: null, n: 0 };
  let n = 0;
  let numerator = 0;
  let denominator = 0;
  let sum = 0;
  for (let at = from; at < to; at++) {
    const cell = all[at] as Observation;
    n += cell.n;
    numerator += cell.numerator ?? 0;
    denominator += cell.denominator ?? 0;
    sum += cell.value;
  }
  if (first.combine === 'ratio') {
    const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
    return { value: denominator === 0 ? null : (numerator / denominator) * scale, numerator, denominator, n };
  }
  if (first.combine === 'sum') return { value: sum, numerator: null, denominator: null, n };
  const cells = all.slice(from, to);
  const none = { value: null, numerator: null, denominator: null, n };
  if (first.combine === 'pool') {
    const closed = cells.flatMap((cell) => cell.events?.closed ?? []);
    const open = cells.flatMap((cell) => cell.events?.open ?? []);
    if (closed.length + open.length === 0) return none;
    const quantile = metric.value.kind === 'column' && metric.value.of.aggregate === 'p90' ? 0.9 : 0.5;
    return { ...none, value: kaplanMeier(closed, open).quantile(quantile), n: closed.length + open.length };
  }
  const values = cells.map((cell) => cell.value);
  if (first.combine === 'min') return { ...none, value: values.reduce((least, value) => Math.min(least, value)) };
  if (first.combine === 'max') return { ...none, value: values.reduce((most, value) => Math.max(most, value)) };
  if (first.combine === 'last') {
    // Stocks add up over sites and keep the last over time.
    let newest = first.period;
    for (const cell of cells) if (cell.period > newest) newest = cell.period;
    return { ...none, value: cells.filter((cell) => cell.period === newest).reduce((sum, cell) => sum + cell.value, 0) };
  }
  return cells.length === 1 ? { ...none, value: first.value } : none;
}
