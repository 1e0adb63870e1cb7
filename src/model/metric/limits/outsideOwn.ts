import type { ScopeState } from '#model/metric/metricState.ts';

/** From this share of points outside on, limits made from all of them describe no time: the level changed within. */
const TOO_MANY = 0.4;

/** How many points lie outside limits that are made from these points, where that is so many that the range between them is usual for no time. */
export function outsideOwn({
  stretches,
  signals,
  periods,
  values,
}: Pick<ScopeState, 'stretches' | 'signals' | 'periods' | 'values'>): {
  outside: number;
  points: number;
} | null {
  const newest = stretches.at(-1);
  if (!newest || newest.fixed || newest.method === 'g' || newest.method === 't') return null;
  const isWithin = (period: string) => period >= newest.from && period <= newest.to;
  const points = periods.filter((period, at) => values[at] !== null && isWithin(period)).length;
  const outside = signals.filter(({ rule, period }) => rule === 1 && isWithin(period)).length;
  return outside > TOO_MANY * points ? { outside, points } : null;
}
