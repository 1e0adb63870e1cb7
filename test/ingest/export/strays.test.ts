import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadPortfolio } from '#ingest/portfolio.ts';
import type { Metric } from '#model/record/metric.ts';
import { addDays } from '#model/time/date.ts';
import { dataFolder, read } from './folder.ts';

const HEADER = 'day,site,hours,stops\n';
const rows = (count: number, from: string) =>
  Array.from({ length: count }, (_, at) => `${addDays(from, at)},A,${1 + (at % 3)},1`).join('\n');
const TODAY = '2026-10-31';
const readAt = async (csv: string, asOf: string | null = null, trilens: object = {}) =>
  read(
    await dataFolder({ 'stops.csv': HEADER + csv }, { trilens: { site: 'site', ...trilens } }),
    asOf,
    [],
    TODAY,
  );

describe('rows that are dated after today', () => {
  const slips = `${rows(57, '2026-08-01')}\n2062-08-03,A,1,1\n2062-08-04,A,1,1\n2206-08-05,A,1,1\n`;
  it.each([
    ['the data decides the day', null],
    ['the day of the build is given', '2026-09-30'],
  ])('are quarantined and reported in a small log, too, when %s', async (_, asOf) => {
    const { report } = await readAt(slips, asOf);
    expect(report).toMatchObject({ rowsIn: 60, accepted: 57, quarantined: 3, failed: false });
    expect(report.doubts.join(' ')).toContain(
      '3 rows are dated in the future, up to 5 August 2206, and are not counted.',
    );
  });
  it('two weeks ahead never move the day of judgement', async () => {
    const { report } = await readAt(
      `${rows(80, '2026-08-01')}\n2026-11-20,A,1,1\n2026-11-27,A,1,1\n`,
    );
    expect(report).toMatchObject({ newest: '2026-10-19', extracted: '2026-10-19', quarantined: 2 });
  });
  it('refuse the dump where they are many: its clock is a year ahead', async () => {
    const { report, problems } = await readAt(rows(88, '2026-09-15'));
    expect(report).toMatchObject({ failed: true, lastGood: false });
    expect(problems[0]).toMatchObject({
      code: 'export/future',
      found: '41 of 88 rows are dated after 2026-10-31, up to 2026-12-11',
    });
  });
  it('are accepted where the contract calls them a plan', async () => {
    const { report } = await readAt(rows(88, '2026-09-15'), TODAY, { ahead: true });
    expect(report).toMatchObject({ failed: false, accepted: 88, quarantined: 0 });
  });
  it('refuse the dump by its vintage as well', async () => {
    const dir = await dataFolder(
      {
        'stops.csv': `day,hours,taken\n${rows(20, '2026-09-01').replaceAll(',A,', ',').replaceAll(/,1$/gm, ',2027-01-05')}\n`,
      },
      {
        schema: {
          fields: [
            { name: 'day', type: 'date' },
            { name: 'hours', type: 'number' },
            { name: 'taken', type: 'date' },
          ],
        },
        trilens: { site: undefined, vintage: 'taken' },
      },
    );
    expect((await read(dir, null, [], TODAY)).problems[0]).toMatchObject({ code: 'export/future' });
  });
});

describe('the column that dates a row', () => {
  const metric = (date: string) =>
    ({
      id: date,
      export: 'stops',
      date,
      where: [],
      dimensions: {},
      value: { kind: 'column', of: { aggregate: 'count', column: 'id' } },
      grain: 'month',
    }) as unknown as Metric;
  const orders = {
    schema: {
      fields: [
        { name: 'due', type: 'date' },
        { name: 'day', type: 'date' },
        { name: 'id', type: 'string' },
      ],
    },
    trilens: { site: undefined },
  };
  const csv = `due,day,id\n${Array.from({ length: 28 }, (_, at) => `${addDays('2026-10-08', at)},${addDays('2026-10-01', at)},O${at}`).join('\n')}\n`;
  it('is the one that its metrics name, and not the first', async () => {
    const dir = await dataFolder({ 'stops.csv': csv }, orders);
    const { report } = await read(dir, '2026-10-31', [metric('day')], '2026-10-31');
    expect(report).toMatchObject({ accepted: 28, quarantined: 0, newest: '2026-10-28' });
    // Where nobody says so it is the first; four due dates are still to come.
    expect((await read(dir, '2026-10-31', [], '2026-10-31')).report.newest).not.toBe('2026-10-28');
  });
  it('of several is the one that most metrics name', async () => {
    const dir = await dataFolder({ 'stops.csv': csv }, orders);
    const metrics = [metric('due'), metric('day'), { ...metric('day'), id: 'other' }];
    expect((await read(dir, '2026-10-31', metrics, '2026-10-31')).report.newest).toBe('2026-10-28');
  });
});

describe('the day of judgement', () => {
  const portfolio = async (years: number, today: string, asOf: string | null = null) => {
    const root = await mkdtemp(join(tmpdir(), 'trilens-clock-'));
    await cp('src/cli/starter', root, { recursive: true });
    const file = join(root, 'data/stops.csv');
    const text = await readFile(file, 'utf8');
    await writeFile(
      file,
      text.replaceAll(/^(20\d\d)/gm, (year) => String(Number(year) + years)),
    );
    const { portfolio: read } = await loadPortfolio({
      contentDir: join(root, 'content'),
      dataDir: join(root, 'data'),
      cacheDir: join(root, 'cache'),
      asOf,
      today,
    });
    const stops = read?.exports.find(({ contract }) => contract.name === 'stops');
    return { asOf: read?.asOf, stops };
  };
  it('is that of the newest export, and never after that of the clock', async () => {
    expect((await portfolio(0, '2026-11-30')).asOf).toBe('2026-10-26');
    const shifted = await portfolio(1, '2026-11-30');
    expect(shifted.stops?.failed).toBe(true);
    expect(shifted.asOf).toBe('2026-10-26');
  });
  it('leaves later rows out, and counts them', async () => {
    const { stops } = await portfolio(0, '2026-11-30', '2026-08-31');
    expect(stops).toMatchObject({ later: 16, quarantined: 0 });
    expect((await portfolio(0, '2026-11-30')).stops?.later).toBe(0);
  });
});
