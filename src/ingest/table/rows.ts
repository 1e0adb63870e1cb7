import Papa from 'papaparse';
import type { Dialect } from './dialect.ts';

export interface RawRow {
  line: number;
  cells: string[];
  raw: string;
}

export interface Table {
  header: string[];
  headerLine: number;
  rows: RawRow[];
  ignored: { line: number; raw: string; reason: 'blank' | 'preamble' | 'footer' | 'repeated-header' }[];
  malformed: { line: number; raw: string; column: string | null; reason: string; rule: string }[];
  /** rows + ignored + malformed; the header line is not counted. */
  rowsIn: number;
}

/** Thrown when a file cannot be a table at all. */
export class UnreadableFile extends Error {
  readonly code: string;
  readonly line: number;
  constructor(code: string, line: number, message: string) {
    super(message);
    this.code = code;
    this.line = line;
  }
}

const MAX_COLUMNS = 10_000;
const MAX_LINE = 10_000_000;
const TOTALS = /^(grand )?(total|sum|summe|gesamt|totaal|totale|subtotal|end of (report|file|export)|\d+ rows?( selected| affected)?|generated|printed|source:)\b/i;

/** A text as a header and rows of cells; every record is a row, ignored, or malformed, and keeps its line and raw text. */
export function readTable(text: string, dialect: Dialect): Table {
  const longest = longestLine(text);
  if (longest.length > MAX_LINE) throw new UnreadableFile('export/line-too-long', longest.line, `line ${longest.line} has ${longest.length} characters; at most ${MAX_LINE} are read. Is the line end of this file CR, LF or CRLF?`);
  const normal = text.includes('\r') ? text.replaceAll('\r\n', '\n').replaceAll('\r', '\n') : text;
  const records: RawRow[] = [];
  let line = 1;
  let cursor = 0;
  Papa.parse<string[]>(normal, {
    delimiter: dialect.delimiter,
    quoteChar: dialect.quoteChar,
    newline: '\n',
    step: (result) => {
      const end = result.meta.cursor;
      const raw = normal.slice(cursor, end).replace(/\n$/, '');
      records.push({ line, cells: result.data, raw });
      line += raw.split('\n').length;
      cursor = end;
    },
  });
  if (normal.endsWith('\n')) dropLastEmpty(records);
  const headerAt = records.findIndex((record) => record.line >= dialect.headerLine);
  const headerRecord = records[headerAt];
  const table: Table = { header: [], headerLine: headerRecord?.line ?? 1, rows: [], ignored: [], malformed: [], rowsIn: 0 };
  if (!headerRecord) return table;
  if (headerRecord.cells.length > MAX_COLUMNS) throw new UnreadableFile('export/too-many-columns', headerRecord.line, `the header has ${headerRecord.cells.length} columns; at most ${MAX_COLUMNS} are read. Is the delimiter right?`);
  const header = headerRecord.cells.map((cell) => cell.trim());
  while (header.length > 1 && header.at(-1) === '') header.pop();
  table.header = header;
  for (const record of records.slice(0, headerAt)) table.ignored.push({ line: record.line, raw: record.raw, reason: record.raw.trim() === '' ? 'blank' : 'preamble' });
  const body = records.slice(headerAt + 1);
  const lastFull = body.findLastIndex((record) => record.cells.length >= header.length && !TOTALS.test(record.raw.trim()));
  for (const [at, record] of body.entries()) place(table, record, at > lastFull);
  table.rowsIn = table.rows.length + table.ignored.length + table.malformed.length;
  return table;
}

function place(table: Table, record: RawRow, afterLast: boolean): void {
  const { header } = table;
  const cells = record.cells;
  if (cells.every((cell) => cell.trim() === '')) table.ignored.push({ line: record.line, raw: record.raw, reason: 'blank' });
  else if (cells.length >= header.length && header.every((name, index) => cells[index]?.trim() === name)) table.ignored.push({ line: record.line, raw: record.raw, reason: 'repeated-header' });
  else if (TOTALS.test(record.raw.trim().replace(/^"/, '')) && (afterLast || cells.length !== header.length)) table.ignored.push({ line: record.line, raw: record.raw, reason: 'footer' });
  else if (cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '')) malformed(table, record, 'too many cells', 'export/too-many-cells');
  else if (cells.length < header.length) malformed(table, record, 'too few cells', 'export/too-few-cells');
  else table.rows.push({ line: record.line, raw: record.raw, cells: cells.slice(0, header.length) });
}

function malformed(table: Table, record: RawRow, what: string, rule: string): void {
  table.malformed.push({ line: record.line, raw: record.raw, column: null, rule, reason: `${what}: found ${record.cells.length}, the header has ${table.header.length}` });
}

/** A final line end is not a row. */
function dropLastEmpty(records: RawRow[]): void {
  const last = records.at(-1);
  if (last && last.raw === '' && last.cells.length === 1) records.pop();
}

function longestLine(text: string): { line: number; length: number } {
  let longest = { line: 1, length: 0 };
  let line = 1;
  for (let from = 0; from <= text.length; line++) {
    const newline = text.indexOf('\n', from);
    const end = newline === -1 ? text.length : newline;
    if (end - from > longest.length) longest = { line, length: end - from };
    from = end + 1;
  }
  return longest;
}
