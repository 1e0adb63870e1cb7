import type { Doubt, ExportReport, QuarantinedRow } from '#model/record/export.ts';
import type { Site } from '#model/record/site.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import { repaired } from '#ingest/shape/steps.ts';
import type { Part } from '#ingest/source/part.ts';
import type { Dialect } from '#ingest/table/dialect.ts';
import { UnreadableFile, type Table } from '#ingest/table/rows.ts';
import { datedBy, type Dated } from '#ingest/typed/dated.ts';
import { laidOut, type LaidOut } from './laidOut.ts';
import { FAILED_RULE } from '#ingest/typed/readColumn.ts';
import { typeTable, type Typed, type TypedTable } from '#ingest/typed/typedTable.ts';

/** Why a dump is refused. `why` is safe to publish, `found` may quote the file. */
export interface Refusal {
  code: string;
  file: string;
  line: number | null;
  found: string;
  why: string;
  fix: string;
  allowed?: string | undefined;
}

export interface ReadPart {
  rows: TypedTable['rows'];
  quarantine: QuarantinedRow[];
  /** Null when the part could not be taken apart into rows at all. */
  file: ExportReport['files'][number] | null;
  refusals: Refusal[];
  /** Why it may hold less than was meant. */
  doubts: Doubt[];
  /** Lines that hold no row, and why. */
  ignored: { line: number; reason: string; raw: string }[];
  /** How the part is laid out; null where it could not be taken apart. */
  layout: Layout | null;
  /** Columns whose dates are whole periods. */
  dated: Dated;
  /** Lines from which on the columns come in another order. */
  reordered: readonly number[];
}

/** How a text is written, and how each field of the contract is read from it. */
export interface Layout {
  dialect: Dialect;
  header: string[];
  columns: Typed['columns'];
}

/**
 * One part as typed rows, in the dialect that is known or is detected. Rows in = accepted + quarantined + ignored; a row of a wide file counts once, however many cells it unfolds to.
 */
export function readPart(
  part: Part,
  entry: Resource,
  sites: readonly Site[],
  known?: Dialect,
): ReadPart {
  const refusals: Refusal[] = [];
  const refuse = (refused: Refused) => refusals.push(refusalOf(part, refused));
  try {
    const read = laidOut(part, entry, known);
    const { table: raw, touched, unknown, doubts } = repaired(read.table, entry);
    const typed = typeTable(raw, read.entry, part.label, sitesKnown(sites));
    for (const refused of [
      ...unknown.map((one) => unknownStep(one, raw)),
      ...typed.refused.map((one) => ({ ...one, line: read.lineOf(one.line) })),
      ...read.refused.map(({ row: line, ...words }) => ({ ...words, line })),
      ...otherHeader(raw, read.lineOf),
      ...cutShort(raw, read),
    ])
      refuse(refused);
    return { ...rowsOf(part, entry, { read, raw, typed, touched, doubts }), refusals };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const { code, line, message } = error;
    const fix =
      code === 'export/ambiguous-encoding'
        ? 'declare encoding for this export in datapackage.json'
        : 'correct the file or its contract';
    refuse({ code, line, found: message, fix });
    return {
      ...{ rows: [], quarantine: [], file: null, refusals, doubts: [], ignored: [] },
      ...{ layout: null, dated: new Map(), reordered: [] },
    };
  }
}

/** Why a part is refused, before it is known what of that may be published. */
type Refused = Pick<Refusal, 'code' | 'line' | 'found' | 'fix' | 'allowed'>;

const refusalOf = ({ label }: Part, refused: Refused): Refusal => ({
  ...refused,
  file: label,
  why: WHY[refused.code] ?? 'it cannot be read as the contract says',
  allowed: refused.allowed,
});

interface Taken {
  read: LaidOut;
  raw: Table;
  typed: Typed;
  /** What steps of the contract changed, in words. */
  touched: readonly string[];
  /** What steps passed by. */
  doubts: readonly string[];
}

/** The rows of a part: those that are read, those that are quarantined, those that are none, and how they were told apart. */
function rowsOf(
  part: Part,
  entry: Resource,
  { read, raw, typed, touched, doubts }: Taken,
): Omit<ReadPart, 'refusals'> {
  const malformed = raw.malformed.map(({ line, column, reason, rule, raw: written }) => ({
    ...{ file: part.label, line, column, reason, rule },
    raw: written,
  }));
  const quarantined = new Map(
    [...malformed, ...typed.quarantine, ...failedRows(read, part.label)].map((row) => [
      row.line,
      row,
    ]),
  );
  const atLine = <T extends { line: number }>(row: T): T => ({
    ...row,
    line: read.lineOf(row.line),
  });
  return {
    rows: typed.table.rows.filter(({ line }) => !quarantined.has(line)).map(atLine),
    quarantine: [...quarantined.values()].map(atLine),
    ignored: raw.ignored.map(({ line, reason, raw: written }) =>
      atLine({ line, reason, raw: written }),
    ),
    doubts: [...(part.doubts ?? []), ...read.doubts, ...doubts].map((sentence) => ({
      rule: 'export/unread',
      sentence,
    })),
    dated: datedBy(read.entry.schema.fields, typed.columns),
    reordered: raw.reordered,
    // Bytes of lines that were quoted whole are not what was read.
    layout:
      read.text === null
        ? null
        : { dialect: read.dialect, header: raw.header, columns: typed.columns },
    file: fileOf(part, entry, {
      ...{ read, raw, typed, touched },
      quarantined: quarantined.size,
    }),
  };
}

