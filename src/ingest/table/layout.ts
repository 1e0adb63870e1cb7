import { takeFooters } from './footer.ts';
import { annotations, headerIn, raggedHeader } from './header.ts';
import { isTyped, kindOf } from './kinds.ts';
import type { RawRow } from './records.ts';
import { reordered, secondHeaderTest } from './secondHeader.ts';

/** A table within a file: which records name its columns, and which are its rows. */
export interface Section {
  width: number;
  /** Records that name the columns, uppermost first; none when the file gives no names. */
  header: RawRow[];
  rows: RawRow[];
  /** Lines that name the columns in another order; the rows below one are in the order of the first header. */
  reordered: number[];
}

export interface Ignored {
  line: number;
  raw: string;
  reason:
    | 'blank'
    | 'preamble'
    | 'footer'
    | 'repeated-header'
    | 'comment'
    | 'rule'
    | 'other-table'
    | 'units'
    | 'left-out';
}

export interface Layout {
  /** In the order of the file. */
  sections: Section[];
  /** Index of the section that the file is about. */
  main: number;
  ignored: Ignored[];
}

/** A line drawn between header and rows: `-----+-----`, `|---|---:|`, `=====`. */
export function isRule(raw: string): boolean {
  return /^[\s|+:=_-]+$/.test(raw) && /[-=_]{3}/.test(raw);
}

/** Where in the records of a file its tables are, and what stands around them. */
export function layOut(records: readonly RawRow[], usual: number): Layout {
  const ignored: Ignored[] = [];
  const filled: { row: RawRow; after: boolean }[] = [];
  let after = true;
  for (const row of records) {
    if (row.cells.every((cell) => cell.trim() === '')) {
      ignored.push({ line: row.line, raw: row.raw, reason: 'blank' });
      after = true;
    } else if (isRule(row.raw)) ignored.push({ line: row.line, raw: row.raw, reason: 'rule' });
    else {
      filled.push({ row, after });
      after = false;
    }
  }
  const rows = filled.map(({ row }) => row);
  const runs = runsOf(filled, usual);
  const most = largestOf(runs, (run) => (run.to - run.from) * run.width);
  const largest = runs.find((run) => (run.to - run.from) * run.width === most);
  // The first table counts, if it is of about the size of the largest one; pairs of names and values before a table are none.
  const main =
    runs.find((run) => {
      const rows = run.to - run.from;
      const most = largest ? largest.to - largest.from : 0;
      return (
        largest &&
        run.width > 1 &&
        run.width >= 0.6 * largest.width &&
        rows >= Math.max(2, (run.width === 2 ? 1 : 0.5) * most)
      );
    }) ?? largest;
  if (!main) return { sections: [], main: 0, ignored };
  const sections: Section[] = [];
  let mainAt = 0;
  const before: RawRow[] = [];
  let open: RawRow | null = null;
  for (const run of runs) {
    const own = rows.slice(run.from, run.to);
    const earlier = run.from < main.from;
    const named =
      run === main ||
      (run.width > 1 &&
        own.length > 1 &&
        headerIn(own, run.width).header.length > 0 &&
        (!earlier || (run.width > 2 && own.length > 2)));
    if (earlier && !named) {
      for (const row of own) before.push(row);
      continue;
    }
    if (!named) {
      const { rows: last } = sections.at(-1)!;
      for (const row of own) last.push(row);
      continue;
    }
    open = before.at(-1) ?? null;
    const section = sectionOf(
      own,
      run.width,
      ignored,
      open && run === main ? raggedHeader(open, own, run.width) : null,
    );
    if (open && section.header[0] === open) before.pop();
    for (const row of before.splice(0))
      ignored.push({ line: row.line, raw: row.raw, reason: comment(row) ? 'comment' : 'preamble' });
    if (run === main) mainAt = sections.length;
    sections.push(section);
  }
  for (const row of sections.flatMap(takeFooters))
    ignored.push({ line: row.line, raw: row.raw, reason: 'footer' });
  ignored.sort((a, b) => a.line - b.line);
  return { sections, main: mainAt, ignored };
}

interface Run {
  from: number;
  to: number;
  width: number;
}

/** The largest size of a stretch; a file may have more of them than a call takes arguments. */
function largestOf(runs: readonly Run[], size: (run: Run) => number): number {
  return runs.reduce((most, run) => Math.max(most, size(run)), 0);
}

