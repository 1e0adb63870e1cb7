import type { Range, SheetCell, SheetContent } from '#ingest/source/part.ts';
import { cellName } from './sheet.ts';

export interface Filled {
  rows: SheetCell[][];
  /** Ranges of which the value was put into each of their rows. */
  down: string[];
  /** Ranges of which the amount stays in the first row. */
  once: { column: number; cells: string }[];
}

/**
 * Puts what is merged over rows into each of them. Only below the header: above it, cells that are merged name groups of
 * columns, and the reader of headers knows them by the empty cells beside them.
 */
export function filledDown(
  { rows, merged }: Pick<SheetContent, 'rows' | 'merged'>,
  headerAt: number,
  isLabel: (column: number) => boolean,
): Filled {
  const filled: Filled = { rows, down: [], once: [] };
  const below = merged.filter(({ top, bottom }) => top > headerAt && bottom > top);
  if (below.length === 0) return filled;
  filled.rows = rows.map((row) => [...row]);
  for (const range of below) {
    const { top, left } = range;
    const value = rows[top]?.[left] ?? null;
    if (value === null) continue;
    if (!isAmount(value) || isLabel(left)) {
      fill(filled.rows, range, value);
      filled.down.push(nameOf(range));
    } else filled.once.push({ column: left, cells: nameOf(range) });
  }
  return filled;
}

function isAmount(cell: SheetCell): boolean {
  return (
    typeof cell === 'number' ||
    (typeof cell === 'object' &&
      cell !== null &&
      (cell.kind === 'percent' || cell.kind === 'span' || cell.kind === 'digits'))
  );
}

function fill(rows: SheetCell[][], { top, left, bottom }: Range, value: SheetCell): void {
  for (let at = top; at <= Math.min(bottom, rows.length - 1); at++) {
    const row = rows[at]!;
    // A row of nothing else is not part of the table.
    if (at > top && row.every((cell) => cell === null)) continue;
    while (row.length <= left) row.push(null);
    row[left] = value;
  }
}

function nameOf({ top, left, bottom, right }: Range): string {
  return `${cellName(top, left)}:${cellName(bottom, right)}`;
}
