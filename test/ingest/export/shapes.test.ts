import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { dataFolder, read, type Files } from './folder.ts';
import { workbook } from './workbook.ts';

const duckdb = await import('@duckdb/node-api').catch(() => null);
const CSV =
  'day,site,hours,stops\n2026-01-05,Plant A,1.5,3\n2026-01-06,B,2.25,4\n2026-01-07,Alpha,0,0\n';
const ROWS = [
  ['2026-01-05', 'A', 1.5, 3],
  ['2026-01-06', 'B', 2.25, 4],
  ['2026-01-07', 'A', 0, 0],
];
const SHEET = [
  ['day', 'site', 'hours', 'stops'],
  [{ date: '2026-01-05' }, 'Plant A', 1.5, 3],
  [{ date: '2026-01-06' }, 'B', 2.25, 4],
  [{ date: '2026-01-07' }, 'Alpha', 0, 0],
];
const [HEADER = '', ...LINES] = CSV.trim().split('\n');

async function parquet(codec: string): Promise<Uint8Array> {
  const file = join(await mkdtemp(join(tmpdir(), 'trilens-')), 'x.parquet');
  const connection = await (
    await (duckdb as NonNullable<typeof duckdb>).DuckDBInstance.create(':memory:')
  ).connect();
  await connection.run(
    `COPY (SELECT * FROM (VALUES (DATE '2026-01-05', 'Plant A', 1.5::DOUBLE, 3::BIGINT), (DATE '2026-01-06', 'B', 2.25, 4), (DATE '2026-01-07', 'Alpha', 0, 0)) t(day, site, hours, stops)) TO '${file}' (FORMAT parquet, COMPRESSION ${codec})`,
  );
  return readFile(file);
}

