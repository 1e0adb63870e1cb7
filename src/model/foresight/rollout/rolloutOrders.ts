import { liveInitiatives } from '#model/foresight/delay/held.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Site } from '#model/record/site.ts';
import { median } from '#model/statistics/median.ts';
import { addDays, daysBetween } from '#model/time/date.ts';
import { periodEnd } from '#model/time/period.ts';
import { bestOrder, costOf, type Job, startsOf } from './bestOrder.ts';
import type { NextPlant, RolloutOrder } from './rolloutOrder.ts';
import { orderSentence } from './orderSentence.ts';

/** Use by four in five: the plant has it. */
const ARRIVED = 80;
/** Where no plant has got there yet: a quarter. */
const USUAL_DAYS = 91;
/** Questions from which the pace of a plant's answers says something, and how far it may stretch the time. */
const LEAST_QUESTIONS = 5;
const STRETCH = [0.5, 2] as const;
const RECENT = 4;

type Parts = Pick<Portal, 'portfolio' | 'metrics' | 'trust'>;

/** For every initiative that is being scaled, the order of the plants that are left. */
export function rolloutOrders(portal: Parts): RolloutOrder[] {
  const { portfolio } = portal;
  const live = liveInitiatives(portfolio);
  return portfolio.initiatives.flatMap((initiative) => {
    const isScaled = phaseKind(portfolio.frameworks, initiative, initiative.phase) === 'scale';
    // What runs at one plant alone is no roll-out: nobody says that it fits the others.
    const isRolledOut = initiative.sites.length > 1;
    return live.has(initiative.id) && isScaled && isRolledOut
      ? (orderFor(initiative, portal) ?? [])
      : [];
  });
}

function orderFor(initiative: Initiative, portal: Parts): RolloutOrder | null {
  const { portfolio } = portal;
  const left = portfolio.sites.filter(
    ({ id, until }) => until === undefined && !isThere(initiative, id, portfolio.asOf),
  );
  const state = outcomeOf(initiative, left, portal);
  if (left.length < 2 || !state) return null;
  const scopes = new Map(state.bySite.map((scope) => [scope.site, scope]));
  const known = left.filter(
    (site) => scopes.get(site.id)?.latest && beginsAt(initiative, site, portal)?.length !== 0,
  );
  const usual = usualDays(initiative, portal);
  const jobs = known.map((site): Job => ({
    weight: weightOf(scopes.get(site.id)!, state),
    days: Math.round(usual.days * stretchOf(site.id, portal)),
    begins: beginsAt(initiative, site, portal),
  }));
  if (known.length < 2 || jobs.every(({ weight }) => weight === 0)) return null;
  const best = bestOrder(jobs);
  const starts = startsOf(jobs, best.order);
  const plants = best.order.map((at, place): NextPlant => {
    const [site, job] = [known[at]!, jobs[at]!];
    const start = Math.min(3653, starts[place]!);
    return {
      site: site.id,
      weight: job.weight,
      days: job.days,
      start: addDays(portfolio.asOf, start),
      end: addDays(portfolio.asOf, start + job.days),
      load: loadOf(site.id, portal),
    };
  });
  const first = known
    .map((site, at) => ({
      site: site.id,
      excess: Math.max(0, bestOrder(jobs, at).cost / costOf(jobs, best.order) - 1),
    }))
    .toSorted((a, b) => a.excess - b.excess);
  const found = {
    initiative: initiative.id,
    metric: state.metric.id,
    plants,
    first,
    isExact: best.isExact,
    unknown: left.filter((site) => !known.includes(site)).map(({ id }) => id),
  };
  return { ...found, sentence: orderSentence(found, usual.plants, portfolio.sites, state.metric) };
}

function isThere({ sites }: Initiative, site: string, asOf: string): boolean {
  return sites.some((entry) => entry.site === site && (entry.live ?? entry.since ?? '') <= asOf);
}

