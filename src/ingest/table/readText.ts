import { delimiterName, type Form } from './form.ts';
import { columnsOf, type Column } from './kinds.ts';
import { headerNames } from './header.ts';
import { layOut, type Ignored, type Section } from './layout.ts';
import { eachRecord, splitPlain, UnreadableFile, type RawRow } from './records.ts';
import { repair } from './repair.ts';
import { sniff } from './sniff.ts';

/** A table as it was understood, without any contract. */
export interface FreeTable {
  /** Null when the file names no columns. */
  header: string[] | null;
  /** 1-based line of the header, or of the first row. */
  line: number;
  rows: { line: number; cells: string[] }[];
}

/** Something that a reader of the output should know about one row. */
export interface Note {
  line: number;
  column: number | null;
  rule:
    'read/mended' | 'read/repaired' | 'read/too-many-cells' | 'read/too-few-cells' | 'read/header';
  what: string;
}

export interface FreeRead {
  form: Form;
  confidence: number;
  detected: string[];
  /** The table that the file is about comes first. */
  tables: FreeTable[];
  notes: Note[];
  ignored: Ignored[];
  /** Records without headers: rows of all tables + ignored. */
  rowsIn: number;
}

export interface FreeOptions {
  delimiter?: string | undefined;
  quoteChar?: string | undefined;
  commentChar?: string | undefined;
  /** Rows of another width stay as they stand; nothing is inferred from the other rows. */
  asIs?: boolean | undefined;
}

/** Every table of a text, whatever its dialect; no row is dropped without being listed. */
export function readText(text: string, options: FreeOptions = {}): FreeRead {
  refuseJson(text);
  const { form, width, confidence, rows, isComment } = sniff(text, options);
  if (width === 1 && rows.length > 1) {
    const inner = unwrapped(text, rows, form, options);
    if (inner !== null) {
      const read = readText(inner, options);
      return { ...read, detected: ['lines that were quoted whole', ...read.detected] };
    }
  }
  const records: RawRow[] = [];
  const comments: RawRow[] = [];
  eachRecord(text, form, width > 1 ? width : null, (row) => {
    (isComment(row) ? comments : records).push(row);
  });
  const read = readRecords(records, form, width, options);
  for (const { line, raw } of comments) read.ignored.push({ line, raw, reason: 'comment' });
  read.ignored.sort((a, b) => a.line - b.line);
  return {
    ...read,
    rowsIn: read.rowsIn + comments.length,
    confidence,
    detected: [...(width > 1 ? formDetected(form) : ['one column']), ...read.detected],
  };
}

