import Papa from 'papaparse';
import { unescaped, type Form } from './form.ts';
import { lineEnd, Lines } from './lines.ts';
import { mend } from './mend.ts';

/** One record of a file as it stands there. */
export interface RawRow {
  /** 1-based physical line on which it begins. */
  line: number;
  cells: string[];
  raw: string;
  /** What had to be understood otherwise than written, in words. */
  mended?: string;
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

export const MAX_COLUMNS = 20_000;
const MAX_LINE = 10_000_000;
/** A quoted cell with unmarked quotes inside is not followed further than this. */
const MAX_ODD_CELL = 20_000;
const MAX_BLANK = 1_000_000;
/** So many lines may belong to one record whose quotes are broken, before it is read line by line. */
const MAX_JOINED = 4;

/**
 * Gives every record of a text to `take`; a `false` from it ends the reading. Lines end with LF, CRLF or CR, whichever
 * comes. `width` is the number of cells that records usually have: with it, a record whose quotes are broken is mended
 * within its own line, so that one stray quote never swallows the lines after it.
 */
export function eachRecord(
  text: string,
  form: Form,
  width: number | null,
  take: (row: RawRow) => unknown,
): void {
  const lines = new Lines(text, form.delimiter);
  const { quoteChar } = form;
  const parser = QuotedLine.of(form);
  let line = 1;
  let blank = 0;
  for (let at = 0; at < text.length;) {
    const end = lines.end(at);
    if (end - at > MAX_LINE)
      throw new UnreadableFile(
        'export/line-too-long',
        line,
        `line ${line} has ${end - at} characters; at most ${MAX_LINE} are read. Is the line end of this file CR, LF or CRLF?`,
      );
    blank = end === at ? blank + 1 : 0;
    if (blank > MAX_BLANK)
      throw new UnreadableFile(
        'export/blank-lines',
        line,
        `more than ${MAX_BLANK} empty lines follow one another up to line ${line}`,
      );
    const raw = text.slice(at, end);
    let row: RawRow;
    let next = lines.after(end);
    let used = 1;
    const quotes = quoteChar !== '' && raw.includes(quoteChar);
    const regular = quotes ? parser?.cells(raw) : undefined;
    if (!quotes) row = { line, cells: splitPlain(raw, form), raw };
    else if (regular && (width === null || regular.length === width))
      row = { line, cells: regular, raw };
    else {
      const place = lines.place();
      const strict = scan(text, at, form, lines);
      const whole = width === null || strict.cells.length === width;
      const mended =
        strict.odd || (!whole && strict.lines > 1)
          ? mendLines(text, at, form, width, lines, strict)
          : null;
      if (mended) {
        lines.goBack(place);
        row = { line, ...mended.row };
        used = mended.lines;
        next = mended.next;
      } else {
        row = { line, cells: strict.cells, raw: text.slice(at, strict.end) };
        used = strict.lines;
        next = strict.next;
      }
    }
    if (row.cells.length > MAX_COLUMNS)
      throw new UnreadableFile(
        'export/too-many-columns',
        line,
        `line ${line} has more than ${MAX_COLUMNS} columns, which is more than are read. Is the delimiter right?`,
      );
    if (take(row) === false) return;
    line += used;
    at = next;
  }
}

/** The first records of a text. */
export function headRecords(
  text: string,
  form: Form,
  width: number | null,
  most: number,
): RawRow[] {
  const rows: RawRow[] = [];
  eachRecord(text, form, width, (row) => {
    rows.push(row);
    return rows.length < most;
  });
  return rows;
}

/** Cells of a line without quotes. */
export function splitPlain(line: string, form: Form): string[] {
  if (form.runs) return line.trim().split(form.delimiter === ' ' ? / +/ : / {2,}/);
  const cells = line.split(form.delimiter);
  if (form.spaceAfter)
    for (let index = 1; index < cells.length; index++) cells[index] = cells[index]!.trimStart();
  return cells;
}

/** A line with quotes, taken apart by PapaParse. What it calls wrong goes on into the next line, or has to be mended. */
class QuotedLine {
  private readonly parser: Papa.Parser;
  private constructor(form: Form) {
    this.parser = new Papa.Parser({
      delimiter: form.delimiter,
      quoteChar: form.quoteChar,
      newline: '\n',
    });
  }
  /** Null for forms that PapaParse has no word for: delimiters of several characters, backslashes, aligned columns. */
  static of(form: Form): QuotedLine | null {
    const known =
      form.escape === 'double' &&
      form.quoteChar.length === 1 &&
      form.delimiter.length === 1 &&
      !form.spaceAfter &&
      !form.runs;
    return known ? new QuotedLine(form) : null;
  }
  cells(line: string): string[] | undefined {
    const { data, errors } = this.parser.parse(line, 0, false) as {
      data: string[][];
      errors: unknown[];
    };
    return errors.length === 0 && data.length === 1 ? data[0] : undefined;
  }
}

interface Scanned {
  cells: string[];
  /** Index of the line end that ends the record. */
  end: number;
  next: number;
  lines: number;
  /** A quote stands where none belongs, or is never closed. */
  odd: boolean;
}

/** One record by the rules of the form, over line ends inside quotes. */
function scan(text: string, from: number, form: Form, lines: Lines): Scanned {
  const { delimiter, quoteChar } = form;
  const cells: string[] = [];
  let at = from;
  let count = 1;
  let odd = false;
  for (;;) {
    if (form.spaceAfter || form.runs) while (text[at] === ' ') at++;
    if (text.startsWith(quoteChar, at)) {
      const cell = quoted(text, at, form);
      if (cell.closed) {
        count += countLines(text, at, cell.end);
        cells.push(cell.value);
        at = cell.end;
        odd ||= cell.odd;
        const end = lines.end(at);
        const stop = lines.cellEnd(at);
        if (stop === end) return { cells, end, next: lines.after(end), lines: count, odd };
        at = stop + delimiter.length;
        continue;
      }
      const end = lineEnd(text, from);
      return {
        cells: [...cells, text.slice(at, end)],
        end,
        next: lines.after(end),
        lines: 1,
        odd: true,
      };
    }
    const end = lines.end(at);
    const stop = lines.cellEnd(at);
    cells.push(text.slice(at, stop));
    if (stop === end) return { cells, end, next: lines.after(end), lines: count, odd };
    at = stop + delimiter.length;
  }
}

/** A quoted cell that begins at `from`; `end` is where its delimiter or line end stands. */
function quoted(
  text: string,
  from: number,
  form: Form,
): { value: string; end: number; closed: boolean; odd: boolean } {
  const { quoteChar } = form;
  let value = '';
  let at = from + 1;
  let odd = false;
  for (;;) {
    const quote = text.indexOf(quoteChar, at);
    if (quote === -1 || quote - from > (odd ? MAX_ODD_CELL : MAX_LINE))
      return { value: '', end: text.length, closed: false, odd: true };
    if (form.escape === 'backslash' && backslashed(text, quote, from)) {
      value += text.slice(at, quote + 1);
      at = quote + 1;
      continue;
    }
    if (form.escape === 'double' && text[quote + 1] === quoteChar) {
      value += text.slice(at, quote + 1);
      at = quote + 2;
      continue;
    }
    let after = quote + 1;
    while (text[after] === ' ' && form.delimiter !== ' ') after++;
    if (
      after >= text.length ||
      text[after] === '\n' ||
      text[after] === '\r' ||
      text.startsWith(form.delimiter, after)
    ) {
      value += text.slice(at, quote);
      return {
        value: form.escape === 'backslash' ? unescaped(value, quoteChar) : value,
        end: after,
        closed: true,
        odd,
      };
    }
    odd = true;
    value += text.slice(at, quote + 1);
    at = quote + 1;
  }
}

/** True when an odd number of backslashes stands before a quote. */
function backslashed(text: string, quote: number, from: number): boolean {
  let count = 0;
  for (let at = quote - 1; at > from && text[at] === '\\'; at--) count++;
  return count % 2 === 1;
}

function countLines(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at++) {
    const code = text.charCodeAt(at);
    if (code === 10 || (code === 13 && text.charCodeAt(at + 1) !== 10)) count++;
  }
  return count;
}

/** A record whose quotes are broken, understood within its own line, or within the next few when only that gives its usual width. */
function mendLines(
  text: string,
  at: number,
  form: Form,
  width: number | null,
  lines: Lines,
  strict: Scanned,
): { row: Omit<RawRow, 'line'>; lines: number; next: number } | null {
  let first: ReturnType<typeof mendLines> = null;
  let end = lineEnd(text, at);
  const most = width === null ? 1 : MAX_JOINED;
  for (let joined = 1; joined <= most; joined++) {
    if (end - at > 200_000) break;
    const raw = text.slice(at, end);
    const result = mend(raw, form, width);
    const found = result && {
      row: { cells: result.cells, raw, mended: result.what },
      lines: joined,
      next: lines.after(end),
    };
    if (found && (width === null || result.cells.length === width)) return found;
    first ??= found;
    end = lineEnd(text, lines.after(end));
  }
  // Nothing gives the usual width: what is well-formed stays as it stands, what runs away is held in its line.
  return strict.odd ? first : null;
}
