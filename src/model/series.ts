import { cellIndex, cellsOf } from './cellIndex.ts';
import type { IsoDate } from './date.ts';
import { countBefore } from './halving.ts';
import type { Metric } from './metric.ts';
import { byPeriod, cellKey, peopleBehind, type Observation } from './observation.ts';
import { lastCompletePeriod, periodEnd, periodsBetween, type Grain } from './period.ts';
import { withoutSmallGroups } from './smallGroups.ts';
import { kaplanMeier } from './statistics/kaplanMeier.ts';
import { median } from './statistics/median.ts';

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
  /** The numerator of a point alone. */
  numerator: (at: number) => number | null;
}

export function points({ periods, point }: Pick<Trace, 'periods' | 'point'>): SeriesPoint[] {
  return periods.map((_, at) => point(at));
}

export function trace(metric: Metric, observations: readonly Observation[], scope: Scope, asOf: IsoDate): Trace {
  const scoped = inScope(observations, scope);
  const least = scope.least ?? 0;
  // Cells of one period keep their order, so that sums come out the same to the last bit.
  const cells = cellIndex(observations).ordered ? scoped : scoped.toSorted(byPeriod);
  let count = cells.length;
  const newest = lastCompletePeriod(asOf, metric.grain);
  while (count > 0 && (cells[count - 1] as Observation).period > newest) count--;
  const periods = count === 0 ? [] : periodList((cells[0] as Observation).period, (cells[count - 1] as Observation).period, metric.grain);
  const values = valuesOf(metric, cells, count, periods, least);
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
  const numerator = (at: number): number | null => {
    const period = periods[at] as IsoDate;
    const start = startOf(period, at);
    let sum = 0;
    let end = start;
    for (; end < count && (cells[end] as Observation).period === period; end++) sum += (cells[end] as Observation).numerator ?? 0;
    if (end === start || cells[start]?.combine !== 'ratio' || (least > 0 && tooFew(cells, start, end, least))) return null;
    return sum;
  };
  return { periods, values, point, numerator };

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
  const scoped = inScope(observations, scope);
  const isInside = ({ period }: Observation) => period >= from && periodEnd(period, metric.grain) <= to;
  const least = scope.least ?? 0;
  if (least > 0 || !cellIndex(observations).ordered) {
    const inside = scoped.filter(isInside);
    // Periods that stay untold have no part in a total either: it would tell them by its difference to the others.
    const cells = least > 0 ? [...Map.groupBy(inside, (cell) => cell.period).values()].filter((group) => !tooFew(group, 0, group.length, least)).flat() : inside;
    return { ...rollUp(metric, cells, 0, cells.length), sd: spread(cells, 0, cells.length) };
  }
  const start = countBefore(scoped, (cell) => cell.period < from);
  let end = countBefore(scoped, (cell) => cell.period < to);
  while (end < scoped.length && isInside(scoped[end] as Observation)) end++;
  while (end > start && !isInside(scoped[end - 1] as Observation)) end--;
  return { ...rollUp(metric, scoped, start, end), sd: spread(scoped, start, end) };
}

function inScope(observations: readonly Observation[], scope: Scope): readonly Observation[] {
  const cells = cellsIn(observations, scope);
  return scope.least ? withoutSmallGroups(cells, scope.least) : cells;
}

function cellsIn(observations: readonly Observation[], scope: Scope): readonly Observation[] {
  const { sites, lines, role } = scope;
  const index = cellIndex(observations);
  const everyone = sites ? cellsOf(observations, sites) : wholeOf(observations);
  const ofSites = !index.hasRoles ? everyone : role === undefined ? withoutCounted(everyone) : everyone.filter((cell) => cell.role === role);
  if (lines) return ofSites.filter((cell) => cell.line !== null && lines.includes(cell.line));
  if (!index.hasLines) return ofSites;
  // A site that reports a total beside its lines is counted once, by its total.
  const totals = new Set(ofSites.filter((cell) => cell.line === null).map((cell) => `${cell.period}|${cell.site}`));
  return ofSites.filter((cell) => cell.line === null || !totals.has(`${cell.period}|${cell.site}`));
}

