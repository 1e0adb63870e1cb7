import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readParquet } from '#ingest/source/parquet/readParquet.ts';
import { dataFolder, read } from '../export/folder.ts';
import { refusal, table } from './sheets.ts';

const duckdb = await import('@duckdb/node-api').catch(() => null);

/** A Parquet file with the result of a query, as DuckDB writes it. */
async function parquet(query: string, options = ''): Promise<Uint8Array> {
  const { DuckDBInstance } = duckdb as NonNullable<typeof duckdb>;
  const file = join(await mkdtemp(join(tmpdir(), 'trilens-parquet-')), 'file.parquet');
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run("SET TimeZone = 'UTC'");
  await connection.run(`COPY (${query}) TO '${file}' (FORMAT parquet ${options})`);
  connection.closeSync();
  return readFile(file);
}
const values = async (query: string, options?: string) =>
  (await table(await parquet(query, options))).rows?.[0];

describe.skipIf(!duckdb)('a value of a Parquet file is what its type says', () => {
  it.each<[string, string, string]>([
    ['a timestamp without a zone', "timestamp '2026-09-01 06:30:00'", '2026-09-01T06:30:00'],
    ['an instant', "timestamptz '2026-09-01 06:30:00+02'", '2026-09-01T04:30:00Z'],
    [
      'parts of a millisecond',
      "timestamp '2026-09-01 06:30:00.00025'",
      '2026-09-01T06:30:00.000250',
    ],
    [
      'nanoseconds',
      "timestamp_ns '2026-09-01 06:30:00.123456789'",
      '2026-09-01T06:30:00.123456789',
    ],
    ['a time before 1970', "timestamp '1969-12-31 23:59:59.5'", '1969-12-31T23:59:59.500'],
    ['a time of day', "time '06:15:00'", '06:15:00'],
    ['a time of day with a zone', "timetz '06:15:00+00'", '06:15:00+00:00'],
    ['an interval of hours', "interval '37 hours 30 minutes'", '37:30:00'],
    ['an interval of months', "interval '1 month 2 days 3 seconds'", 'P1M2DT3S'],
    ['a decimal', '7712.48::decimal(15,2)', '7712.48'],
    ['a wide decimal', '-4611686018427387904.25::decimal(38,2)', '-4611686018427387904.25'],
    ['a decimal below one', '-0.05::decimal(4,2)', '-0.05'],
    ['a narrow float', '0.1::float', '0.1'],
    ['a long whole number', '9007199254740993::bigint', '9007199254740993'],
    ['one without a sign', '18446744073709551615::ubigint', '18446744073709551615'],
    ['bytes that are no text', "'\\xAA\\x00'::blob", 'AA00'],
    [
      'a UUID',
      "'6ba7b810-9dad-11d1-80b4-00c04fd430c8'::uuid",
      '6ba7b810-9dad-11d1-80b4-00c04fd430c8',
    ],
    ['a truth', 'true', 'true'],
  ])('%s', async (_, sql, text) => {
    expect(await values(`SELECT ${sql} AS value`)).toEqual([text]);
    expect(
      await values(`SELECT ${sql} AS value`, ', parquet_version v2, compression zstd'),
    ).toEqual([text]);
  });
  it('its rows are rows, whatever they hold: names of columns, totals, nothing', async () => {
    const { header, rows } = await table(
      await parquet(
        "SELECT * FROM (VALUES ('line', 'stops'), ('Total stops', '14'), (NULL, NULL), ('line', 'stops')) t(line, stops)",
      ),
    );
    expect(header).toEqual(['line', 'stops']);
    expect(rows).toEqual([
      ['line', 'stops'],
      ['Total stops', '14'],
      ['', ''],
      ['line', 'stops'],
    ]);
  });
  it('plain columns beside nested ones are read, and the nested ones named', async () => {
    const bytes = await parquet("SELECT 1 AS a, [1, 2] AS tags, {'x': 1} AS place, 2 AS b");
    const { header, rows, detected } = await table(bytes);
    expect([header, rows]).toEqual([['a', 'b'], [['1', '2']]]);
    expect(detected).toContain('columns of lists or records, not read: tags, place');
  });
  it('a nested column that the contract names is refused by its name', async () => {
    const dir = await dataFolder(
      { 'stops.parquet': await parquet('SELECT 1 AS a, [1, 2] AS tags') },
      {
        path: 'stops.parquet',
        schema: { fields: [{ name: 'tags' }] },
        trilens: { site: undefined },
      },
    );
    expect((await read(dir)).text).toContain('the column "tags" holds lists or records');
  });
  it('what is cut off, encrypted or damaged is named as such and never read as text', async () => {
    const bytes = await parquet('SELECT range AS a FROM range(1000)');
    const copy = (change: (bytes: Buffer) => void) => {
      const copied = Buffer.from(bytes);
      change(copied);
      return copied;
    };
    expect(await refusal(bytes.subarray(0, bytes.length - 20))).toContain('damaged or was cut off');
    expect(await refusal(copy((own) => own.write('XXXX', 0)))).not.toContain('text');
    expect(await refusal(copy((own) => own.write('PARE', own.length - 4)))).toContain(
      'is encrypted',
    );
    expect(await refusal(copy((own) => own.write('XXXX', own.length - 4)))).toContain(
      'damaged or was cut off',
    );
  });
  it('a value that points past the end of its dictionary is damage, in a column of numbers too', async () => {
    const bytes = Buffer.from(
      await parquet('SELECT (range % 2)::int AS a FROM range(64)', ', compression uncompressed'),
    );
    const { content } = await readParquet(bytes);
    expect(content.rows[1]).toEqual(['1']);
    // The indices of 64 rows, two bits each: 0, 1, 0, 1 …; then 0, 3, 0, 1 …
    const at = bytes.indexOf(Buffer.from('4444444444444444', 'hex'));
    expect(at).toBeGreaterThan(0);
    bytes[at] = 0x4c;
    await expect(readParquet(bytes)).rejects.toThrow('points past the end of its dictionary');
  });
});

