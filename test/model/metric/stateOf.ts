import { metricSchema } from '#ingest/schemas/metric.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { EMPTY_PORTAL } from '#model/report/facts/empty.ts';
import type { Observation } from '#model/record/observation.ts';
import { periodEnd, shiftPeriod, type Grain } from '#model/time/period.ts';

type Value = number | null;
/** A proportion or a rate: so many of so many. */
export type Share = [numerator: number, denominator: number] | null;

interface Made {
  /** Fields of the metric, as in YAML. */
  yaml?: Record<string, unknown>;
  /** The first period; January 2023 unless it is named. */
  first?: string;
  combine?: Observation['combine'];
  /** Sites in order; absent: one series without a site. */
  sites?: Record<string, readonly Value[]>;
}

const COLUMN = { mean: 'v' };

/** What the portal computes of a series, one value a period, null where nothing arrived; the day is that after the last. */
export function stateOf(values: readonly Value[], made: Made = {}): MetricState {
  const grain = (made.yaml?.['grain'] as Grain | undefined) ?? 'month';
  const combine = made.combine ?? 'none';
  const cell = (value: Value, at: number, site: string | null): Observation[] =>
    value === null
      ? []
      : [{ period: periodAt(made, grain, at), site, line: null, value, n: 1, combine }];
  const cells = made.sites
    ? Object.entries(made.sites).flatMap(([site, list]) =>
        list.flatMap((value, at) => cell(value, at, site)),
      )
    : values.flatMap((value, at) => cell(value, at, null));
  const length = Math.max(
    values.length,
    ...Object.values(made.sites ?? {}).map((list) => list.length),
  );
  return compute(cells, { ...made, yaml: { value: COLUMN, ...made.yaml } }, length);
}

/** The same of counts over counts. */
export function shareState(shares: readonly Share[], made: Made = {}): MetricState {
  const grain = (made.yaml?.['grain'] as Grain | undefined) ?? 'month';
  const cells = shares.flatMap((share, at): Observation[] =>
    share === null
      ? []
      : [
          {
            period: periodAt(made, grain, at),
            site: null,
            line: null,
            value: share[0] / share[1],
            numerator: share[0],
            denominator: share[1],
            n: share[1],
            combine: 'ratio',
          },
        ],
  );
  const value = { ratio: { numerator: { sum: 'k' }, denominator: { sum: 'n' } } };
  return compute(cells, { ...made, yaml: { unit: '%', value, ...made.yaml } }, shares.length);
}

function periodAt({ first = '2023-01-01' }: Made, grain: Grain, at: number): string {
  return shiftPeriod(grain === 'week' && first === '2023-01-01' ? '2023-01-02' : first, grain, at);
}

function compute(cells: Observation[], made: Made, length: number): MetricState {
  const metric = {
    ...metricSchema.parse({ title: 'Series', type: 'outcome', direction: 'up', ...made.yaml }),
    id: 'series',
    file: 'series.yaml',
  };
  const asOf = periodEnd(periodAt(made, metric.grain, length - 1), metric.grain);
  const portfolio = {
    ...EMPTY_PORTAL.portfolio,
    asOf,
    metrics: [metric],
    observations: new Map([['series', { metric: 'series', latest: cells, superseded: [] }]]),
  };
  return computeMetrics(portfolio).get('series') as MetricState;
}
