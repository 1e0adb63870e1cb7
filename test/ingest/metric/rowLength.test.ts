import { describe, expect, it } from 'vitest';
import { data, metric, tiny } from './tiny.ts';

const SUM = (grain: string, date = 'at') =>
  metric(`date: ${date}\ngrain: ${grain}\nvalue: { sum: parts }`);
const MONDAYS = Array.from({ length: 18 }, (_, at) =>
  new Date(Date.UTC(2026, 5, 1 + 7 * at)).toISOString().slice(0, 10),
);
const weeks = (of: readonly string[], value = 70) =>
  `at,parts\n${of.map((day) => `${day},${value}`).join('\n')}`;
const one = (grain: string, rows: string, fields = 'at:date parts:number', trilens: object = {}) =>
  tiny({ 'content/metrics/v.yaml': SUM(grain), ...data({ fields, rows, trilens }) }, '2026-10-04');

describe('dates that are coarser than the periods of a metric', () => {
  it.each([
    [
      'months by the week',
      'week',
      'year-month',
      '2026-01,1\n2026-02,2',
      'a whole month',
      'month, quarter, year',
    ],
    ['years by the quarter', 'quarter', 'year', '2024,1\n2025,2', 'a whole year', 'year'],
    [
      'quarters by the month',
      'month',
      'quarter',
      '2026-Q1,1\n2026-Q2,2',
      'a whole quarter',
      'quarter, year',
    ],
    [
      'weeks by the day',
      'day',
      'iso-week',
      '2026-W05,1\n2026-W06,2',
      'a whole week',
      'week, month, quarter, year',
    ],
  ])('%s are refused at the date of the metric', async (_, grain, format, rows, what, allowed) => {
    const { errors } = await one(grain, `at,parts\n${rows}`, `at:date:${format} parts:number`);
    expect(errors).toHaveLength(1);
    expect(errors[0]).toContain('content/metrics/v.yaml:5:7');
    expect(errors[0]).toContain(what);
    expect(errors[0]).toContain(allowed);
  });

  it('a format that is detected counts like one that is declared', async () => {
    const { errors } = await one('quarter', 'at,parts\n2023,1\n2024,1\n2025,2');
    expect(errors[0]).toContain('a whole year');
  });

  it('yearly values are shown by the year', async () => {
    const { values } = await one('year', 'at,parts\n2023,1\n2024,1\n2025,2');
    expect(values('v')).toEqual({ '2023-01-01': 1, '2024-01-01': 1, '2025-01-01': 2 });
  });

  it('full dates that all are the first of a month are doubted by the week', async () => {
    const firsts = [1, 2, 3, 4, 5, 6].map((month) => `2026-0${month}-01`);
    const { state } = await one('week', weeks(firsts));
    expect(state('v').doubts.join(' ')).toContain('dated by the first day of a month');
    const monthly = await one('month', weeks(firsts));
    expect(monthly.state('v').doubts.join(' ')).not.toContain('first day');
  });
});

describe('dates that all end a period, or come once a week', () => {
  it('full dates that all are the last of a month are doubted by the week', async () => {
    const lasts = ['01-31', '02-28', '03-31', '04-30', '05-31'].map((day) => `2026-${day}`);
    const { state } = await one('week', weeks(lasts));
    expect(state('v').doubts.join(' ')).toContain('dated by the last day of a month');
    const monthly = await one('month', weeks(lasts));
    expect(monthly.state('v').doubts.join(' ')).not.toContain('last day');
  });

  it('Fridays are doubted by the month, as Mondays are', async () => {
    const fridays = MONDAYS.map((day) =>
      new Date(Date.parse(day) + 4 * 86_400_000).toISOString().slice(0, 10),
    );
    const { state } = await one('month', weeks(fridays));
    expect(state('v').doubts.join(' ')).toMatch(/once a week.*"rowsFor": "week", or "week-ending"/);
    expect((await one('week', weeks(fridays))).state('v').doubts).toEqual([]);
  });
});

describe('few rows', () => {
  it('of a known length show where they end', async () => {
    const rows = 'at,parts\n2026-W27,7\n2026-W28,7\n2026-W29,7\n2026-W30,7\n2026-W31,7';
    const { values } = await one('month', rows, 'at:date:iso-week parts:number');
    expect(values('v')).toEqual({ '2026-07-01': expect.closeTo(31, 9) });
  });
  it.each([
    ['of every day', [26, 27, 28, 29, 30, 31], []],
    ['of working days', [24, 25, 26, 27, 28, 31], []],
    ['of any day', [3, 4, 11, 27, 28, 31], ['2026-08-01']],
  ])('%s', async (_, days, whole) => {
    const { values } = await one(
      'month',
      weeks(days.map((day) => `2026-08-${String(day).padStart(2, '0')}`)),
    );
    expect(Object.keys(values('v'))).toEqual(whole);
  });
});

