import type { Observation } from '#model/record/observation.ts';
import type { Metric } from '#model/record/metric.ts';
import type { MetricState, ScopeState } from './metricState.ts';
import type { Parts } from '#model/metric/series/pooledValue.ts';
import { favourable } from '#model/statistics/favourable.ts';
import { shareOfDistance, trajectoryAt } from '#model/statistics/trend/trajectory.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodDistance, periodsBetween, shiftPeriod } from '#model/time/period.ts';
import { courseStart, lastStart } from './baseline.ts';

type Course = Pick<
  MetricState,
  | 'baseline'
  | 'baselinePeriod'
  | 'trajectory'
  | 'planned'
  | 'variance'
  | 'shareOfDistance'
  | 'shareOfTime'
>;

/** The planned course from baseline to target, and how far the newest value is on it. */
export function courseOf(
  metric: Metric,
  cells: readonly Observation[],
  parts: Parts,
  { periods, latest: newest }: ScopeState,
): Course & { doubts: string[] } {
  const { baseline, isOfOthers, doubts } = courseStart(metric, cells, parts);
  const known = {
    baseline: baseline?.value ?? null,
    baselinePeriod: metric.baseline?.period ?? null,
    doubts,
  };
  const { target } = metric;
  if (baseline === null || isOfOthers || !target || !newest) return { ...NONE, ...known };
  const line =
    target.by && periods.length > 0
      ? trajectory(metric, baseline.value, baseline.end, target.value, target.by)
      : [];
  const planned = line.find(({ period }) => period === newest.period)?.value ?? null;
  const { value } = newest;
  return {
    ...known,
    trajectory: line,
    planned,
    variance:
      planned === null || value === null ? null : favourable(value, planned, metric.direction),
    shareOfDistance: value === null ? null : shareOfDistance(baseline.value, target.value, value),
    shareOfTime: target.by ? shareOfTime(metric, baseline.end, newest.period, target.by) : null,
  };
}

const NONE = {
  trajectory: [],
  planned: null,
  variance: null,
  shareOfDistance: null,
  shareOfTime: null,
};

/** Straight line from the end of the baseline to the target's due period. */
function trajectory(metric: Metric, baseline: number, from: IsoDate, target: number, by: IsoDate) {
  const due = lastStart(metric, by);
  const start = shiftPeriod(from, metric.grain, 1);
  const steps = periodDistance(start, due, metric.grain);
  if (steps <= 0) return [];
  return periodsBetween(start, due, metric.grain).map((period, at) => ({
    period,
    value: trajectoryAt(baseline, target, 0, steps, at),
  }));
}

function shareOfTime(metric: Metric, from: IsoDate, at: IsoDate, by: IsoDate): number | null {
  const start = shiftPeriod(from, metric.grain, 1);
  const steps = periodDistance(start, lastStart(metric, by), metric.grain);
  return steps <= 0 ? null : Math.min(1, periodDistance(start, at, metric.grain) / steps);
}
