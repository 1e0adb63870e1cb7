import { commentMarks, commentTest, withoutLines } from './comments.ts';
import { PLAIN, type Form } from './form.ts';
import { isTyped, kindOf } from './kinds.ts';
import { escapeOf, quoteOf } from './quotes.ts';
import { headRecords, type RawRow } from './records.ts';

/** How likely a delimiter is before the file was looked at. */
const DELIMITERS: readonly (readonly [string, number])[] = [
  [',', 1],
  [';', 1],
  ['\t', 1],
  ['|', 0.95],
  ['  ', 0.75],
  [' ', 0.7],
  [':', 0.6],
  ['^', 0.8],
  ['~', 0.8],
  ['¦', 0.8],
  ['§', 0.7],
  ['\u0001', 1],
  ['\u001f', 1],
];
const MOST_ROWS = 400;
/** So many records are enough to tell one delimiter from another. */
const RATED_ROWS = 100;
const HEAD = 131_072;
const SHORT = 32_768;

export interface Sniffed {
  form: Form;
  /** Number of cells that most records have. */
  width: number;
  /** 0 to 1: share of records of that width, times how far the runner-up is behind. */
  confidence: number;
  rows: RawRow[];
  /** What comment lines begin with; empty where there are none. */
  commentChar: string;
  isComment: (row: RawRow) => boolean;
  /** The next best way to read it. */
  rival: { form: Form; width: number } | null;
}

/** What is known of a text before it is looked at. */
export interface Known {
  delimiter?: string | undefined;
  quoteChar?: string | undefined;
  commentChar?: string | undefined;
}

/**
 * How a text is put together: of all delimiters and quotes the ones that give most records one width and cells of clear kinds.
 * Lines that begin with one comment mark leave before anything is measured.
 */
export function sniff(text: string, known: Known = {}): Sniffed {
  const head = headOf(text);
  const marks = known.commentChar === undefined ? commentMarks(head.slice(0, SHORT)) : [];
  const isDeclared = known.commentChar !== undefined;
  for (const mark of isDeclared ? [known.commentChar!] : marks) {
    const found = measured(withoutLines(head, mark), known);
    const { form, width } = found;
    const rows = headRecords(head, form, width > 1 ? width : null, MOST_ROWS);
    const isComment = commentTest(rows, width, mark, isDeclared);
    if (!isDeclared && !rows.some(isComment)) continue;
    return {
      ...found,
      rows: rows.filter((row) => !isComment(row)),
      commentChar: mark,
      isComment,
    };
  }
  return { ...measured(head, known), commentChar: '', isComment: () => false };
}

type Measured = Omit<Sniffed, 'commentChar' | 'isComment'>;

function measured(head: string, known: Known): Measured {
  const says = /^sep=(.{1,3})\s*$/im.exec(head.slice(0, 20))?.[1];
  const delimiter = known.delimiter ?? says;
  const short = head.slice(0, SHORT);
  if (delimiter === undefined && isOneColumn(short)) return oneColumn(head, known.quoteChar);
  // A cell of many lines is one line of its table.
  const unquoted = short.replaceAll(/"[^"]*"/g, '""');
  const candidates =
    delimiter === undefined
      ? DELIMITERS.filter(([mark]) => usualIn(short, mark) || usualIn(unquoted, mark))
      : [[delimiter, 1] as const];
  const tried = harder(
    (candidates.length === 0 ? [[',', 1] as const] : candidates).map(([mark, prior]) => {
      const form = formOf(head, short, mark, known.quoteChar);
      const rows = headRecords(short, form, null, RATED_ROWS);
      return { form, rows, prior, ...rate(rows, form, prior) };
    }),
  );
  tried.sort((a, b) => b.score - a.score);
  const [best, second] = tried as [(typeof tried)[number], (typeof tried)[number] | undefined];
  if ((best.width < 2 || best.score < 0.001) && delimiter === undefined)
    return oneColumn(head, known.quoteChar);
  const form =
    delimiter === undefined || known.delimiter === undefined ? widened(head, best) : best.form;
  const { width } =
    form === best.form ? best : rate(headRecords(short, form, null, RATED_ROWS), form, 1);
  const rows = headRecords(head, form, width > 1 ? width : null, MOST_ROWS);
  const { share } = rate(rows, form, 1);
  const rival = second && second.width > 1 ? second : null;
  const lead = rival ? 1 - 0.5 * Math.min(1, rival.score / best.score) : 1;
  return {
    form,
    width,
    confidence: Math.min(1, Math.max(0.05, share * lead)),
    rows,
    rival,
  };
}