/** Objects are no rows: what holds them is for another reader. */
function refuseJson(text: string): void {
  if (!/^\s*(\[\s*)?\{\s*"/.test(text.slice(0, 200))) return;
  const [line = ''] = text.trimStart().split(/[\r\n]/, 1);
  const parses = (json: string) => {
    try {
      return typeof JSON.parse(json) === 'object';
    } catch {
      return false;
    }
  };
  if (parses(line) || parses(text))
    throw new UnreadableFile(
      'read/json',
      1,
      'this is JSON, not a table; export CSV, or let a program that writes CSV be its loader',
    );
}

/** How a file is put together, in words. */
export function formDetected(form: Form): string[] {
  return [
    `${delimiterName(form)} between cells`,
    ...(form.quoteChar === '"' ? [] : [`quotes ${form.quoteChar}`]),
    ...(form.escape === 'backslash' ? ['backslash before quotes'] : []),
  ];
}

/** The text within lines that a program quoted whole, as if each were one cell; null where they were not. `options` say what is known of them. */
export function unquotedLines(text: string, options: FreeOptions): string | null {
  const [first = ''] = text
    .slice(0, 10_000)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  if (first.length < 3 || !/^(["']).*\1$/.test(first.trim())) return null;
  const { form, width, rows } = sniff(text, options);
  return width === 1 && rows.length > 1 ? unwrapped(text, rows, form, options) : null;
}

function unwrapped(
  text: string,
  head: readonly RawRow[],
  form: Form,
  options: FreeOptions,
): string | null {
  const whole = head.filter(
    (row) =>
      row.raw.length > 2 && row.raw.startsWith(form.quoteChar) && row.raw.endsWith(form.quoteChar),
  );
  if (whole.length < 0.9 * head.filter((row) => row.raw.trim() !== '').length) return null;
  const inner = sniff(whole.map((row) => row.cells[0]).join('\n'), options);
  // Where the first line holds no delimiter, it names one column, and each cell of it is one cell.
  if (inner.width < 2 || inner.confidence < 0.6 || inner.rows[0]?.cells.length === 1) return null;
  // A space, a colon and a comma with a space are of texts (`"Dec 8, 2022"`); lines of cells that were quoted once more double their quotes.
  const isProse = inner.form.spaceAfter || /^[ :]/.test(inner.form.delimiter);
  if (isProse && !whole.some(({ raw }) => raw.slice(1, -1).includes(form.quoteChar.repeat(2))))
    return null;
  const lines: string[] = [];
  eachRecord(text, form, null, (row) => {
    lines.push(row.cells.length === 1 ? row.cells[0]!.replaceAll(/\r\n|\r|\n/g, ' ') : row.raw);
  });
  return lines.join('\n');
}

/** The same for rows that were never text: a sheet, a Parquet file. */
export function readRecords(
  records: readonly RawRow[],
  form: Form,
  width: number,
  options: FreeOptions = {},
): FreeRead {
  const layout = layOut(records, width);
  const notes: Note[] = [];
  const tables = layout.sections.map((section) =>
    tableOf(section, form, notes, options.asIs === true),
  );
  const [main] = tables.splice(layout.main, 1);
  if (main) tables.unshift(main);
  const headerRows = layout.sections[layout.main]?.header.length ?? 0;
  const detected: string[] = [];
  if (main)
    detected.push(
      headerRows === 0
        ? 'no header'
        : headerRows === 1
          ? `header on line ${main.line}`
          : `header of ${headerRows} rows from line ${main.line}`,
    );
  if (tables.length > 1) detected.push(`${tables.length} tables`);
  notes.sort((a, b) => a.line - b.line);
  return {
    form,
    confidence: 1,
    detected,
    tables,
    notes,
    ignored: layout.ignored,
    rowsIn: tables.reduce((sum, table) => sum + table.rows.length, 0) + layout.ignored.length,
  };
}

export function tableOf(section: Section, form: Form, notes: Note[], asIs: boolean): FreeTable {
  const sample = section.rows.filter((row) => row.cells.length === section.width);
  const ragged = sample.length < section.rows.length && !asIs;
  const columns =
    ragged && sample.length >= 2
      ? columnsOf(
          sample.slice(0, 1000).map((row) => row.cells),
          section.width,
        )
      : [];
  let header = section.header.length > 0 ? headerNames(section) : null;
  if (header && header.length !== section.width)
    header = fittedHeader(section, header, form, notes, asIs);
  notes.push(...section.reordered.map(reorderedNote));
  const rows = section.rows.map((row) => rowOf(row, section, form, columns, notes, asIs));
  trimPadding(header, rows);
  while (header && outer(header, rows, -1)) {
    header.pop();
    for (const row of rows) row.cells.pop();
  }
  while (header && form.delimiter === '|' && outer(header, rows, 0)) {
    header.shift();
    for (const row of rows) row.cells.shift();
  }
  return { header, line: section.header[0]?.line ?? section.rows[0]?.line ?? 1, rows };
}

export function reorderedNote(line: number): Note {
  const what =
    'the header comes again with its columns in another order; the rows below it are put under the names of the first one';
  return { line, column: null, rule: 'read/header', what };
}

/** Delimiters around every line make no columns: nothing stands there, not even a name. */
function outer(
  header: readonly string[],
  rows: readonly { cells: string[] }[],
  at: 0 | -1,
): boolean {
  return (
    header.length > 1 &&
    header.at(at) === '' &&
    rows.every((row) => row.cells.length === header.length && row.cells.at(at)!.trim() === '')
  );
}

/** Spaces that pad cells to the width of their column are no part of them. */
function trimPadding(header: string[] | null, rows: readonly { cells: string[] }[]): void {
  let filled = 0;
  let padded = 0;
  for (const { cells } of rows.slice(0, 200)) {
    for (const cell of cells) {
      if (cell === '') continue;
      filled += 1;
      if (cell.startsWith(' ') || cell.endsWith(' ')) padded += 1;
    }
  }
  if (filled === 0 || padded < 0.6 * filled) return;
  if (header) for (const [index, name] of header.entries()) header[index] = name.trim();
  for (const { cells } of rows)
    for (const [index, cell] of cells.entries()) cells[index] = cell.trim();
}

/** A header with a cell too many or too few, or written with another delimiter. */
function fittedHeader(
  section: Section,
  header: string[],
  form: Form,
  notes: Note[],
  asIs: boolean,
): string[] {
  const row = section.header[0]!;
  const { width } = section;
  const note = (what: string) =>
    notes.push({ line: row.line, column: null, rule: 'read/header', what });
  if (!asIs) {
    if (header.length > width) {
      const named = header.filter((name) => name !== '');
      if (named.length === width) {
        note(
          `the header had ${header.length - width} empty cell${header.length - width === 1 ? '' : 's'} that the rows do not have`,
        );
        return named;
      }
    } else {
      for (const mark of [',', ';', '\t', '|', ' ']) {
        if (mark === form.delimiter) continue;
        const cells = splitPlain(row.raw.trim(), {
          ...form,
          delimiter: mark,
          spaceAfter: false,
          runs: mark === ' ',
        }).map((cell) => unquote(cell.trim(), form));
        if (cells.length === width && cells.every((cell) => cell !== '')) {
          note(
            `the header is written with ${delimiterName({ ...form, delimiter: mark, runs: false, spaceAfter: false })} between its cells`,
          );
          return cells;
        }
      }
    }
  }
  note(`the header has ${header.length} cells, the rows have ${width}`);
  return header;
}

function unquote(cell: string, form: Form): string {
  const { quoteChar } = form;
  return quoteChar !== '' &&
    cell.length > 1 &&
    cell.startsWith(quoteChar) &&
    cell.endsWith(quoteChar)
    ? cell.slice(1, -1).replaceAll(quoteChar + quoteChar, quoteChar)
    : cell;
}

export function rowOf(
  row: RawRow,
  section: Section,
  form: Form,
  columns: readonly Column[],
  notes: Note[],
  asIs: boolean,
): { line: number; cells: string[] } {
  const { width } = section;
  if (row.mended && row.cells.length === width)
    notes.push({ line: row.line, column: null, rule: 'read/mended', what: row.mended });
  if (row.cells.length === width) return { line: row.line, cells: row.cells };
  const better = asIs || columns.length === 0 ? null : repair(row, form, columns);
  if (better) {
    notes.push({
      line: row.line,
      column: null,
      rule: 'read/repaired',
      what: `found ${row.cells.length} cells where the others have ${width}; read ${better.how}`,
    });
    return { line: row.line, cells: better.cells };
  }
  const few = row.cells.length < width;
  notes.push({
    line: row.line,
    column: Math.min(row.cells.length, width) + (few ? 0 : 1),
    rule: few ? 'read/too-few-cells' : 'read/too-many-cells',
    what: `found ${row.cells.length} cells where the others have ${width}; ${few ? 'empty cells were added at its end' : 'kept as it stands'}`,
  });
  return {
    line: row.line,
    cells: few ? [...row.cells, ...Array<string>(width - row.cells.length).fill('')] : row.cells,
  };
}