/** All sites: what does not add up over sites, such as a formula or a count of different people, by its own total where there is one. */
function wholeOf(observations: readonly Observation[]): readonly Observation[] {
  if (observations[0]?.combine !== 'none') return observations;
  const totals = cellIndex(observations).of(null);
  return totals.length > 0 ? totals : observations;
}

/** Fewer people than `least` stand behind these cells. */
function tooFew(cells: readonly Observation[], from: number, to: number, least: number): boolean {
  let people = 0;
  for (let at = from; at < to; at++) people += peopleBehind(cells[at] as Observation);
  return to > from && people < least;
}

/** Where a total of all roles is reported, the roles in it are not counted again. */
function withoutCounted(cells: readonly Observation[]): readonly Observation[] {
  const totals = new Set(cells.filter((cell) => cell.role === undefined).map(cellKey));
  return cells.filter((cell) => cell.role === undefined || !totals.has(cellKey({ ...cell, role: undefined })));
}

const lists = new Map<string, readonly IsoDate[]>();
let lately: { first: IsoDate; last: IsoDate; grain: Grain; list: readonly IsoDate[] } | null = null;

/** The periods between two, kept: all sites of a portfolio share a few such lists, those of one metric mostly the same. */
function periodList(first: IsoDate, last: IsoDate, grain: Grain): readonly IsoDate[] {
  if (lately && lately.first === first && lately.last === last && lately.grain === grain) return lately.list;
  const key = `${grain}${first}${last}`;
  const list = lists.get(key) ?? periodsBetween(first, last, grain);
  if (lists.size > 1000) lists.clear();
  lists.set(key, list);
  lately = { first, last, grain, list };
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
function spread(cells: readonly Observation[], from: number, to: number): number | null {
  let n = 0;
  let sum = 0;
  let squares = 0;
  for (let at = from; at < to; at++) {
    const cell = cells[at] as Observation;
    if (cell.squares === undefined) return null;
    n += cell.denominator ?? 0;
    sum += cell.numerator ?? 0;
    squares += cell.squares;
  }
  return n < 2 ? null : Math.sqrt(Math.max(0, (squares - n * (sum / n) * (sum / n)) / (n - 1)));
}

let numbers: (number | null)[] = [0.5];

/** A list to fill. It is copied from one of numbers, since an empty one is copied anew when its first number comes. */
function listOfNumbers(length: number): (number | null)[] {
  while (numbers.length < length) numbers = [...numbers, ...numbers];
  return numbers.slice(0, length);
}

/** The values alone, one a period: what is asked for most often, in one walk over the first `count` cells. */
function valuesOf(metric: Metric, cells: readonly Observation[], count: number, periods: readonly IsoDate[], least: number): (number | null)[] {
  const values = listOfNumbers(periods.length);
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  let at = 0;
  for (let place = 0; place < periods.length; place++) {
    const period = periods[place] as IsoDate;
    // Mostly the next cell is that of the period; equal texts are told apart faster than they are ordered.
    while (at < count && (cells[at] as Observation).period !== period && (cells[at] as Observation).period < period) at++;
    const start = at;
    let sum = 0;
    let numerator = 0;
    let denominator = 0;
    for (; at < count; at++) {
      const cell = cells[at] as Observation;
      if (cell.period !== period) break;
      sum += cell.value;
      numerator += cell.numerator ?? 0;
      denominator += cell.denominator ?? 0;
    }
    const combine = cells[start]?.combine;
    if (at === start || (least > 0 && tooFew(cells, start, at, least))) values[place] = null;
    else if (combine === 'sum') values[place] = sum;
    else if (combine !== 'ratio') values[place] = rollUp(metric, cells, start, at).value;
    else values[place] = denominator === 0 ? null : (numerator / denominator) * scale;
  }
  return values;
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
    const aggregate = metric.value.kind === 'column' ? metric.value.of.aggregate : null;
    // Of values that are all there the median is the usual one: of an even count the mean of the middle two.
    const value = aggregate === 'median' ? median(closed) : kaplanMeier(closed, open).quantile(aggregate === 'p90' ? 0.9 : 0.5);
    return { ...none, value, n: closed.length + open.length };
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