/** Stretches of records of one width; a few of another width in between belong to the stretch. */
function runsOf(filled: readonly { row: RawRow; after: boolean }[], usual: number): Run[] {
  const runs: Run[] = [];
  for (const [index, { row, after }] of filled.entries()) {
    const run = runs.at(-1);
    const width = row.cells.length;
    if (!run) runs.push({ from: index, to: filled.length, width });
    else if (width !== run.width && width > 1) {
      // A new stretch: three records of one other width, or, after a blank line or after text, fewer.
      const ahead = filled
        .slice(index, index + 3)
        .filter((entry, order) => order === 0 || !entry.after);
      const alike = ahead.every((entry) => entry.row.cells.length === width);
      if (
        alike &&
        (ahead.length >= 3 ||
          (after && ahead.length >= 2) ||
          (run.width === 1 && index + ahead.length === filled.length))
      )
        runs.push({ from: index, to: filled.length, width });
    }
  }
  for (const [index, run] of runs.entries()) run.to = runs[index + 1]?.from ?? run.to;
  const same = filled.filter(({ row }) => row.cells.length === usual).length;
  const scattered =
    runs.length > 6 && largestOf(runs, (run) => run.to - run.from) < 0.5 * filled.length;
  if (!scattered) return runs;
  const start = filled.findIndex(({ row }) => row.cells.length === usual);
  const width =
    same > 0.5 * filled.length ? usual : (filled[Math.max(0, start)]?.row.cells.length ?? usual);
  const from = runs.find((run) => run.width > 1)?.from ?? 0;
  return [
    ...(from > 0 ? [{ from: 0, to: from, width: 1 }] : []),
    {
      from,
      to: filled.length,
      width: headWidth(filled.slice(from).map(({ row }) => row)) ?? width,
    },
  ];
}

/** In a file of many widths the names of the columns say how many there are. */
function headWidth(rows: readonly RawRow[]): number | null {
  const first = rows[0];
  if (!first || first.cells.length < 2) return null;
  const least = Math.min(...rows.slice(1, 50).map((row) => row.cells.length));
  return first.cells.every((cell) => cell.trim() !== '' && !isTyped(kindOf(cell))) &&
    first.cells.length <= least + 1
    ? first.cells.length
    : null;
}

const comment = (row: RawRow) => /^\s*(#|\/\/|<!--|--\s)/.test(row.raw);

/** So often no file that was put together of others repeats its header. */
const OFTEN = 0.2;

/** True for a first line of words that comes again and again below, among words: it is a row as they are, and nothing names the columns. */
function isRowAgain({ header, skip }: { header: RawRow[]; skip: number }, own: RawRow[]): boolean {
  if (header.length !== 1) return false;
  const first = header[0]!.cells.map((cell) => cell.trim()).join('\0');
  const below = own.slice(skip + 1);
  const again = below.filter(({ cells }) => cells.map((cell) => cell.trim()).join('\0') === first);
  return (
    again.length > OFTEN * below.length &&
    below.every(({ cells }) => !cells.some((cell) => isTyped(kindOf(cell))))
  );
}

/** The header and rows of one stretch. */
function sectionOf(
  own: RawRow[],
  width: number,
  ignored: Ignored[],
  ragged: RawRow | null,
): Section {
  const found = ragged ? { header: [ragged], skip: 0 } : headerIn(own, width);
  const labels = annotations(own.slice(found.skip));
  const { header, skip } = isRowAgain(found, own)
    ? { header: [], skip: found.skip }
    : labels > 1
      ? { header: own.slice(found.skip, found.skip + 1), skip: found.skip }
      : found;
  const section: Section = { width, header, rows: [], reordered: [] };
  for (const row of own.slice(0, skip))
    ignored.push({ line: row.line, raw: row.raw, reason: comment(row) ? 'comment' : 'preamble' });
  const names = header.at(-1)?.cells.map((cell) => cell.trim()) ?? [];
  const again = names.length === width ? secondHeaderTest(names) : () => null;
  let order: number[] | null = null;
  const below = own.slice(skip + (ragged ? 0 : header.length));
  for (const row of labels > 1 ? below.splice(0, labels - 1) : [])
    ignored.push({ line: row.line, raw: row.raw, reason: 'comment' });
  for (const row of below) {
    const second = again(row.cells);
    if (second?.kind === 'same') {
      if (second.order) section.reordered.push(row.line);
      order = second.order;
      ignored.push({ line: row.line, raw: row.raw, reason: 'repeated-header' });
    } else if (comment(row) && row.cells.length !== width)
      ignored.push({ line: row.line, raw: row.raw, reason: 'comment' });
    else if (order && row.cells.length === width)
      section.rows.push({ ...row, cells: reordered(row.cells, order) });
    else section.rows.push(row);
  }
  return section;
}
