import { columnsOf, isMissing, isTyped, kindOf, maskOf, type Column } from './kinds.ts';
import type { RawRow } from './records.ts';

/** A table within a file: which records name its columns, and which are its rows. */
export interface Section {
  width: number;
  /** Records that name the columns, uppermost first; none when the file gives no names. */
  header: RawRow[];
  rows: RawRow[];
}

export interface Ignored {
  line: number;
  raw: string;
  reason: 'blank' | 'preamble' | 'footer' | 'repeated-header' | 'comment' | 'rule' | 'other-table';
}

export interface Layout {
  /** In the order of the file. */
  sections: Section[];
  /** Index of the section that the file is about. */
  main: number;
  ignored: Ignored[];
}

export const TOTALS = /^"?(grand )?(total|totals|sum|summe|gesamt|gesamtsumme|totaal|totale|somma|suma|subtotal|sous-total|zwischensumme|end of (report|file|export)|\(?\d+ rows?( selected| affected| returned)?\)?|generated|printed|source:|quelle:)(?=\W|$)/i;
const MOST_HEADER_ROWS = 5;

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
  const main = runs.find((run) => {
    const rows = run.to - run.from;
    const most = largest ? largest.to - largest.from : 0;
    return largest && run.width > 1 && run.width >= 0.6 * largest.width && rows >= Math.max(2, (run.width === 2 ? 1 : 0.5) * most);
  }) ?? largest;
  if (!main) return { sections: [], main: 0, ignored };
  const sections: Section[] = [];
  let mainAt = 0;
  const before: RawRow[] = [];
  let open: RawRow | null = null;
  for (const run of runs) {
    const own = rows.slice(run.from, run.to);
    const earlier = run.from < main.from;
    const named = run === main || (run.width > 1 && own.length > 1 && headerIn(own, run.width).header.length > 0 && (!earlier || (run.width > 2 && own.length > 2)));
    if (earlier && !named) {
      for (const row of own) before.push(row);
      continue;
    }
    if (!named) {
      const { rows: last } = sections.at(-1) as Section;
      for (const row of own) last.push(row);
      continue;
    }
    open = before.at(-1) ?? null;
    const section = sectionOf(own, run.width, ignored, open && run === main ? raggedHeader(open, own, run.width) : null);
    if (open && section.header[0] === open) before.pop();
    for (const row of before.splice(0)) ignored.push({ line: row.line, raw: row.raw, reason: comment(row) ? 'comment' : 'preamble' });
    if (run === main) mainAt = sections.length;
    sections.push(section);
  }
  for (const section of sections) dropFooters(section, ignored);
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
      const ahead = filled.slice(index, index + 3).filter((entry, order) => order === 0 || !entry.after);
      const alike = ahead.every((entry) => entry.row.cells.length === width);
      if (alike && (ahead.length >= 3 || (after && ahead.length >= 2) || (run.width === 1 && index + ahead.length === filled.length))) runs.push({ from: index, to: filled.length, width });
    }
  }
  for (const [index, run] of runs.entries()) run.to = runs[index + 1]?.from ?? run.to;
  const same = filled.filter(({ row }) => row.cells.length === usual).length;
  const scattered = runs.length > 6 && largestOf(runs, (run) => run.to - run.from) < 0.5 * filled.length;
  if (!scattered) return runs;
  const start = filled.findIndex(({ row }) => row.cells.length === usual);
  const width = same > 0.5 * filled.length ? usual : (filled[Math.max(0, start)]?.row.cells.length ?? usual);
  const from = runs.find((run) => run.width > 1)?.from ?? 0;
  return [...(from > 0 ? [{ from: 0, to: from, width: 1 }] : []), { from, to: filled.length, width: headWidth(filled.slice(from).map(({ row }) => row)) ?? width }];
}

/** In a file of many widths the names of the columns say how many there are. */
function headWidth(rows: readonly RawRow[]): number | null {
  const first = rows[0];
  if (!first || first.cells.length < 2) return null;
  const least = Math.min(...rows.slice(1, 50).map((row) => row.cells.length));
  return first.cells.every((cell) => cell.trim() !== '' && !isTyped(kindOf(cell))) && first.cells.length <= least + 1 ? first.cells.length : null;
}

