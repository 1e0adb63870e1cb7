import { planSide } from './planSide.ts';
import {
  formatDifference,
  formatNumber,
  formatValue,
  monthYear,
  shortMonth,
} from '#model/words/format.ts';
import type { Goal } from '#model/record/goal.ts';
import { tellsArrival } from '#model/metric/metricSentence.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { longPeriod } from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { GoalState } from '#model/portal.ts';

/** A goal with its metric and the sentence about it: value against plan, distance against time, and the date at the present pace. */
export function goalState(
  goal: Goal,
  portfolio: Portfolio,
  metrics: ReadonlyMap<string, MetricState>,
): GoalState {
  const metric = goal.metric === undefined ? null : (metrics.get(goal.metric) ?? null);
  const variation = metric?.all.variation ?? 'unknown';
  return {
    goal,
    metric,
    isNorthStar: portfolio.settings.northStar === goal.id,
    moving:
      metric?.freshness === 'stale' || variation === 'unknown'
        ? 'unknown'
        : variation === 'improvement'
          ? 'improving'
          : variation === 'concern'
            ? 'worsening'
            : 'no-signal',
    course: metric ? goalCourse(goal, metric) : 'No metric says yet how far it is.',
    sentence: metric ? goalSentence(goal, metric) : 'No metric says yet how far this goal is.',
    initiatives: portfolio.initiatives
      .filter((initiative) => initiative.goals.includes(goal.id))
      .map((initiative) => initiative.id),
  };
}

function goalSentence(goal: Goal, state: MetricState): string {
  const { metric, all } = state;
  if (!all.latest) return 'No data yet.';
  const parts: string[] = [];
  const value = formatValue(metric, all.latest.value);
  const when = longPeriod(all.latest.period, metric.grain);
  if (state.planned !== null && state.variance !== null) {
    const side = { ahead: 'favourable', on: null, behind: 'unfavourable' }[planSide(state) ?? 'on'];
    parts.push(
      side === null
        ? `${value}, as planned for ${when}`
        : `${value} against ${formatValue(metric, state.planned)} planned for ${when}: ${formatDifference(metric, state.variance)} ${side}`,
    );
  } else parts.push(`${value} in ${when}`);
  if (state.shareOfDistance !== null && state.shareOfTime !== null) {
    parts.push(
      `${formatNumber(100 * state.shareOfDistance, 0)} % of the improvement in ${formatNumber(100 * state.shareOfTime, 0)} % of the time`,
    );
  }
  const said = `${parts.join('; ')}. ${state.sentence}`;
  return tellsArrival(state)
    ? said
    : `${said} ${arrival(goal, state, `If the pace of the last 12 ${metric.grain}s continues`)}.`;
}

/** The same in one breath: distance to plan, since when it moves, and the date at the present pace. */
function goalCourse(goal: Goal, state: MetricState): string {
  const { metric, all } = state;
  if (!all.latest) return 'No data yet.';
  const planned = `the ${formatValue(metric, state.planned)} planned for ${longPeriod(all.latest.period, metric.grain)}. `;
  const side = planSide(state);
  const plan =
    state.variance === null
      ? ''
      : side === 'on'
        ? `At ${planned}`
        : `${formatDifference(metric, state.variance)} ${side === 'ahead' ? 'better' : 'worse'} than ${planned}`;
  const moved =
    all.variation === 'improvement' && all.since
      ? `Improving since ${monthYear(all.since)}. `
      : all.variation === 'concern' && all.since
        ? `Worsening since ${monthYear(all.since)}. `
        : '';
  return `${plan}${moved}${arrival(goal, state, 'At this pace')}.`;
}

function arrival(
  goal: Goal,
  { metric, projection, projectionAbsent }: MetricState,
  opening: string,
): string {
  const by = goal.target?.by ?? metric.target?.by;
  const due = by ? `, due ${monthYear(by)}` : '';
  if (!projection) return `No date: ${projectionAbsent}${due}`;
  return `${opening}: ${monthYear(projection.date)} (${shortMonth(projection.low)} to ${projection.high ? shortMonth(projection.high) : 'open'})${due}`;
}