function formOf(head: string, short: string, mark: string, declared: string | undefined): Form {
  const quoteChar = declared ?? quoteOf(head, mark);
  return {
    ...PLAIN,
    delimiter: mark,
    quoteChar,
    escape: escapeOf(head, mark, quoteChar),
    spaceAfter:
      mark.trim() !== '' && count(head, `${mark} ${quoteChar}`) > count(head, mark + quoteChar),
    runs: mark === '  ' || (mark === ' ' && aligned(short)),
  };
}

/** A prior below this is of a mark that is in any text. */
const SOFT = 0.8;

interface Tried {
  form: Form;
  rows: RawRow[];
  prior: number;
  score: number;
  width: number;
  share: number;
}

/** A space or a colon parts nothing beside a mark that is in every line, unless only it gives values. */
function harder(tried: readonly Tried[]): Tried[] {
  // Decimal commas are in every row and not in the names above them, which the same space parts as it parts the rows.
  const named = tried.find(
    ({ prior, width, share, rows: [first, ...below] }) =>
      prior < SOFT &&
      share === 1 &&
      width > 1 &&
      first?.cells.every((cell) => !isTyped(kindOf(cell))) &&
      typedShare(below) > 0.6,
  );
  if (named) return tried.filter(({ prior, rows }) => prior < SOFT || rows[0]?.cells.length !== 1);
  const hard = tried.filter(
    ({ prior, width, share, rows }) =>
      prior >= SOFT && width > 1 && share >= 0.95 && rows.length > 1,
  );
  if (hard.length === 0) return [...tried];
  // A tab is in no text, so nothing else parts cells where one is in every line.
  const tab = hard.find(({ form }) => form.delimiter === '\t');
  if (tab && tab.rows[0]?.cells.length === tab.width) return [tab];
  const values = Math.max(...hard.map(({ rows }) => typedShare(rows)));
  return tried.filter(
    ({ prior, rows }) => prior >= SOFT || typedShare(rows) > Math.max(0.6, values + 0.3),
  );
}

/** True where every line below the first is one value, and the first names it and holds no mark that parts them. */
function isOneColumn(short: string): boolean {
  const [first = '', ...lines] = short.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  if (lines.length < 2 || isTyped(kindOf(first))) return false;
  const isFree = !DELIMITERS.some(([mark]) => first.includes(mark) && mark.trim() !== '');
  return isFree && lines.every((line) => isTyped(kindOf(line)));
}

/** The first part of a text, cut at a line end. */
function headOf(text: string): string {
  if (text.length <= HEAD) return text;
  const cut = text.lastIndexOf('\n', HEAD);
  const other = text.lastIndexOf('\r', HEAD);
  return text.slice(0, Math.max(cut, other, 1) === 1 ? HEAD : Math.max(cut, other) + 1);
}

/** True for a mark that is in a good part of the lines. */
function usualIn(text: string, mark: string): boolean {
  if (!text.includes(mark)) return false;
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return lines.filter((line) => line.includes(mark)).length >= 0.3 * lines.length;
}

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}

function oneColumn(head: string, quoteChar: string | undefined): Measured {
  // No mark parts cells: NUL bytes were dropped before.
  const form: Form = { ...PLAIN, delimiter: '\0', quoteChar: quoteChar ?? '"' };
  const rows = headRecords(head, form, null, MOST_ROWS);
  return { form, width: 1, confidence: 0.5, rows, rival: null };
}

/** Consistency of the widths times clarity of the cells. */
function rate(
  rows: readonly RawRow[],
  form: Form,
  prior: number,
): { score: number; width: number; share: number } {
  const weights = new Map<number, number>();
  let all = 0;
  let lines = 0;
  const filled = rows.filter((row) => row.raw.trim() !== '');
  for (const { cells } of filled) {
    weights.set(cells.length, (weights.get(cells.length) ?? 0) + cells.length);
    all += cells.length;
    lines += 1;
  }
  if (lines === 0) return { score: 0, width: 0, share: 0 };
  const [width, weight] = [...weights].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]!;
  const same = weight / width;
  const share = same / lines;
  if (width === 1) return { score: 0.001 * prior, width, share };
  const consistency = (weight / all + share) / 2;
  const own = filled.filter(({ cells }) => cells.length === width);
  // A space or a colon is in any text: between cells it is in every line alike, or parts values from one another.
  if (prior < 0.8 && share < 0.7 && !(width > 3 && typedShare(own) > 0.3))
    return { score: 0.0005, width, share };
  // One or two lines of words are a short list: nothing shows that a space or a colon parts them into columns.
  const isShort = lines < 3 && (lines === 1 ? width < 3 : typedShare(own.slice(1)) === 0);
  if (prior < SOFT && isShort) return { score: 0.0005, width, share };
  if (form.delimiter === ':' && cutsClockTimes(filled)) return { score: 0.0005, width, share };
  return {
    score: consistency ** 2 * (1 - 1 / (width + 1)) * clarity(own, form) * prior,
    width,
    share,
  };
}

