import { cellIndex } from '#model/metric/series/cellIndex.ts';
import type { IsoDate } from '#model/time/date.ts';
import { effectScope } from './effect.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import { periodEnd, span } from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { levelBetween } from '#model/metric/series/levelBetween.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import { scopedTrace } from '#model/metric/series/scopedTrace.ts';
import type { Scope } from '#model/metric/series/scope.ts';

/** A metric over a few periods. */
export interface Measured {
  value: number;
  periods: number;
}

/** One try of the pilot, with its metric when it began, when it ended, and after what was changed. */
export interface IterationState {
  period: string;
  tried: string;
  learned: string;
  changed: string;
  metric: string | null;
  begin: Measured | null;
  end: Measured | null;
  after: Measured | null;
}

/** One site of the roll-out: its metric in the first weeks there and in the newest, and whether it is accepted. */
export interface RolloutState {
  site: string;
  since: IsoDate | null;
  metric: string | null;
  begin: Measured | null;
  now: Measured | null;
  /** Id of the newest review of the site alone. */
  review: string | null;
  state: 'accepted' | 'decided' | 'overdue' | 'open' | 'not-reviewed';
}

/** At most this many periods make a beginning, or an end. */
const FEW = 4;

export function iterationStates(initiative: Initiative, portfolio: Portfolio): IterationState[] {
  return initiative.iterations.map((entry) => {
    const metric = metricOf(initiative, portfolio, entry.metric);
    const words = {
      period: entry.period,
      tried: entry.tried,
      learned: entry.learned,
      changed: entry.changed,
    };
    if (!metric) return { ...words, metric: null, begin: null, end: null, after: null };
    const scope = effectScope(initiative, metric, portfolio);
    const range = span(entry.period) ?? { from: '', to: '' };
    const periods = measuredPeriods(metric, portfolio, scope).filter(
      (period) => period >= range.from && periodEnd(period, metric.grain) <= range.to,
    );
    const few = Math.min(FEW, Math.floor(periods.length / 2));
    const after = span(entry.after ?? '');
    return {
      ...words,
      metric: metric.id,
      begin: few === 0 ? null : measure(metric, portfolio, scope, periods.slice(0, few)),
      end: few === 0 ? null : measure(metric, portfolio, scope, periods.slice(-few)),
      after: after
        ? measure(
            metric,
            portfolio,
            scope,
            measuredPeriods(metric, portfolio, scope).filter(
              (period) => period >= after.from && periodEnd(period, metric.grain) <= after.to,
            ),
          )
        : null,
    };
  });
}

/** Plant by plant, in the order in which they began. */
export function rolloutStates(
  initiative: Initiative,
  reviews: readonly JudgedReview[],
  portfolio: Portfolio,
): RolloutState[] {
  if (initiative.sites.length < 2) return [];
  const metric = metricBySite(initiative, portfolio);
  return initiative.sites
    .map((entry): RolloutState => {
      const since = entry.live ?? entry.since ?? null;
      const scope = { sites: [entry.site] };
      const periods = metric
        ? measuredPeriods(metric, portfolio, scope).filter(
            (period) => since === null || periodEnd(period, metric.grain) >= since,
          )
        : [];
      const review =
        reviews.findLast(
          (one) =>
            one.review.sites.length === 1 &&
            one.review.sites[0] === entry.site &&
            one.review.phase === entry.phase,
        ) ?? null;
      const accepted =
        review?.review.decision?.outcome.startsWith('advance') &&
        ['supported', 'late'].includes(review.class ?? '');
      return {
        site: entry.site,
        since,
        metric: metric?.id ?? null,
        begin: metric ? measure(metric, portfolio, scope, periods.slice(0, FEW)) : null,
        now: metric ? measure(metric, portfolio, scope, periods.slice(-FEW)) : null,
        review: review?.review.id ?? null,
        state: !review
          ? 'not-reviewed'
          : accepted
            ? 'accepted'
            : review.state === 'decided'
              ? 'decided'
              : review.state === 'overdue'
                ? 'overdue'
                : 'open',
      };
    })
    .sort((a, b) =>
      (a.since ?? '9999') < (b.since ?? '9999')
        ? -1
        : (a.since ?? '9999') > (b.since ?? '9999')
          ? 1
          : 0,
    );
}

/** The metric that an iteration names, else the initiative's first primary one that has data. */
function metricOf(
  initiative: Initiative,
  portfolio: Portfolio,
  named?: string,
): Metric | undefined {
  const ids = named
    ? [named]
    : initiative.metrics.filter((entry) => entry.role === 'primary').map((entry) => entry.id);
  return ids
    .flatMap((id) => portfolio.metrics.filter((metric) => metric.id === id))
    .find((metric) => (portfolio.observations.get(metric.id)?.latest.length ?? 0) > 0);
}

/** What tells the plants apart: of the metrics with values at its sites the first primary one, else one of adoption, else any but a guardrail. */
function metricBySite(initiative: Initiative, portfolio: Portfolio): Metric | undefined {
  const reports = (metric: Metric) =>
    initiative.sites.some(
      ({ site }) =>
        cellIndex(portfolio.observations.get(metric.id)?.latest ?? []).of(site).length > 0,
    );
  const entries = initiative.metrics
    .filter((entry) => entry.role !== 'guardrail')
    .flatMap(({ id, role }) =>
      portfolio.metrics
        .filter((metric) => metric.id === id)
        .map((metric) => ({
          metric,
          rank: role === 'primary' ? 0 : metric.type === 'adoption' ? 1 : 2,
        })),
    );
  return entries.toSorted((a, b) => a.rank - b.rank).find(({ metric }) => reports(metric))?.metric;
}

function measuredPeriods(metric: Metric, portfolio: Portfolio, scope: Scope): IsoDate[] {
  const { periods, values } = scopedTrace(
    partsOf(portfolio),
    metric,
    portfolio.observations.get(metric.id)?.latest ?? [],
    scope,
    portfolio.asOf,
  );
  return periods.filter((_, at) => values[at] !== null);
}

function measure(
  metric: Metric,
  portfolio: Portfolio,
  scope: Scope,
  periods: readonly IsoDate[],
): Measured | null {
  const [first, last] = [periods[0], periods.at(-1)];
  if (first === undefined || last === undefined) return null;
  const cells = portfolio.observations.get(metric.id)?.latest ?? [];
  const parts = partsOf(portfolio);
  const end = periodEnd(last, metric.grain);
  const value = levelBetween({ metric, cells, parts, scope }, first, end);
  return value === null ? null : { value, periods: periods.length };
}
