import { describe, expect, it } from 'vitest';
import { siteChanges } from '#ingest/metric/siteChanges.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { sitesSchema } from '#ingest/schemas/portfolio.ts';
import type { Observation } from '#model/record/observation.ts';
import { shiftPeriod } from '#model/time/period.ts';

const SITES = sitesSchema.parse([
  { id: 'A', name: 'Ashby' },
  { id: 'B', name: 'Brill', until: '2025-06-30' },
  { id: 'C', name: 'Corby' },
]);
const metricOf = (value: object) => ({
  id: 'stops',
  file: 'stops.yaml',
  ...metricSchema.parse({
    title: 'Stops',
    type: 'outcome',
    direction: 'down',
    dimensions: { site: 'plant' },
    value,
  }),
});
/** Months from January 2025 in which a site reported. */
const reported = (site: string | null, months: number[], combine: Observation['combine'] = 'sum') =>
  months.map((month): Observation => ({
    period: shiftPeriod('2025-01-01', 'month', month),
    site,
    line: null,
    value: 10,
    n: 1,
    combine,
  }));
const to = (last: number, from = 0) =>
  Array.from({ length: last - from + 1 }, (_, at) => from + at);
const changes = (value: object, ...cells: Observation[][]) => {
  const metric = metricOf(value);
  const observed = { metric: 'stops', latest: cells.flat(), superseded: [] };
  return siteChanges(metric, observed, {
    sites: SITES,
    asOf: '2026-06-10',
    parts: partsOf({
      metrics: [metric],
      observations: new Map([['stops', observed]]),
      settings: { minGroupSize: 0 },
    }),
  });
};
const HOURS = { sum: 'hours' };
const SHARE = { ratio: { numerator: { sum: 'k' }, denominator: { sum: 'n' } } };
/** Shares of 100 that jump by as much as a process does. */
const share = (site: string, months: number[], percent: number) =>
  reported(site, months, 'ratio').map((cell, at): Observation => {
    const numerator = percent + [0, 2, -1, 1, -2][at % 5]!;
    return { ...cell, value: numerator, numerator, denominator: 100, n: 100 };
  });
const MEDIAN = { median: 'days' };
const days = (site: string, months: number[], around: number) =>
  reported(site, months, 'pool').map((cell, at): Observation => {
    const closed = [-2, -1, 0, 1, 2].map((own) => around + own + (at % 2));
    return { ...cell, n: 5, events: { closed, open: [] } };
  });
const OPENED = [{ date: '2025-10-01', reason: 'Corby began to report', sites: ['C'] }];

describe('a total is another total', () => {
  it('after a plant was closed for good', () =>
    expect(changes(HOURS, reported('A', to(16)), reported('B', to(5)))).toEqual([
      { date: '2025-07-01', reason: 'Brill was closed', sites: ['B'] },
    ]));
  it('of a ratio, after a plant unlike the others was closed', () =>
    expect(changes(SHARE, share('A', to(16), 95), share('B', to(5), 80))).toEqual([
      { date: '2025-07-01', reason: 'Brill was closed', sites: ['B'] },
    ]));
  it('from the first period of a plant that begins to report, even where that is the newest', () => {
    for (const first of [9, 16])
      expect(changes(HOURS, reported('A', to(16)), reported('C', to(16, first)))).toEqual([
        { ...OPENED[0], date: shiftPeriod('2025-01-01', 'month', first) },
      ]);
  });
  it.each([
    [
      'a stock',
      { last: 'open' },
      [reported('A', to(16), 'last'), reported('C', to(16, 9), 'last')],
    ],
    [
      'a count of different people, which has a total of its own',
      { countDistinct: 'user' },
      [
        reported(null, to(16), 'none'),
        reported('A', to(16), 'none'),
        reported('C', to(16, 9), 'none'),
      ],
    ],
    [
      'a ratio, by a plant unlike the others',
      SHARE,
      [share('A', to(16), 95), share('C', to(16, 9), 80)],
    ],
    [
      'a median, by a plant unlike the others',
      MEDIAN,
      [days('A', to(16), 10), days('C', to(16, 9), 30)],
    ],
  ])('of %s', (_, value, cells) => expect(changes(value, ...cells)).toEqual(OPENED));
  it('from the day on which several plants begin, with their names', () =>
    expect(
      changes(HOURS, reported('A', to(16)), reported('B', to(16, 9)), reported('C', to(16, 9))).at(
        -1,
      ),
    ).toEqual({
      date: '2025-10-01',
      reason: 'Brill and Corby began to report',
      sites: ['B', 'C'],
    }));
});

describe('a total is the same one', () => {
  it.each([
    ['where rows begin unevenly', HOURS, [reported('A', to(16)), reported('C', to(16, 3))]],
    [
      'where a plant reports now and then',
      HOURS,
      [reported('A', to(16)), reported('C', [8, 11, 15])],
    ],
    [
      'where all do, as in a log of rare events',
      HOURS,
      [reported('A', [0, 5, 9]), reported('C', [12])],
    ],
    [
      'of a ratio, where the new plant is like the others',
      SHARE,
      [share('A', to(16), 95), share('C', to(16, 9), 95)],
    ],
    [
      'of a median, where the new plant is like the others',
      MEDIAN,
      [days('A', to(16), 10), days('C', to(16, 9), 10)],
    ],
    [
      'of a ratio, where the plant that was closed was like the others',
      SHARE,
      [share('A', to(16), 95), share('B', to(5), 95)],
    ],
    ['where rows name no plant', HOURS, [reported(null, to(16))]],
  ])('%s', (_, value, cells) => expect(changes(value, ...cells)).toEqual([]));
});
