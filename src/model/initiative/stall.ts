import { reaches } from '#model/statistics/nearly.ts';
import { workingDaysAt } from '#model/record/calendar.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { phaseKind } from '#model/record/phase.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { LENS_NAMES } from '#model/record/lens.ts';
import { median } from '#model/statistics/median.ts';
import { daysBetween, longDate, type IsoDate } from '#model/time/date.ts';
import { periodEnd, span } from '#model/time/period.ts';
import { countOf, lower } from '#model/words/format.ts';

export interface Stall {
  /** `unknown`: no dated event says whether it moves. */
  state: 'stalled' | 'moving' | 'unknown';
  because: string | null;
}

/** So many times the usual time without progress is a stall. */
const TIMES_USUAL = 2;
/** From so many finished steps on there is a usual time. */
const LEAST_STEPS = 3;
/** Without history: half a year, after which a pilot is said to be in purgatory. */
const FALLBACK_DAYS = 180;
/** Steps that usually take days make nobody stalled after a week. */
const LEAST_DAYS = 60;
/** Working days that a gate, a question or an open decision may be late. */
const LATE_DAYS = 10;

/**
 * Whether an initiative makes progress. What counts is what it reached, in every phase: a gate decided, a plant added, a try
 * completed, use that grows. Rows that arrive are no progress, and rows that stay away are no stall.
 */
export function stallOf(
  initiative: Initiative,
  reviews: readonly JudgedReview[],
  portfolio: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): Stall {
  if (initiative.status === 'stalled')
    return { state: 'stalled', because: initiative.stall?.reason ?? 'declared stalled' };
  if (initiative.status !== 'active') return { state: 'moving', because: null };
  const waiting = gateThatWaits(initiative, reviews, portfolio);
  if (waiting) return { state: 'stalled', because: waiting };
  const progress = [...steps(initiative, portfolio), ...growth(initiative, portfolio, metrics)];
  const newest = progress.toSorted((a, b) => (a.date < b.date ? -1 : 1)).at(-1);
  if (!newest) return { state: 'unknown', because: 'no dated step says whether it moves' };
  if (hasArrived(initiative, portfolio, metrics)) return { state: 'moving', because: null };
  const days = daysBetween(newest.date, portfolio.asOf);
  const usual = usualDays(portfolio);
  const limit = usual === null ? FALLBACK_DAYS : Math.max(LEAST_DAYS, TIMES_USUAL * usual);
  if (days <= limit) return { state: 'moving', because: null };
  const against =
    usual === null
      ? `more than ${FALLBACK_DAYS} days, and too few steps are finished to know the usual time`
      : `half of the steps here took ${Math.round(usual)} days or less`;
  return {
    state: 'stalled',
    because: `no gate, no plant, no completed try and no growing use for ${countOf(days, 'day')}, since ${newest.what} on ${longDate(newest.date)}; ${against}`,
  };
}

interface Step {
  date: IsoDate;
  what: string;
}

/** What the initiative reached, from its records. */
function steps(initiative: Initiative, { asOf }: Portfolio): Step[] {
  const { start, phaseSince, gates, sites, iterations, checkpoints } = initiative;
  const dated: (Step | null)[] = [
    start ? { date: start, what: 'its start' } : null,
    phaseSince ? { date: phaseSince, what: 'its phase began' } : null,
    ...gates.map(({ decision }) =>
      decision && decision.outcome !== 'hold'
        ? { date: decision.date, what: 'the decision at a gate' }
        : null,
    ),
    ...sites.map(({ live, since }) => {
      const date = live ?? since;
      return date === undefined ? null : { date, what: 'the last plant was added' };
    }),
    ...iterations.map(({ period }) => {
      const range = span(period);
      if (!range) return null;
      return range.to <= asOf
        ? { date: range.to, what: 'the last try ended' }
        : { date: range.from, what: 'the present try began' };
    }),
    ...checkpoints.map(({ date, outcome }) =>
      outcome === 'rejected' ? null : { date, what: 'operators validated it' },
    ),
  ];
  return dated.filter((step): step is Step => step !== null && step.date <= asOf);
}

