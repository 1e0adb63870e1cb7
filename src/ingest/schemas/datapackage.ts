import { z } from 'zod';
import { DATE_FORMATS, type DateFormat } from '#ingest/table/date/date.ts';
import { isDatePattern, patternProblem } from '#ingest/table/date/datePattern.ts';
import { SPAN_UNITS, SPANS } from '#ingest/table/date/span.ts';
import { isZone, OVERLAPS } from '#ingest/table/date/time.ts';
import { GRAINS } from '#model/time/grain.ts';
import { date, MOST_DAYS } from './common.ts';
import { counters, derive, joins, money, spans, steps } from './steps.ts';

/** Formats of Table Schema that say nothing of how a cell is read here. */
const OTHER_FORMATS = new Set([
  'default',
  'any',
  'email',
  'uri',
  'uuid',
  'binary',
  'array',
  'object',
]);

const fieldFormat = z
  .string()
  .refine(
    (format) =>
      OTHER_FORMATS.has(format) ||
      DATE_FORMATS.some((known) => known === format) ||
      (isDatePattern(format) && patternProblem(format) === null),
    `${DATE_FORMATS.join(', ')}, or a pattern of strptime with a year such as %d.%m.%Y`,
  )
  .transform((format) => (OTHER_FORMATS.has(format) ? undefined : (format as DateFormat)));

/** What says up to which day a log of events is complete. */
const COMPLETE_TO = ['vintage', 'file-name', 'file-date', 'build'] as const;

/** True where a contract says in so many words that a text means that nothing is known. */
export function declaresMissing({ schema: { missingValues } }: Resource, text: string): boolean {
  return missingValues?.includes(text) ?? false;
}

export const field = z
  .strictObject({
    name: z.string().describe('The column as the header spells it.'),
    title: z.string().optional().describe('What people call it.'),
    description: z.string().optional().describe('What it holds.'),
    type: z
      .enum(['string', 'number', 'integer', 'date', 'datetime', 'duration', 'boolean'])
      .default('string')
      .describe(
        'What its cells are; a duration (37:30:00, PT37H30M) is a number of hours, or of its unit (s, min, h, d).',
      ),
    format: fieldFormat
      .optional()
      .describe(
        'Of a date: a name, or a pattern of strptime such as %d.%m.%Y-%H:%M:%S; absent: detected from the column, and never guessed where it is ambiguous.',
      ),
    unit: z
      .string()
      .min(1)
      .optional()
      .describe(
        'Of a number: its unit or currency. A metric in another unit of the same kind converts it.',
      ),
    span: z
      .enum(SPANS)
      .optional()
      .describe('Of a duration: how its cells of two parts such as 37:30 are written.'),
    currency: z
      .string()
      .optional()
      .describe(
        'Of an amount: the column with the currency of each row. Such amounts are never added; see money.',
      ),
    decimalChar: z
      .enum(['.', ','])
      .optional()
      .describe('Of a number; absent: detected from the column.'),
    scale: z
      .strictObject({ written: z.enum(['0..1', '0..100']), read: z.enum(['0..1', '0..100']) })
      .optional()
      .describe(
        'Of a share: how the file writes it, and how it is read. A cell with a percent sign is written 0..100 whatever this says.',
      ),
    timeZone: z
      .string()
      .refine(
        (zone) => zone === 'site' || isZone(zone),
        'a time zone such as Europe/Berlin, or site',
      )
      .optional()
      .describe(
        "Of a timestamp: whose clock it was taken from; site: that of the row's site in sites.yaml.",
      ),
    overlap: z
      .enum(OVERLAPS)
      .default('reject')
      .describe(
        'Of a timestamp in the hour that comes twice when the clocks go back, where the order of the rows does not tell both apart.',
      ),
    trueValues: z
      .array(z.string())
      .optional()
      .describe('Of a boolean: what means yes; absent: the words of many languages.'),
    falseValues: z.array(z.string()).optional().describe('Of a boolean: what means no.'),
    constraints: z
      .strictObject({
        required: z.boolean().default(false),
        enum: z.array(z.string()).optional(),
        minimum: z.union([z.number(), z.string()]).optional(),
        maximum: z.union([z.number(), z.string()]).optional(),
      })
      .default({ required: false })
      .describe('A row that breaks one is quarantined.'),
  })
  .refine(({ type, unit }) => type !== 'duration' || unit === undefined || unit in SPAN_UNITS, {
    path: ['unit'],
    message: `a duration in one of ${Object.keys(SPAN_UNITS).join(', ')}`,
  });
export type Field = z.infer<typeof field> & {
  /** Made of other columns of its table, or of all rows together; absent: in the file itself. */
  derived?: 'table' | 'rows' | undefined;
  /** A span of time, read as a number of its unit. */
  isSpan?: true | undefined;
  /** Found in a file, never declared: the mark beside the digits of its cells, one for all; empty where they are bare. */
  mark?: string | undefined;
};

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
  .refine(
    (value) =>
      !value.startsWith('/') &&
      !/^[A-Za-z]:/.test(value) &&
      !/^[a-z]+:\/\//i.test(value) &&
      !value.split(/[/\\]/).includes('..'),
    'a path inside the data folder: relative, without ".."',
  );

