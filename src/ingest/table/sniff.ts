import { PLAIN, type Form } from './form.ts';
import { isTyped, kindOf } from './kinds.ts';
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
}

/** How a text is put together: of all delimiters and quotes the ones that give most records one width and cells of clear kinds. */
export function sniff(
  text: string,
  declared: { delimiter?: string | undefined; quoteChar?: string | undefined } = {},
): Sniffed {
  const head = headOf(text);
  const says = /^sep=(.{1,3})\s*$/im.exec(head.slice(0, 20))?.[1];
  const delimiter = declared.delimiter ?? says;
  const short = head.slice(0, SHORT);
  const candidates =
    delimiter === undefined
      ? DELIMITERS.filter(([mark]) => usualIn(short, mark))
      : [[delimiter, 1] as const];
  const tried = (candidates.length === 0 ? [[',', 1] as const] : candidates).map(
    ([mark, prior]) => {
      const quoteChar = declared.quoteChar ?? quoteOf(head, mark);
      const spaceAfter =
        mark.trim() !== '' && count(head, `${mark} ${quoteChar}`) > count(head, mark + quoteChar);
      const form: Form = {
        ...PLAIN,
        delimiter: mark,
        quoteChar,
        escape: escapeOf(head, mark, quoteChar),
        spaceAfter,
        runs: mark === '  ' || (mark === ' ' && aligned(short)),
      };
      const rows = headRecords(short, form, null, RATED_ROWS);
      return { form, rows, ...rate(rows, form, prior) };
    },
  );
  tried.sort((a, b) => b.score - a.score);
  const [best, second] = tried as [(typeof tried)[number], (typeof tried)[number] | undefined];
  if ((best.width < 2 || best.score < 0.001) && delimiter === undefined)
    return oneColumn(head, declared.quoteChar);
  const form =
    delimiter === undefined || declared.delimiter === undefined ? widened(head, best) : best.form;
  const { width } =
    form === best.form ? best : rate(headRecords(short, form, null, RATED_ROWS), form, 1);
  const rows = headRecords(head, form, width > 1 ? width : null, MOST_ROWS);
  const { share } = rate(rows, form, 1);
  const lead = second && second.width > 1 ? 1 - 0.5 * Math.min(1, second.score / best.score) : 1;
  return { form, width, confidence: Math.min(1, Math.max(0.05, share * lead)), rows };
}

/** The first part of a text, cut at a line end. */
function headOf(text: string): string {
  if (text.length <= HEAD) return text;
  const cut = text.lastIndexOf('\n', HEAD);
  const other = text.lastIndexOf('\r', HEAD);
  return text.slice(0, Math.max(cut, other, 1) === 1 ? HEAD : Math.max(cut, other) + 1);
}

/** True for a mark that stands in a good part of the lines. */
function usualIn(text: string, mark: string): boolean {
  if (!text.includes(mark)) return false;
  const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== '');
  return lines.filter((line) => line.includes(mark)).length >= 0.3 * lines.length;
}

function count(text: string, what: string): number {
  return text.split(what).length - 1;
}

function oneColumn(head: string, quoteChar: string | undefined): Sniffed {
  // No mark parts cells: NUL bytes were dropped before.
  const form: Form = { ...PLAIN, delimiter: '\0', quoteChar: quoteChar ?? '"' };
  return { form, width: 1, confidence: 0.5, rows: headRecords(head, form, null, MOST_ROWS) };
}

/** The quote that opens and closes whole cells most often. */
function quoteOf(head: string, delimiter: string): string {
  const mark = delimiter.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const whole = (quote: string) =>
    head.match(
      new RegExp(
        `(?<=^|${mark} ?|[\\r\\n])${quote}(?:[^]{0,400}?${quote})?(?=${mark}|$|[\\r\\n])`,
        'g',
      ),
    )?.length ?? 0;
  const double = head.includes('"') ? whole('"') : 0;
  return head.includes("'") &&
    whole("'") > 3 * double &&
    head.match(new RegExp(`(?:^|${mark} ?|[\\r\\n])'`))
    ? "'"
    : '"';
}

/** How a quote inside a quoted cell is marked: by what most of them have before them. */
function escapeOf(head: string, delimiter: string, quote: string): Form['escape'] {
  let doubled = 0;
  let slashed = 0;
  let bare = 0;
  const edge = (at: number) =>
    at < 0 || at >= head.length || head[at] === '\n' || head[at] === '\r';
  const ends = (at: number) => edge(at) || head.startsWith(delimiter, at);
  const begins = (at: number) => {
    let to = at;
    while (head[to] === ' ' && delimiter !== ' ') to--;
    return edge(to) || head.startsWith(delimiter, to - delimiter.length + 1);
  };
  for (let at = head.indexOf(quote); at !== -1; at = head.indexOf(quote, at + 1)) {
    if (head[at + 1] === quote) {
      if (head[at - 1] === '\\' && ends(at + 2)) slashed += 1;
      else if (!begins(at - 1) || !ends(at + 2)) doubled += 1;
      at += 1;
      continue;
    }
    if (begins(at - 1) || ends(at + 1)) continue;
    if (head[at - 1] === '\\') slashed += 1;
    else bare += 1;
  }
  if (slashed > bare && slashed > doubled) return 'backslash';
  return 'double';
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
  const [width, weight] = [...weights].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0] as [
    number,
    number,
  ];
  const same = weight / width;
  const share = same / lines;
  if (width === 1) return { score: 0.001 * prior, width, share };
  const consistency = (weight / all + share) / 2;
  const own = filled.filter(({ cells }) => cells.length === width);
  // A space or a colon stands in any text: between cells it stands in every line alike, or parts values from one another.
  if (prior < 0.8 && share < 0.7 && !(width > 3 && typedShare(own) > 0.3))
    return { score: 0.0005, width, share };
  return {
    score: consistency ** 2 * (1 - 1 / (width + 1)) * clarity(own, form) * prior,
    width,
    share,
  };
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
    const whole = rows.filter(
      (row) => row.raw.split(longer).length - 1 === (row.cells.length - 1) / times,
    ).length;
    if (whole >= 0.95 * rows.length && rows.length > 0) return { ...form, delimiter: longer };
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
