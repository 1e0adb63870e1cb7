import { formatValue } from '#model/words/format.ts';
import type { Metric } from '#model/record/metric.ts';

/** Whether the values of periods add up: eight weeks hold eight times as much as one. */
export function addsUpOverTime({ value }: Pick<Metric, 'value'>): boolean {
  return (
    value.kind === 'column' && (value.of.aggregate === 'sum' || value.of.aggregate === 'count')
  );
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