/** The first primary outcome with a target that is known at two of the plants that are left. */
function outcomeOf(
  { metrics: named }: Initiative,
  left: readonly Site[],
  { metrics }: Parts,
): MetricState | null {
  const states = named
    .filter(({ role }) => role === 'primary')
    .flatMap(({ id }) => metrics.get(id) ?? []);
  return (
    states.find(
      ({ metric, bySite }) =>
        metric.type === 'outcome' &&
        metric.target !== undefined &&
        bySite.filter(({ site, latest }) => latest && left.some(({ id }) => id === site)).length >=
          2,
    ) ?? null
  );
}

/** Distance to the target of the newest periods, times the cases that it is counted over. */
function weightOf(scope: ScopeState, { metric }: MetricState): number {
  const points = scope.series.filter(({ value }) => value !== null).slice(-RECENT);
  const mean = points.reduce((sum, { value }) => sum + (value ?? 0), 0) / points.length;
  const target = metric.target?.value ?? mean;
  const headroom = Math.max(0, metric.direction === 'up' ? target - mean : mean - target);
  const sizes = points.flatMap(({ denominator }) => denominator ?? []);
  if (metric.value.kind !== 'ratio' || sizes.length === 0) return headroom;
  return (
    (headroom / metric.value.scale) * (sizes.reduce((sum, one) => sum + one, 0) / sizes.length)
  );
}

/** Days from the first day of use to use by four in five, in the plants before: the middle of them, and how many they are. */
function usualDays(initiative: Initiative, { metrics }: Parts): { days: number; plants: number } {
  const adoption = initiative.metrics
    .flatMap(({ id }) => metrics.get(id) ?? [])
    .find(({ metric }) => metric.type === 'adoption' && metric.unit === '%');
  const taken = initiative.sites.flatMap(({ site, live, since }) => {
    const start = live ?? since;
    const scope = adoption?.bySite.find((one) => one.site === site);
    if (!adoption || !scope || start === undefined) return [];
    const reached = scope.periods.find(
      (period, at) =>
        periodEnd(period, adoption.metric.grain) >= start && (scope.values[at] ?? 0) >= ARRIVED,
    );
    if (reached === undefined) return [];
    const days = daysBetween(start, periodEnd(reached, adoption.metric.grain));
    return days > 0 ? [days] : [];
  });
  return taken.length === 0
    ? { days: USUAL_DAYS, plants: 0 }
    : { days: median(taken), plants: taken.length };
}

/** A plant that answers half as fast takes up to twice as long. */
function stretchOf(site: string, { trust }: Parts): number {
  const here = trust.bySite.find((one) => one.site === site);
  const all = trust.bySite.flatMap(({ medianHours, n }) =>
    medianHours !== null && n >= LEAST_QUESTIONS ? [medianHours] : [],
  );
  if (!here || here.n < LEAST_QUESTIONS || here.medianHours === null || all.length < 2) return 1;
  const middle = median(all);
  return middle > 0 ? Math.min(STRETCH[1], Math.max(STRETCH[0], here.medianHours / middle)) : 1;
}

/** Days on which work can begin: at stops of the plant, where the initiative has changed equipment in stops. */
function beginsAt(
  { id }: Initiative,
  { stops }: Site,
  { portfolio: { roadmap, asOf } }: Parts,
): number[] | null {
  const needsStops = roadmap.some(
    ({ initiative, stopWindow }) =>
      initiative === id && stopWindow !== undefined && stopWindow !== 'not-needed',
  );
  if (!needsStops) return null;
  return stops
    .map(({ from }) => daysBetween(asOf, from))
    .filter((day) => day >= 0)
    .toSorted((a, b) => a - b);
}

function loadOf(site: string, { portfolio: { initiatives } }: Parts): number {
  return initiatives.filter(
    ({ status, sites }) =>
      !['stopped', 'done'].includes(status) && sites.some((entry) => entry.site === site),
  ).length;
}