const filledCells = (row: RawRow) => row.cells.filter((cell) => cell.trim() !== '').length;
const comment = (row: RawRow) => /^\s*(#|\/\/|<!--|--\s)/.test(row.raw);

/** The header and rows of one stretch. */
function sectionOf(own: RawRow[], width: number, ignored: Ignored[], ragged: RawRow | null): Section {
  const { header, skip } = ragged ? { header: [ragged], skip: 0 } : headerIn(own, width);
  const section: Section = { width, header, rows: [] };
  for (const row of own.slice(0, skip)) ignored.push({ line: row.line, raw: row.raw, reason: comment(row) ? 'comment' : 'preamble' });
  const names = header.at(-1)?.cells.map((cell) => cell.trim()) ?? null;
  for (const row of own.slice(skip + (ragged ? 0 : header.length))) {
    const again = names !== null && row.cells.length === names.length && names.some((name) => name !== '') && row.cells.every((cell, index) => cell.trim() === names[index]);
    if (again) ignored.push({ line: row.line, raw: row.raw, reason: 'repeated-header' });
    else if (comment(row) && row.cells.length !== width) ignored.push({ line: row.line, raw: row.raw, reason: 'comment' });
    else section.rows.push(row);
  }
  return section;
}

/** Which of the first records of a stretch name the columns, and how many before them belong to nothing. */
export function headerIn(own: readonly RawRow[], width: number): { header: RawRow[]; skip: number } {
  if (own.length === 0) return { header: [], skip: 0 };
  let skip = 0;
  while (skip < own.length - 1 && filledCells(own[skip] as RawRow) === 1 && (width > 2 || (width === 2 && (own[skip + 1] as RawRow).line > (own[skip] as RawRow).line + 1))) skip++;
  const sample = own.slice(skip + 1, skip + 120).filter((row) => row.cells.length === width);
  const typical = columnsOf((sample.length > 4 ? sample.slice(Math.min(3, sample.length - 3)) : sample).map((row) => row.cells), width);
  const values = new Map<number, Set<string>>();
  const top = own[skip]?.raw.replaceAll('"', '');
  for (const index of typical.keys()) values.set(index, new Set(sample.slice(1).filter((row) => row.raw.replaceAll('"', '') !== top).map((row) => row.cells[index]?.trim() ?? '')));
  const same = sample.filter((row) => row.raw.replaceAll('"', '') === top).length;
  if (sample.length > 5 && same > 0.5 * sample.length && !typical.some((column) => isTyped(column.kind))) return { header: [], skip };
  let first = -1;
  const full = Math.max(2, 0.6 * (filledCells(own[skip + 1] ?? (own[skip] as RawRow)) || 1));
  for (let at = skip; at < Math.min(own.length, skip + 12) && first === -1; at++) {
    const row = own[at] as RawRow;
    if (row.cells.length === width && (width < 3 || filledCells(row) >= Math.min(full, width)) && namesColumns(row.cells, typical, values)) first = at;
    else if (row.cells.length === width && filledCells(row) >= full) break;
  }
  if (first === -1) return { header: [], skip };
  const header = [own[first] as RawRow];
  const upper = own[first - 1];
  if (upper && first - 1 >= skip && sparseAbove(upper, width)) {
    header.unshift(upper);
    first -= 1;
  }
  for (let at = first + header.length; at < own.length - 1 && header.length < MOST_HEADER_ROWS; at++) {
    const row = own[at] as RawRow;
    const again = row.cells.length === width && row.cells.every((cell, index) => cell.trim() === (header.at(-1) as RawRow).cells[index]?.trim());
    if (!again && !(row.line === (header.at(-1) as RawRow).line + 1 && goesOn(row.cells, typical, width))) break;
    header.push(row);
  }
  return { header, skip: first };
}

/** True for cells that name columns: none looks like the cells below it. */
function namesColumns(cells: readonly string[], columns: readonly Column[], values: ReadonlyMap<number, ReadonlySet<string>>): boolean {
  let like = 0;
  let unlike = 0;
  let typed = 0;
  for (const [index, cell] of cells.entries()) {
    const text = cell.trim();
    const column = columns[index];
    const kind = kindOf(text);
    if (isTyped(kind)) typed += 1;
    if (!column || text === '' || column.seen === 0 || column.empty === 1) continue;
    if (isTyped(column.kind) && column.share >= 0.6) {
      if (kind === column.kind) like += 1;
      else if (!isMissing(text)) unlike += 1;
    } else if (column.masks && column.kind === 'code') {
      if (column.masks.has(maskOf(text))) like += 1;
      else unlike += 1;
    } else if (values.get(index)?.has(text)) like += 1;
  }
  if (years(cells)) return true;
  if (like + unlike > 0) return unlike > like;
  return typed === 0;
}

/** `,2019,2020,2021` names columns although it holds numbers. */
function years(cells: readonly string[]): boolean {
  const rest = cells.slice(1).map((cell) => cell.trim());
  if (rest.length < 2 || /\d/.test(cells[0] ?? '')) return false;
  const found = rest.filter((cell) => /^(19|20)\d\d$/.test(cell)).map(Number);
  return found.length >= 2 && found.length >= rest.length - 2 && found.every((year, index) => index === 0 || Math.abs(year - (found[index - 1] as number)) === 1);
}

/** True for cells that can only be names: all there, and none a value. */
export function onlyNames(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell) => cell.trim() !== '' && !isTyped(kindOf(cell)));
}