/** True where the colon would part the hours from the minutes of a stamp in most lines. */
function cutsClockTimes(rows: readonly RawRow[]): boolean {
  const cut = rows.filter(({ raw }) => /(^|[T\s])[0-2]?\d:[0-5]\d(:[0-5]\d)?(?!\d|:)/.test(raw));
  return cut.length > 0.5 * rows.length;
}

function typedShare(rows: readonly RawRow[]): number {
  const cells = rows.slice(0, 50).flatMap((row) => row.cells);
  return cells.length === 0
    ? 0
    : cells.filter((cell) => isTyped(kindOf(cell))).length / cells.length;
}

/** How much the cells look like values, and not like pieces or heaps of values. */
function clarity(rows: readonly RawRow[], form: Form): number {
  let sum = 0;
  let count = 0;
  const others = [',', ';', '\t', '|'].filter((mark) => mark !== form.delimiter);
  for (const row of rows.slice(0, 200)) {
    for (const cell of row.cells) {
      count += 1;
      sum += worth(cell, row, form, others);
    }
  }
  return count === 0 ? 0 : sum / count;
}

function worth(cell: string, row: RawRow, form: Form, others: readonly string[]): number {
  const kind = kindOf(cell);
  if (kind === 'empty') return 0.6;
  if (isTyped(kind)) return 1;
  if (kind === 'code' || kind === 'word') return 0.9;
  const quotedCell = form.quoteChar !== '' && row.raw.includes(form.quoteChar + cell.slice(0, 20));
  if (quotedCell) return 0.8;
  const quotes = form.quoteChar === '"' && cell.includes('"') ? 0.3 : 1;
  const heaped = others.some((mark) =>
    new RegExp(`[^ ]\\${mark === '\t' ? 't' : mark}[^ ]`).test(cell),
  )
    ? 0.25
    : 1;
  return 0.7 * quotes * heaped;
}

/** The delimiter with what always goes with it: a space after it, itself again, or several marks. */
function widened(head: string, best: { form: Form; rows: RawRow[]; width: number }): Form {
  const { form } = best;
  const rows = best.rows.filter((row) => row.cells.length === best.width);
  const later = rows.flatMap((row) => row.cells.slice(1));
  if (form.delimiter.trim() !== '' && rows.length > 0 && !form.spaceAfter) {
    const spaced = rows.reduce(
      (sum, row) => sum + (row.raw.split(form.delimiter + ' ').length - 1),
      0,
    );
    const marks = rows.reduce((sum, row) => sum + row.cells.length - 1, 0);
    const begins = later.filter((cell) => cell.startsWith(' ')).length;
    if (
      begins >= 0.95 * later.length ||
      (spaced >= marks &&
        begins + later.filter((cell) => cell === '').length >= 0.6 * later.length &&
        begins > 0)
    )
      return respaced(head, form);
  }
  for (const times of [3, 2]) {
    const longer = form.delimiter.repeat(times);
    if (form.delimiter.trim() === '' && form.delimiter !== '\t') continue;
    if (!head.includes(longer)) continue;
    // Empty cells are marks beside each other, too: names, and rows that hold something, tell them from a longer mark.
    const filled = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
    const isWhole = (row: RawRow) =>
      row.raw.split(longer).length - 1 === (row.cells.length - 1) / times;
    if (filled.slice(0, 1).some(isWhole) && filled.filter(isWhole).length >= 0.95 * filled.length)
      return { ...form, delimiter: longer };
  }
  return form;
}

/** With spaces after the delimiter, quotes open after them; so the quote and its escape are looked for again. */
function respaced(head: string, form: Form): Form {
  const quoteChar = quoteOf(head, form.delimiter);
  return { ...form, quoteChar, spaceAfter: true };
}

/** True for columns that are aligned with runs of spaces. */
function aligned(head: string): boolean {
  const lines = head.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return lines.filter((line) => / {2,}\S/.test(line.trim())).length >= 0.5 * lines.length;
}