/** Use that grows: the newest four periods together above each of the eight before. */
function growth(
  initiative: Initiative,
  { asOf }: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): Step[] {
  return adoption(initiative, metrics).flatMap(({ metric, all, freshness }) => {
    const { latest } = all;
    if (!latest || freshness === 'stale') return [];
    const date = [periodEnd(latest.period, metric.grain), asOf].toSorted()[0];
    const grows = all.variation === 'improvement' || hasGrown(all.values, metric.direction);
    return grows && date ? [{ date, what: `${lower(metric.title)} grew` }] : [];
  });
}

function hasGrown(values: readonly (number | null)[], direction: 'up' | 'down'): boolean {
  const known = values.filter((value) => value !== null).slice(-12);
  if (known.length < 12) return false;
  const sign = direction === 'up' ? 1 : -1;
  const newest = known.slice(-4).reduce((sum, value) => sum + sign * value, 0) / 4;
  return known.slice(0, -4).every((value) => newest > sign * value);
}

function adoption(
  initiative: Initiative,
  metrics: ReadonlyMap<string, MetricState>,
): MetricState[] {
  return initiative.metrics
    .filter(({ role }) => role !== 'guardrail' && role !== 'context')
    .flatMap(({ id }) => metrics.get(id) ?? [])
    .filter(({ metric }) => metric.type === 'adoption');
}

/** Nothing is left to add: sustained, or scaled to every plant that it names, more than one, with use at its target. */
function hasArrived(
  initiative: Initiative,
  { frameworks, asOf }: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): boolean {
  const kind = phaseKind(frameworks, initiative, initiative.phase);
  const isEverywhere =
    initiative.sites.length > 1 &&
    initiative.sites.every(({ live, since }) => (live ?? since ?? '9999') <= asOf);
  return (
    (kind === 'sustain' || (kind === 'scale' && isEverywhere)) && atTarget(initiative, metrics)
  );
}

function atTarget(initiative: Initiative, metrics: ReadonlyMap<string, MetricState>): boolean {
  return adoption(initiative, metrics).some(({ metric: { target, direction }, all }) => {
    const value = all.latest?.value ?? null;
    if (!target || value === null) return false;
    return reaches(value, target.value, direction);
  });
}

/** Days from one finished step to the next, of all initiatives, by their gates: the middle of them; null below three. */
function usualDays({ initiatives, asOf }: Portfolio): number | null {
  const taken = initiatives.flatMap(({ start, gates }) => {
    const decided = gates
      .flatMap(({ decision }) => (decision && decision.date <= asOf ? [decision.date] : []))
      .toSorted();
    return decided.flatMap((date, at) => {
      const before = decided[at - 1] ?? start;
      const days = before === undefined ? 0 : daysBetween(before, date);
      return days > 0 ? [days] : [];
    });
  });
  return taken.length < LEAST_STEPS ? null : median(taken);
}

/** A gate that is overdue while functions wait for each other, or while a decision is late that somebody asked for. */
function gateThatWaits(
  initiative: Initiative,
  reviews: readonly JudgedReview[],
  { friction, sites, asOf }: Portfolio,
): string | null {
  const at = initiative.sites.map(({ site }) => site);
  const late = (day: IsoDate) => workingDaysAt(at, sites, day, asOf);
  const overdue = reviews.find(
    ({ state, review }) => state === 'overdue' && late(review.due) > LATE_DAYS,
  );
  if (!overdue) return null;
  const gate = `${overdue.gate || overdue.gateTitle || 'its gate'} is ${late(overdue.review.due)} working days overdue`;
  const [oldest] = friction
    .filter(
      (item) =>
        item.initiative === initiative.id &&
        item.from !== item.to &&
        item.resolved === null &&
        late(item.opened.slice(0, 10)) > LATE_DAYS,
    )
    .toSorted((a, b) => (a.opened < b.opened ? -1 : 1));
  if (oldest)
    return `${gate}, and ${LENS_NAMES[oldest.from]} waits for ${LENS_NAMES[oldest.to]} since ${longDate(oldest.opened.slice(0, 10))}: ${lower(oldest.title)}`;
  const asked = initiative.decisionsOpen.find(({ neededBy }) => late(neededBy) > LATE_DAYS);
  return asked
    ? `${gate}, and ${asked.decider} was asked to decide by ${longDate(asked.neededBy)}`
    : null;
}
