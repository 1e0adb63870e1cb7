import type { Goal } from '#model/record/goal.ts';
import type { Metric } from '#model/record/metric.ts';

/**
 * Metrics with the target and the baseline of the goal that they measure, where they have none of their own: one fact drives
 * every course, in whichever of the two files it was written.
 */
export function withGoalTargets(metrics: readonly Metric[], goals: readonly Goal[]): Metric[] {
  const written = goals.filter(({ status }) => status !== 'retired');
  return metrics.map((metric) => {
    const measured = written.filter((goal) => goal.metric === metric.id);
    const target = measured.find((goal) => goal.target)?.target;
    const baseline = measured.find((goal) => goal.baseline)?.baseline;
    if (!target && !baseline) return metric;
    return {
      ...metric,
      target: metric.target ? { ...metric.target, by: metric.target.by ?? target?.by } : target,
      baseline: metric.baseline ?? baseline,
    };
  });
}

/** What one goal says of its target and baseline otherwise than the metric or another goal on it does: the field, both values. */
export function goalConflicts(
  goal: Goal,
  metrics: readonly Metric[],
  goals: readonly Goal[],
): { field: string; own: string | number; other: string | number; whose: string }[] {
  if (goal.metric === undefined || goal.status === 'retired') return [];
  const metric = metrics.find(({ id }) => id === goal.metric);
  const others = goals
    .slice(0, goals.indexOf(goal))
    .filter((other) => other.metric === goal.metric && other.status !== 'retired');
  const sources = [
    ...(metric ? [{ whose: `the metric "${metric.id}"`, of: metric }] : []),
    ...others.map((other) => ({ whose: `the goal "${other.id}"`, of: other })),
  ];
  const pairs = sources.flatMap(({ whose, of }) =>
    (
      [
        ['target.value', goal.target?.value, of.target?.value],
        ['target.by', goal.target?.by, of.target?.by],
        ['baseline.value', goal.baseline?.value, of.baseline?.value],
      ] as const
    ).map(([field, own, other]) => ({ field, own, other, whose })),
  );
  return pairs.flatMap(({ field, own, other, whose }) =>
    own !== undefined && other !== undefined && own !== other ? [{ field, own, other, whose }] : [],
  );
}
