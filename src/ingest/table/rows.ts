import type { Dialect } from './dialect.ts';
import { commentTest } from './comments.ts';
import { footerTest, type Identity } from './footer.ts';
import { isMissing, isTyped, kindOf } from './kinds.ts';
import { annotations, headerNames, onlyNames } from './header.ts';
import { oneSpaced } from './heading.ts';
import { isRule, type Ignored } from './layout.ts';
import { eachRecord, MAX_COLUMNS, UnreadableFile, type RawRow } from './records.ts';
import { reordered, secondHeaderTest } from './secondHeader.ts';
import { unitsIn } from './unitsRow.ts';

export { UnreadableFile, type RawRow } from './records.ts';

export interface Table {
  header: string[];
  headerLine: number;
  rows: RawRow[];
  ignored: Ignored[];
  malformed: { line: number; raw: string; column: string | null; reason: string; rule: string }[];
  /** rows + ignored + malformed; the header is not counted. */
  rowsIn: number;
  /** Rows that had to be understood otherwise than written. */
  mended: { line: number; what: string }[];
  /** Lines that name the columns in another order; the rows below one are put under the names of the first header. */
  reordered: number[];
  /** A line that names some of the columns beside others, so that nobody knows what the rows below it hold. */
  otherHeader: { line: number; names: string[] } | null;
  /** Units by the name of their column, from a row of them below the header. */
  units: ReadonlyMap<string, string>;
}

/** What a contract says of the columns. */
export interface Named {
  /** All of them, in order: the header of a file that has none. */
  names: readonly string[];
  /** Those that tell a row from every other, and those that date it. */
  key: readonly string[];
  dates: readonly string[];
}

/** A text as a header and rows of cells; every record is a row, ignored, or malformed, and keeps its line and raw text. */
export function readTable(
  text: string,
  dialect: Dialect,
  named: Named = { names: [], key: [], dates: [] },
): Table {
  const table: Table = {
    header: dialect.hasHeader ? [] : [...named.names],
    headerLine: dialect.headerLine,
    rows: [],
    ignored: [],
    malformed: [],
    rowsIn: 0,
    mended: [],
    reordered: [],
    otherHeader: null,
    units: new Map(),
  };
  const header: RawRow[] = [];
  const body: RawRow[] = [];
  const headerRows = dialect.hasHeader ? Math.max(1, dialect.headerRows) : 0;
  const width = dialect.width > 1 ? dialect.width : null;
  const records: RawRow[] = [];
  eachRecord(text, dialect, width, (record) => {
    records.push(record);
  });
  const { commentChar, isCommentDeclared } = dialect;
  const isComment = commentTest(
    records.slice(0, 400),
    dialect.width,
    commentChar,
    isCommentDeclared,
  );
  for (const record of records) {
    if (isComment(record))
      table.ignored.push({ line: record.line, raw: record.raw, reason: 'comment' });
    else if (record.line < dialect.headerLine)
      table.ignored.push({
        line: record.line,
        raw: record.raw,
        reason: record.raw.trim() === '' ? 'blank' : 'preamble',
      });
    else if (isRule(record.raw))
      table.ignored.push({ line: record.line, raw: record.raw, reason: 'rule' });
    else if (header.length < headerRows) header.push(record);
    else if (record.cells.every((cell) => cell.trim() === ''))
      table.ignored.push({ line: record.line, raw: record.raw, reason: 'blank' });
    else body.push(record);
  }
  const first = header[0];
  if (dialect.hasHeader) {
    if (!first) return { ...table, rowsIn: table.ignored.length };
    table.headerLine = first.line;
    table.header = (
      header.length > 1 ? headerNames({ width: dialect.width, header }) : first.cells
    ).map(oneSpaced);
  }
  if (table.header.length > MAX_COLUMNS)
    throw new UnreadableFile(
      'export/too-many-columns',
      table.headerLine,
      `the header has more than ${MAX_COLUMNS} columns, which is more than are read. Is the delimiter right?`,
    );
  while (table.header.length > 1 && table.header.at(-1) === '') table.header.pop();
  for (const record of body.splice(0, annotations(body)))
    table.ignored.push({ line: record.line, raw: record.raw, reason: 'comment' });
  takeUnits(table, body);
  for (const record of body.splice(otherTable(body, table)))
    table.ignored.push({ line: record.line, raw: record.raw, reason: 'other-table' });
  placeAll(table, body, dialect, named);
  table.rowsIn = table.rows.length + table.ignored.length + table.malformed.length;
  return table;
}

/** A row of units below the header is not part of the table; what it says is kept. */
function takeUnits(table: Table, body: RawRow[]): void {
  const units = table.header.length > 1 ? unitsIn(body[0], body.slice(1)) : null;
  const row = units && body.shift();
  if (!row || !units) return;
  table.ignored.push({ line: row.line, raw: row.raw, reason: 'units' });
  table.units = new Map([...units].map(([at, unit]) => [table.header[at] ?? '', unit]));
}

