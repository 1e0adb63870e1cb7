import type { IsoDate } from '#model/time/date.ts';
import type { Metric } from '#model/record/metric.ts';
import type { MetricState } from './metricState.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { leadLag } from '#model/statistics/trend/leadLag.ts';

/** A leading metric has reached its target when so many periods in a row stand at it. */
export const REACHED_FOR = 4;

/** Whether what a leading metric leads followed it; `result` is null while the leading metric has not reached its target. */
export function leadState(
  state: MetricState,
  lead: Metric['leads'][number],
  metrics: ReadonlyMap<string, MetricState>,
  asOf: IsoDate,
): { reached: IsoDate | null; signal: IsoDate | null; result: ReturnType<typeof leadLag> | null } {
  const target = state.metric.target?.value;
  const lagging = metrics.get(lead.metric);
  const reached = target === undefined ? null : reachedOn(state, target);
  if (reached === null || !lagging) return { reached, signal: null, result: null };
  const signal = firstImprovement(lagging, reached);
  return { reached, signal, result: leadLag({ reached, lagWeeks: lead.lagWeeks, signal, asOf }) };
}

/** First period from `from` on in which a metric signals improvement, over all sites or at one; null where none does. */
export function firstImprovement(state: MetricState, from: string): string | null {
  return (
    [state.all, ...state.bySite]
      .flatMap((scope) =>
        scope.signals
          .filter((entry) => entry.kind === 'improvement' && entry.period >= from)
          .map((entry) => entry.period),
      )
      .sort()[0] ?? null
  );
}

/** The period in which a metric stood at its target for the fourth time in a row. */
function reachedOn({ metric, all: scope }: MetricState, target: number): string | null {
  let run = 0;
  for (const [at, value] of scope.values.entries()) {
    if (value === null) continue;
    run = reaches(value, target, metric.direction) ? run + 1 : 0;
    if (run === REACHED_FOR) return scope.periods[at] ?? null;
  }
  return null;
}
