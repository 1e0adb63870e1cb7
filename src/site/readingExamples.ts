import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { EMPTY_PORTAL } from '#model/report/facts/empty.ts';
import type { Metric } from '#model/record/metric.ts';
import { periodEnd, shiftPeriod } from '#model/time/period.ts';

const FIRST_WEEK = '2026-01-05';
const METRIC: Metric = {
  id: '',
  file: '',
  title: 'Invented example: stops',
  type: 'outcome',
  indicator: 'lagging',
  unit: 'h',
  decimals: 1,
  direction: 'down',
  export: '',
  date: '',
  where: [],
  dimensions: {},
  value: { kind: 'column', of: { aggregate: 'mean', column: 'hours' } },
  grain: 'week',
  baseline: { period: '2026-01/2026-04' },
  rebase: [],
  definitions: [],
  population: 'census',
  spc: 'xmr',
  guards: [],
  leads: [],
  lenses: {},
  cumulative: false,
};
/** Hours of stops a week: ups and downs that mean nothing. */
const NOISE = [
  42, 38, 45, 40, 36, 43, 47, 39, 41, 37, 44, 40, 46, 38, 42, 39, 45, 41, 36, 43, 40, 44, 38, 41,
];
/** The same process, to which something happened at the beginning of May. */
const SIGNAL = [...NOISE.slice(0, 17), 31, 27, 30, 26, 29, 27, 28];

/** The two charts of "How to read this portal", judged and drawn as any other; the numbers are invented and marked so. */
export const READING_EXAMPLES = {
  noise: example('example-noise', NOISE),
  signal: example('example-signal', SIGNAL),
} as const;

function example(id: string, values: readonly number[]): MetricState {
  const metric = { ...METRIC, id };
  const period = (at: number) => shiftPeriod(FIRST_WEEK, 'week', at);
  const latest = values.map((value, at) => ({
    period: period(at),
    site: null,
    line: null,
    value,
    n: 1,
    combine: 'none' as const,
  }));
  const portfolio = {
    ...EMPTY_PORTAL.portfolio,
    asOf: periodEnd(period(values.length - 1), 'week'),
    metrics: [metric],
    observations: new Map([[metric.id, { metric: metric.id, latest, superseded: [] }]]),
  };
  const state = computeMetrics(portfolio).get(metric.id);
  if (!state) throw new Error('a metric that was given has a state');
  return state;
}
