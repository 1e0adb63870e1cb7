import { courseStart } from '#model/metric/baseline.ts';
import type { Parts } from '#model/metric/series/pooledValue.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import { periodEnd, periodName, span } from '#model/time/period.ts';
import type { IsoDate } from '#model/time/date.ts';
import { formatValue } from '#model/words/format.ts';
import type { Unmatched } from './unmatched.ts';

/** A baseline that is to be computed from periods in which there is no value, or only in a part of them. */
export function baselineOutside(
  metric: Metric,
  observed: Observations,
  asOf: IsoDate,
): Unmatched | null {
  const range = span(metric.baseline?.period ?? '');
  const periods = observed.latest.map(({ period }) => period).sort();
  const [first, last] = [periods[0], periods.at(-1)];
  if (!range || metric.baseline?.value !== undefined || range.to >= asOf) return null;
  if (first === undefined || last === undefined) return null;
  const ends = periodEnd(last, metric.grain);
  if (range.from >= first && range.to <= ends) return null;
  const isOutside = range.to < first || range.from > ends;
  const named = (period: IsoDate) => periodName(period, metric.grain);
  return {
    at: ['baseline', 'period'],
    code: 'content/baseline-outside',
    found: `the baseline is taken from ${metric.baseline?.period}, and the values of "${metric.id}" go from ${named(first)} to ${named(last)}; ${isOutside ? 'so it has none' : 'so it is that of a part of the time'}`,
    allowed: `periods from ${named(first)} to ${named(last)}`,
    fix: 'name periods that have values, or write the value: baseline: { value: …, period: … }',
    weight: isOutside ? 'empty' : 'partial',
  };
}

/** A target that is worse than the baseline by the metric's own direction. */
export function targetBehind(
  metric: Metric,
  observed: Observations,
  parts: Parts,
): Omit<Unmatched, 'weight'> | null {
  const { baseline } = courseStart(metric, observed.latest, parts);
  if (baseline === null || !metric.target) return null;
  const { value } = metric.target;
  const isBehind = metric.direction === 'up' ? value < baseline.value : value > baseline.value;
  if (!isBehind) return null;
  return {
    at: ['target'],
    code: 'content/target-side',
    found: `the target ${formatValue(metric, value)} of "${metric.id}" is worse than the baseline ${formatValue(metric, baseline.value)}, since direction: ${metric.direction} says that ${metric.direction === 'up' ? 'more' : 'less'} is better`,
    fix: 'correct the target, the baseline or the direction',
  };
}
