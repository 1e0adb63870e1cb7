import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { addsUpOverTime } from '#model/metric/series/perPeriod.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import { nearest } from '#model/problem.ts';
import { NOT_NAMED } from '#model/record/freeDimension.ts';
import { roleName } from '#model/record/playbookSteps.ts';
import { lineName, siteName } from '#model/record/site.ts';
import { sumOf } from '#model/statistics/sum.ts';
import type { IsoDate } from '#model/time/date.ts';
import { longPeriod } from '#model/time/period.ts';
import type { ChartAsk, Refusal } from './kind.ts';

/** One of the groups that a metric is parted into. */
export interface Group {
  name: string;
  scope: ScopeState;
}

/** The groups by which a chart parts its metric; a refusal names what there is. */
export function groupsOf(ask: ChartAsk, state: MetricState, by: string): Group[] | Refusal {
  const { sites } = ask;
  const free = state.byFree ?? {};
  const scopes: Record<string, Group[]> = {
    site: state.bySite.map((scope) => ({ name: siteName(sites, scope.site), scope })),
    line: state.byLine.map((scope) => ({ name: lineName(sites, scope.line), scope })),
    role: state.byRole.map((scope) => ({ name: roleName(scope.role ?? ''), scope })),
    ...Object.fromEntries(
      Object.entries(free).map(([name, parts]) => [
        name,
        parts.map((scope) => ({ name: scope.role || NOT_NAMED, scope })),
      ]),
    ),
  };
  const groups = scopes[by] ?? [];
  const isDeclared = Object.hasOwn(free, by);
  // Nothing has arrived yet: there is nothing to draw, and nothing wrong.
  if (groups.length > 0 || isDeclared || (by in scopes && state.all.latest === null)) return groups;
  const present = Object.keys(scopes).filter((name) => (scopes[name] ?? []).length > 0);
  const near = nearest(by, present);
  return {
    prop: 'by',
    found: `by is "${by}", and the metric "${state.metric.id}" is not parted by it`,
    allowed: present.join(', ') || 'the metric has no groups',
    fix: near
      ? `did you mean "${near}"?`
      : `name the column in its file: dimensions: { ${by}: COLUMN }`,
  };
}

/** Whether several periods of a metric can be one value: sums, and whatever has a numerator and a denominator. */
function isPoolable({ metric, all }: MetricState): boolean {
  return (
    addsUpOverTime(metric) ||
    (metric.value.kind !== 'formula' &&
      all.latest !== null &&
      all.latest.numerator !== null &&
      all.latest.denominator !== null)
  );
}

/** The newest periods that a chart is about, ending with the newest that has a total. */
export interface Window {
  periods: readonly IsoDate[];
  /** "October 2025 to September 2026" */
  words: string;
}

const USUAL = 12;

export function windowOf(state: MetricState, last: number | undefined): Window | Refusal {
  const { metric, all } = state;
  const poolable = isPoolable(state);
  const count = last ?? (poolable ? USUAL : 1);
  if (!Number.isInteger(count) || count < 1)
    return {
      prop: 'last',
      found: `last is ${count}`,
      allowed: 'a whole number from 1',
      fix: 'write last={12}',
    };
  if (count > 1 && !poolable && all.latest !== null)
    return {
      prop: 'last',
      found: `last is ${count}, and several ${metric.grain}s of "${metric.id}" cannot be made one value: it is neither a sum nor a ratio`,
      allowed: '1',
      fix: 'write last={1}, or take <Lines>, which shows each of them',
    };
  const end = all.periods.indexOf(all.latest?.period ?? '') + 1;
  return windowFrom(state, all.periods.slice(Math.max(0, end - count), end));
}

export function windowFrom({ metric }: MetricState, periods: readonly IsoDate[]): Window {
  const [first, newest] = [periods[0], periods.at(-1)];
  if (first === undefined || newest === undefined) return { periods, words: 'no period yet' };
  const words =
    first === newest
      ? longPeriod(newest, metric.grain)
      : `${longPeriod(first, metric.grain)} to ${longPeriod(newest, metric.grain)}`;
  return { periods, words };
}

/** A scope over a window as one value, and in how many of its periods something was observed. */
export interface Pooled {
  value: number | null;
  observed: number;
}

export function pooled(state: MetricState, scope: ScopeState, { periods }: Window): Pooled {
  const wanted = new Set(periods);
  const points = scope.series.filter(({ period, value }) => wanted.has(period) && value !== null);
  return { value: pooledValueOf(state, points), observed: points.length };
}

/** Several scopes over a window as one value: sums are added, ratios are made of their parts. `isOne` is false where neither can be. */
export function pooledOver(
  state: MetricState,
  scopes: readonly ScopeState[],
  window: Window,
): Pooled & { withValue: number; isOne: boolean } {
  const [only, ...others] = scopes;
  const made = scopes.map((scope) => pooled(state, scope, window));
  const withValue = made.filter(({ value }) => value !== null).length;
  if (only && others.length === 0)
    return { ...pooled(state, only, window), withValue, isOne: true };
  const wanted = new Set(window.periods);
  const points = scopes.flatMap(({ series }) =>
    series.filter(({ period, value }) => wanted.has(period) && value !== null),
  );
  return {
    value: pooledValueOf(state, points),
    observed: new Set(points.map(({ period }) => period)).size,
    withValue,
    isOne: isPoolable(state) || withValue === 0,
  };
}

function pooledValueOf({ metric }: MetricState, points: readonly SeriesPoint[]): number | null {
  if (points.length === 0) return null;
  if (points.length === 1) return points[0]?.value ?? null;
  if (addsUpOverTime(metric)) return sumOf(points.map(({ value }) => value ?? 0));
  const denominator = sumOf(points.map((point) => point.denominator ?? 0));
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  return denominator === 0
    ? null
    : (sumOf(points.map((point) => point.numerator ?? 0)) / denominator) * scale;
}

/** Charts of shares and steps are of what adds up. */
export function additiveOnly({ metric }: MetricState, chart: string): Refusal | null {
  return addsUpOverTime(metric)
    ? null
    : {
        prop: 'metric',
        found: `<${chart}> is over "${metric.id}", whose groups do not add up to its total`,
        allowed: 'a metric that is a sum or a count',
        fix: 'take <Bars>, or a metric with value: { sum: … } or { count: … }',
      };
}

export function isStop<T extends object>(result: T | Refusal): result is Refusal {
  return 'found' in result && 'fix' in result;
}
