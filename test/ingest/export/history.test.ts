import { globSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { addDays } from '#model/time/date.ts';
import { dataFolder, put, read } from './folder.ts';

const HEADER = 'day,site,hours,stops\n';
/** One row a day and site from 1 January 2026. */
const days = (
  count: number,
  row: (day: string, index: number, site: string) => string | null = (day, index, site) =>
    `${day},${site},${10 + (index % 3)},2`,
) =>
  Array.from({ length: count }, (_, index) =>
    ['A', 'B'].flatMap((site) => row(addDays('2026-01-01', index), index, site) ?? []),
  )
    .flat()
    .join('\n') + '\n';
const KEYED = { schema: { primaryKey: ['day', 'site'] } };
const keyed = (trilens: object) => ({
  schema: { primaryKey: ['day', 'site'] },
  trilens: { site: 'site', ...trilens },
});

describe('a past that was rewritten', () => {
  it('is listed with period, site, old and new value, and only once it was published', async () => {
    const dir = await dataFolder({ 'stops.csv': HEADER + days(30) });
    expect((await read(dir)).report.restated).toEqual([]);
    await put(dir, {
      'stops.csv':
        HEADER +
        days(
          31,
          (day, index, site) =>
            `${day},${site},${index === 4 && site === 'B' ? 99 : 10 + (index % 3)},2`,
        ),
    });
    const { report, text } = await read(dir);
    expect(text).toBe('');
    expect(report.restated).toEqual([
      { period: '2026-01-05', site: 'B', column: 'hours', old: 11, new: 99, seen: '2026-01-31' },
    ]);
    expect((await read(dir)).report.restated).toEqual(report.restated);
  });
  it('is a day that has rows no more, or rows more', async () => {
    const dir = await dataFolder({ 'stops.csv': HEADER + days(30) });
    await read(dir);
    await put(dir, {
      'stops.csv': `${HEADER}${days(30, (day, index, site) => (index === 9 && site === 'A' ? null : `${day},${site},${10 + (index % 3)},2`))}2026-01-12,A,,\n`,
    });
    expect((await read(dir)).report.restated).toEqual([
      { period: '2026-01-10', site: 'A', column: null, old: 1, new: null, seen: '2026-01-30' },
      { period: '2026-01-12', site: 'A', column: null, old: 1, new: 2, seen: '2026-01-30' },
    ]);
  });
  it.each([
    ['appended rows', (rows: string) => rows + days(35).split('\n').slice(60).join('\n')],
    [
      'another order of the same rows',
      (rows: string) => rows.trim().split('\n').reverse().join('\n') + '\n',
    ],
    [
      'more rows of the newest day',
      (rows: string) => `${rows}2026-01-30,A,1,1\n2026-01-30,B,1,1\n`,
    ],
    [
      'old days that left a rolling window',
      (rows: string) => rows.split('\n').slice(20).join('\n'),
    ],
  ])('is not seen in %s', async (_, change) => {
    const dir = await dataFolder({ 'stops.csv': HEADER + days(30) });
    await read(dir);
    await put(dir, { 'stops.csv': HEADER + change(days(30)) });
    const { report, text } = await read(dir);
    expect(text).toBe('');
    expect(report.restated).toEqual([]);
  });
  it('is declared where the row has a new vintage', async () => {
    const resource = {
      schema: {
        fields: [
          { name: 'day', type: 'date' },
          { name: 'site', type: 'string' },
          { name: 'hours', type: 'number' },
          { name: 'taken', type: 'date' },
        ],
        primaryKey: ['day', 'site'],
      },
      trilens: { site: 'site', vintage: 'taken' },
    };
    const rows =
      'day,site,hours,taken\n2026-01-01,A,1,2026-01-02\n2026-01-02,A,2,2026-01-03\n2026-01-03,A,3,2026-01-04\n';
    const dir = await dataFolder({ 'stops.csv': rows }, resource);
    await read(dir);
    await put(dir, { 'stops.csv': `${rows}2026-01-01,A,7,2026-02-01\n` });
    expect((await read(dir)).report.restated).toEqual([]);
    await put(dir, {
      'stops.csv': `${rows.replace('2026-01-01,A,1', '2026-01-01,A,5')}2026-01-01,A,7,2026-02-01\n`,
    });
    expect((await read(dir)).report.restated).toMatchObject([
      { period: '2026-01-01', old: 1, new: 5 },
    ]);
  });
});

describe('the same key twice', () => {
  const overlapping = {
    'a.csv': HEADER + days(10),
    'b.csv':
      HEADER +
      days(15, (day, index, site) =>
        index < 5 ? null : `${day},${site},${index < 10 ? 50 : 10},2`,
      ),
  };
  it.each([
    ['keep-last', 50, 20],
    ['keep-first', 12, 20],
  ])(
    'overlapping dumps with %s: the other row is ignored and counted',
    async (onDuplicate, hours, accepted) => {
      const { report, rows, text } = await read(
        await dataFolder(overlapping, { path: ['a.csv', 'b.csv'], ...keyed({ onDuplicate }) }),
      );
      expect(text).toBe('');
      expect(rows.find((row) => row[0] === '2026-01-06' && row[1] === 'A')?.[2]).toBe(hours);
      expect(report).toMatchObject({
        rowsIn: 40,
        accepted: accepted + 10,
        ignored: 10,
        quarantined: 0,
      });
      expect(report.files.reduce((sum, file) => sum + (file.ignoredBy.duplicate ?? 0), 0)).toBe(10);
    },
  );
  it('with error: a repeat is quarantined, and where the repeats differ all of them are', async () => {
    const csv = `${HEADER}2026-01-01,A,1,1\n2026-01-01,A,1,1\n2026-01-02,A,1,1\n2026-01-02,A,2,1\n2026-01-03,A,1,1\n`;
    const { report, rows } = await read(
      await dataFolder({ 'stops.csv': csv }, keyed({ maxQuarantined: 1 })),
    );
    expect(rows.map((row) => row[0])).toEqual(['2026-01-01', '2026-01-03']);
    expect(report.quarantine.map((row) => [row.line, row.rule, row.reason])).toEqual([
      [3, 'export/duplicate-key', 'the same day, site as data/stops.csv:2'],
      [4, 'export/duplicate-key', 'the same day, site as data/stops.csv:5, with other values'],
      [5, 'export/duplicate-key', 'the same day, site as data/stops.csv:4, with other values'],
    ]);
    expect(report).toMatchObject({ rowsIn: 5, accepted: 2, quarantined: 3, ignored: 0 });
  });
  it('without a primaryKey is counted twice, and said', async () => {
    const { report } = await read(
      await dataFolder(
        { 'a.csv': HEADER + days(10), 'b.csv': HEADER + days(12) },
        { path: '*.csv' },
      ),
    );
    expect(report.doubts).toContain(
      '20 rows stand in more than one of its files and are counted each time, since the contract names no primaryKey.',
    );
  });
  it('in a wide file takes only the cells that overlap', async () => {
    const wide = {
      path: ['a.csv', 'b.csv'],
      schema: {
        fields: [
          { name: 'site', type: 'string' },
          { name: 'week', type: 'date', format: 'iso-week' },
          { name: 'hours', type: 'number' },
        ],
        primaryKey: ['site', 'week'],
      },
      trilens: {
        site: 'site',
        onDuplicate: 'keep-last',
        unpivot: { keep: ['site'], name: 'week', value: 'hours' },
      },
    };
    const { rows, report } = await read(
      await dataFolder(
        { 'a.csv': 'site,2026-W01,2026-W02\nA,1,2\n', 'b.csv': 'site,2026-W02,2026-W03\nA,5,6\n' },
        wide,
      ),
    );
    expect(rows).toEqual([
      ['A', '2025-12-29', 1],
      ['A', '2026-01-05', 5],
      ['A', '2026-01-12', 6],
    ]);
    expect(report).toMatchObject({ rowsIn: 2, accepted: 2, ignored: 0 });
  });
});

describe('a header that changed', () => {
  it('is one error with the difference, not a wall of failed rows', async () => {
    const dir = await dataFolder({
      'stops.csv': `day,site,stop_hours,stops,shift\n${days(30, (day, _, site) => `${day},${site},1,2,early`)}`,
    });
    const { problems, report } = await read(dir);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ code: 'export/header', file: 'data/stops.csv', line: 1 });
    for (const part of ['hours', 'stop_hours', 'shift', 'columnMap'])
      expect(`${problems[0]?.found} ${problems[0]?.fix}`).toContain(part);
    expect(report.quarantine).toEqual([]);
  });
  it('is read with columnMap, together with files of the old header', async () => {
    const { rows, text } = await read(
      await dataFolder(
        {
          'a.csv': `${HEADER}2026-01-01,A,1,2\n`,
          'b.csv': 'day,site,stop_hours,stops\n2026-01-02,A,3,4\n',
        },
        { path: '*.csv', trilens: { site: 'site', columnMap: { stop_hours: 'hours' } } },
      ),
    );
    expect(text).toBe('');
    expect(rows).toEqual([
      ['2026-01-01', 'A', 1, 2],
      ['2026-01-02', 'A', 3, 4],
    ]);
  });
});