describe('the same table comes out of every shape and container', () => {
  it.each<[string, Files, Record<string, unknown>]>([
    ['one file', { 'stops.csv': CSV }, {}],
    [
      'a glob over several files',
      {
        'in/1.csv': `${HEADER}\n${LINES[0]}\n`,
        'in/2.csv': `${HEADER}\n${LINES[1]}\n${LINES[2]}\n`,
      },
      { path: 'in/*.csv' },
    ],
    [
      'a list of files',
      { 'a.csv': `${HEADER}\n${LINES[0]}\n${LINES[1]}\n`, 'b.csv': `${HEADER}\n${LINES[2]}\n` },
      { path: ['a.csv', 'b.csv'] },
    ],
    [
      'files of different dialects',
      {
        'a.csv': `${HEADER}\n${LINES[0]}\n${LINES[1]}\n`,
        'b.csv': 'day;site;hours;stops\n07.01.2026;Alpha;0,0;0\n31.12.2025;Delta;0,0;0\n',
      },
      { path: ['a.csv', 'b.csv'], trilens: { site: 'site', maxQuarantined: 0.5 } },
    ],
    ['gzip', { 'stops.csv.gz': gzipSync(CSV) }, { path: 'stops.csv.gz' }],
    [
      'gzip of two members',
      { 'stops.csv.gz': Buffer.concat([gzipSync(CSV.slice(0, 40)), gzipSync(CSV.slice(40))]) },
      { path: 'stops.csv.gz' },
    ],
    [
      'zip, with clutter and a readme',
      {
        'stops.zip': zipSync({
          '__MACOSX/x.csv': strToU8('x'),
          'readme.md': strToU8('hello'),
          'q1/a.csv': strToU8(`${HEADER}\n${LINES[0]}\n`),
          'q1/b.csv': strToU8(`${HEADER}\n${LINES[1]}\n${LINES[2]}\n`),
        }),
      },
      { path: 'stops.zip' },
    ],
    [
      'zip, the members that the contract names',
      { 'stops.zip': zipSync({ 'notes.csv': strToU8('a,b\n1,2\n'), 'q1/a.csv': strToU8(CSV) }) },
      { path: 'stops.zip', trilens: { site: 'site', members: 'q1/*.csv' } },
    ],
    ['workbook', { 'stops.xlsx': workbook({ Stops: SHEET }) }, { path: 'stops.xlsx' }],
    [
      'workbook, a sheet by name, below a title and a blank row',
      {
        'stops.xlsx': workbook({ Cover: [['Hello']], Stops: [['Stops of January'], [], ...SHEET] }),
      },
      { path: 'stops.xlsx', trilens: { site: 'site', sheet: 'Stops' } },
    ],
    [
      'workbook, a sheet by number',
      { 'stops.xlsx': workbook({ Cover: [['Hello']], Stops: SHEET }) },
      { path: 'stops.xlsx', trilens: { site: 'site', sheet: 2 } },
    ],
    [
      'workbook whose texts are dates of the declared format',
      {
        'stops.xlsx': workbook({
          Stops: [SHEET[0] as string[], ['05.01.2026', 'Plant A', 1.5, 3], ...SHEET.slice(2)],
        }),
      },
      {
        path: 'stops.xlsx',
        schema: {
          fields: [
            { name: 'day', type: 'date', format: 'day-first' },
            { name: 'site', type: 'string' },
            { name: 'hours', type: 'number' },
            { name: 'stops', type: 'integer' },
          ],
        },
      },
    ],
    ['workbook that is named .csv', { 'stops.csv': workbook({ Stops: SHEET }) }, {}],
    [
      'wide: one column per metric and site',
      {
        'stops.csv':
          'day,Plant A|hours,Plant A|stops,B|hours,B|stops\n2026-01-05,1.5,3,,\n2026-01-06,,,2.25,4\n2026-01-07,0,0,,\n',
      },
      { trilens: { site: 'site', unpivot: { keep: ['day'], name: 'site', separator: '|' } } },
    ],
  ])('%s', async (_, files, resource) => {
    const { report, rows, text } = await read(await dataFolder(files, resource));
    expect(text).toBe('');
    expect(rows).toEqual(ROWS);
    expect(report.rowsIn).toBe(report.accepted + report.quarantined + report.ignored);
    for (const file of report.files)
      expect(file.rowsIn).toBe(file.accepted + file.quarantined + file.ignored);
    expect(report.accepted).toBe(3);
  });

  it.skipIf(!duckdb).each(['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4', 'brotli'])(
    'Parquet, %s',
    async (codec) => {
      const { report, rows, text } = await read(
        await dataFolder({ 'stops.parquet': await parquet(codec) }, { path: 'stops.parquet' }),
      );
      expect(text).toBe('');
      expect(rows).toEqual(ROWS);
      expect(report.files[0]).toMatchObject({ source: 'parquet', rowsIn: 3, accepted: 3 });
    },
  );

  it.each([
    [
      'per site',
      'week,A,B\n2026-W02,5,7\n2026-W03,6,8\n',
      { keep: ['week'], name: 'site', value: 'hours' },
    ],
    [
      'per week',
      'site,2026-W02,2026-W03\nA,5,6\nB,7,8\n',
      { keep: ['site'], name: 'week', value: 'hours' },
    ],
  ])('wide: one column %s becomes one row each', async (_, csv, unpivot) => {
    const { report, rows } = await read(
      await dataFolder(
        { 'stops.csv': csv },
        {
          schema: {
            fields: [
              { name: 'week', type: 'date', format: 'iso-week' },
              { name: 'site', type: 'string' },
              { name: 'hours', type: 'number' },
            ],
          },
          trilens: { site: 'site', unpivot },
        },
      ),
    );
    expect(rows.toSorted()).toEqual([
      ['2026-01-05', 'A', 5],
      ['2026-01-05', 'B', 7],
      ['2026-01-12', 'A', 6],
      ['2026-01-12', 'B', 8],
    ]);
    expect(report).toMatchObject({ rowsIn: 2, accepted: 2 });
  });

  it('one column per metric becomes one row per metric', async () => {
    const { rows } = await read(
      await dataFolder(
        { 'stops.csv': 'day,site,scrap,rework\n2026-01-05,A,1,2\n' },
        {
          schema: {
            fields: [
              { name: 'day', type: 'date' },
              { name: 'site', type: 'string' },
              { name: 'metric', type: 'string' },
              { name: 'value', type: 'number' },
            ],
          },
          trilens: { site: 'site', unpivot: { keep: ['day', 'site'], name: 'metric' } },
        },
      ),
    );
    expect(rows).toEqual([
      ['2026-01-05', 'A', 'scrap', 1],
      ['2026-01-05', 'A', 'rework', 2],
    ]);
  });

  it('numbers of a workbook and a Parquet file are never taken for thousands', async () => {
    const sheet = [
      SHEET[0] as string[],
      [{ date: '2026-01-05' }, 'A', 1.234, 3],
      [{ date: '2026-01-06' }, 'A', 2.345, 3],
    ];
    const { rows, text } = await read(
      await dataFolder({ 'stops.xlsx': workbook({ S: sheet }) }, { path: 'stops.xlsx' }),
    );
    expect(text).toBe('');
    expect(rows.map((row) => row[2])).toEqual([1.234, 2.345]);
  });

  it('a bad cell of a workbook is reported by the row of the sheet', async () => {
    const sheet = [
      ['Report\nof two lines'],
      [],
      ...SHEET,
      [{ date: '2026-01-08' }, 'A', 'many', 1],
    ];
    const { report } = await read(
      await dataFolder(
        { 'stops.xlsx': workbook({ S: sheet }) },
        { path: 'stops.xlsx', trilens: { site: 'site', maxQuarantined: 0.5 } },
      ),
    );
    expect(report.quarantine).toMatchObject([
      { file: 'data/stops.xlsx', line: 7, column: 'hours', rule: 'export/number' },
    ]);
  });
});

