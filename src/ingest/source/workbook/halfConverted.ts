import type { Field } from '#ingest/contract/contract.ts';
import type { SheetCell, TypedCell } from '#ingest/source/part.ts';
import type { SheetRefusal } from './sheetRefusal.ts';
import { cellName } from './sheet.ts';

/** Of real dates some six in ten lie after the 12th of a month. */
const FEW = 0.3;

/**
 * A spreadsheet that opens dates in another order than its own turns those into dates that exist in its order, up to the
 * 12th, as other days, and leaves the rest as text. A column of dates up to the 12th beside texts after the 12th shows it.
 */
export function halfConverted(
  { name }: Field,
  at: number,
  cells: readonly SheetCell[],
  { from }: { from: number },
): SheetRefusal | null {
  const dates: { cell: TypedCell; index: number }[] = [];
  const texts: { text: string; index: number }[] = [];
  for (const [index, cell] of cells.entries()) {
    if (typeof cell === 'string') {
      const order = orderOf(cell);
      // A text that could be a date in either order was not converted, so that nothing was.
      if (order === 'either') return null;
      if (order === 'one') texts.push({ text: cell.trim(), index });
    } else if (typeof cell === 'object' && cell !== null && /^(date|stamp)$/.test(cell.kind))
      dates.push({ cell, index });
  }
  const [date, text] = [dates[0], texts[0]];
  if (!date || !text) return null;
  const late = dates.filter(({ cell }) => Number(cell.text.slice(8, 10)) > 12);
  if (late.length >= FEW * dates.length) return null;
  const day = date.cell.text.slice(0, 10);
  const [year, month, dayOfMonth] = day.split('-');
  const place = (index: number) => cellName(from + index, at);
  return {
    code: 'export/ambiguous-date',
    row: from + text.index + 1,
    found: `the dates of ${name} are half converted: ${dates.length} such as ${place(date.index)} are dates up to the 12th of a month, ${texts.length} such as ${place(text.index)} ("${text.text}") are texts of another order; ${place(date.index)} is ${day} or ${year}-${dayOfMonth}-${month}`,
    allowed: 'dates alone, or texts alone',
    fix: 'import the original file again with the order of its dates, or export them as 2026-10-07',
  };
}

/** Whether a text is a date with the day and the month in one order, or in either; null where it is not one. */
function orderOf(text: string): 'one' | 'either' | null {
  const parts = /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?(?:\d{4}|\d{2})(?:[T ,].*)?$/.exec(text.trim());
  if (!parts) return null;
  const [first, second] = [Number(parts[1]), Number(parts[3])];
  if (first > 31 || second > 31 || (first > 12 && second > 12)) return null;
  return first > 12 || second > 12 ? 'one' : 'either';
}
