import { cellIndex } from './cellIndex.ts';
import type { IsoDate } from '#model/time/date.ts';
import { countBefore } from './halving.ts';
import type { Metric } from '#model/record/metric.ts';
import { byPeriod, type Observation } from '#model/record/observation.ts';
import { lastCompletePeriod, periodEnd, periodsBetween, type Grain } from '#model/time/period.ts';
import { rollUp, spread, tooFew, valuesOf, type RolledUp } from './rollUp.ts';
import { inScope, type Scope } from './scope.ts';

/** One period of a metric for some scope. `value` is null where nothing was observed. */
export interface SeriesPoint extends RolledUp {
  period: IsoDate;
  /** Sites that reported. */
  sites: string[];
  preliminary: boolean;
  /** Sites without which there is no total; its value is null. */
  lacks?: string[];
}

/**
 * The values of a metric for a scope, one point a period from its first to its newest complete one, gaps included.
 * A ratio over several sites is the ratio of the sums, a median that of the pooled events: parts are added, never values.
 */
export function series(
  metric: Metric,
  observations: readonly Observation[],
  scope: Scope,
  asOf: IsoDate,
): SeriesPoint[] {
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

export function trace(
  metric: Metric,
  observations: readonly Observation[],
  scope: Scope,
  asOf: IsoDate,
): Trace {
  const scoped = inScope(observations, scope);
  const least = scope.least ?? 0;
  // Cells of one period keep their order, so that sums come out the same to the last bit.
  const cells = cellIndex(observations).ordered ? scoped : scoped.toSorted(byPeriod);
  let count = cells.length;
  const newest = lastCompletePeriod(asOf, metric.grain);
  while (count > 0 && cells[count - 1]!.period > newest) count--;
  const periods =
    count === 0 ? [] : periodList(cells[0]!.period, cells[count - 1]!.period, metric.grain);
  const values = valuesOf(metric, cells, count, periods, least);
  const lacking = lackingIn(metric, scope);
  for (let at = 0; lacking !== null && at < periods.length; at++)
    if (lacking.has(periods[at]!)) values[at] = null;
  let sites: string[] = [];
  const point = (at: number): SeriesPoint => {
    const period = periods[at]!;
    const start = startOf(period, at);
    const end = endOf(period, start);
    if (least > 0 && tooFew(cells, start, end, least))
      return {
        period,
        value: null,
        numerator: null,
        denominator: null,
        n: 0,
        sites: [],
        preliminary: false,
        withheld: true,
      };
    const rolled = rollUp(metric, cells, start, end);
    const { value, numerator, denominator, n, interval } = rolled;
    sites = sitesBetween(cells, start, end, sites);
    const preliminary = anyPreliminary(cells, start, end);
    const lacks = lacking?.get(period);
    if (lacks) {
      const nothing = { value: null, numerator: null, denominator: null };
      return { period, ...nothing, n, sites, preliminary, lacks };
    }
    const told = { period, value, numerator, denominator, n, sites, preliminary };
    return interval ? { ...told, interval } : told;
  };
  const numerator = (at: number): number | null => {
    const period = periods[at]!;
    const start = startOf(period, at);
    let sum = 0;
    let end = start;
    for (; end < count && cells[end]!.period === period; end++) sum += cells[end]!.numerator ?? 0;
    if (
      end === start ||
      lacking?.has(period) ||
      cells[start]?.combine !== 'ratio' ||
      (least > 0 && tooFew(cells, start, end, least))
    )
      return null;
    return sum;
  };
  return { periods, values, point, numerator };

  /** Looks from where the period stands when all periods have equally many cells. */
  function startOf(period: IsoDate, at: number): number {
    let start = Math.floor((at * count) / periods.length);
    while (start > 0 && cells[start - 1]!.period >= period) start--;
    while (start < count && cells[start]!.period < period) start++;
    return start;
  }

  function endOf(period: IsoDate, start: number): number {
    let end = start;
    while (end < count && cells[end]!.period === period) end++;
    return end;
  }
}

/** The periods in which a scope of several sites lacks one of them; null where it lacks none. */
function lackingIn(metric: Metric, { sites, lines }: Scope): Map<IsoDate, string[]> | null {
  if (!metric.incomplete || lines !== undefined || sites?.length === 1) return null;
  const lacking = new Map(
    metric.incomplete.flatMap(({ period, lacks }) => {
      const own = sites ? lacks.filter((site) => sites.includes(site)) : lacks;
      return own.length > 0 ? [[period, own] as const] : [];
    }),
  );
  return lacking.size > 0 ? lacking : null;
}

/**
 * The value of a metric over several periods taken together, by its own aggregation. What adds up over time is given per period, as the
 * mean of those with a value: a sum of 8 weeks and one of 26 can never be compared.
 */
export function pooled(
  metric: Metric,
  observations: readonly Observation[],
  scope: Scope,
  from: IsoDate,
  to: IsoDate,
): {
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
  sd: number | null;
} {
  const scoped = inScope(observations, scope);
  const lacking = lackingIn(metric, scope);
  const isInside = ({ period }: Observation) =>
    period >= from && periodEnd(period, metric.grain) <= to && !lacking?.has(period);
  const least = scope.least ?? 0;
  if (least > 0 || lacking !== null || !cellIndex(observations).ordered) {
    const inside = scoped.filter(isInside);
    // Suppressed periods have no part in a total either: its difference to the others would reveal them.
    const cells =
      least > 0
        ? [...Map.groupBy(inside, (cell) => cell.period).values()]
            .filter((group) => !tooFew(group, 0, group.length, least))
            .flat()
        : inside;
    return { ...ofOnePeriod(metric, cells, 0, cells.length), sd: spread(cells, 0, cells.length) };
  }
  const start = countBefore(scoped, (cell) => cell.period < from);
  let end = countBefore(scoped, (cell) => cell.period < to);
  while (end < scoped.length && isInside(scoped[end]!)) end++;
  while (end > start && !isInside(scoped[end - 1]!)) end--;
  return { ...ofOnePeriod(metric, scoped, start, end), sd: spread(scoped, start, end) };
}

function ofOnePeriod(
  metric: Metric,
  cells: readonly Observation[],
  from: number,
  to: number,
): RolledUp {
  const all = rollUp(metric, cells, from, to);
  if (all.value === null || cells[from]?.combine !== 'sum') return all;
  const periods = new Set(cells.slice(from, to).map((cell) => cell.period)).size;
  return { ...all, value: all.value / periods };
}

const lists = new Map<string, readonly IsoDate[]>();
let lately: { first: IsoDate; last: IsoDate; grain: Grain; list: readonly IsoDate[] } | null = null;

/** The periods between two, kept: all sites of a portfolio share a few such lists, those of one metric mostly the same. */
function periodList(first: IsoDate, last: IsoDate, grain: Grain): readonly IsoDate[] {
  if (lately && lately.first === first && lately.last === last && lately.grain === grain)
    return lately.list;
  const key = `${grain}${first}${last}`;
  const list = lists.get(key) ?? periodsBetween(first, last, grain);
  if (lists.size > 1000) lists.clear();
  lists.set(key, list);
  lately = { first, last, grain, list };
  return list;
}

/** Sites of one period's cells; the same array as the period before where nothing changed. */
function sitesBetween(
  cells: readonly Observation[],
  from: number,
  to: number,
  before: string[],
): string[] {
  let same = to - from === before.length;
  for (let at = from; same && at < to; at++) same = cells[at]!.site === before[at - from];
  return same ? before : [...new Set(cells.slice(from, to).flatMap((cell) => cell.site ?? []))];
}

function anyPreliminary(cells: readonly Observation[], from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (cells[at]!.status === 'preliminary') return true;
  return false;
}
