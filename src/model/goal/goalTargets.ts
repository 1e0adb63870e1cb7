import type { Goal } from '#model/record/goal.ts';
import type { Metric } from '#model/record/metric.ts';
import { span } from '#model/time/period.ts';

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
    const stated = measured.find((goal) => goal.baseline?.value !== undefined)?.baseline?.value;
    return {
      ...metric,
      target: metric.target ? { ...metric.target, by: metric.target.by ?? target?.by } : target,
      baseline: metric.baseline ?? baseline,
      ...(stated === undefined ? {} : { statedBaseline: stated }),
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
        ['baseline.period', ...periods(goal.baseline?.period, of.baseline?.period)],
      ] as const
    ).map(([field, own, other]) => ({ field, own, other, whose })),
  );
  return pairs.flatMap(({ field, own, other, whose }) =>
    own !== undefined && other !== undefined && own !== other ? [{ field, own, other, whose }] : [],
  );
}

/** Two names of the same days are one: `2025` and `2025-01/2025-12`. */
function periods(own?: string, other?: string): [string | undefined, string | undefined] {
  const [a, b] = [span(own ?? ''), span(other ?? '')];
  return a && b && a.from === b.from && a.to === b.to ? [undefined, undefined] : [own, other];
}