describe.skipIf(!duckdb)('a contract reads typed values as they are typed', () => {
  const rowsOf = async (query: string, fields: object[], more: object = {}) =>
    read(
      await dataFolder(
        { 'stops.parquet': await parquet(query) },
        {
          path: 'stops.parquet',
          schema: { fields, ...more },
          trilens: { site: undefined, maxQuarantined: 1 },
        },
      ),
    );
  it('whatever it says of decimal marks, formats and words of texts', async () => {
    const { rows } = await rowsOf("SELECT 1234.5 AS a, date '2026-04-03' AS b, false AS c", [
      { name: 'a', type: 'number', decimalChar: ',' },
      { name: 'b', type: 'date', format: 'month-first' },
      { name: 'c', type: 'boolean', trueValues: ['J'], falseValues: ['N'] },
    ]);
    expect(rows).toEqual([[1234.5, '2026-04-03', 'false']]);
  });
  it('an instant by the clock of its place, a clock time as it is', async () => {
    const { rows } = await rowsOf(
      "SELECT timestamptz '2026-09-30 22:30:00+00' AS a, timestamp '2026-09-30 22:30:00' AS b",
      ['a', 'b'].map((name) => ({ name, type: 'date', timeZone: 'Europe/Berlin' })),
    );
    expect(rows).toEqual([['2026-10-01', '2026-09-30']]);
  });
  it('a number that is none is a computation that failed, unless the contract declares it missing', async () => {
    const query = "SELECT unnest([1.5, 'nan'::double, 'inf'::double, NULL]) AS a";
    const fields = [{ name: 'a', type: 'number' }];
    const { rows, report } = await rowsOf(query, fields);
    expect(rows).toEqual([[1.5], [null]]);
    expect(report.quarantine.map(({ line, reason }) => [line, reason]).toSorted()).toEqual([
      [2, 'a is NaN: its computation failed'],
      [3, 'a is Infinity: its computation failed'],
    ]);
    const declared = await rowsOf(query, fields, { missingValues: ['NaN', ''] });
    expect(declared.rows).toEqual([[1.5], [null], [null]]);
  });
});