describe('a file that cannot be opened says why and what to do', () => {
  it.each<[string, Files, Record<string, unknown>, string[]]>([
    [
      'a sheet that is not there',
      { 's.xlsx': workbook({ Stops: SHEET, Notes: [['x']] }) },
      { path: 's.xlsx', trilens: { sheet: 'Stopps' } },
      ['data/s.xlsx:1:1', 'no sheet "Stopps"', 'allowed: Stops, Notes', 'did you mean "Stops"?'],
    ],
    [
      'an archive without a table',
      { 's.zip': zipSync({ 'a.pdf': strToU8('x') }) },
      { path: 's.zip' },
      ['data/s.zip:1:1', 'the archive holds no table; it holds a.pdf', '.csv', 'trilens.members'],
    ],
    [
      'an archive that was cut',
      { 's.zip': zipSync({ 'a.csv': strToU8(CSV.repeat(20)) }).slice(0, 120) },
      { path: 's.zip' },
      ['damaged or was cut off', 'send it again'],
    ],
    [
      'a gzip file that was cut',
      { 's.csv.gz': gzipSync(CSV.repeat(50)).subarray(0, 60) },
      { path: 's.csv.gz' },
      ['damaged or was cut off', 'send it again'],
    ],
    [
      'an archive inside an archive',
      { 's.zip': zipSync({ 'a.csv': zipSync({ 'b.csv': strToU8(CSV) }) }) },
      { path: 's.zip' },
      ['an archive inside an archive'],
    ],
    [
      'a Parquet file that was cut',
      { 's.parquet': strToU8('PAR1abcdefgh') },
      { path: 's.parquet' },
      ['Parquet file is damaged or was cut off'],
    ],
    [
      'an old workbook',
      { 's.xls': new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1]) },
      { path: 's.xls' },
      ['old format', 'save it as .xlsx'],
    ],
    [
      'the page of a login',
      { 'stops.csv': '<!DOCTYPE html><html><body>Sign in</body></html>' },
      {},
      ['this is a web page', 'download the CSV itself'],
    ],
    [
      'no file',
      {},
      {},
      ['data/datapackage.json:3:5', 'no file matches "stops.csv"', 'put the dump there'],
    ],
    ['an empty file', { 'stops.csv': '' }, {}, ['data/stops.csv:1:1']],
    [
      'a header and no row',
      { 'stops.csv': `${HEADER}\n` },
      {},
      ['data/stops.csv:1:1', 'the dump holds no row'],
    ],
  ])('%s', async (_, files, resource, wanted) => {
    const { report, rows, text } = await read(await dataFolder(files, resource));
    for (const part of wanted) expect(text).toContain(part);
    expect(rows).toEqual([]);
    expect(report.failed).toBe(true);
    expect(report.doubts[0]).toContain('there are no numbers');
  });
});
