import type { Goal } from '#model/record/goal.ts';
import { shortHash } from '#model/words/hash.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Snapshot } from '#model/record/snapshot.ts';

type Content = Pick<Portfolio, 'goals' | 'metrics'>;

/** The snapshot to keep after a build. What moved without a record keeps its old value, so that every later build finds it too. */
export function nextSnapshot(before: Snapshot | null, { goals, metrics }: Content): Snapshot {
  const kept = <T>(
    id: string,
    old: Record<string, T> | undefined,
    now: T,
    silent: boolean,
  ): [string, T] => [id, silent && old && Object.hasOwn(old, id) ? (old[id] as T) : now];
  return {
    version: 2,
    goals: Object.fromEntries(
      goals.map((goal) =>
        kept(goal.id, before?.goals, goalNow(goal), movedSilently(before, goal).length > 0),
      ),
    ),
    metrics: Object.fromEntries(
      metrics.map((metric) =>
        kept(metric.id, before?.metrics, metricNow(metric), redefinedSilently(before, metric)),
      ),
    ),
  };
}

/** Fields of a goal that differ from the snapshot, and whose change no entry of its history records. */
export function movedSilently(
  before: Snapshot | null | undefined,
  goal: Goal,
): { field: string; from: string | number | null; to: string | number | null }[] {
  const old = own(before?.goals, goal.id);
  if (!old) return [];
  const now = goalNow(goal);
  return (['baseline', 'target', 'by'] as const).flatMap((field) => {
    const recorded = goal.history.some(
      (entry) =>
        (entry.field === field || (field === 'by' && entry.field === 'target.by')) &&
        String(entry.to) === String(now[field]),
    );
    return old[field] === now[field] || old[field] === null || recorded
      ? []
      : [{ field, from: old[field], to: now[field] }];
  });
}

/** True where what is counted changed and the definition's version did not. */
export function redefinedSilently(before: Snapshot | null | undefined, metric: Metric): boolean {
  const old = own(before?.metrics, metric.id);
  const now = metricNow(metric);
  return (
    old !== undefined &&
    old.definition === now.definition &&
    (old.counts !== now.counts || (old.words !== '' && old.words !== now.words))
  );
}

function goalNow(goal: Goal): Snapshot['goals'][string] {
  return {
    baseline: goal.baseline?.value ?? null,
    target: goal.target?.value ?? null,
    by: goal.target?.by ?? null,
  };
}

function metricNow(metric: Metric): Snapshot['metrics'][string] {
  const newest = metric.definitions.at(-1);
  return {
    definition: newest ? `${newest.version} ${newest.validFrom}` : '',
    counts: shortHash(
      JSON.stringify([metric.value, metric.where, metric.date, metric.grain, metric.unit]),
    ),
    words:
      metric.numerator || metric.denominator
        ? shortHash(JSON.stringify([metric.numerator, metric.denominator]))
        : '',
  };
}

function own<T>(table: Record<string, T> | undefined, id: string): T | undefined {
  return table && Object.hasOwn(table, id) ? table[id] : undefined;
}
