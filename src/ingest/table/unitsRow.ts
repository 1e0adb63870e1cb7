import { isTyped, kindOf } from './kinds.ts';
import { markOf } from './mark.ts';
import type { RawRow } from './records.ts';

/** Rows below that are looked at: a unit is one of numbers. */
const SAMPLE = 20;
/** What loggers write below the name of a column that has no unit. */
const NO_UNIT = /^(?:|-|–|date|datum|time|zeit|text|string|none|name|[dmyhs./: -]{4,})$/i;

/** The units of a row below the header that names those of its columns, by their place; null where it is a row like the others. */
export function unitsIn(
  row: RawRow | undefined,
  below: readonly RawRow[],
): Map<number, string> | null {
  if (!row) return null;
  const units = new Map<number, string>();
  for (const [at, cell] of row.cells.entries()) {
    const text = cell
      .trim()
      .replace(/^[[(](.*)[\])]$/, '$1')
      .trim();
    if (NO_UNIT.test(text)) continue;
    if (markOf(text) === null) return null;
    units.set(at, text);
  }
  return units.size > 0 && [...units.keys()].every((at) => holdsNumbers(below, at)) ? units : null;
}

function holdsNumbers(rows: readonly RawRow[], at: number): boolean {
  const cells = rows.slice(0, SAMPLE).flatMap(({ cells }) => cells[at]?.trim() || []);
  const values = cells.filter((cell) => isTyped(kindOf(cell)));
  return cells.length > 0 && values.length > 0.8 * cells.length;
}
