import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Papa from 'papaparse';
import writeExcelFile from 'write-excel-file/node';

const duckdb = await import('@duckdb/node-api').catch(() => null);
export const hasDuckDb = duckdb !== null;

/** A day, a clock to the second, a name, a number of hours with up to three decimals, a count, a share. Null is missing. */
export interface Row {
  day: string;
  started: string;
  name: string | null;
  hours: number | null;
  stops: number;
  share: number;
}

const COLUMNS = ['day', 'started', 'name', 'hours', 'stops', 'share'] as const;

export const FIELDS = [
  { name: 'day', type: 'date' },
  { name: 'started', type: 'datetime' },
  { name: 'name' },
  { name: 'hours', type: 'number' },
  { name: 'stops', type: 'integer' },
  { name: 'share', type: 'number' },
];

/** The rows as the contract reads them. */
export function asRead(rows: readonly Row[]): unknown[][] {
  return rows.map((row) => COLUMNS.map((column) => row[column]));
}

export function papaCsv(rows: readonly Row[]): string {
  return `${Papa.unparse({ fields: [...COLUMNS], data: asRead(rows) as string[][] })}\n`;
}

/** With the formats that a spreadsheet gives to dates, and shares as percentages. */
export async function workbookOf(rows: readonly Row[]): Promise<Buffer> {
  const date = (text: string) => new Date(text.length === 10 ? text : `${text}Z`);
  return writeExcelFile([
    COLUMNS.map((value) => ({ value, type: String })),
    ...rows.map((row) => [
      { value: date(row.day), type: Date, format: 'dd.mm.yyyy' },
      { value: date(row.started), type: Date, format: 'dd.mm.yyyy hh:mm:ss' },
      row.name === null ? null : { value: row.name, type: String },
      row.hours === null ? null : { value: row.hours, type: Number },
      { value: row.stops, type: Number },
      { value: row.share, type: Number },
    ]),
  ]).toBuffer();
}

/** A query of DuckDB that gives the rows with their types. */
export function queryOf(rows: readonly Row[]): string {
  const literal = (value: string | number | null, type: string) =>
    value === null
      ? `NULL::${type}`
      : `${typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : value}::${type}`;
  const values = rows.map(
    ({ day, started, name, hours, stops, share }) =>
      `(${literal(day, 'date')}, ${literal(started, 'timestamp')}, ${literal(name, 'varchar')}, ${literal(hours, 'decimal(12,3)')}, ${literal(stops, 'bigint')}, ${literal(share, 'float8')})`,
  );
  return `SELECT * FROM (VALUES ${values.join(', ')}) t(${COLUMNS.join(', ')})`;
}

/** What DuckDB writes: a CSV or a Parquet file. */
export async function duckDbFile(rows: readonly Row[], format: 'csv' | 'parquet'): Promise<Buffer> {
  const { DuckDBInstance } = duckdb as NonNullable<typeof duckdb>;
  const file = join(await mkdtemp(join(tmpdir(), 'trilens-writer-')), `file.${format}`);
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(`COPY (${queryOf(rows)}) TO '${file}' (FORMAT ${format})`);
  connection.closeSync();
  return readFile(file);
}
