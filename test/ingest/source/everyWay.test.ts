import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { dataFolder, read } from '../export/folder.ts';
import { startPostgres } from '../export/postgres.ts';
import {
  asRead,
  duckDbFile,
  FIELDS,
  hasDuckDb,
  papaCsv,
  queryOf,
  workbookOf,
  type Row,
} from './writers.ts';

const postgres = hasDuckDb ? await startPostgres() : { skipped: 'DuckDB is not installed' };
if ('skipped' in postgres) console.warn(`PostgreSQL tests are skipped: ${postgres.skipped}`);
else process.env.TRILENS_TEST_WAYS = postgres.url;
afterAll(async () => {
  if ('stop' in postgres) await postgres.stop();
});

const TABLE: Row[] = [
  {
    day: '2026-03-28',
    started: '2026-03-28T22:00:00',
    name: 'Nord-Süd',
    hours: 7712.48,
    stops: 3,
    share: 0.57,
  },
  {
    day: '2026-03-29',
    started: '2026-03-29T06:15:30',
    name: 'a,"b"',
    hours: 1.15,
    stops: 0,
    share: 0.1,
  },
  {
    day: '2026-09-01',
    started: '2026-09-01T00:02:00',
    name: null,
    hours: null,
    stops: 12_000,
    share: 1,
  },
  {
    day: '2026-12-31',
    started: '2026-12-31T23:59:59',
    name: "O'Neil; 12.000",
    hours: -0.005,
    stops: 7,
    share: 0.333,
  },
];

const folderOf = (files: Record<string, string | Uint8Array>, more: object) =>
  dataFolder(files, { schema: { fields: FIELDS }, trilens: { site: undefined }, ...more });

/** Every way in, with the data folder that takes it. */
const WAYS: [string, boolean, (rows: readonly Row[]) => Promise<string>][] = [
  [
    'CSV of PapaParse',
    true,
    async (rows) => folderOf({ 'a.csv': papaCsv(rows) }, { path: 'a.csv' }),
  ],
  [
    'workbook',
    true,
    async (rows) => folderOf({ 'a.xlsx': await workbookOf(rows) }, { path: 'a.xlsx' }),
  ],
  [
    'CSV of DuckDB',
    hasDuckDb,
    async (rows) => folderOf({ 'a.csv': await duckDbFile(rows, 'csv') }, { path: 'a.csv' }),
  ],
  [
    'Parquet',
    hasDuckDb,
    async (rows) =>
      folderOf({ 'a.parquet': await duckDbFile(rows, 'parquet') }, { path: 'a.parquet' }),
  ],
  [
    'query of DuckDB',
    hasDuckDb,
    (rows) =>
      folderOf(
        {},
        {
          path: undefined,
          trilens: { site: undefined, sql: { engine: 'duckdb', query: queryOf(rows) } },
        },
      ),
  ],
  [
    'query of PostgreSQL',
    !('skipped' in postgres),
    (rows) =>
      folderOf(
        {},
        {
          path: undefined,
          trilens: {
            site: undefined,
            sql: { connection: 'TRILENS_TEST_WAYS', query: queryOf(rows) },
          },
        },
      ),
  ],
];

describe.each(WAYS.filter(([, isThere]) => isThere))('a table as %s', (_, __, folder) => {
  it('has the same cells', async () => {
    const { rows, text } = await read(await folder(TABLE));
    expect(text).toBe('');
    expect(rows).toEqual(asRead(TABLE));
  });
  it('has the same counts, dates and doubts', async () => {
    const { report } = await read(await folder(TABLE), '2026-12-31');
    expect([report.rowsIn, report.accepted, report.quarantined, report.ignored]).toEqual([
      4, 4, 0, 0,
    ]);
    expect([report.newest, report.suspicions]).toEqual(['2026-12-31', []]);
  });
});

// Not a word for a missing value.
const word = fc
  .stringMatching(/^[A-Za-zÄÖÜäöüéß'";,|:.-][A-Za-z0-9 äöüß'";,|%€.-]{3,14}[a-zäöü]$/)
  .filter((text) => text.trim() === text);
const clock = fc
  .integer({ min: Date.UTC(2025, 0, 1) / 1000, max: Date.UTC(2026, 11, 31) / 1000 })
  .map((seconds) => new Date(seconds * 1000).toISOString().slice(0, 19));
const row: fc.Arbitrary<Row> = fc.record({
  day: clock.map((at) => at.slice(0, 10)),
  started: clock,
  name: fc.option(word),
  hours: fc.option(fc.integer({ min: -9_999_999, max: 9_999_999 }).map((count) => count / 1000)),
  stops: fc.integer({ min: 0, max: 2 ** 40 }),
  share: fc.double({ min: 0, max: 1, noNaN: true }).map((share) => Number(share.toFixed(6)) + 0),
});

it('random tables of independent writers are read back equal', async () => {
  const ways = WAYS.filter(([name, isThere]) => isThere && !name.startsWith('query'));
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 12, maxLength: 40 }), async (rows) => {
      for (const [name, , folder] of ways) {
        const found = await read(await folder(rows), '2027-01-01');
        expect(found.text, name).toBe('');
        expect(found.rows, name).toEqual(asRead(rows));
      }
    }),
    { numRuns: 15, endOnFailure: true },
  );
}, 120_000);