/** Every record below the header in its place: a row, ignored, or malformed. */
function placeAll(table: Table, body: readonly RawRow[], dialect: Dialect, named: Named): void {
  const { header } = table;
  const at = (names: readonly string[]) =>
    names.map((name) => header.indexOf(name)).filter((place) => place >= 0);
  const identity: Identity = { key: at(named.key), dates: at(named.dates) };
  const { isTotal } = footerTest(body, header.length, identity);
  const lastFull = body.findLastIndex(
    (record) => record.cells.length >= header.length && !isTotal(record),
  );
  const again = dialect.hasHeader ? secondHeaderTest(header) : () => null;
  let order: number[] | null = null;
  for (const [index, record] of body.entries()) {
    const second = again(record.cells);
    if (second?.kind === 'same') {
      if (second.order) table.reordered.push(record.line);
      order = second.order;
      table.ignored.push({ line: record.line, raw: record.raw, reason: 'repeated-header' });
      continue;
    }
    if (second) table.otherHeader ??= { line: record.line, names: second.names };
    const isLast = index > lastFull;
    const isUnder = (isLast || record.cells.length !== header.length) && isTotal(record);
    const isText =
      isLast && record.cells.length === 1 && header.length > 2 && note(record.cells[0]!);
    if (isUnder || isText)
      table.ignored.push({ line: record.line, raw: record.raw, reason: 'footer' });
    else if (order && record.cells.length >= header.length)
      place(table, { ...record, cells: reordered(record.cells, order) });
    else place(table, record);
  }
}

/**
 * Index of the record where a table of other columns begins: after a blank line, with names of its own and rows like it. It
 * is told by its width, or, since spreadsheets pad every table to the widest, by names where the rows above hold values.
 */
function otherTable(body: readonly RawRow[], table: Table): number {
  const blank = new Set(
    table.ignored.flatMap((row) => (row.reason === 'blank' ? [row.line + 1] : [])),
  );
  const width = table.header.length;
  const again = secondHeaderTest(table.header);
  const at = body.findIndex((record, index) => {
    if (index === 0 || !blank.has(record.line) || again(record.cells)) return false;
    const names = withoutPadding(record.cells);
    const next = body[index + 1];
    if (!next || !onlyNames(names)) return false;
    return record.cells.length === width
      ? areNamesOverValues(names, withoutPadding(next.cells), body.slice(0, index))
      : next.cells.length === record.cells.length;
  });
  return at === -1 ? body.length : at;
}

function withoutPadding(cells: readonly string[]): string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell.trim() !== '') + 1);
}

/**
 * True where a column holds values above and a name here that no row above holds, and the row below is no row of names: a
 * row of the table with a text in place of a number still has a name, a line or a site of the rows above it.
 */
function areNamesOverValues(
  names: readonly string[],
  below: readonly string[],
  above: readonly RawRow[],
): boolean {
  if (below.length > names.length || onlyNames(below)) return false;
  const isKnown = names.some((name, column) =>
    above.some(({ cells }) => cells[column]?.trim() === name.trim()),
  );
  if (isKnown) return false;
  const sample = above.slice(-50);
  return names.some((_, column) => {
    const values = sample.filter(({ cells }) => isTyped(kindOf((cells[column] ?? '').trim())));
    return values.length > 0.5 * sample.length;
  });
}

function place(table: Table, record: RawRow): void {
  const { header } = table;
  const { cells } = record;
  const surplus =
    cells.length > header.length && cells.slice(header.length).some((cell) => cell.trim() !== '');
  if (/^\s*#/.test(record.raw) && cells.length !== header.length)
    table.ignored.push({ line: record.line, raw: record.raw, reason: 'comment' });
  else if (surplus) malformed(table, record, 'too many cells', 'export/too-many-cells');
  else if (cells.length < header.length)
    malformed(table, record, 'too few cells', 'export/too-few-cells');
  else if (record.mended?.includes('no delimiter'))
    table.malformed.push({
      line: record.line,
      raw: record.raw,
      column: null,
      rule: 'export/no-delimiter',
      reason: `${record.mended}: a delimiter seems to be missing`,
    });
  else {
    if (record.mended) table.mended.push({ line: record.line, what: record.mended });
    table.rows.push({
      line: record.line,
      raw: record.raw,
      cells: cells.length === header.length ? cells : cells.slice(0, header.length),
    });
  }
}

/** A line under the table that is a sentence and no value. */
function note(cell: string): boolean {
  return !isMissing(cell) && /\s/.test(cell.trim()) && /^\p{L}|^[*(]/u.test(cell.trim());
}

function malformed(table: Table, record: RawRow, what: string, rule: string): void {
  table.malformed.push({
    line: record.line,
    raw: record.raw,
    column: null,
    rule,
    reason: `${what}: found ${record.cells.length}, the header has ${table.header.length}`,
  });
}
