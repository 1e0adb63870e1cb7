import { describe, expect, it } from 'vitest';
import { incompleteTotals } from '#model/metric/incompleteTotals.ts';
import type { Site } from '#model/record/site.ts';
import { shiftPeriod } from '#model/time/period.ts';

const week = (at: number) => shiftPeriod('2026-01-05', 'week', at);
const site = (id: string, more: Partial<Site> = {}): Site => ({
  id,
  name: id,
  aliases: [],
  lines: [],
  closed: [],
  stops: [],
  ...more,
});

/** One line a site, a mark a week: `x` reported, `.` did not. Gives what each week lacks, `A-B` by week number from 0. */
function lacks(
  marks: Record<string, string>,
  {
    expected = [],
    sites = [],
    where = 'atEnd',
  }: { expected?: string[]; sites?: Site[]; where?: 'atEnd' | 'within' } = {},
) {
  const length = Math.max(...Object.values(marks).map((row) => row.length));
  const periods = new Map(
    Object.entries(marks).map(([id, row]) => [
      id,
      new Set([...row].flatMap((mark, at) => (mark === 'x' ? [week(at)] : []))),
    ]),
  );
  return Object.fromEntries(
    incompleteTotals({ grain: 'week', asOf: week(length), periods, expected, sites })[where].map(
      ({ period, lacks: missing }) => [
        Array.from({ length }, (_, at) => week(at)).indexOf(period),
        missing.join('-'),
      ],
    ),
  );
}

describe('a total that lacks a site at its open end', () => {
  it('is none, for every period since the site was last heard of', () => {
    expect(lacks({ N: 'xxxxxxxxx', S: 'xxxxxxxx.' })).toEqual({ 8: 'S' });
    expect(lacks({ N: 'xxxxxxxxxx', S: 'xxxxxx....' })).toEqual({ 6: 'S', 7: 'S', 8: 'S', 9: 'S' });
  });
  it('names each of several sites', () =>
    expect(lacks({ N: 'xxxxxxxxx', S: 'xxxxxxxx.', T: 'xxxxxxx..' })).toEqual({
      7: 'T',
      8: 'S-T',
    }));
  it('is one where the site reports now and then, or has reported too seldom to be called regular', () => {
    expect(lacks({ N: 'xxxxxxxxx', S: 'x.xxxx.x.' })).toEqual({});
    expect(lacks({ N: 'xxxxxxxxx', S: '....xxxx.' })).toEqual({});
  });
  it('is none even so where the contract expects the site', () => {
    expect(lacks({ N: 'xxxxxxxxx', S: '....xxxx.' }, { expected: ['S'] })).toEqual({ 8: 'S' });
    expect(lacks({ N: 'xxxxxxxxx', S: 'xx.xxxxx.' }, { expected: ['S'] })).toEqual({ 8: 'S' });
  });
  it('is one after the last day of a site, and while it is closed', () => {
    const marks = { N: 'xxxxxxxxx', S: 'xxxxxxx..' };
    expect(lacks(marks, { expected: ['S'], sites: [site('S', { until: week(6) })] })).toEqual({});
    const days = [7, 8].flatMap((at) =>
      Array.from({ length: 7 }, (_, day) => day).map((day) => shiftPeriod(week(at), 'day', day)),
    );
    expect(lacks(marks, { expected: ['S'], sites: [site('S', { closed: days })] })).toEqual({});
  });
  it('is not asked for of the week that is not over, nor where nobody reported', () => {
    const periods = new Map([
      ['N', new Set(Array.from({ length: 9 }, (_, at) => week(at)))],
      ['S', new Set(Array.from({ length: 8 }, (_, at) => week(at)))],
    ]);
    const reporting = { grain: 'week' as const, periods, expected: ['S'], sites: [] };
    expect(incompleteTotals({ ...reporting, asOf: shiftPeriod(week(8), 'day', 3) }).atEnd).toEqual(
      [],
    );
    expect(incompleteTotals({ ...reporting, asOf: week(9) }).atEnd).toHaveLength(1);
    expect(lacks({ N: 'xxxxxxx..x', S: 'xxxxxxx..x' })).toEqual({});
  });
});

describe('a total within the series that lacks a site', () => {
  const within = (marks: Record<string, string>, more: object = {}) =>
    lacks(marks, { ...more, where: 'within' });
  it('is too low where the site reported before and since', () => {
    expect(within({ N: 'xxxxxxxxxxxx', S: 'xxxxxxxx.xxx' })).toEqual({ 8: 'S' });
    expect(lacks({ N: 'xxxxxxxxxxxx', S: 'xxxxxxxx.xxx' })).toEqual({});
  });
  it('and at its open end is none', () => {
    const marks = { N: 'xxxxxxxxxxxx', S: 'xxxxxxxx.xx.' };
    expect([within(marks), lacks(marks)]).toEqual([{ 8: 'S' }, { 11: 'S' }]);
  });
  it('is as it is where the site stays away again and again', () =>
    expect(within({ N: 'xxxxxxxxxxxxxx', S: 'xxxxxxx.x.xx.x' })).toEqual({}));
  it('is not asked for before the site was regular, nor while it was closed', () => {
    expect(within({ N: 'xxxxxxxxxxxx', S: 'xxx.xxxxxxxx' })).toEqual({});
    const days = Array.from({ length: 7 }, (_, day) => shiftPeriod(week(8), 'day', day));
    expect(
      within({ N: 'xxxxxxxxxxxx', S: 'xxxxxxxx.xxx' }, { sites: [site('S', { closed: days })] }),
    ).toEqual({});
  });
});
