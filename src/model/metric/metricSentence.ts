import { daysBetween, longDate } from '#model/time/date.ts';
import { countOf, formatValue, lower, monthYear, shortMonth } from '#model/words/format.ts';
import { isDuration } from '#model/record/metric.ts';
import { levelArrived, levelToday } from './levelToday.ts';
import type { MetricState, ScopeState } from './metricState.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import { longPeriod, periodEnd, shiftPeriod } from '#model/time/period.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { MIN_POINTS } from '#model/statistics/chart/processLimits.ts';
import {
  arrived,
  inTurns,
  didNotVary,
  newestDiffers,
  notEnough,
  twoReadings,
  WORDING,
  type Words,
} from './wording.ts';

/** What the data says about a metric, in the words of the matrix of variation and assurance. Never a claim from two points. */
export function metricSentence(state: MetricState, scope: ScopeState = state.all): string {
  const { metric } = state;
  const { latest, variation } = scope;
  if (!latest) return 'No data yet.';
  const stale = `${state.freshness === 'stale' ? 'The data is stale; as last seen: ' : ''}${unreached(state, scope)}`;
  if (variation === 'unknown') return stale + unjudgedSentence(state, scope, latest);
  const words: Words = {
    since: scope.since ? monthYear(scope.since) : 'an unknown date',
    target: formatValue(metric, metric.target?.value),
    grain: metric.grain,
  };
  return stale + judgedSentence(state, scope, words);
}

/** Whether the sentence about a metric names the date at which its trend reaches the target, so that nothing else has to. */
export function tellsArrival(state: MetricState): boolean {
  const { all, projection } = state;
  return (
    projection != null &&
    (all.assurance === 'fail' || all.assurance === 'hit-or-miss') &&
    (all.variation === 'common-cause' ||
      (all.variation === 'improvement' &&
        !newestReaches(state, all) &&
        !levelArrived(state.metric, all)))
  );
}

function judgedSentence(state: MetricState, scope: ScopeState, words: Words): string {
  const { variation, assurance } = scope;
  if (variation === 'unknown') return '';
  if (scope === state.all && tellsArrival(state)) return joint(state, words);
  if (variation === 'improvement' && assurance === 'fail') {
    const newest = newestReaches(state, scope);
    if (levelArrived(state.metric, scope))
      return newest ? arrived(words) : newestDiffers.slipped(words);
    if (newest) return newestDiffers.reached(words);
  }
  if (variation === 'concern' && assurance === 'pass' && !newestReaches(state, scope))
    return newestDiffers.missed(words);
  const said = WORDING[variation][assurance](words);
  const { season, method } = scope.stretches?.at(-1) ?? {};
  if (
    season &&
    method !== 'seasonal' &&
    variation === 'common-cause' &&
    assurance === 'hit-or-miss'
  )
    return inTurns(words, season.lag);
  return season && method === 'seasonal' ? `Against ${season.before}: ${lower(said)}` : said;
}

function joint(state: MetricState, words: Words): string {
  const { metric, all, projection } = state;
  if (!projection) return '';
  const { date, low, high } = projection;
  const due = metric.target?.by;
  const late = due === undefined ? 0 : Math.round(daysBetween(due, date) / DAYS_A_MONTH);
  return twoReadings(all.variation === 'improvement' ? words : { ...words, since: '' }, {
    level: formatValue(metric, levelToday(all)),
    misses: all.assurance === 'fail' ? 'always' : 'sometimes',
    arrival: `${monthYear(date)} (${shortMonth(low)} to ${high ? shortMonth(high) : 'open'})${late > 0 ? `, ${countOf(late, 'month')} late` : ''}`,
  });
}

const DAYS_A_MONTH = 30.44;

function newestReaches({ metric }: MetricState, { latest }: ScopeState): boolean {
  return (
    metric.target !== undefined &&
    latest?.value != null &&
    reaches(latest.value, metric.target.value, metric.direction)
  );
}

/** What can be said where no limits reach the newest point: its value against the target, and why there are none. */
function unjudgedSentence({ metric }: MetricState, scope: ScopeState, latest: SeriesPoint): string {
  const newest = `${formatValue(metric, latest.value)} in the newest ${metric.grain}${againstTarget(metric, latest.value)}`;
  const { unjudged } = scope;
  if (metric.spc === 'none' || unjudged?.kind === 'off') return `${newest}.`;
  if (unjudged?.kind === 'constant')
    return didNotVary(
      formatValue(metric, latest.value),
      unjudged.points,
      metric.grain,
      metric.target ? againstTarget(metric, latest.value) : '',
    );
  if (unjudged?.kind === 'drift') return `${newest}; ${unjudged.words}.`;
  if (unjudged && unjudged.kind !== 'few')
    return `${newest}; no statement about change: ${unjudged.words}.`;
  const points = unjudged?.points ?? scope.values.filter((value) => value !== null).length;
  const missing = shiftPeriod(latest.period, metric.grain, Math.max(1, MIN_POINTS - points));
  return notEnough(
    { points, needed: MIN_POINTS, grain: metric.grain },
    unjudged?.since ? `, since they began again on ${longDate(unjudged.since)}` : '',
    longDate(periodEnd(missing, metric.grain)),
  );
}

/** Of what takes time: a newer period in which less than half has ended has no median yet, and would look better for not being told. */
function unreached({ metric }: MetricState, { periods, point, latest }: ScopeState): string {
  if (latest === null) return '';
  const newer = periods
    .flatMap((period, at) => (period > latest.period ? [point(at)] : []))
    .filter(({ n }) => n > 0);
  const [first, last] = [newer[0], newer.at(-1)];
  if (!first || !last || !isDuration(metric)) return '';
  const n = newer.reduce((sum, one) => sum + one.n, 0);
  const name = ({ period }: SeriesPoint) =>
    `${metric.grain === 'quarter' ? 'the ' : ''}${longPeriod(period, metric.grain)}`;
  const when = first === last ? name(first) : `${name(first)} to ${name(last)}`;
  return `Of ${n} in ${when} less than half have ended, so there is no median yet; before that: `;
}

/** Where no limits are drawn a value is read against its target alone, which claims no change: `, under its target of 80.0 %`. */
function againstTarget(metric: MetricState['metric'], value: number | null): string {
  if (metric.target === undefined || value === null)
    return '; it has no target and no limits to be read against';
  const reached = reaches(value, metric.target.value, metric.direction);
  return `, ${reached ? 'at' : metric.direction === 'up' ? 'under' : 'over'} its target of ${formatValue(metric, metric.target.value)}`;
}
