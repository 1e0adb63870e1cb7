import { describe, expect, it } from 'vitest';
import { siteChanges } from '#ingest/metric/siteChanges.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import { sitesSchema } from '#ingest/schemas/portfolio.ts';
import type { Observation } from '#model/record/observation.ts';
import { shiftPeriod } from '#model/time/period.ts';

const SITES = sitesSchema.parse([
  { id: 'A', name: 'Ashby' },
  { id: 'B', name: 'Brill', until: '2025-06-30' },
  { id: 'C', name: 'Corby' },
]);
const metric = {
  id: 'stops',
  file: 'stops.yaml',
  ...metricSchema.parse({
    title: 'Stops',
    type: 'outcome',
    direction: 'down',
    dimensions: { site: 'plant' },
    value: { sum: 'hours' },
  }),
};
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
const changes = (...cells: Observation[][]) =>
  siteChanges(
    metric,
    { metric: 'stops', latest: cells.flat(), superseded: [] },
    { sites: SITES, asOf: '2026-06-10' },
  );

describe('a total is another total', () => {
  it('after a plant was closed for good', () =>
    expect(changes(reported('A', to(16)), reported('B', to(5)))).toEqual([
      { date: '2025-07-01', reason: 'Brill was closed' },
    ]));
  it('from the first period of a plant that begins to report, even where that is the newest', () => {
    for (const first of [9, 16])
      expect(changes(reported('A', to(16)), reported('C', to(16, first)))).toEqual([
        { date: shiftPeriod('2025-01-01', 'month', first), reason: 'Corby began to report' },
      ]);
  });
});

describe('a total is the same one', () => {
  it.each([
    ['where rows begin unevenly', [reported('A', to(16)), reported('C', to(16, 3))]],
    ['where a plant reports now and then', [reported('A', to(16)), reported('C', [8, 11, 15])]],
    ['where all do, as in a log of rare events', [reported('A', [0, 5, 9]), reported('C', [12])]],
    [
      'of medians and ratios, which a plant does not add to',
      [reported('A', to(16), 'pool'), reported('C', to(16, 9), 'pool')],
    ],
    ['where rows name no plant', [reported(null, to(16))]],
  ])('%s', (_, cells) => expect(changes(...cells)).toEqual([]));
});
