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
  const result: ReadPart = {
    rows: [],
    quarantine: [],
    file: null,
    refusals: [],
    doubts: [],
    ignored: [],
    layout: null,
    dated: new Map(),
    reordered: [],
  };
  const refuse = (
    code: string,
    line: number | null,
    found: string,
    fix: string,
    allowed?: string,
  ) =>
    result.refusals.push({
      code,
      file: part.label,
      line,
      found,
      why: WHY[code] ?? 'it cannot be read as the contract says',
      fix,
      allowed,
    });
  try {
    const read = laidOut(part, entry, known);
    const { table: raw, touched, unknown, doubts: passedBy } = repaired(read.table, entry);
    for (const { step, column } of unknown)
      refuse(
        'export/header',
        raw.headerLine,
        `step ${step} of the contract names the column "${column}", which the file does not have there`,
        'correct trilens.steps in datapackage.json',
        raw.header.slice(0, 12).join(', '),
      );
    const typed = typeTable(raw, read.entry, part.label, {
      ids: sites.map((site) => site.id),
      byName: siteNames(sites),
      zones: new Map(
        sites.flatMap((site) =>
          site.timeZone === undefined ? [] : [[site.id, site.timeZone] as const],
        ),
      ),
    });
    for (const refused of typed.refused)
      refuse(refused.code, read.lineOf(refused.line), refused.found, refused.fix, refused.allowed);
    result.dated = datedBy(read.entry.schema.fields, typed.columns);
    for (const { code, row, found, fix, allowed } of read.refused)
      refuse(code, row, found, fix, allowed);
    result.reordered = raw.reordered;
    if (raw.otherHeader)
      refuse(
        'export/second-header',
        read.lineOf(raw.otherHeader.line),
        `line ${read.lineOf(raw.otherHeader.line)} is a second header and names other columns: ${raw.otherHeader.names.slice(0, 12).join(', ')}; the rows below it cannot be put under the first ones`,
        'send the files that were concatenated one by one',
        raw.header.join(', '),
      );
    const cut = read.text === null ? null : cutOff(read.text, raw);
    if (cut)
      refuse(
        'export/truncated',
        read.lineOf(cut.line),
        `the last line is cut off after ${cut.cells} of ${raw.header.length} cells, so what followed is missing too`,
        'send the dump again',
      );
    const malformed = raw.malformed.map((row) => ({
      file: part.label,
      line: row.line,
      column: row.column,
      reason: row.reason,
      rule: row.rule,
      raw: row.raw,
    }));
    const setAside = new Map(
      [...malformed, ...typed.quarantine, ...failedRows(read, part.label)].map((row) => [
        row.line,
        row,
      ]),
    );
    result.rows = typed.table.rows
      .filter((row) => !setAside.has(row.line))
      .map((row) => ({ ...row, line: read.lineOf(row.line) }));
    result.quarantine = [...setAside.values()].map((row) => ({
      ...row,
      line: read.lineOf(row.line),
    }));
    result.ignored = raw.ignored.map((row) => ({
      line: read.lineOf(row.line),
      reason: row.reason,
      raw: row.raw,
    }));
    // Bytes of lines that were quoted whole are not what was read.
    result.layout =
      read.text === null
        ? null
        : { dialect: read.dialect, header: raw.header, columns: typed.columns };
    result.doubts = [...(part.doubts ?? []), ...read.doubts, ...passedBy].map((sentence) => ({
      rule: 'export/unread',
      sentence,
    }));
    const ignoredBy: Record<string, number> = {};
    for (const { reason } of raw.ignored) ignoredBy[reason] = (ignoredBy[reason] ?? 0) + 1;
    const counted = {
      rowsIn: raw.rowsIn,
      accepted: raw.rowsIn - raw.ignored.length - setAside.size,
      quarantined: setAside.size,
      ignored: raw.ignored.length,
    };
    if (raw.rows.length + raw.malformed.length + raw.ignored.length !== raw.rowsIn)
      throw new Error(`${part.label}: ${JSON.stringify(counted)} does not reconcile`);
    result.file = {
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
        ...raw.reordered.map(
          (line) => `columns in another order from line ${read.lineOf(line)} on`,
        ),
      ],
      ...counted,
      ignoredBy,
    };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    refuse(
      error.code,
      error.line,
      error.message,
      error.code === 'export/ambiguous-encoding'
        ? 'declare encoding for this export in datapackage.json'
        : 'correct the file or its contract',
    );
  }
  return result;
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

function siteNames(sites: readonly Site[]): Map<string, string> {
  return new Map(
    sites.flatMap((site) =>
      [site.id, site.name, ...site.aliases].map((name) => [name.toLowerCase(), site.id] as const),
    ),
  );
}
