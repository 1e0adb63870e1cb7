import { columnsOf, isMissing, isTyped, kindOf, maskOf, type Column } from './kinds.ts';
import type { RawRow } from './records.ts';

const MOST_HEADER_ROWS = 5;

/** Which of the first records of a stretch name the columns, and how many before them belong to nothing. */
export function headerIn(
  own: readonly RawRow[],
  width: number,
): { header: RawRow[]; skip: number } {
  if (own.length === 0) return { header: [], skip: 0 };
  let skip = 0;
  while (
    skip < own.length - 1 &&
    filledCells(own[skip] as RawRow) === 1 &&
    (width > 2 || (width === 2 && (own[skip + 1] as RawRow).line > (own[skip] as RawRow).line + 1))
  )
    skip++;
  const sample = own.slice(skip + 1, skip + 120).filter((row) => row.cells.length === width);
  const typical = columnsOf(
    (sample.length > 4 ? sample.slice(Math.min(3, sample.length - 3)) : sample).map(
      (row) => row.cells,
    ),
    width,
  );
  const values = new Map<number, Set<string>>();
  const top = own[skip]?.raw.replaceAll('"', '');
  for (const index of typical.keys())
    values.set(
      index,
      new Set(
        sample
          .slice(1)
          .filter((row) => row.raw.replaceAll('"', '') !== top)
          .map((row) => row.cells[index]?.trim() ?? ''),
      ),
    );
  const same = sample.filter((row) => row.raw.replaceAll('"', '') === top).length;
  if (
    sample.length > 5 &&
    same > 0.5 * sample.length &&
    !typical.some((column) => isTyped(column.kind))
  )
    return { header: [], skip };
  let first = -1;
  const full = Math.max(2, 0.6 * (filledCells(own[skip + 1] ?? (own[skip] as RawRow)) || 1));
  for (let at = skip; at < Math.min(own.length, skip + 12) && first === -1; at++) {
    const row = own[at] as RawRow;
    if (
      row.cells.length === width &&
      (width < 3 || filledCells(row) >= Math.min(full, width)) &&
      namesColumns(row.cells, typical, values)
    )
      first = at;
    else if (row.cells.length === width && filledCells(row) >= full) break;
  }
  if (first === -1) return { header: [], skip };
  const header = [own[first] as RawRow];
  const upper = own[first - 1];
  if (upper && first - 1 >= skip && sparseAbove(upper, width)) {
    header.unshift(upper);
    first -= 1;
  }
  for (
    let at = first + header.length;
    width > 1 && at < own.length - 1 && header.length < MOST_HEADER_ROWS;
    at++
  ) {
    const row = own[at] as RawRow;
    const again =
      row.cells.length === width &&
      row.cells.every(
        (cell, index) => cell.trim() === (header.at(-1) as RawRow).cells[index]?.trim(),
      );
    if (
      !again &&
      !(row.line === (header.at(-1) as RawRow).line + 1 && goesOn(row.cells, typical, width))
    )
      break;
    header.push(row);
  }
  return {
    header: isPairs(header, own[first + header.length], typical) ? [own[first] as RawRow] : header,
    skip: first,
  };
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
    found.every((year, index) => index === 0 || Math.abs(year - (found[index - 1] as number)) === 1)
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
  return (
    at.some((index, order) => order > 0 && index - (at[order - 1] as number) > 1) ||
    (at[0] as number) > 0
  );
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
