import { daysBetween, type IsoDate } from '#model/time/date.ts';
import { tellsUse } from '#model/record/metric.ts';
import { periodEnd } from '#model/time/period.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { inScope } from './scope.ts';
import { rollUp } from './rollUp.ts';

/** A period at either end that the rows do not cover: its value so far, and how many of its days they cover. */
export interface PartPeriod {
  period: IsoDate;
  value: number | null;
  days: number;
  of: number;
}

/** The part periods of a scope, in order. They are shown and never judged. */
export function partPeriods(
  { metric, observations }: Pick<MetricState, 'metric' | 'observations'>,
  { site, line, role }: Pick<ScopeState, 'site' | 'line' | 'role'>,
): PartPeriod[] {
  const { parts } = observations;
  // Use is shown for groups that are large enough, and of part of a period nobody asks how large they are.
  if (!parts || tellsUse(metric)) return [];
  const cells = inScope(parts.cells, {
    ...(site === null ? {} : { sites: [site] }),
    ...(line === null ? {} : { lines: [line] }),
    ...(role === null ? {} : { role }),
  });
  return [...Map.groupBy(cells, ({ period }) => period)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([period, own]) => {
      const end = periodEnd(period, metric.grain);
      const from = period > parts.from ? period : parts.from;
      const to = end < parts.to ? end : parts.to;
      return {
        period,
        value: rollUp(metric, own, 0, own.length).value,
        days: daysBetween(from, to) + 1,
        of: daysBetween(period, end) + 1,
      };
    });
}
