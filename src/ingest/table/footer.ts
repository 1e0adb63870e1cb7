import { filledCells } from './header.ts';
import { columnsOf, isTyped, kindOf } from './kinds.ts';
import type { RawRow } from './records.ts';

/** How a line begins that stands under a table and is no row of it. */
export const TOTALS = /^"?(grand )?(total|totals|sum|summe|gesamt|gesamtsumme|totaal|totale|somma|suma|subtotal|sous-total|zwischensumme|end of (report|file|export)|\(?\d+ rows?( selected| affected| returned)?\)?|generated|printed|source:|quelle:)(?=\W|$)/i;

/** Takes totals, sources and notes from under the rows of a table, and gives them back. */
export function takeFooters({ rows, width }: { rows: RawRow[]; width: number }): RawRow[] {
  const note = (row: RawRow) => {
    if (TOTALS.test(row.raw.trim())) return true;
    if (width < 3 || filledCells(row) !== 1 || (row.cells[0] ?? '').trim() === '') return false;
    const [first] = columnsOf(rows.slice(0, 100).filter((other) => other.cells.length === width).map((other) => other.cells), 1);
    if (!first || !(isTyped(first.kind) || first.masks)) return true;
    return !(kindOf(row.cells[0] as string) === first.kind);
  };
  let end = rows.length;
  while (end > 1 && note(rows[end - 1] as RawRow)) end--;
  return rows.splice(end);
}
