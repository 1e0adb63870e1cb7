import type { Metric } from '#model/record/metric.ts';
import type { Projection, ScopeState } from './metricState.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodDistance, periodEnd, shiftPeriod } from '#model/time/period.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { projection } from '#model/statistics/trend/projection.ts';
import { requiredPace } from '#model/statistics/trend/requiredPace.ts';
import { theilSen } from '#model/statistics/trend/theilSen.ts';
import { lastStart } from './baseline.ts';
import { asTotal, breaksOf } from './breaks.ts';
import { levelArrived } from './levelToday.ts';

interface Dated {
  projection: Projection | null;
  projectionAbsent: string | null;
}

/** When a metric reaches its target if its trend goes on, or why that cannot be said. */
export function dateOf(metric: Metric, all: ScopeState): Dated {
  const none = noLineDescribes(metric, all);
  return none === null ? projectedDate(metric, all) : { projection: null, projectionAbsent: none };
}

const ABSENT = {
  'too-few': 'fewer than 12 complete periods of one definition',
  'no-trend': 'there is no clear trend in the last 12 periods',
  'wrong-direction': 'the last 12 periods move away from the target',
  'at-target': 'the line through the last 12 periods has met the target, the newest value has not',
  'too-far': 'at the present pace the date lies too far ahead to name',
} as const;

/** Reasons for no date that say that the target is not reached at the present pace; the others leave it open. */
export const NO_DATE_AT_THIS_PACE: ReadonlySet<string> = new Set([
  ABSENT['no-trend'],
  ABSENT['wrong-direction'],
  ABSENT['too-far'],
]);

/** A ramp and a drift have no limits, and a straight line describes both; of too few points and of one value the line says so itself. */
const DATED_WITHOUT_LIMITS = new Set(['off', 'drift', 'few', 'constant']);

/** Why no straight line through the newest periods says when the target is reached; null where one may. */
function noLineDescribes(metric: Metric, all: ScopeState): string | null {
  if (all.variation === 'concern') return 'the newest signal is on the bad side';
  if (all.stretches.at(-1)?.method === 'seasonal' || all.unjudged?.kind === 'season')
    return 'its values have a season, which a straight line does not describe';
  if (all.unjudged?.kind === 'follows')
    return 'its values are not independent of each other, so the span of a date cannot be said';
  if (all.unjudged && !DATED_WITHOUT_LIMITS.has(all.unjudged.kind))
    return `nothing can be said about change: ${all.unjudged.words}`;
  return levelArrived(metric, all) ? 'the level since the signal began is at the target' : null;
}

/** Where the straight line through the last 12 periods of one series meets the target. */
export function projectedDate(
  metric: Metric,
  { periods, values }: Pick<ScopeState, 'periods' | 'values'>,
): Dated {
  if (!metric.target) return { projection: null, projectionAbsent: 'there is no target' };
  const start = breaksOf(asTotal(metric)).at(-1)?.date ?? '';
  const usable: { period: IsoDate; value: number }[] = [];
  for (let at = periods.length - 1; at >= 0 && usable.length < 12; at--) {
    const [period, value] = [periods[at]!, values[at] ?? null];
    if (value !== null && period >= start) usable.unshift({ period, value });
  }
  const first = usable[0]?.period;
  if (first === undefined || usable.length < 12)
    return { projection: null, projectionAbsent: ABSENT['too-few'] };
  const latest = usable.at(-1)?.value as number;
  if (reaches(latest, metric.target.value, metric.direction))
    return { projection: null, projectionAbsent: 'the newest value is at the target' };
  const at = usable.map((point) => ({
    x: periodDistance(first, point.period, metric.grain),
    y: point.value,
  }));
  const result = projection(at, metric.target.value, metric.direction);
  if ('none' in result) return { projection: null, projectionAbsent: ABSENT[result.none] };
  const date = (x: number) =>
    periodEnd(shiftPeriod(first, metric.grain, Math.round(x)), metric.grain);
  const { by, value } = metric.target;
  const left = by
    ? periodDistance(usable.at(-1)?.period as string, lastStart(metric, by), metric.grain)
    : 0;
  const pace = {
    pace: result.slope,
    robustPace: theilSen(at).slope,
    requiredPace: requiredPace(latest, value, left),
  };
  return {
    projection: {
      date: date(result.x),
      low: date(result.low ?? result.x),
      high: result.high === null ? null : date(result.high),
      ...pace,
    },
    projectionAbsent: null,
  };
}
