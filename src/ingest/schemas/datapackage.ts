import { z } from 'zod';
import { DATE_FORMATS } from '#ingest/table/date.ts';
import { date } from './common.ts';

const field = z.strictObject({
  name: z.string(),
  title: z.string().optional(),
  description: z.string().optional(),
  type: z.enum(['string', 'number', 'integer', 'date', 'datetime', 'boolean']).default('string'),
  /** Of a date; absent: detected from the column, and never guessed where it is ambiguous. */
  format: z.enum(DATE_FORMATS).optional(),
  /** Of a number; absent: detected from the column. */
  decimalChar: z.enum(['.', ',']).optional(),
  constraints: z.strictObject({ required: z.boolean().default(false), enum: z.array(z.string()).optional(), minimum: z.union([z.number(), z.string()]).optional(), maximum: z.union([z.number(), z.string()]).optional() }).default({ required: false }),
});
export type Field = z.infer<typeof field>;

const unpivot = z.strictObject({
  /** Columns that stay in every row. */
  keep: z.array(z.string()).min(1),
  /** Name of the column that takes the wide columns' names. */
  name: z.string(),
  /** Name of the column that takes their values. */
  value: z.string().default('value'),
  /** With a separator a wide column is called "<name><separator><field>", and each name becomes one row with those fields. */
  separator: z.string().optional(),
});

const path = z
  .string()
  .refine((value) => !value.startsWith('/') && !/^[A-Za-z]:/.test(value) && !/^[a-z]+:\/\//i.test(value) && !value.split(/[/\\]/).includes('..'), 'a path inside the data folder: relative, without ".."');

/** A program inside the data folder whose standard output is the CSV. */
const loader = z.strictObject({
  run: path,
  args: z.array(z.string()).default([]),
  /** After so long it is stopped, and the dump is a bad one. */
  timeoutSeconds: z.number().positive().max(86_400).default(120),
});

/** A query whose result is the table. Where the database does the summing, only its result travels. */
const sql = z
  .strictObject({
    engine: z.enum(['postgres', 'duckdb']).default('postgres'),
    /** Name of the environment variable that holds the connection; the connection itself never stands in a contract. */
    connection: z.string().regex(/^[A-Z][A-Z0-9_]*$/, 'the name of an environment variable such as WAREHOUSE_URL, never the connection itself').optional(),
    query: z.string().min(1).optional(),
    /** A file inside the data folder that holds the query. */
    file: path.optional(),
    timeoutSeconds: z.number().positive().max(86_400).default(120),
    maxRows: z.number().int().positive().max(5_000_000).default(1_000_000),
  })
  .refine((value) => (value.query === undefined) !== (value.file === undefined), 'either query or file, and not both')
  .refine((value) => value.engine === 'duckdb' || value.connection !== undefined, 'connection: the name of the environment variable that holds the connection');
export type SqlSource = z.infer<typeof sql>;

const trilens = z.strictObject({
  system: z.string().optional(),
  owner: z.string().optional(),
  steward: z.string().optional(),
  everyDays: z.number().positive().optional(),
  graceDays: z.number().min(0).default(2),
  errorAfterDays: z.number().min(0).default(7),
  expectedSites: z.array(z.string()).default([]),
  humanOnly: z.boolean().optional(),
  /** Column that dates a row; absent: the first date that is not the vintage. */
  date: z.string().optional(),
  vintage: z.string().optional(),
  status: z.string().optional(),
  /** Column with site names, so that aliases are understood and unknown sites set aside. */
  site: z.string().optional(),
  onDuplicate: z.enum(['error', 'keep-last', 'keep-first']).default('error'),
  onBadExport: z.enum(['last-good', 'fail']).default('last-good'),
  columnMap: z.record(z.string(), z.string()).default({}),
  publish: z.array(z.string()).default([]),
  maxQuarantined: z.number().min(0).max(1).default(0.02),
  /** Share of expected cells (sites by periods, closed ones left out) that must have come. */
  completenessMin: z.number().min(0).max(1).default(0.9),
  /** Column that holds the revision and its reason where the status is restated. */
  note: z.string().optional(),
  unpivot: unpivot.optional(),
  /** Sheet of a workbook by name or by number from 1; absent: the first. */
  sheet: z.union([z.string(), z.number().int().positive()]).optional(),
  /** Which files of an archive are read, as a glob; absent: every CSV, TSV, text, workbook and Parquet file. */
  members: z.string().optional(),
  /** Level shifts that are known and right, so that they raise no doubt. */
  jumps: z.array(z.strictObject({ column: z.string(), from: date, reason: z.string().min(1) })).default([]),
  loader: z.preprocess((value) => (typeof value === 'string' ? { run: value } : value), loader).optional(),
  sql: sql.optional(),
});

export const resource = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'a name: small letters, digits, hyphens'),
  title: z.string().optional(),
  description: z.string().optional(),
  /** Files and globs; beside a loader or a query: the files that it reads. */
  path: z.union([path, z.array(path).min(1)]).optional(),
  format: z.string().optional(),
  mediatype: z.string().optional(),
  encoding: z.string().optional(),
  dialect: z.strictObject({ delimiter: z.string().optional(), quoteChar: z.string().length(1).optional(), header: z.boolean().optional(), headerLine: z.number().int().positive().optional(), headerRows: z.number().int().positive().max(5).optional() }).default({}),
  schema: z.strictObject({ fields: z.array(field).min(1), primaryKey: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]), missingValues: z.array(z.string()).default(['', 'NA', 'N/A', 'n/a', 'NULL', 'null', '-', '#N/A']) }),
  trilens: trilens.prefault({}),
});
export type Resource = z.infer<typeof resource>;

/** `data/datapackage.json` */
export const datapackage = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  licenses: z.array(z.unknown()).optional(),
  resources: z.array(resource),
});
