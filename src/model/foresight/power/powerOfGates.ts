import type { Portal } from '#model/portal.ts';
import type { MetricCriterion } from '#model/record/criterion.ts';
import type { CriterionResult, JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodDistance, periodEnd, periodStart, shiftPeriod } from '#model/time/period.ts';
import { type CriterionPower, type GatePower, POWER } from './gatePower.ts';
import { powerSentence, tooEarly } from './powerSentence.ts';
import { combined, noiseOf, periodsUntil, unitCurve, type UnitNoise } from './unitPower.ts';

type Parts = Pick<Portal, 'portfolio' | 'metrics' | 'reviews'>;

/** How likely each undecided gate is to see what its initiative expects, and from when on. */
export function powerOfGates({ portfolio, metrics, reviews }: Parts): GatePower[] {
  return reviews
    .filter((review) => review.state !== 'decided')
    .flatMap((review) => {
      const initiative = portfolio.initiatives.find((one) => one.id === review.initiative);
      if (!initiative) return [];
      const criteria = review.results.flatMap((result) => {
        const { criterion } = result;
        const state = criterion.kind === 'metric' ? metrics.get(criterion.metric) : undefined;
        return criterion.kind === 'metric' && state
          ? [powerOf({ criterion, result, review, initiative, state })]
          : [];
      });
      if (criteria.length === 0) return [];
      const { id, due } = review.review;
      return [
        { review: id, initiative: initiative.id, due, criteria, tooEarly: tooEarly(criteria, due) },
      ];
    });
}

interface Asked {
  criterion: MetricCriterion;
  result: CriterionResult;
  review: JudgedReview;
  initiative: Initiative;
  state: MetricState;
}

function powerOf(asked: Asked): CriterionPower {
  const { criterion, review, state } = asked;
  const { metric } = state;
  const scopes = scopesOf(asked);
  const noises = scopes?.map((scope) => noiseOf(scope, state)) ?? [];
  const known = noises.filter((noise) => noise !== null);
  const isKnown = known.length > 0 && known.length === noises.length;
  const expected = isKnown ? expectation(asked, known[0]!) : null;
  const curve = expected
    ? combined(
        known.map((noise) => curveAt(asked, noise, expected.assumed)),
        criterion.across,
      )
    : [];
  const from = changeBegan(asked);
  const periodsByDue = from === null ? null : periodsTo(from, review.review.due, metric.grain);
  const least = Math.max(criterion.over.last, criterion.sustained?.n ?? 0);
  const found = {
    criterion: criterion.id,
    title: criterion.title ?? criterion.id,
    metric: metric.id,
    grain: metric.grain,
    expected,
    from,
    periodsByDue,
    least,
    curve,
    atDue:
      curve.length === 0 || periodsByDue === null
        ? null
        : periodsByDue === 0
          ? 0
          : (curve[Math.min(periodsByDue, curve.length) - 1] ?? null),
    enough: periodsUntil(curve, POWER.enough),
    sure: periodsUntil(curve, POWER.sure),
  };
  return {
    ...found,
    sentence: powerSentence(found, state, criterion, {
      due: review.review.due,
      effect: effectOf(asked),
      units: known.length,
    }),
  };
}

function effectOf({ initiative, state }: Asked) {
  return initiative.hypothesis?.effect?.find(({ metric }) => metric === state.metric.id);
}

/** The level that the initiative expects of a metric; of a criterion that asks for a signal one sigma, where nothing is written. */
function expectation(asked: Asked, noise: UnitNoise): CriterionPower['expected'] {
  const {
    criterion,
    state: { metric },
  } = asked;
  const effect = effectOf(asked);
  const sigmas = (level: number) => Math.abs(level - noise.mean) / noise.sigma;
  if (effect) {
    const level = effect.to ?? noise.mean + (effect.by ?? 0);
    return { level, base: noise.mean, sigmas: sigmas(level), assumed: false };
  }
  if (criterion.must.kind !== 'improved') return null;
  const level = noise.mean + (metric.direction === 'up' ? noise.sigma : -noise.sigma);
  return { level, base: noise.mean, sigmas: 1, assumed: true };
}

/** What is expected of one unit: the level, or its own mean and the difference. */
function curveAt(asked: Asked, noise: UnitNoise, assumed: boolean): number[] {
  const { criterion, result, state } = asked;
  const own = expectation(asked, noise);
  if (!own || (assumed && criterion.must.kind !== 'improved')) return [];
  const threshold = criterion.must.kind === 'threshold' ? criterion.must.value : result.threshold;
  return unitCurve(criterion, state, noise, { level: own.level, threshold });
}

/** Sites, lines or the pool that the criterion judges; null where no single series stands for one of them. */
function scopesOf({ criterion, review, initiative, state }: Asked): ScopeState[] | null {
  const own = criterion.sites.length > 0 ? criterion.sites : review.review.sites;
  const sites = own.length > 0 ? own : initiative.sites.map(({ site }) => site);
  if (criterion.per === 'line' || criterion.lines.length > 0) {
    const lines = state.byLine.filter(({ line, site }) =>
      criterion.lines.length > 0
        ? criterion.lines.includes(line ?? '')
        : sites.length === 0 || sites.includes(site ?? ''),
    );
    return lines.length === 0 || (criterion.per !== 'line' && lines.length > 1) ? null : lines;
  }
  const bySite = state.bySite.filter(({ site }) => sites.includes(site ?? ''));
  if (criterion.per === 'site') return bySite.length === new Set(sites).size ? bySite : null;
  if (state.bySite.length === 0 || sites.length === 0 || bySite.length === state.bySite.length)
    return [state.all];
  return bySite.length === 1 ? bySite : null;
}

/** The first whole period after the change was there at all sites of the review, as far as the records say. */
function changeBegan({ review, initiative, state: { metric } }: Asked): IsoDate | null {
  const { sites } = review.review;
  const days = initiative.sites
    .filter(({ site }) => sites.length === 0 || sites.includes(site))
    .flatMap(({ live, since }) => live ?? since ?? []);
  const day = days.toSorted().at(-1) ?? initiative.phaseSince ?? initiative.start;
  if (day === undefined) return null;
  const start = periodStart(day, metric.grain);
  return start === day ? start : shiftPeriod(start, metric.grain, 1);
}

/** How many whole periods lie from one to a day. */
function periodsTo(from: IsoDate, day: IsoDate, grain: MetricState['metric']['grain']): number {
  const last = periodStart(day, grain);
  const whole = periodEnd(last, grain) <= day ? last : shiftPeriod(last, grain, -1);
  return whole < from ? 0 : periodDistance(from, whole, grain) + 1;
}
