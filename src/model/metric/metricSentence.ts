import { longDate } from '#model/time/date.ts';
import { formatValue, monthYear } from '#model/words/format.ts';
import type { MetricState, ScopeState } from './metricState.ts';
import type { SeriesPoint } from './series.ts';
import { longPeriod, periodEnd, shiftPeriod } from '#model/time/period.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { median } from '#model/statistics/median.ts';
import { MIN_POINTS } from '#model/statistics/processLimits.ts';
import { arrived, didNotVary, notEnough, WORDING, type Words } from './wording.ts';

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
  return (
    stale +
    (variation === 'improvement' && scope.assurance === 'fail' && hasArrived(state, scope)
      ? arrived(words)
      : WORDING[variation][scope.assurance](words))
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
  const last = periods.at(-1);
  if (
    last === undefined ||
    latest === null ||
    last <= latest.period ||
    metric.value.kind !== 'duration'
  )
    return '';
  const newest = point(periods.length - 1);
  if (newest.n === 0) return '';
  return `Of ${newest.n} in ${longPeriod(newest.period, metric.grain)} less than half have ended, so there is no median yet; before that: `;
}

/** Where no limits are drawn a value is read against its target alone, which claims no change: `, under its target of 80.0 %`. */
function againstTarget(metric: MetricState['metric'], value: number | null): string {
  if (metric.target === undefined || value === null)
    return '; it has no target and no limits to be read against';
  const reached = reaches(value, metric.target.value, metric.direction);
  return `, ${reached ? 'at' : metric.direction === 'up' ? 'under' : 'over'} its target of ${formatValue(metric, metric.target.value)}`;
}

/** True where half of the values since the signal began are at the target: limits of the time before say nothing about that level. */
function hasArrived({ metric }: MetricState, scope: ScopeState): boolean {
  const from = scope.since === null ? -1 : scope.periods.indexOf(scope.since);
  const values = from < 0 ? [] : scope.values.slice(from).flatMap((value) => value ?? []);
  if (!metric.target || values.length === 0) return false;
  return reaches(median(values), metric.target.value, metric.direction);
}
