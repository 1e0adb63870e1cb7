import { formatValue } from '#model/words/format.ts';
import type { Metric } from '#model/record/metric.ts';

/** Whether the values of periods add up: eight weeks hold eight times as much as one. */
export function addsUpOverTime({ value }: Pick<Metric, 'value'>): boolean {
  return (
    value.kind === 'column' && (value.of.aggregate === 'sum' || value.of.aggregate === 'count')
  );
}

/** What is another thing over a longer span: the highest of a year is no highest of a week, nor are the people of a year those of a week. */
const OF_ONE_PERIOD = new Set(['min', 'max', 'countDistinct', 'habit']);

/** Whether a longer span has another value by being longer, so that spans are compared by the mean of their periods. */
export function isOfOnePeriod({ value }: Pick<Metric, 'value'>): boolean {
  return value.kind === 'column' && OF_ONE_PERIOD.has(value.of.aggregate);
}

/**
 * A value of several periods with what it is of. What adds up over time is given for one period, since spans of different length are
 * compared: `98.0 kWh a week, the mean of 26 weeks`.
 */
export function valuePerPeriod(metric: Metric, value: number | null, periods: number): string {
  const shown = formatValue(metric, value);
  return addsUpOverTime(metric) && value !== null && periods > 1
    ? `${shown} a ${metric.grain}, the mean of ${periods} ${metric.grain}s`
    : shown;
}
