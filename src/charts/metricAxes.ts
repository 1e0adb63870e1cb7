import { addDays, daysBetween } from '#model/time/date.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { partPeriods } from '#model/metric/series/partPeriods.ts';

/** Lowest and highest of everything drawn, with a little air. */
export function range(state: MetricState, scope: ScopeState): [number, number] {
  const all = scope.series.flatMap((point) => point.value ?? []);
  all.push(...partPeriods(state, scope).flatMap(({ value }) => value ?? []));
  all.push(...scope.limits.flatMap((limit) => [limit.lower, limit.upper]));
  if (state.metric.target) all.push(state.metric.target.value);
  if (scope === state.all) all.push(...state.trajectory.map((point) => point.value));
  if (all.length === 0) return [0, 1];
  const low = Math.min(...all);
  const high = Math.max(...all);
  const air = (high - low || Math.abs(high) || 1) * 0.06;
  return [low >= 0 ? Math.max(0, low - air) : low - air, high + air];
}

/** Lowest and highest over several scopes, so that small charts can be compared. */
export function sharedRange(state: MetricState, scopes: readonly ScopeState[]): [number, number] {
  const ranges = scopes
    .filter((scope) => scope.periods.length > 0)
    .map((scope) => range(state, scope));
  return ranges.length === 0
    ? [0, 1]
    : [Math.min(...ranges.map(([low]) => low)), Math.max(...ranges.map(([, high]) => high))];
}

/** Every label names its year: a chart over the turn of a year has two first days of January. */
export function axisX({ metric: { grain } }: MetricState, { series }: ScopeState, width: number) {
  const first = series[0]?.period ?? '2026-01-01';
  const last = series.at(-1)?.period ?? first;
  const room = Math.max(2, Math.round(width / 110));
  const shared = { title: null, labelFlush: true, labelOverlap: true };
  if ((grain === 'day' || grain === 'week') && addDays(first, LONG) >= last)
    return { ...shared, format: '%-d %b %Y', tickCount: room };
  const months = daysBetween(first, last) / DAYS_OF_MONTH;
  const step = STEPS.find((one) => months / one <= room) ?? 120;
  if (step % 12 !== 0 && grain !== 'year')
    return { ...shared, format: '%b %Y', tickCount: { interval: 'month', step } as const };
  const years = { interval: 'year', step: Math.max(1, step / 12) } as const;
  return { ...shared, format: '%Y', tickCount: years };
}

/** Days from which on months are marked, and not days. */
const LONG = 550;
const DAYS_OF_MONTH = 30.44;
/** Months between two marks. */
const STEPS = [1, 2, 3, 6, 12, 24, 60];
