import { rm } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { secondsOf } from '#ingest/table/date/span.ts';
import { data, metric, tiny } from '../metric/tiny.ts';

const roots: string[] = [];
afterAll(() => Promise.all(roots.map((root) => rm(root, { recursive: true }))));

describe('a span of time in seconds', () => {
  it.each([
    ['37:30:00', 135_000],
    ['0:00:01.5', 1.5],
    ['-1:30:00', -5400],
    ['PT1H30M', 5400],
    ['P1DT2H', 93_600],
    ['P2W', 1_209_600],
    ['1 day, 2:03:04', 93_784],
    ['2 days 03:00:00', 183_600],
    ['1.02:03:04', 93_784],
  ])('%s is %d', (cell, seconds) => expect(secondsOf(cell)).toBe(seconds));
  it.each(['P1Y', 'P', 'PT', '1.5', '12:75:00', '1:2', 'half an hour', ''])('%s is none', (cell) =>
    expect(secondsOf(cell)).toBeNull(),
  );
});

describe('a column of durations', () => {
  const sum = async (cells: readonly string[], column: object, unit: string) => {
    const made = await tiny(
      {
        'content/metrics/v.yaml': metric(
          `date: day\ngrain: month\nunit: ${unit}\nvalue: { sum: lost }`,
        ),
        ...data({
          fields: 'day:date',
          rows: `day,lost\n${cells.map((cell, at) => `2026-09-0${at + 1},"${cell}"`).join('\n')}`,
          schema: {
            fields: [
              { name: 'day', type: 'date' },
              { name: 'lost', type: 'duration', ...column },
            ],
          },
        }),
      },
      '2026-10-31',
    );
    roots.push(made.root);
    return made;
  };

  it('is a number of hours, or of its unit, and is converted to that of the metric', async () => {
    const cells = ['37:30:00', 'PT1H30M'];
    expect((await sum(cells, {}, 'h')).values('v')).toEqual({ '2026-09-01': 39 });
    expect((await sum(cells, { unit: 'min' }, 'min')).values('v')).toEqual({ '2026-09-01': 2340 });
    expect((await sum(cells, {}, 'min')).values('v')).toEqual({ '2026-09-01': 2340 });
  });

  it('of two parts is refused with both readings, until the contract says which', async () => {
    const cells = ['37:30', '7:30'];
    const { problems } = await sum(cells, {}, 'min');
    expect(problems.join()).toMatch(
      /rows\.csv:2:1 .*can be hours and minutes or minutes and seconds: line 2: 37:30 is 2250 or 37.5 minutes/,
    );
    expect((await sum(cells, { span: 'mm:ss' }, 'min')).values('v')['2026-09-01']).toBe(45);
    expect((await sum(cells, { span: 'h:mm' }, 'min')).values('v')['2026-09-01']).toBe(2700);
  });

  it('quarantines a cell that is none, and one beyond its constraints', async () => {
    const { portal } = await sum(['37:30:00', '7.5'], {}, 'h');
    expect(portal?.portfolio.exports[0]?.quarantine[0]).toMatchObject({
      line: 3,
      reason: 'lost: "7.5" is not a span of time such as 37:30:00 or PT37H30M',
    });
    const limited = await sum(['37:30:00', '1:00:00'], { constraints: { maximum: 24 } }, 'h');
    expect(limited.portal?.portfolio.exports[0]?.quarantine[0]?.rule).toBe('export/maximum');
  });

  it('has a unit of time', async () => {
    const { errors } = await sum(['37:30:00'], { unit: 'kg' }, 'h');
    expect(errors.join()).toMatch(
      /datapackage\.json:\d+:\d+ .*unit is "kg"\n.*one of s, min, h, d/,
    );
  });
});
