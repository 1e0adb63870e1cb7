import { columnsOf, isMissing, isTyped, kindOf, maskOf, type Column } from './kinds.ts';
import type { RawRow } from './records.ts';

const MOST_HEADER_ROWS = 5;

/** Which of the first records of a stretch name the columns, and how many before them belong to nothing. */
export function headerIn(
  own: readonly RawRow[],
  width: number,
): { header: RawRow[]; skip: number } {
  if (own.length === 0) return { header: [], skip: 0 };
  const skip = titlesAbove(own, width);
  const below = rowsBelow(own, skip, width);
  if (below.isRepeated) return { header: [], skip };
  const names = namesIn(own, skip, width, below);
  if (names === null) return { header: [], skip };
  const upper = own[names.at - 1];
  const isUnderGroups = upper && names.at - 1 >= skip && sparseAbove(upper, width);
  const first = isUnderGroups ? names.at - 1 : names.at;
  const header = isUnderGroups ? [upper, names.row] : [names.row];
  for (const row of own.slice(first + header.length, -1)) {
    if (width < 2 || header.length >= MOST_HEADER_ROWS) break;
    if (!isFurther(row, header.at(-1) ?? row, below.columns, width)) break;
    header.push(row);
  }
  const top = header[0] ?? names.row;
  return {
    header: isPairs(header, own[first + header.length], below.columns) ? [top] : header,
    skip: first,
  };
}

/** How many records at the beginning are titles: one cell over a table of several columns. */
function titlesAbove(own: readonly RawRow[], width: number): number {
  let skip = 0;
  for (const [at, row] of own.entries()) {
    const next = own[at + 1];
    if (next === undefined || filledCells(row) !== 1) break;
    if (width < 2 || (width === 2 && next.line <= row.line + 1)) break;
    skip = at + 1;
  }
  return skip;
}

interface Below {
  columns: readonly Column[];
  /** What each column holds below its name. */
  values: ReadonlyMap<number, ReadonlySet<string>>;
  /** Most rows are the first again, and no column has a type: nothing here names anything. */
  isRepeated: boolean;
}

const withoutQuotes = (row: RawRow) => row.raw.replaceAll('"', '');

/** What the rows below the first look like. */
function rowsBelow(own: readonly RawRow[], skip: number, width: number): Below {
  const sample = own.slice(skip + 1, skip + 120).filter((row) => row.cells.length === width);
  const typical = sample.length > 4 ? sample.slice(Math.min(3, sample.length - 3)) : sample;
  const columns = columnsOf(
    typical.map((row) => row.cells),
    width,
  );
  const top = own[skip] === undefined ? undefined : withoutQuotes(own[skip]);
  const others = sample.slice(1).filter((row) => withoutQuotes(row) !== top);
  const same = sample.filter((row) => withoutQuotes(row) === top).length;
  return {
    columns,
    values: new Map(
      [...columns.keys()].map((index) => [
        index,
        new Set(others.map((row) => row.cells[index]?.trim() ?? '')),
      ]),
    ),
    isRepeated:
      sample.length > 5 &&
      same > 0.5 * sample.length &&
      !columns.some((column) => isTyped(column.kind)),
  };
}

/** The record that names the columns; null where a full row that names nothing comes first. */
function namesIn(
  own: readonly RawRow[],
  skip: number,
  width: number,
  { columns, values }: Below,
): { at: number; row: RawRow } | null {
  const typical = own[skip + 1] ?? own[skip];
  const full = Math.max(2, 0.6 * ((typical && filledCells(typical)) || 1));
  for (const [index, row] of own.slice(skip, skip + 12).entries()) {
    if (row.cells.length !== width) continue;
    const isFull = filledCells(row) >= full;
    const enough = width < 3 || isFull || filledCells(row) >= width;
    if (enough && namesColumns(row.cells, columns, values)) return { at: skip + index, row };
    if (isFull) return null;
  }
  return null;
}

/** Whether a record goes on with a header: the last of its rows again, or units and second names right below it. */
function isFurther(row: RawRow, last: RawRow, columns: readonly Column[], width: number): boolean {
  const isAgain =
    row.cells.length === width &&
    row.cells.every((cell, index) => cell.trim() === last.cells[index]?.trim());
  return isAgain || (row.line === last.line + 1 && goesOn(row.cells, columns, width));
}