describe('a bad dump', () => {
  const good = HEADER + days(30);
  it.each([
    ['its last line is cut off', good + '2026-01-31,A'],
    ['its columns changed', good.replace('hours', 'tag')],
    ['3 of its 63 rows cannot be read', `${good}x,A,1,1\ny,A,1,1\nz,A,1,1\n`],
    ['it is empty', HEADER],
    ['it is much shorter than the last one and ends earlier', HEADER + days(10)],
  ])('refused because %s leaves the last good numbers, whole', async (why, bad) => {
    const dir = await dataFolder({ 'stops.csv': good });
    const before = await read(dir);
    await put(dir, { 'stops.csv': bad });
    const after = await read(dir);
    expect(after.rows).toEqual(before.rows);
    expect(after.report).toMatchObject({ failed: true, lastGood: true, newest: '2026-01-30' });
    expect(after.report.doubts[0]).toBe(
      `The newest dump was refused (${why}); these are the last good numbers, of 30 January 2026.`,
    );
    expect(after.problems[0]).toMatchObject({ severity: 'warning' });
    await put(dir, { 'stops.csv': HEADER + days(31) });
    expect((await read(dir)).report).toMatchObject({ failed: false, lastGood: false, doubts: [] });
  });
  it('among several files refuses them all: half of it is never mixed in', async () => {
    const dir = await dataFolder(
      {
        'a.csv': HEADER + days(10),
        'b.csv':
          HEADER + days(20, (day, index, site) => (index < 10 ? null : `${day},${site},1,1`)),
      },
      { path: '*.csv' },
    );
    const before = await read(dir);
    await put(dir, {
      'a.csv': HEADER + days(10, (day, _, site) => `${day},${site},77,7`),
      'b.csv': 'something,else\n1,2\n',
    });
    const after = await read(dir);
    expect(after.rows).toEqual(before.rows);
    expect(after.rows.some((row) => row[2] === 77)).toBe(false);
  });
  it('with onBadExport: fail is an error', async () => {
    const { problems } = await read(
      await dataFolder({ 'stops.csv': HEADER }, { trilens: { site: 'site', onBadExport: 'fail' } }),
    );
    expect(problems[0]).toMatchObject({ severity: 'error', code: 'export/empty' });
  });
  it('above maxQuarantined is refused, at it is read', async () => {
    const csv = HEADER + days(49) + '2026-03-01,A,many,1\n2026-03-01,B,many,1\n';
    expect((await read(await dataFolder({ 'stops.csv': csv }))).report).toMatchObject({
      failed: false,
      rowsIn: 100,
      accepted: 98,
      quarantined: 2,
    });
    expect(
      (await read(await dataFolder({ 'stops.csv': `${csv}2026-03-01,B,many,1\n` }))).problems[0],
    ).toMatchObject({ code: 'export/quarantined', allowed: '2 %', line: 100 });
  });
});

