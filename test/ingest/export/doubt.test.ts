import { describe, expect, it } from 'vitest';
import { addDays } from '#model/time/date.ts';
import { dataFolder, put, read } from './folder.ts';

const HEADER = 'day,site,hours,stops\n';
type Row = (day: string, index: number, site: string) => string | null;
const plain: Row = (day, index, site) => `${day},${site},${10 + (index % 3)},2`;
const dated = (count: number, step: number, row: Row = plain) =>
  HEADER +
  Array.from({ length: count }, (_, index) =>
    ['A', 'B'].flatMap((site) => row(addDays('2026-01-05', index * step), index, site) ?? []),
  )
    .flat()
    .join('\n') +
  '\n';
const doubts = async (csv: string, trilens: object = {}, asOf: string | null = null) =>
  (
    await read(
      await dataFolder({ 'stops.csv': csv }, { trilens: { site: 'site', ...trilens } }),
      asOf,
    )
  ).report.doubts;

describe('a steady export raises no doubt', () => {
  it.each([
    ['daily', dated(60, 1)],
    ['weekly', dated(20, 7)],
    ['every fourth week', dated(16, 28)],
    ['daily, newest week not over', dated(59, 1)],
    [
      'events that scatter',
      HEADER +
        Array.from(
          { length: 200 },
          (_, index) =>
            `${addDays('2026-01-05', Math.floor((index * 7919) % 97))},${index % 3 === 0 ? 'A' : 'B'},${1 + ((index * 31) % 17)},1`,
        ).join('\n') +
        '\n',
    ],
    [
      'values that vary widely',
      dated(40, 1, (day, index, site) => `${day},${site},${[1, 80, 3, 40, 200][index % 5]},2`),
    ],
    ['a few rows', dated(2, 7)],
  ])('%s', async (_, csv) => expect(await doubts(csv)).toEqual([]));
});

describe('a missing site', () => {
  it('that the contract expects is named', async () =>
    expect(
      await doubts(
        dated(20, 7, (day, _, site) => (site === 'B' ? null : `${day},A,1,1`)),
        { expectedSites: ['A', 'B'] },
      ),
    ).toEqual(['No rows from Beta.']));
  it('in the newest period is named with the period', async () =>
    expect(
      await doubts(
        dated(20, 7, (day, index, site) =>
          site === 'B' && index === 19 ? null : plain(day, index, site),
        ),
      ),
    ).toEqual(['No rows from Beta for 2026-W21, the newest week.']));
  it('that was never regular is not', async () =>
    expect(
      await doubts(
        dated(20, 7, (day, index, site) =>
          site === 'B' && index % 2 === 1 ? null : plain(day, index, site),
        ),
      ),
    ).toEqual([]));
});

describe('rows dated in the future', () => {
  const slip = `${dated(60, 1)}2062-01-05,A,1,1\n`;
  it('do not move the day that everything is judged by', async () => {
    const { report } = await read(await dataFolder({ 'stops.csv': slip }));
    expect(report).toMatchObject({
      newest: '2026-03-05',
      extracted: '2026-03-05',
      accepted: 120,
      quarantined: 1,
      failed: false,
    });
    expect(report.quarantine[0]).toMatchObject({
      line: 122,
      column: 'day',
      rule: 'export/future-date',
    });
    expect(report.doubts).toEqual([
      '1 row is dated in the future, up to 5 January 2062, and is not counted.',
    ]);
  });
  it('are those after the day of the build', async () =>
    expect(await doubts(`${dated(60, 1)}2026-03-20,A,1,1\n`, {}, '2026-03-10')).toEqual([
      '1 row is dated in the future, up to 20 March 2026, and is not counted.',
    ]));
  it('are no fault of a dump that is read as of an earlier day', async () => {
    const { report, rows } = await read(
      await dataFolder({ 'stops.csv': dated(60, 1) }),
      '2026-02-01',
    );
    expect(report).toMatchObject({ doubts: [], quarantined: 0, failed: false });
    expect(rows).toHaveLength(120);
  });
  it('are those after their own extraction', async () => {
    const fields = [
      { name: 'day', type: 'date' },
      { name: 'site', type: 'string' },
      { name: 'hours', type: 'number' },
      { name: 'taken', type: 'date' },
    ];
    const { report } = await read(
      await dataFolder(
        {
          'stops.csv':
            'day,site,hours,taken\n2026-01-01,A,1,2026-01-02\n2026-01-09,A,1,2026-01-03\n',
        },
        { schema: { fields }, trilens: { site: 'site', vintage: 'taken', maxQuarantined: 1 } },
      ),
    );
    expect(report.quarantine).toMatchObject([
      { line: 3, reason: '2026-01-09 lies after its extraction on 2026-01-03' },
    ]);
  });
});

