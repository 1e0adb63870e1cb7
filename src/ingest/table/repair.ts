import { type Form, delimiterName } from './form.ts';
import { fits, isTyped, usual, type Column } from './kinds.ts';
import { mend } from './mend.ts';
import { splitPlain, type RawRow } from './records.ts';

/** A row understood otherwise than written, and in words how. */
export interface Repair {
  cells: string[];
  how: string;
}

const OTHERS = [',', ';', '\t', '|', ' '] as const;
/** Share of cells that must look like their columns. */
const FIT = 0.75;

/** A row of another width as its columns say it was meant; null where that is not plain. */
export function repair(row: RawRow, form: Form, columns: readonly Column[]): Repair | null {
  const width = columns.length;
  if (width < 2 || row.raw.length > 100_000) return null;
  return (
    otherDelimiter(row, form, columns) ??
    torn(row, form, columns) ??
    extraCell(row.cells, columns) ??
    bareDelimiter(row, form, columns) ??
    missingDelimiter(row.cells, columns)
  );
}

/** The row is written with another delimiter. */
function otherDelimiter(row: RawRow, form: Form, columns: readonly Column[]): Repair | null {
  const width = columns.length;
  if (row.cells.length > 0.6 * width + 1 && row.cells.length <= width) return null;
  for (const mark of OTHERS) {
    if (mark === form.delimiter) continue;
    const other: Form = { ...form, delimiter: mark, spaceAfter: false, runs: false };
    const pieces = piecesOf(row.raw, other);
    const how = `written with ${delimiterName(other)} between its cells`;
    if (pieces.length === width) {
      const cells = pieces.map((piece) => piece.text);
      if (fit(cells, columns) >= FIT) return { cells, how };
    }
    if (mark === ' ' && pieces.length > width) {
      const cells = joined(pieces, columns);
      if (cells && fit(cells, columns) >= FIT) return { cells, how };
    }
  }
  return null;
}

/** Cells of a line and whether they were quoted. */
function piecesOf(raw: string, form: Form): { text: string; quoted: boolean }[] {
  const { quoteChar, delimiter } = form;
  if (quoteChar === '' || !raw.includes(quoteChar))
    return splitPlain(raw, form).map((text) => ({ text, quoted: false }));
  const pieces: { text: string; quoted: boolean }[] = [];
  for (let at = 0; at <= raw.length;) {
    if (raw.startsWith(quoteChar, at)) {
      let end = raw.indexOf(quoteChar + delimiter, at + 1);
      if (end === -1) end = raw.endsWith(quoteChar) && raw.length - 1 > at ? raw.length - 1 : -1;
      if (end !== -1) {
        pieces.push({
          text: raw.slice(at + 1, end).replaceAll(quoteChar + quoteChar, quoteChar),
          quoted: true,
        });
        at = end + 1 + delimiter.length;
        if (end === raw.length - 1) return pieces;
        continue;
      }
    }
    const stop = raw.indexOf(delimiter, at);
    pieces.push({ text: raw.slice(at, stop === -1 ? raw.length : stop), quoted: false });
    if (stop === -1) return pieces;
    at = stop + delimiter.length;
  }
  return pieces;
}

/** A text that holds the delimiter stands there without quotes, and only one column can hold it. */
function bareDelimiter(row: RawRow, form: Form, columns: readonly Column[]): Repair | null {
  if (row.cells.length <= columns.length || form.runs) return null;
  const pieces = piecesOf(row.raw, { ...form, spaceAfter: false });
  const cells = joined(pieces, columns, form.delimiter);
  return cells && fit(cells, columns) >= FIT
    ? {
        cells: form.spaceAfter ? cells.map((cell) => cell.trimStart()) : cells,
        how: `with a ${delimiterName(form)} as part of a text`,
      }
    : null;
}

/** Pieces as the cells of the columns, where one way of joining pieces gives cells that look right, and better than any other way. */
function joined(
  pieces: readonly { text: string; quoted: boolean }[],
  columns: readonly Column[],
  glue = ' ',
): string[] | null {
  const surplus = pieces.length - columns.length;
  if (surplus < 1 || pieces.length > 400 || surplus > 60) return null;
  // The best and second best way to fill the columns so far with so many pieces.
  type Way = { cells: string[]; fit: number };
  let ways = new Map<number, Way[]>([[0, [{ cells: [], fit: 0 }]]]);
  for (const [index, column] of columns.entries()) {
    const next = new Map<number, Way[]>();
    const left = columns.length - index - 1;
    for (const [at, before] of ways) {
      const most = joins(column, glue)
        ? pieces.length - at - left
        : Math.min(1, pieces.length - at - left);
      let cell = '';
      for (let take = 1; take <= most; take++) {
        const piece = pieces[at + take - 1]!;
        if (take > 1 && (piece.quoted || pieces[at]?.quoted)) break;
        cell = take === 1 ? piece.text : cell + glue + piece.text;
        const good = fits(cell, column);
        if (good < 0.3) continue;
        const found = [
          ...(next.get(at + take) ?? []),
          ...before.map((way) => ({ cells: [...way.cells, cell], fit: way.fit + good })),
        ];
        next.set(at + take, found.sort((a, b) => b.fit - a.fit).slice(0, 2));
      }
    }
    ways = next;
  }
  const [best, second] = ways.get(pieces.length) ?? [];
  return best && (!second || best.fit - second.fit >= 0.3) ? best.cells : null;
}

