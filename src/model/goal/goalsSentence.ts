import { reaches } from '#model/statistics/nearly.ts';
import { NO_DATE_AT_THIS_PACE } from '#model/metric/projectedDate.ts';
import type { GoalState } from '#model/portal.ts';
import { planSide } from './planSide.ts';
import { capital, listOf, lower, numberWord } from '#model/words/format.ts';

type Moving = GoalState['moving'];
type Arrival = 'reached' | 'on-time' | 'late' | 'unknown' | 'undated';

/** Worst first. */
const DIRECTIONS: Record<Moving, [one: string, several: string]> = {
  worsening: ['worsens', 'worsen'],
  'no-signal': ['shows no signal', 'show no signal'],
  unknown: ['cannot be judged yet', 'cannot be judged yet'],
  improving: ['improves', 'improve'],
};

/**
 * Course and direction of all goals in one sentence, worst first: "All six goals are behind plan; four improve, none arrives on
 * its date". A goal that improves may still be late, so neither is said without the other.
 */
export function goalsSentence(goals: readonly GoalState[]): string {
  const parts = [planWords(goals), directionWords(goals)].filter(Boolean).join('; ');
  const arrival = arrivalWords(goals);
  return `${capital(arrival ? `${parts}, ${arrival}` : parts)}.`;
}

function planWords(goals: readonly GoalState[]): string {
  const planned = goals.flatMap(({ metric }) => (metric && planSide(metric)) ?? []);
  const behind = planned.filter((side) => side === 'behind').length;
  const of = (count: number) => countWords(count, goals.length);
  if (planned.length === 0) return `no plan says how far ${of(goals.length)} should be`;
  const rest = goals.length - planned.length;
  const unplanned = rest === 0 ? '' : `, for ${numberWord(rest)} nothing is planned`;
  return behind > 0
    ? `${of(behind)} ${behind === 1 ? 'is' : 'are'} behind plan${unplanned}`
    : `${of(planned.length)} ${planned.length === 1 ? 'is' : 'are'} on plan${unplanned}`;
}

/** "all six goals", "four of six goals", "the one goal" */
function countWords(count: number, all: number): string {
  if (all === 1) return 'the one goal';
  if (count === 2 && all === 2) return 'both goals';
  return count === all
    ? `all ${numberWord(all)} goals`
    : `${numberWord(count)} of ${numberWord(all)} goals`;
}

function directionWords(goals: readonly GoalState[]): string {
  const groups = (Object.keys(DIRECTIONS) as Moving[]).flatMap((moving) => {
    const those = goals.filter((state) => state.moving === moving);
    const [one, several] = DIRECTIONS[moving];
    if (those.length === 0) return [];
    if (goals.length === 1) return [`it ${one}`];
    // What worsens is named: it is what somebody has to look at.
    const who =
      moving === 'worsening'
        ? listOf(those.map(({ goal }) => lower(goal.title)))
        : numberWord(those.length);
    return [`${who} ${those.length === 1 ? one : several}`];
  });
  return groups.join(', ');
}

function arrivalWords(goals: readonly GoalState[]): string {
  const dated = goals.map(arrivalOf).filter((arrival) => arrival !== 'undated');
  const onTime = dated.filter((arrival) => arrival === 'reached' || arrival === 'on-time').length;
  const isKnown = !dated.includes('unknown');
  if (dated.length === 0) return '';
  // On plan today and late by its trend are two readings of one goal, and "but" says so.
  const isOnPlan = goals.every(({ metric }) =>
    ['on', 'ahead'].includes((metric && planSide(metric)) ?? ''),
  );
  if (goals.length === 1) {
    if (dated[0] === 'reached') return 'and is at its target';
    if (onTime === 1) return 'and if its trend goes on, reaches its target by its date';
    if (!isKnown) return 'and when it reaches its target cannot be said yet';
    return `${isOnPlan ? 'but' : 'and'} at its present pace misses its date`;
  }
  if (onTime === 0) {
    if (!isKnown) return 'none is known to arrive on its date';
    return isOnPlan
      ? 'but at the present pace none arrives on its date'
      : 'none arrives on its date';
  }
  if (onTime === goals.length) return 'all arrive on their dates';
  return `${numberWord(onTime)} ${onTime === 1 ? 'arrives on its date' : 'arrive on their dates'}`;
}

/** Whether a goal reaches its target by its date if the present pace goes on. */
function arrivalOf({ goal, metric: state }: GoalState): Arrival {
  const target = state?.metric.target;
  const by = goal.target?.by ?? target?.by;
  if (by === undefined || !state || !target) return 'undated';
  const value = state.all.latest?.value ?? null;
  if (value === null || state.freshness === 'stale') return 'unknown';
  const isReached = reaches(value, target.value, state.metric.direction);
  if (isReached) return 'reached';
  if (state.projection) return state.projection.date <= by ? 'on-time' : 'late';
  return NO_DATE_AT_THIS_PACE.has(state.projectionAbsent ?? '') ? 'late' : 'unknown';
}