it('rows dated far before all others are quarantined and said', async () => {
  const { report } = await read(
    await dataFolder({ 'stops.csv': `${dated(60, 1)}1905-07-12,A,1,1\n` }),
  );
  expect(report).toMatchObject({ accepted: 120, quarantined: 1 });
  expect(report.doubts).toEqual([
    '1 row is dated far before all others, from 12 July 1905, and is not counted.',
  ]);
});

describe('a unit that changed overnight', () => {
  it.each([
    ['60 times', 60],
    ['100 times', 100],
    ['1000 times', 1000],
    ['1/60 of', 1 / 60],
    ['1/100 of', 0.01],
    ['1/1000 of', 0.001],
  ])('%s, at one site', async (words, factor) => {
    const csv = dated(
      60,
      1,
      (day, index, site) =>
        `${day},${site},${(10 + (index % 3)) * (site === 'B' && index >= 40 ? factor : 1)},2`,
    );
    expect(await doubts(csv)).toEqual([
      `hours at Beta from 14 February 2026 is about ${words} what it was before: has its unit changed?`,
    ]);
  });
  it('at all sites is one doubt', async () => {
    const csv = dated(
      60,
      1,
      (day, index, site) => `${day},${site},${(10 + (index % 3)) * (index >= 40 ? 60 : 1)},2`,
    );
    expect(await doubts(csv)).toEqual([
      'hours at Alpha and Beta from 14 February 2026 is about 60 times what it was before: has its unit changed?',
    ]);
  });
  it.each([
    ['doubled', 2],
    ['ten times', 10],
    ['300 times', 300],
  ])('%s is not a unit', async (_, factor) => {
    expect(
      await doubts(
        dated(
          60,
          1,
          (day, index, site) =>
            `${day},${site},${(10 + (index % 3)) * (index >= 40 ? factor : 1)},2`,
        ),
      ),
    ).toEqual([]);
  });
  it('is no doubt where the contract knows it', async () => {
    const csv = dated(
      60,
      1,
      (day, index, site) => `${day},${site},${(10 + (index % 3)) * (index >= 40 ? 60 : 1)},2`,
    );
    expect(
      await doubts(csv, {
        jumps: [{ column: 'hours', from: '2026-02-14', reason: 'minutes since the new historian' }],
      }),
    ).toEqual([]);
  });
});

describe('a number of rows far from the usual', () => {
  it('in the newest week', async () =>
    expect(
      await doubts(
        dated(70, 1, (day, index, site) =>
          index > 63 && (index > 64 || site === 'B') ? null : plain(day, index, site),
        ) + '2026-03-15,A,1,1\n',
      ),
    ).toContain('4 rows for 2026-W11; usual are 14.'));
  it('twice as many and more', async () =>
    expect(
      (
        await doubts(
          dated(70, 1) +
            dated(70, 1).split('\n').slice(-15).join('\n') +
            dated(70, 1).split('\n').slice(-15).join('\n'),
        )
      )[0],
    ).toMatch(/^\d+ rows for 2026-W11; usual are 14\.$/));
  it('half of what the dump before held', async () => {
    const dir = await dataFolder({ 'stops.csv': dated(60, 1) });
    await read(dir);
    await put(dir, { 'stops.csv': HEADER + dated(61, 1).split('\n').slice(-41).join('\n') });
    const first = await read(dir);
    expect(first.report).toMatchObject({ failed: true, lastGood: true });
    expect(first.report.doubts[0]).toContain(
      'it rewrites the past: its first 41 dated days are gone',
    );
    expect((await read(dir)).report.doubts).toEqual(first.report.doubts);
  });
});

it('a late dump says since when', async () =>
  expect(await doubts(dated(10, 1), { everyDays: 1, graceDays: 1 }, '2026-01-20')).toEqual([
    'Its rows end 14 January 2026, due 16 January 2026: 4 days late.',
  ]));
it('a doubt repeats no text of a cell', async () => {
  const { report } = await read(
    await dataFolder({ 'stops.csv': `${HEADER}2026-01-01,A,1,1\n2026-01-02,A,<script>,1\n` }),
  );
  expect(report.doubts.join()).not.toContain('script');
});