/** True for a column whose cells may hold the mark that pieces are joined with. */
function joins(column: Column, glue: string): boolean {
  if (column.masks) return [...column.masks.keys()].some((mask) => mask.includes(glue));
  return !isTyped(column.kind) && column.kind !== 'code' && column.kind !== 'empty';
}

/** A delimiter is missing beside a quote. */
function torn(row: RawRow, form: Form, columns: readonly Column[]): Repair | null {
  const found = mend(row.raw, form, columns.length);
  return found && found.cells.length === columns.length && fit(found.cells, columns) >= FIT
    ? { cells: found.cells, how: found.what }
    : null;
}

/** A delimiter too many: without one empty cell everything stands under its column. */
function extraCell(cells: readonly string[], columns: readonly Column[]): Repair | null {
  let left = [...cells];
  const dropped: number[] = [];
  while (left.length > columns.length && dropped.length < 3) {
    const ways = left.flatMap((cell, index) =>
      cell.trim() === '' ? [{ index, cells: left.toSpliced(index, 1) }] : [],
    );
    const rated = ways
      .map((way) => ({ ...way, fit: fit(way.cells.slice(0, columns.length), columns) }))
      .sort((a, b) => b.fit - a.fit);
    const [best, second] = rated;
    if (!best) return null;
    const rival = rated.find((way) => way.cells.some((cell, index) => cell !== best.cells[index]));
    if (second && rival && rival.fit >= best.fit - 0.01) return null;
    left = best.cells;
    dropped.push(best.index + 1);
  }
  return left.length === columns.length && dropped.length > 0 && fit(left, columns) >= FIT
    ? {
        cells: left,
        how: `without its empty cell ${dropped.join(' and ')}, which no column is for`,
      }
    : null;
}

/** A delimiter too few: one cell holds the values of two columns, and there is one place where both look right. */
function missingDelimiter(cells: readonly string[], columns: readonly Column[]): Repair | null {
  if (cells.length !== columns.length - 1) return null;
  const found: { cells: string[]; score: number; column: number }[] = [];
  for (let column = 0; column < cells.length; column++) {
    const cell = cells[column]!;
    const rest = (parts: [string, string]) => [
      ...cells.slice(0, column),
      ...parts,
      ...cells.slice(column + 1),
    ];
    if (cell.length > 2000) continue;
    for (let cut = 0; cut <= cell.length; cut++) {
      const parts: [string, string] = [cell.slice(0, cut), cell.slice(cut)];
      const [left, right] = [columns[column]!, columns[column + 1]!];
      if (/\s$/.test(parts[0]) || /^\s/.test(parts[1])) continue;
      if (fits(parts[0], left) < 0.6 || fits(parts[1], right) < 0.6) continue;
      if (!patterned(left) && !patterned(right) && cut !== 0 && cut !== cell.length) continue;
      const whole = rest(parts);
      const rate = fit(whole, columns);
      if (rate < FIT) continue;
      found.push({
        cells: whole,
        column,
        score:
          rate + 0.3 * (usual(parts[0], left) + usual(parts[1], right)) + (turns(parts) ? 0.2 : 0),
      });
    }
  }
  found.sort((a, b) => b.score - a.score);
  const [best] = found;
  const rival = found.find(
    (way) => best && way.cells.some((cell, index) => cell !== best.cells[index]),
  );
  if (!best || (rival && rival.score > best.score - 0.05)) return null;
  if (best.cells.length > cells.length && best.cells[best.column] === '')
    return { cells: best.cells, how: `with an empty cell in column ${best.column + 1}` };
  return {
    cells: best.cells,
    how: `as two cells where cell ${best.column + 1} holds the values of two columns`,
  };
}

const patterned = (column: Column) =>
  column.values !== null ||
  column.masks !== null ||
  isTyped(column.kind) ||
  column.kind === 'empty';

/** True where the kind of character changes at the cut. */
function turns([left, right]: readonly [string, string]): boolean {
  const kind = (char: string) =>
    /\d/.test(char) ? 'digit' : /\p{L}/u.test(char) ? 'letter' : 'mark';
  return left !== '' && right !== '' && kind(left.at(-1)!) !== kind(right[0]!);
}

/** Share of cells that look like their columns; 0 when a cell of a clear column looks otherwise. */
function fit(cells: readonly string[], columns: readonly Column[]): number {
  let sum = 0;
  for (const [index, column] of columns.entries()) {
    const one = fits(cells[index] ?? '', column);
    if (one < 0.15) return 0;
    sum += one;
  }
  return sum / columns.length;
}