/** A program inside the data folder whose standard output is the CSV. */
const loader = z.strictObject({
  run: path,
  args: z.array(z.string()).default([]),
  /** Names of environment variables that it is given; of the others it gets none but what every program needs. */
  env: z
    .array(z.string().regex(/^[A-Za-z_]\w*$/, 'the name of an environment variable'))
    .default([]),
  /** After so long it is stopped, and the dump is a bad one. */
  timeoutSeconds: z.number().positive().max(86_400).default(120),
});

/** A query whose result is the table. Where the database does the summing, only its result travels. */
const sql = z
  .strictObject({
    engine: z.enum(['postgres', 'duckdb']).default('postgres'),
    /** Name of the environment variable that holds the connection; the connection itself is never in a contract. */
    connection: z
      .string()
      .regex(
        /^[A-Z][A-Z0-9_]*$/,
        'the name of an environment variable such as WAREHOUSE_URL, never the connection itself',
      )
      .optional(),
    query: z.string().min(1).optional(),
    /** A file inside the data folder that holds the query. */
    file: path.optional(),
    timeoutSeconds: z.number().positive().max(86_400).default(120),
    maxRows: z.number().int().positive().max(5_000_000).default(1_000_000),
  })
  .refine(
    (value) => (value.query === undefined) !== (value.file === undefined),
    'either query or file, and not both',
  )
  .refine(
    (value) => value.engine === 'duckdb' || value.connection !== undefined,
    'connection: the name of the environment variable that holds the connection',
  );

/** Rows that are events: how far the log is complete. */
const events = z.strictObject({
  /** The vintage column, the day in the file's name, the day the file was last written, the day of the build, or a date. */
  completeTo: z.union(
    [z.enum(COMPLETE_TO), date],
    `${COMPLETE_TO.join(', ')}, or a date such as 2026-11-30`,
  ),
  /** First day of which the log is complete, for all sites or by site; absent: that of its first event. */
  from: z.union([date, z.record(z.string(), date)]).optional(),
});

const sheet = z.union([z.string(), z.number().int().positive()]);