describe('rows that stand for a week, by the month', () => {
  it('are split by days where the contract says so', async () => {
    const { values, state } = await one('month', weeks(MONDAYS), undefined, { rowsFor: 'week' });
    // Ten a day, whatever the number of Mondays in a month.
    expect(values('v')).toEqual({
      '2026-06-01': 300,
      '2026-07-01': 310,
      '2026-08-01': 310,
      '2026-09-01': 300,
    });
    expect(state('v').doubts).toEqual([]);
  });

  it('are split, too, where the dates themselves are weeks', async () => {
    const rows = `at,parts\n${Array.from({ length: 18 }, (_, at) => `2026-W${23 + at},70`).join('\n')}`;
    const { values } = await one('month', rows, 'at:date:iso-week parts:number');
    expect(values('v')['2026-07-01']).toBeCloseTo(310, 9);
  });

  it('count before their date where it is the end of the week', async () => {
    const sundays = MONDAYS.map((day) =>
      new Date(Date.parse(day) + 6 * 86_400_000).toISOString().slice(0, 10),
    );
    const { values } = await one('month', weeks(sundays), undefined, { rowsFor: 'week-ending' });
    expect(values('v')['2026-08-01']).toBeCloseTo(310, 9);
  });

  it('are doubted where all dates are Mondays and nobody says what a row is', async () => {
    const { values, state } = await one('month', weeks(MONDAYS));
    expect(values('v')).toMatchObject({ '2026-06-01': 350, '2026-07-01': 280 });
    expect(state('v').doubts.join(' ')).toContain('"rowsFor": "week"');
    expect(state('v').confidence.label).toBe('B');
  });

  it('a mean weighs each week by its days in the month', async () => {
    const rows =
      'at,parts\n2026-06-29,7\n2026-07-06,14\n2026-07-13,14\n2026-07-20,14\n2026-07-27,21';
    const { values } = await tiny(
      {
        'content/metrics/v.yaml': metric('date: at\ngrain: month\nvalue: { mean: parts }'),
        ...data({ fields: 'at:date parts:number', rows, trilens: { rowsFor: 'week' } }),
      },
      '2026-10-04',
    );
    expect(values('v')['2026-07-01']).toBeCloseTo((5 * 7 + 21 * 14 + 5 * 21) / 31, 9);
  });

  it('by the week they are what they are', async () => {
    const { values } = await one('week', weeks(MONDAYS), undefined, { rowsFor: 'week' });
    expect(values('v')['2026-06-29']).toBe(70);
  });
});

describe('rows dated on Sundays, by the week', () => {
  const sundays = ['2026-08-30', '2026-09-06', '2026-09-13', '2026-09-20'];
  it('are doubted, since a week may begin or end there', async () => {
    const { state } = await one('week', weeks(sundays));
    expect(state('v').doubts.join(' ')).toMatch(/"rowsFor": "week".*"week-ending"/);
  });

  it('count in the six days after, and in the day itself, once the contract says that they begin weeks', async () => {
    const { values } = await one('week', weeks(sundays), undefined, { rowsFor: 'week' });
    expect(values('v')['2026-09-07']).toBeCloseTo(70, 9);
  });
});

describe('a formula over rows of unlike length', () => {
  const months = ['06', '07', '08', '09'].map((month) => `2026-${month}-01`);
  const files = (trilens: object) => ({
    'content/metrics/cost.yaml': metric(
      'export: ledger\ndate: at\ngrain: month\nvalue: { sum: parts }',
    ),
    'content/metrics/units.yaml': metric(
      'export: output\ndate: at\ngrain: month\nvalue: { sum: parts }',
    ),
    'content/metrics/each.yaml': metric('grain: month\nvalue: { formula: "cost / units" }'),
    ...data(
      { name: 'ledger', fields: 'at:date parts:number', rows: weeks(months, 3000) },
      { name: 'output', fields: 'at:date parts:number', rows: weeks(MONDAYS), trilens },
    ),
  });

  it('names both exports where weeks are not split', async () => {
    const { state } = await tiny(files({}), '2026-10-04');
    expect(state('each').doubts[0]).toMatch(/Rows of unlike length.*output.*ledger/);
    expect(state('each').confidence.label).toBe('B');
  });

  it('is steady where they are', async () => {
    const { values, state } = await tiny(files({ rowsFor: 'week' }), '2026-10-04');
    expect(values('each')['2026-07-01']).toBeCloseTo(3000 / 310, 9);
    expect(state('each').doubts).toEqual([]);
  });
});