function fileOf(
  part: Part,
  entry: Resource,
  { read, raw, typed, touched, quarantined }: Omit<Taken, 'doubts'> & { quarantined: number },
): NonNullable<ReadPart['file']> {
  const ignoredBy: Record<string, number> = {};
  for (const { reason } of raw.ignored) ignoredBy[reason] = (ignoredBy[reason] ?? 0) + 1;
  const counted = {
    rowsIn: raw.rowsIn,
    accepted: raw.rowsIn - raw.ignored.length - quarantined,
    quarantined,
    ignored: raw.ignored.length,
  };
  if (raw.rows.length + raw.malformed.length + raw.ignored.length !== raw.rowsIn)
    throw new Error(`${part.label}: ${JSON.stringify(counted)} does not reconcile`);
  return {
    path: part.path,
    source: part.source,
    bytes: part.bytes,
    sha256: part.sha256,
    encoding: read.encoding,
    delimiter: read.dialect.delimiter,
    decimal: typed.decimal,
    marks: ofColumns(typed, entry, ({ mark, unit }) => unit ?? mark),
    nines: ofColumns(typed, entry, ({ nines }) => nines ?? undefined),
    detected: [
      ...part.notes,
      ...read.detected,
      ...typed.detected,
      ...touched,
      ...otherTable(raw),
      ...raw.reordered.map((line) => `columns in another order from line ${read.lineOf(line)} on`),
    ],
    ...counted,
    ignoredBy,
  };
}

function unknownStep(
  { step, column }: { step: number | string; column: string },
  { header, headerLine }: Table,
): Refused {
  return {
    code: 'export/header',
    line: headerLine,
    found: `step ${step} of the contract names the column "${column}", which the file does not have there`,
    fix: 'correct trilens.steps in datapackage.json',
    allowed: header.slice(0, 12).join(', '),
  };
}

function otherHeader({ otherHeader: other, header }: Table, lineOf: LaidOut['lineOf']): Refused[] {
  if (!other) return [];
  const line = lineOf(other.line);
  return [
    {
      code: 'export/second-header',
      line,
      found: `line ${line} is a second header and names other columns: ${other.names.slice(0, 12).join(', ')}; the rows below it cannot be put under the first ones`,
      fix: 'send the files that were concatenated one by one',
      allowed: header.join(', '),
    },
  ];
}

function cutShort(raw: Table, { text, lineOf }: LaidOut): Refused[] {
  const cut = text === null ? null : cutOff(text, raw);
  if (!cut) return [];
  return [
    {
      code: 'export/truncated',
      line: lineOf(cut.line),
      found: `the last line is cut off after ${cut.cells} of ${raw.header.length} cells, so what followed is missing too`,
      fix: 'send the dump again',
    },
  ];
}

/** What was detected of columns, by their names. */
function ofColumns(
  { columns }: Typed,
  { schema }: Resource,
  of: (column: Typed['columns'][number]) => string | undefined,
): Record<string, string> {
  return Object.fromEntries(
    columns.flatMap((column, at) => {
      const found = of(column);
      return found === undefined ? [] : [[schema.fields[at]?.name as string, found]];
    }),
  );
}

/** A second table in the file is said, since none of it is read. */
function otherTable(raw: Table): string[] {
  const rows = raw.ignored.filter((row) => row.reason === 'other-table');
  return rows.length === 0 ? [] : [`another table from line ${rows[0]?.line} on, not read`];
}

/** Reasons in words that repeat nothing of the file, since they stand on published pages. */
const WHY: Record<string, string> = {
  'export/header': 'its columns changed',
  'export/empty': 'it is empty',
  'export/second-header': 'a second header in it names other columns',
  'export/truncated': 'its last line is cut off',
  'export/ambiguous-date': 'its dates can be read in two ways',
  'export/other-calendar': 'its dates are not of the Gregorian calendar',
  'export/ambiguous-encoding': 'its encoding cannot be told',
  'export/ambiguous-decimal': 'its decimal mark cannot be told',
  'export/ambiguous-percent': 'some of its shares have a percent sign and some do not',
  'export/ambiguous-unit': 'one of its columns mixes units or currencies',
  'export/other-unit': 'one of its columns is in another unit than was said',
  'export/duplicate-column': 'it names a column twice',
  'export/blank-lines': 'it holds too many empty lines',
  'export/line-too-long': 'it holds a line too long to be read',
  'export/too-many-columns': 'it has more columns than are read',
};

/** A row that rests on a computation that failed is quarantined: what failed is not what is missing. */
function failedRows({ table, failed }: LaidOut, file: string): QuarantinedRow[] {
  if (failed.size === 0) return [];
  return table.rows.flatMap(({ line, raw }) => {
    const cell = failed.get(line);
    return cell ? [{ file, line, raw, ...cell, rule: FAILED_RULE }] : [];
  });
}

/** A last line with too few cells and no line end is what a transfer that broke leaves behind. */
function cutOff(text: string, table: Table): { line: number; cells: number } | null {
  if (/[\r\n]$/.test(text)) return null;
  const last = table.malformed.findLast((row) => row.rule === 'export/too-few-cells');
  const newest = Math.max(table.rows.at(-1)?.line ?? 0, table.ignored.at(-1)?.line ?? 0);
  if (!last || last.line < newest || table.rows.length === 0) return null;
  return { line: last.line, cells: Number(/found (\d+)/.exec(last.reason)?.[1] ?? 0) };
}

/** How rows may name sites, and the clocks that these keep. */
const sitesKnown = (sites: readonly Site[]) => ({
  ids: sites.map(({ id }) => id),
  byName: new Map(
    sites.flatMap(({ id, name, aliases }) =>
      [id, name, ...aliases].map((one) => [one.toLowerCase(), id] as const),
    ),
  ),
  zones: new Map(
    sites.flatMap(({ id, timeZone }) => (timeZone === undefined ? [] : [[id, timeZone] as const])),
  ),
});