export const trilens = z.strictObject({
  system: z
    .string()
    .optional()
    .describe('Where it comes from: MES, ERP, CMMS, historian, IT service desk, survey.'),
  owner: z.string().optional().describe('Who answers for it.'),
  steward: z.string().optional().describe('Who keeps it right.'),
  everyDays: z
    .number()
    .positive()
    .max(MOST_DAYS)
    .optional()
    .describe('How often a new dump is due.'),
  graceDays: z.number().min(0).max(MOST_DAYS).default(2).describe('Days until it is called late.'),
  errorAfterDays: z
    .number()
    .min(0)
    .max(MOST_DAYS)
    .default(7)
    .describe('Days until it is stale and no gate rests on it.'),
  expectedSites: z.array(z.string()).default([]).describe('Ids of sites that must report.'),
  humanOnly: z.boolean().optional().describe('Kiosk and service accounts are left out of usage.'),
  date: z
    .string()
    .optional()
    .describe('Column that dates a row; absent: the first date that is not the vintage.'),
  events: events
    .optional()
    .describe(
      'Rows are events, complete up to a day: a period without one is zero. completeTo: vintage, file-name, file-date, build or a date; from: the first day, or one by site.',
    ),
  rowsFor: z
    .enum([...GRAINS, 'week-ending'])
    .optional()
    .describe(
      'Each row stands for a whole day, week, month, quarter or year from its date on (week-ending: up to it); its sums are split by days where periods cut it.',
    ),
  ahead: z
    .boolean()
    .default(false)
    .describe('Its rows may be dated ahead of today, as those of a plan are; else they are slips.'),
  vintage: z
    .string()
    .optional()
    .describe(
      'Column with the day that a row was extracted; a later vintage of the same key restates it.',
    ),
  status: z.string().optional().describe('Column with preliminary, final or restated.'),
  site: z
    .string()
    .optional()
    .describe(
      'Column with site names, so that aliases are understood and unknown sites quarantined.',
    ),
  onDuplicate: z
    .enum(['error', 'keep-last', 'keep-first'])
    .default('error')
    .describe('Same key twice: quarantined, or keep one of them.'),
  onBadExport: z
    .enum(['last-good', 'fail'])
    .default('last-good')
    .describe(
      'A dump that is refused: show the last good numbers, dated as such, or stop the build.',
    ),
  columnMap: z
    .record(z.string(), z.string())
    .default({})
    .describe('Columns that were renamed: old name to name.'),
  publish: z
    .array(z.string())
    .default([])
    .describe('Columns whose contents may stand on published pages.'),
  audience: z
    .string()
    .optional()
    .describe(
      'Who may know of it: one of portfolio.yaml’s audiences; absent: everybody who sees a metric that it feeds.',
    ),
  maxQuarantined: z
    .number()
    .min(0)
    .max(1)
    .default(0.02)
    .describe('Share of rows that may be quarantined before the whole dump is refused.'),
  completenessMin: z
    .number()
    .min(0)
    .max(1)
    .default(0.9)
    .describe(
      'Share of expected cells (sites by periods, closed ones left out) that must have come.',
    ),
  seal: z
    .string()
    .optional()
    .describe(
      'Column with a checksum over the other cells of its row, as a run of a playbook writes it: a row that was changed afterwards is quarantined.',
    ),
  note: z
    .string()
    .optional()
    .describe('Column that holds the revision and its reason where the status is restated.'),
  steps: steps.describe(
    'Repairs of the table, in order: fillDown, leaveOut, keepOnly, keepGrain, splitFlag, sections, skipRows, numberRepeatedNames.',
  ),
  derive: derive.describe(
    'Columns made of others: { "at": { "year": "year", "month": "month", "day": "day", "hour": "hour" } } or { "at": { "join": ["day", "clock"] } }.',
  ),
  counters: counters.describe(
    'Meters: what they counted between readings, as a column; by, kind, rollover.',
  ),
  spans: spans.describe(
    'Sums that arose between two stamps are split over the days between: from, to, columns.',
  ),
  money: money.describe(
    'Amounts of several currencies as a column in one: column, as, currency, to, rates.',
  ),
  joins: joins.describe('Columns of another export, by a key: with, on, take.'),
  unpivot: unpivot.optional().describe('A wide file made long.'),
  sheet: z
    .union([sheet, z.array(sheet).min(1)])
    .optional()
    .describe(
      'Sheet of a workbook by name or by number from 1, several in a list, or "*": every visible sheet with these columns; absent: the first visible one.',
    ),
  members: z
    .string()
    .optional()
    .describe(
      'Which files of an archive are read, as a glob; absent: every CSV, TSV, text, workbook and Parquet file.',
    ),
  jumps: z
    .array(z.strictObject({ column: z.string(), from: date, reason: z.string().min(1) }))
    .default([])
    .describe('Level shifts that are known and right, so that they raise no doubt.'),
  accept: z
    .strictObject({ by: z.string().min(1), until: date, reason: z.string().min(1) })
    .optional()
    .describe(
      'Who accepts, until when and why, that a dump rewrites the past or ends earlier than the last good one.',
    ),
  loader: z
    .preprocess((value) => (typeof value === 'string' ? { run: value } : value), loader)
    .optional()
    .describe('A program in the data folder whose output is the dump.'),
  sql: sql.optional().describe('A query whose result is the dump.'),
});

export const resource = z.strictObject({
  name: z
    .string()
    .regex(/^[a-z0-9][a-z0-9._-]*$/, 'a name: small letters, digits, hyphens')
    .describe('What metrics call it.'),
  title: z.string().optional().describe('What people call it.'),
  description: z.string().optional().describe('What it holds.'),
  path: z
    .union([path, z.array(path).min(1)])
    .optional()
    .describe('Files and globs; beside a loader or a query: the files that it reads.'),
  format: z.string().optional().describe('Told to other tools; not read.'),
  mediatype: z.string().optional().describe('Told to other tools; not read.'),
  encoding: z.string().optional().describe('Detected where it is not given.'),
  dialect: z
    .strictObject({
      delimiter: z.string().optional(),
      quoteChar: z.string().length(1).optional(),
      escapeChar: z.literal('\\').optional(),
      doubleQuote: z.boolean().optional(),
      skipInitialSpace: z.boolean().optional(),
      commentChar: z.string().min(1).max(3).optional(),
      header: z.boolean().optional(),
      headerLine: z.number().int().positive().optional(),
      // The standard lists the rows of the header; those that follow one another are read as a count.
      headerRows: z
        .union([
          z.number().int().positive().max(5),
          z.array(z.number().int().positive()).transform((rows) => rows.length),
        ])
        .optional(),
    })
    .default({})
    .describe(
      'Delimiter, quotes, header: delimiter, quoteChar, escapeChar, doubleQuote, skipInitialSpace, commentChar, header, headerLine, headerRows; detected where they are not said.',
    ),
  schema: z
    .strictObject({
      fields: z.array(field).min(1),
      primaryKey: z
        .union([z.string().transform((name) => [name]), z.array(z.string())])
        .default([]),
      missingValues: z.array(z.string()).optional(),
    })
    .describe('Its columns, its key, and the texts that mean nothing is known.'),
  trilens: trilens.prefault({}).describe('What this portal adds to the standard.'),
});
type Written = z.infer<typeof resource>;
export type Resource = Omit<Written, 'schema'> & {
  schema: Omit<Written['schema'], 'fields'> & { fields: Field[] };
};

/** `data/datapackage.json` */
export const datapackage = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  licenses: z.array(z.unknown()).optional(),
  resources: z.array(resource),
});