describe('rows that were quarantined', () => {
  const bad = {
    'stops.csv': `${HEADER}2026-01-01,A,1,1\n2026-01-02,A,"=cmd|' /C calc'!A0",1\n2026-01-03,Gamma,1,1\n`,
  };
  it('are listed on this machine with file, line, column, reason, rule and raw text, harmless for a spreadsheet', async () => {
    const dir = await dataFolder(bad, { trilens: { site: 'site', maxQuarantined: 1 } });
    await read(dir);
    const report = await readFile(join(dir, '../cache/quarantine/stops.csv'), 'utf8');
    expect(report.split('\r\n')[0]).toBe('file,line,column,reason,rule,raw');
    expect(report).toContain('data/stops.csv,3,hours,');
    expect(report).toContain(
      'data/stops.csv,4,site,"""Gamma"" is not a site",export/unknown-site,"2026-01-03,Gamma,1,1"',
    );
    expect(report.split(/[,\r\n]"?/).filter((cell) => /^[=+@]/.test(cell))).toEqual([]);
    await put(dir, { 'stops.csv': `${HEADER}2026-01-01,A,1,1\n` });
    await read(dir);
    await expect(readFile(join(dir, '../cache/quarantine/stops.csv'), 'utf8')).rejects.toThrow(
      'ENOENT',
    );
  });
});

describe('the cache', () => {
  it.each(['last-good/stops.json', 'history/stops.json', 'last-good/stops/*'])(
    'damaged in %s is not trusted, and is whole after the next good dump',
    async (file) => {
      const dir = await dataFolder({ 'stops.csv': HEADER + days(30) });
      const before = await read(dir);
      const [path = ''] = globSync(join(dir, '../cache', file));
      const text = await readFile(path, 'utf8');
      await writeFile(path, text.replace(/\d/, 'x'));
      await put(dir, { 'stops.csv': 'broken\n' });
      const bad = await read(dir);
      expect(bad.report.lastGood).toBe(file.startsWith('history'));
      await put(dir, { 'stops.csv': HEADER + days(31) });
      await read(dir);
      await put(dir, { 'stops.csv': 'broken\n' });
      expect((await read(dir)).rows.length).toBe(before.rows.length + 2);
    },
  );
  it('may be deleted at any time', async () => {
    const dir = await dataFolder({ 'stops.csv': HEADER + days(30) }, KEYED);
    const before = await read(dir);
    await rm(join(dir, '../cache'), { recursive: true });
    expect((await read(dir)).rows).toEqual(before.rows);
  });
});