/** A further header row: units or second names, where the columns below hold values. */
function goesOn(cells: readonly string[], columns: readonly Column[], width: number): boolean {
  if (cells.length !== width) return false;
  const typed = columns.flatMap((column, index) => (isTyped(column.kind) && column.share >= 0.6 && column.empty < 0.5 ? [index] : []));
  if (typed.length === 0) return false;
  const texts = typed.filter((index) => !isMissing(cells[index] ?? '') && !isTyped(kindOf(cells[index] ?? '')));
  return texts.length >= Math.max(1, 0.6 * typed.length) && typed.every((index) => !isTyped(kindOf(cells[index] ?? '')));
}

/** Names over groups of columns: some cells with gaps between them. */
function sparseAbove(row: RawRow, width: number): boolean {
  if (row.cells.length !== width) return false;
  const at = row.cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]));
  if (at.length < 2 || at.length === width || row.cells.some((cell) => isTyped(kindOf(cell)))) return false;
  return at.some((index, order) => order > 0 && index - (at[order - 1] as number) > 1) || (at[0] as number) > 0;
}

/** The record before a stretch, when it names the stretch's columns with a cell too many or too few. */
function raggedHeader(row: RawRow, own: readonly RawRow[], width: number): RawRow | null {
  const next = own[0];
  if (!next || width < 2 || row.line >= next.line) return null;
  if (headerIn(own, width).header.length > 0) return null;
  const words = row.cells.length >= 0.5 * width ? row.cells : row.raw.split(/[,;\t| ]+/);
  if (width === 2 && row.cells.filter((cell) => cell !== '').length !== 2 && !/^\S+( \S+)?$/.test(row.raw)) return null;
  if (words.length < 0.5 * width || words.length > 1.5 * width + 1) return null;
  return words.every((cell) => !isTyped(kindOf(cell))) ? row : null;
}

/** Totals, sources and notes under a table. */
export function dropFooters(section: Section, ignored: Ignored[]): void {
  const { rows, width } = section;
  const note = (row: RawRow) => {
    if (TOTALS.test(row.raw.trim())) return true;
    if (width < 3 || filledCells(row) !== 1 || (row.cells[0] ?? '').trim() === '') return false;
    const [first] = columnsOf(rows.slice(0, 100).filter((other) => other.cells.length === width).map((other) => other.cells), 1);
    if (!first || !(isTyped(first.kind) || first.masks)) return true;
    return !(kindOf(row.cells[0] as string) === first.kind);
  };
  let end = rows.length;
  while (end > 1 && note(rows[end - 1] as RawRow)) end--;
  for (const row of rows.splice(end)) ignored.push({ line: row.line, raw: row.raw, reason: 'footer' });
}

/** The names of the columns, with the rows of a header of several rows joined; cells over a group of columns name each of them. */
export function headerNames(section: Section): string[] {
  const rows = section.header.map((row, index) => {
    const cells = row.cells.map((cell) => cell.trim());
    const spread = index < section.header.length - 1 && cells.some((cell) => cell === '') && sparseAbove(row, section.width);
    let last = '';
    return spread ? cells.map((cell) => (last = cell === '' ? last : cell)) : cells;
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, index) => rows.map((row) => row[index] ?? '').filter((cell) => cell !== '').join(' '));
}
