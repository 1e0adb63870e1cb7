import { describe, expect, it } from 'vitest';
import { coveredUntil } from '#ingest/export/freshness.ts';
import { metricSchema } from '#ingest/schemas/metric.ts';
import type { Metric } from '#model/record/metric.ts';
import { shiftPeriod, type Grain } from '#model/time/period.ts';
import { dataFolder, read } from './folder.ts';

const HEADER = 'day,site,hours,stops\n';
/** A row for each period, dated by its first day. */
const rows = (first: string, grain: Grain, count: number) =>
  HEADER +
  Array.from({ length: count }, (_, at) => `${shiftPeriod(first, grain, at)},A,1,1\n`).join('');
const hours = (grain: Grain) =>
  ({
    id: 'hours',
    file: '',
    ...metricSchema.parse({
      title: 'Hours',
      type: 'outcome',
      direction: 'down',
      export: 'stops',
      date: 'day',
      grain,
      value: { sum: 'hours' },
    }),
  }) as unknown as Metric;
const rated = async (
  csv: string,
  everyDays: number,
  asOf: string,
  metrics = [hours('quarter')],
) => {
  const { report } = await read(
    await dataFolder(
      { 'stops.csv': csv },
      { trilens: { site: 'site', everyDays, graceDays: 5, errorAfterDays: 10 } },
    ),
    asOf,
    metrics,
  );
  return { freshness: report.freshness, until: report.extracted, late: report.daysLate };
};

describe('an export that does not say when it was extracted is as old as what its rows tell of', () => {
  const september = rows('2026-05-01', 'month', 5);
  it.each([
    ['2026-10-20', 'fresh'],
    ['2026-11-05', 'due'],
    ['2026-11-06', 'late'],
    ['2026-11-15', 'late'],
    ['2026-11-16', 'stale'],
  ])('a row for September holds September: on %s it is %s', async (asOf, freshness) => {
    expect(await rated(september, 31, asOf)).toMatchObject({ freshness, until: '2026-09-30' });
  });
  it('weeks reach to their Sunday, quarters to their last day, across the end of a year', async () => {
    expect(await rated(rows('2026-12-07', 'week', 4), 7, '2027-01-20')).toMatchObject({
      until: '2027-01-03',
      late: 5,
    });
    expect(await rated(rows('2026-01-01', 'quarter', 4), 92, '2027-01-20')).toMatchObject({
      until: '2026-12-31',
      freshness: 'fresh',
    });
  });
  it('of a period that is not over yet only the day of its row is sure: an untouched dump grows no younger by the night', async () => {
    expect(await rated(september, 31, '2026-09-12')).toMatchObject({
      until: '2026-09-01',
      freshness: 'fresh',
    });
    expect(await rated(september, 31, '2026-09-13')).toMatchObject({ until: '2026-09-01' });
  });
  it('rows of single days tell of these days', async () => {
    expect(
      await rated(
        `${HEADER}2026-09-01,A,1,1\n2026-09-02,A,1,1\n2026-09-03,A,1,1\n2026-09-04,A,1,1\n`,
        7,
        '2026-09-20',
      ),
    ).toMatchObject({ until: '2026-09-04', late: 4 });
  });
  it('a log that feeds no metric tells of its days: meetings on Mondays are no weeks', async () => {
    expect(await rated(rows('2026-12-07', 'week', 4), 7, '2027-01-20', [])).toMatchObject({
      until: '2026-12-28',
    });
  });
  it('a dump of few periods is read by the grain of the metrics that draw on it', () => {
    const digest = {
      columns: [],
      rows: 1,
      newest: '2026-07-01',
      newestVintage: null,
      cells: [{ date: '2026-07-01', site: 'A', vintage: null, rows: 1, counts: [], sums: [] }],
    };
    const by = (...grains: Grain[]) =>
      coveredUntil(
        digest,
        grains.map((grain) => ({ grain })),
      );
    expect([by(), by('day'), by('week'), by('month'), by('month', 'quarter')]).toEqual([
      '2026-07-01',
      '2026-07-01',
      '2026-07-01',
      '2026-07-31',
      '2026-09-30',
    ]);
  });
  it('one that says it is as old as that', async () => {
    const csv =
      'day,site,hours,stops,drawn\n2026-08-01,A,1,1,2026-09-03\n2026-09-01,A,1,1,2026-10-03\n';
    const schema = {
      fields: [
        { name: 'day', type: 'date' },
        { name: 'site', type: 'string' },
        { name: 'hours', type: 'number' },
        { name: 'stops', type: 'integer' },
        { name: 'drawn', type: 'date' },
      ],
    };
    const { report } = await read(
      await dataFolder(
        { 'stops.csv': csv },
        { schema, trilens: { site: 'site', vintage: 'drawn', everyDays: 31, graceDays: 0 } },
      ),
      '2026-11-05',
    );
    expect(report).toMatchObject({
      extracted: '2026-10-03',
      daysLate: 2,
      doubts: ['Last extracted 3 October 2026, due 3 November 2026: 2 days late.'],
    });
  });
});
