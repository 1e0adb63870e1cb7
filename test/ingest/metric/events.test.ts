import { utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { composePortal } from '#site/compose.ts';
import { data, metric, tiny } from './tiny.ts';

const DAYS = [
  '2024-12-03 2025-01-14 2025-01-22 2025-03-05 2025-04-02 2025-04-20 2025-05-11 2025-07-08 2025-08-19',
  '2025-10-07 2025-11-03 2025-11-28 2026-01-09 2026-02-17 2026-04-30 2026-06-12 2026-06-25 2026-08-05',
].join(' ');
const ROWS = `reported,part\n${DAYS.split(' ')
  .map((day) => `${day},hand`)
  .join('\n')}`;
const INJURIES = metric('date: reported\ngrain: month\nvalue: { count: part }');

const injuries = (events: object | undefined, asOf = '2026-11-30', file: object = {}) =>
  tiny(
    {
      'content/metrics/v.yaml': INJURIES,
      ...data({
        fields: 'reported:date part',
        rows: ROWS,
        trilens: events ? { events } : {},
        more: file,
      }),
    },
    asOf,
  );

describe('a log of events', () => {
  it('a month without a row is a month with zero, up to the day of which the log is complete', async () => {
    const { values, state } = await injuries({ completeTo: '2026-11-30' });
    const months = values('v');
    expect(Object.keys(months)).toHaveLength(24);
    expect(months).toMatchObject({
      '2025-02-01': 0,
      '2025-06-01': 0,
      '2026-09-01': 0,
      '2026-11-01': 0,
    });
    const total = Object.values(months).reduce((sum: number, value) => sum + (value ?? 0), 0);
    expect(total / 24).toBe(0.75);
    expect(state('v').all.latest?.value).toBe(0);
  });

  it('is as fresh as the file, and not as its newest event', async () => {
    const { state } = await injuries({ completeTo: '2026-11-30' });
    expect(state('v')).toMatchObject({ freshness: 'fresh', extracted: '2026-11-30' });
    expect(state('v').doubts).toEqual([]);
    const old = await injuries({ completeTo: '2026-08-31' });
    expect(old.state('v').freshness).toBe('stale');
    expect(old.state('v').all.latest?.period).toBe('2026-08-01');
  });

  it('without such a word of the contract a month without a row stays unknown', async () => {
    const { values } = await injuries(undefined);
    expect(values('v')['2025-02-01']).toBeNull();
  });

  it('a month that the log does not reach to its end is marked, and not judged', async () => {
    const { state } = await injuries({ completeTo: '2026-11-15', from: '2024-12-10' });
    expect(state('v').all.periods[0]).toBe('2025-01-01');
    expect(state('v').all.latest?.period).toBe('2026-10-01');
    expect(state('v').observations.parts?.cells.map(({ period }) => period)).toEqual([
      '2024-12-01',
      '2026-11-01',
    ]);
  });

  it('the day of the file or of its name says how far it is complete', async () => {
    const named = await tiny(
      {
        ...data({
          name: 'injuries-2026-10-31',
          fields: 'reported:date part',
          rows: ROWS,
          trilens: { events: { completeTo: 'file-name' } },
        }),
        'content/metrics/v.yaml': INJURIES.replace('export: rows', 'export: injuries-2026-10-31'),
      },
      '2026-11-30',
    );
    expect(named.state('v').all.latest?.period).toBe('2026-10-01');
    const { root } = await injuries({ completeTo: 'file-date' });
    const day = new Date('2026-09-30T12:00:00Z');
    await utimes(join(root, 'data/rows.csv'), day, day);
    const { portal } = await composePortal({
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      cacheDir: join(root, 'cache2'),
      asOf: '2026-11-30',
    });
    expect(portal?.metrics.get('v')?.all.latest).toMatchObject({ period: '2026-09-01', value: 0 });
  });

  it('a name without a day is refused, since nobody knows how far the log is complete', async () => {
    const { problems } = await injuries({ completeTo: 'file-name' });
    expect(problems.join('\n')).toContain('the name of the file holds no day');
  });

  it('zeros stand for every site and line that the log knows or is expected to name, until a site closes', async () => {
    const { values, state } = await tiny(
      {
        'content/sites.yaml':
          '- { id: A, name: A, lines: [{ id: L1, name: L1 }, { id: L2, name: L2 }] }\n- { id: B, name: B, until: 2026-02-28 }\n- { id: C, name: C }\n- { id: D, name: D }\n',
        'content/metrics/v.yaml': metric(
          'date: day\ngrain: month\nvalue: { sum: hours }\ndimensions: { site: site, line: line }',
        ),
        ...data({
          fields: 'day:date site line hours:number',
          rows: 'day,site,line,hours\n2026-01-05,A,L1,3\n2026-01-09,B,X9,1\n2026-03-20,A,L1,4',
          trilens: {
            site: 'site',
            expectedSites: ['C'],
            events: { completeTo: '2026-04-30', from: '2026-01-01' },
          },
        }),
      },
      '2026-04-30',
    );
    expect(values('v')).toEqual({
      '2026-01-01': 4,
      '2026-02-01': 0,
      '2026-03-01': 4,
      '2026-04-01': 0,
    });
    expect(values('v', 'A')).toEqual(values('v', 'A'));
    expect(values('v', 'B')).toEqual({ '2026-01-01': 1, '2026-02-01': 0 });
    expect(values('v', 'C')).toEqual({
      '2026-01-01': 0,
      '2026-02-01': 0,
      '2026-03-01': 0,
      '2026-04-01': 0,
    });
    expect(values('v', 'D')).toEqual({});
    const idle = state('v').byLine.find(({ site, line }) => site === 'A' && line === 'L2');
    expect(idle?.values).toEqual([0, 0, 0, 0]);
  });

  it('where nothing happened there is no mean, no median and no duration, and nobody was counted', async () => {
    const { values } = await tiny(
      {
        'content/metrics/mean.yaml': metric('date: day\ngrain: month\nvalue: { mean: hours }'),
        'content/metrics/who.yaml': metric(
          'date: day\ngrain: month\nvalue: { countDistinct: who }',
        ),
        ...data({
          fields: 'day:date who hours:number',
          rows: 'day,who,hours\n2026-01-05,a,3\n2026-03-20,b,4',
          trilens: { events: { completeTo: '2026-03-31', from: '2026-01-01' } },
        }),
      },
      '2026-04-30',
    );
    expect(values('mean')['2026-02-01']).toBeNull();
    expect(values('who')).toEqual({ '2026-01-01': 1, '2026-02-01': 0, '2026-03-01': 1 });
  });
});

describe('periods at both ends that the rows do not cover', () => {
  const day = (at: number) => new Date(Date.UTC(2026, 4, 7 + at)).toISOString().slice(0, 10);
  const rows = (length: number) =>
    `day,minutes\n${Array.from({ length }, (_, at) => `${day(at)},10`).join('\n')}`;
  const weekly = (text: string, grain = 'week') =>
    tiny(
      {
        'content/metrics/v.yaml': metric(`date: day\ngrain: ${grain}\nvalue: { sum: minutes }`),
        ...data({ fields: 'day:date minutes:number', rows: text, trilens: { everyDays: 1 } }),
      },
      '2026-09-15',
    );

  it('daily rows from a Thursday to a Monday: the first and the last week are no whole ones', async () => {
    const { state, values } = await weekly(rows(117));
    const { all, observations } = state('v');
    expect(day(116)).toBe('2026-08-31');
    expect([all.periods[0], all.latest?.period]).toEqual(['2026-05-11', '2026-08-24']);
    expect(new Set(Object.values(values('v')))).toEqual(new Set([70]));
    expect(observations.parts?.cells.map(({ period, value }) => [period, value])).toEqual([
      ['2026-05-04', 40],
      ['2026-08-31', 10],
    ]);
  });

  it('daily rows that end on a Sunday leave no part of a week', async () => {
    const { state } = await weekly(rows(116));
    expect(state('v').all.latest?.period).toBe('2026-08-24');
    expect(state('v').observations.parts?.cells).toHaveLength(1);
  });

  it('working days that end on a Friday make a whole week', async () => {
    const working = Array.from({ length: 100 }, (_, at) => day(at + 4)).filter(
      (one) => ![0, 6].includes(new Date(one).getUTCDay()),
    );
    const until = working.slice(0, working.length - (working.length % 5));
    expect(new Date(until.at(-1) as string).getUTCDay()).toBe(5);
    const { state } = await weekly(`day,minutes\n${until.map((one) => `${one},10`).join('\n')}`);
    expect(state('v').observations.parts).toBeUndefined();
    const thursday = until.slice(0, -1);
    const cut = await weekly(`day,minutes\n${thursday.map((one) => `${one},10`).join('\n')}`);
    expect(cut.state('v').observations.parts?.cells).toHaveLength(1);
  });

  it('a mean of most of a period is one of a smaller sample, and stays', async () => {
    const { state } = await tiny(
      {
        'content/metrics/v.yaml': metric('date: day\ngrain: week\nvalue: { mean: minutes }'),
        ...data({ fields: 'day:date minutes:number', rows: rows(117) }),
      },
      '2026-09-15',
    );
    expect([state('v').all.periods[0], state('v').all.latest?.period]).toEqual([
      '2026-05-04',
      '2026-08-24',
    ]);
  });

  it('weekly rows leave no part of a month where the next row is due in the next month', async () => {
    const mondays = Array.from({ length: 17 }, (_, at) => day(4 + 7 * at));
    expect(mondays.at(-1)).toBe('2026-08-31');
    const { state } = await weekly(
      `day,minutes\n${mondays.map((one) => `${one},10`).join('\n')}`,
      'month',
    );
    expect(state('v').all.latest?.period).toBe('2026-08-01');
  });
});