/** Names and values below each other (`"Unit","Index, 2022=100"`) are no further rows of a header: they go on below it. */
function isPairs(
  header: readonly RawRow[],
  next: RawRow | undefined,
  columns: readonly Column[],
): boolean {
  if (header.length < 2 || columns.length !== 2 || !next) return false;
  return !columns.some(({ kind }, at) => isTyped(kind) && kindOf(next.cells[at] ?? '') === kind);
}

/** True for cells that name columns: none looks like the cells below it. */
function namesColumns(
  cells: readonly string[],
  columns: readonly Column[],
  values: ReadonlyMap<number, ReadonlySet<string>>,
): boolean {
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
  return (
    found.length >= 2 &&
    found.length >= rest.length - 2 &&
    found.every((year, index) => index === 0 || Math.abs(year - found[index - 1]!) === 1)
  );
}

/** True for cells that can only be names: all there, and none a value. */
export function onlyNames(cells: readonly string[]): boolean {
  return cells.length > 1 && cells.every((cell) => cell.trim() !== '' && !isTyped(kindOf(cell)));
}

/** A further header row: units or second names, where the columns below hold values. */
function goesOn(cells: readonly string[], columns: readonly Column[], width: number): boolean {
  if (cells.length !== width) return false;
  const typed = columns.flatMap((column, index) =>
    isTyped(column.kind) && column.share >= 0.6 && column.empty < 0.5 ? [index] : [],
  );
  if (typed.length === 0) return false;
  const texts = typed.filter(
    (index) => !isMissing(cells[index] ?? '') && !isTyped(kindOf(cells[index] ?? '')),
  );
  return (
    texts.length >= Math.max(1, 0.6 * typed.length) &&
    typed.every((index) => !isTyped(kindOf(cells[index] ?? '')))
  );
}

/** Names over groups of columns: some cells with gaps between them. */
function sparseAbove(row: RawRow, width: number): boolean {
  if (row.cells.length !== width) return false;
  const at = row.cells.flatMap((cell, index) => (cell.trim() === '' ? [] : [index]));
  if (at.length < 2 || at.length === width || row.cells.some((cell) => isTyped(kindOf(cell))))
    return false;
  return at.some((index, order) => order > 0 && index - at[order - 1]! > 1) || at[0]! > 0;
}

/** The record before a stretch, when it names the stretch's columns with a cell too many or too few. */
export function raggedHeader(row: RawRow, own: readonly RawRow[], width: number): RawRow | null {
  const next = own[0];
  if (!next || width < 2 || row.line >= next.line) return null;
  if (headerIn(own, width).header.length > 0) return null;
  const words = row.cells.length >= 0.5 * width ? row.cells : row.raw.split(/[,;\t| ]+/);
  if (
    width === 2 &&
    row.cells.filter((cell) => cell !== '').length !== 2 &&
    !/^\S+( \S+)?$/.test(row.raw)
  )
    return null;
  if (words.length < 0.5 * width || words.length > 1.5 * width + 1) return null;
  return words.every((cell) => !isTyped(kindOf(cell))) ? row : null;
}

/** The names of the columns, with the rows of a header of several rows joined; cells over a group of columns name each of them. */
export function headerNames(section: { width: number; header: readonly RawRow[] }): string[] {
  const rows = section.header.map((row, index) => {
    const cells = row.cells.map((cell) => cell.trim());
    const spread =
      index < section.header.length - 1 &&
      cells.some((cell) => cell === '') &&
      sparseAbove(row, section.width);
    let last = '';
    return spread ? cells.map((cell) => (last = cell === '' ? last : cell)) : cells;
  });
  const width = Math.max(0, ...rows.map((row) => row.length));
  return Array.from({ length: width }, (_, index) =>
    rows
      .map((row) => row[index] ?? '')
      .filter((cell) => cell !== '')
      .join(' '),
  );
}

/** How many records below a header say more of its columns: labels and the ids of a survey (Qualtrics). */
export function annotations(below: readonly RawRow[]): number {
  const isIds = ({ cells }: RawRow) =>
    cells.every((cell) => /^(\{"ImportId":.*\})?$/.test(cell.trim()));
  return 1 + below.slice(0, 3).findIndex((row) => isIds(row) && filledCells(row) > 0);
}

export function filledCells(row: RawRow): number {
  return row.cells.filter((cell) => cell.trim() !== '').length;
}
