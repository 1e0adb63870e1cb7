import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import type { Ambiguity } from './ambiguity.ts';

/** Years in which tables of today hold their rows; whatever lies outside in most cells is of another calendar, or no date. */
const FIRST = 1700;
const LAST = 2300;
const SAMPLE = 5000;

/** Dates whose years are those of the Buddhist, the Persian or the Islamic calendar, or of a format that does not fit. */
export function otherCalendar(
  name: string,
  cells: readonly string[],
  format: DateFormat,
): Ambiguity | null {
  let dates = 0;
  const odd: number[] = [];
  for (const [index, cell] of cells.slice(0, SAMPLE).entries()) {
    const read = parseDate(cell, format);
    if ('problem' in read) continue;
    dates += 1;
    const year = Number(read.date.slice(0, 4));
    if (year < FIRST || year > LAST) odd.push(index);
  }
  if (odd.length <= dates / 2) return null;
  return {
    code: 'export/other-calendar',
    found: `the years of ${name} are not those of the Gregorian calendar`,
    cells: odd,
    say: (cell) => {
      const read = parseDate(cell, format);
      return 'date' in read ? `${cell} is in the year ${Number(read.date.slice(0, 4))}` : cell;
    },
    allowed: `dates of the Gregorian calendar, in the years ${FIRST} to ${LAST}`,
    fix: `export ${name} as ISO 8601 (2026-10-07), or declare its format in datapackage.json; the Buddhist year 2569, the Persian 1405 and the Islamic 1448 are 2026`,
  };
}
