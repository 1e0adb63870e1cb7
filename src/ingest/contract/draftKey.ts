import { isMissing } from '#ingest/table/kinds.ts';
import type { DraftField } from './draftField.ts';

/** A column of a draft with its cells. */
export type DraftColumn = DraftField & { cells: readonly string[] };

/** Names under which systems keep what tells a record from every other. */
const IDENTIFIER =
  /(^|[^a-z])(id|no|nr|num|number|nummer|numero|número|key|code|ref|uuid|guid|sscc|serial|ticket|order|auftrag|beleg|incident|issue|event|case|wo)([^a-z]|$)|(id|nr|no|number|nummer|key)$/i;
const CLOCK = /^(1899-12-3[01]T)?\d{1,2}:\d{2}(:\d{2})?([.,]\d+)?$/;
/** Codes of so many rows do not differ by chance. */
const MANY = 20;
/** Rows that fill so much of all combinations are a table by them; fewer of them differ by chance. */
const DENSE = 0.5;

/**
 * The columns that make a row one of its kind: one that is named like an identifier and differs in every row, or a date and
 * the columns by which its rows are a full table. Times, measures and names alone differ by chance, and are no key.
 */
export function keyOf(columns: readonly DraftColumn[]): string[] {
  const fit = columns.filter(
    ({ type, cells }) =>
      type !== 'number' && cells.every((cell) => !isMissing(cell) && !CLOCK.test(cell)),
  );
  const count = fit[0]?.cells.length ?? 0;
  if (count < 2) return [];
  const single = fit.find((column) => isIdentifier(column) && sizeOf([column]) === count);
  if (single) return [single.name];
  const dates = fit.filter(({ type }) => type === 'date' || type === 'datetime');
  const parts = fit.filter((column) => !isDate(column) && isPart(column)).slice(0, 6);
  for (const date of dates) {
    // Where each day is there once, what is beside it tells no row from another; of a moment it may.
    if (date.type === 'date' && sizeOf([date]) === count) continue;
    for (const group of groupsOf(parts)) {
      const key = [date, ...group];
      if (sizeOf(key) !== count) continue;
      const all = key.reduce((product, column) => product * sizeOf([column]), 1);
      if (count >= DENSE * all) return fit.filter((c) => key.includes(c)).map(({ name }) => name);
    }
  }
  return [];
}

const isDate = ({ type }: DraftColumn) => type === 'date' || type === 'datetime';

/** Named as one, or written as one in so many rows that it is no chance: digits in every cell beside other characters (`WO-1000`). */
function isIdentifier(column: DraftColumn): boolean {
  if (isDate(column)) return false;
  return (
    IDENTIFIER.test(column.name) ||
    (column.type === 'string' &&
      column.cells.length >= MANY &&
      column.cells.every((cell) => /^\S*\d\S*$/.test(cell)))
  );
}

/** A column by which rows are told apart comes again and again: a line, a site, a measure. */
function isPart({ type, cells }: DraftColumn): boolean {
  const different = new Set(cells).size;
  return type === 'string' && different <= Math.max(2, cells.length / 2);
}

function groupsOf(parts: readonly DraftColumn[]): DraftColumn[][] {
  const pairs = parts.flatMap((one, at) => parts.slice(at + 1).map((two) => [one, two]));
  return [...parts.map((part) => [part]), ...pairs];
}

function sizeOf(group: readonly DraftColumn[]): number {
  const rows = group[0]?.cells ?? [];
  return new Set(rows.map((_, row) => JSON.stringify(group.map(({ cells }) => cells[row])))).size;
}
