import { reaches } from '#model/statistics/nearly.ts';
import { planSide } from '#model/goal/planSide.ts';
import type { GoalState } from '#model/portal.ts';

export const COURSES = [
  { id: 'reached', title: 'At its target' },
  { id: 'ahead', title: 'On plan or better' },
  { id: 'behind', title: 'Behind plan' },
  { id: 'unknown', title: 'No plan to hold it against' },
] as const;
const CHANGES = [
  { id: 'improving', title: 'Improving' },
  { id: 'no-signal', title: 'No signal' },
  { id: 'worsening', title: 'Worsening' },
  { id: 'unknown', title: 'Cannot be told' },
] as const;

/** Active goals by change and by course: a goal may improve and still be behind its plan. */
export function goalMatrix(goals: readonly GoalState[]): { title: string; cells: GoalState[][] }[] {
  const active = goals.filter(({ goal }) => goal.status === 'active');
  return CHANGES.map(({ id, title }) => ({
    title,
    cells: COURSES.map((course) =>
      active.filter((state) => state.moving === id && courseOf(state) === course.id),
    ),
  })).filter(({ cells }) => cells.some((cell) => cell.length > 0));
}

function courseOf({ metric }: GoalState): (typeof COURSES)[number]['id'] {
  const value = metric?.all.latest?.value ?? null;
  if (metric === null || value === null || metric.freshness === 'stale') return 'unknown';
  const target = metric.metric.target?.value;
  if (target !== undefined && reaches(value, target, metric.metric.direction)) return 'reached';
  const side = planSide(metric);
  if (side === null) return 'unknown';
  return side === 'behind' ? 'behind' : 'ahead';
}
