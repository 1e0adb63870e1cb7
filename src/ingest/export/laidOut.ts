import type { Resource } from '#ingest/contract/contract.ts';
import { fileColumns, ownFields } from '#ingest/contract/derivedFields.ts';
import type { Part, SheetContent, TypedContent } from '#ingest/source/part.ts';
import type { SheetRefusal } from '#ingest/source/workbook/sheetRefusal.ts';
import { sheetText, type FailedCell } from '#ingest/source/workbook/sheetRows.ts';
import { typedRows } from '#ingest/source/typedRows.ts';
import { decode, twoReadings } from '#ingest/table/encoding/decode.ts';
import { detectDialect, type Declared, type Dialect } from '#ingest/table/dialect.ts';
import { PLAIN } from '#ingest/table/form.ts';
import { oneSpaced } from '#ingest/table/heading.ts';
import { unquotedLines } from '#ingest/table/readText.ts';
import { readTable, UnreadableFile, type Named, type Table } from '#ingest/table/rows.ts';

/** A part as a header and rows of text, whatever it came as. */
export interface LaidOut {
  table: Table;
  dialect: Dialect;
  /** The contract for these rows: a source that types its values leaves less to be detected. */
  entry: Resource;
  /** What a line of the table is called in messages. */
  lineOf: (line: number) => number;
  encoding: string;
  detected: string[];
  /** The text that a transfer may have cut off; null where it was none, or was quoted whole. */
  text: string | null;
  /** Rows with a cell of which the computation failed, by their line. */
  failed: ReadonlyMap<number, FailedCell>;
  refused: SheetRefusal[];
  doubts: string[];
}

/** Takes a part apart into rows, in the dialect that is known or is detected. */
export function laidOut(part: Part, entry: Resource, known?: Dialect): LaidOut {
  const { content } = part;
  if (content.kind === 'table') return ofTable(content, entry);
  return content.kind === 'sheet' ? ofSheet(content, entry) : ofText(content.bytes, entry, known);
}

const NOTHING = { failed: new Map<number, FailedCell>(), refused: [], doubts: [] };

function ofTable(content: TypedContent, entry: Resource): LaidOut {
  const rows = typedRows(content, entry);
  const dialect = { ...PLAIN, headerLine: 1, headerRows: 1, hasHeader: true };
  return {
    ...NOTHING,
    ...rows,
    dialect: {
      ...dialect,
      width: content.columns.length,
      commentChar: '',
      isCommentDeclared: false,
    },
    lineOf: (line) => line,
    encoding: 'utf-8',
    detected: [],
    text: null,
  };
}

function ofSheet(content: SheetContent, entry: Resource): LaidOut {
  const { text, headerLine, notes, units, ...sheet } = sheetText(content, entry);
  const declared: Declared = {
    ...declaredOf(entry),
    delimiter: ',',
    quoteChar: '"',
    ...(headerLine === null ? {} : { headerLine }),
  };
  const { dialect } = detectDialect(text, declared, expected(entry).map(oneSpaced));
  const table = readTable(text, dialect, named(entry));
  return {
    ...sheet,
    table: { ...table, units: new Map([...units, ...table.units]) },
    dialect,
    encoding: 'utf-8',
    detected: notes,
    text: null,
  };
}

/** What a contract says of how a file is written. */
function declaredOf({ dialect: { header, ...said } }: Resource): Declared {
  return Object.fromEntries(
    Object.entries({ ...said, hasHeader: header }).filter(([, value]) => value !== undefined),
  ) as Declared;
}

/** What a contract says of the columns. */
function named(entry: Resource): Named {
  const fields = ownFields(entry);
  return {
    names: fields.map(({ name }) => name),
    key: entry.schema.primaryKey,
    dates: fields.flatMap(({ name, type }) =>
      type === 'date' || type === 'datetime' ? [name] : [],
    ),
  };
}

/** Columns as the header of the file spells them. */
function namesOf(entry: Resource): string[] {
  const renamed = new Set(Object.values(entry.trilens.columnMap));
  return expected(entry).filter((name) => !renamed.has(name));
}

/** The columns that a header is known by. */
function expected(entry: Resource): string[] {
  return entry.trilens.unpivot?.keep ?? fileColumns(entry);
}

function ofText(bytes: Uint8Array, entry: Resource, known?: Dialect): LaidOut {
  const decoded = decode(bytes, entry.encoding, namesOf(entry));
  const open = twoReadings(bytes, decoded);
  if (open) throw new UnreadableFile('export/ambiguous-encoding', open.line, open.found);
  const declared = declaredOf(entry);
  const inner = known || ownFields(entry).length < 2 ? null : unquotedLines(decoded.text, declared);
  const text = inner ?? decoded.text;
  const { dialect, detected } = known
    ? { dialect: known, detected: [] }
    : detectDialect(text, declared, expected(entry));
  const sure = decoded.confidence < 1 ? ` (${Math.round(decoded.confidence * 100)} % sure)` : '';
  return {
    ...NOTHING,
    table: readTable(text, dialect, named(entry)),
    dialect,
    entry,
    lineOf: (line) => line,
    encoding: decoded.encoding,
    detected: [
      ...(decoded.declared ? [] : [`encoding ${decoded.encoding}${sure}`]),
      ...(decoded.badBytes > 0
        ? [`${decoded.badBytes} bytes that are not ${decoded.encoding}`]
        : []),
      ...(decoded.nulBytes > 0 ? [`${decoded.nulBytes} NUL bytes dropped`] : []),
      ...(inner === null ? [] : ['lines that were quoted whole']),
      ...detected,
    ],
    text: inner === null ? text : null,
  };
}
