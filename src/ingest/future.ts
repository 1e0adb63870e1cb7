import { addDays, daysBetween, longDate } from '#model/date.ts';
import type { Doubt, QuarantinedRow } from '#model/export.ts';
import type { Resource } from './contract.ts';
import { dateColumn } from './digest.ts';
import type { TypedTable } from './typedTable.ts';

type Row = TypedTable['rows'][number];

/** Rows this share of all may be a slip; more of them are simply not due yet, as in a build as of an earlier day. */
const FEW = 0.02;
/** Without a day to judge by, a date is far ahead when no row lies within so many days before it. */
const LONELY_DAYS = 180;

/**
 * Rows dated later than they can be: after the day they were extracted, after the day of the build, or, where neither is
 * known, far after all others, since one slip of a year must not move the day that everything is judged by.
 */
export function withoutFuture(table: TypedTable, entry: Resource, asOf: string | null): { rows: Row[]; quarantine: QuarantinedRow[]; doubts: Doubt[] } {
  const column = dateColumn(entry);
  const at = column === undefined ? -1 : table.columns.indexOf(column);
  if (column === undefined || at < 0) return { rows: table.rows, quarantine: [], doubts: [] };
  const vintageAt = entry.trilens.vintage === undefined ? -1 : table.columns.indexOf(entry.trilens.vintage);
  const dateOf = (row: Row) => (typeof row.cells[at] === 'string' ? (row.cells[at] as string).slice(0, 10) : null);
  const lonely = asOf ?? lonelyAfter(table.rows.flatMap((row) => dateOf(row) ?? []), entry.trilens.everyDays);
  const late = new Map<Row, string>();
  for (const row of table.rows) {
    const date = dateOf(row);
    if (date === null) continue;
    const vintage = vintageAt < 0 ? null : row.cells[vintageAt];
    if (typeof vintage === 'string') {
      if (date > vintage.slice(0, 10)) late.set(row, `${date} lies after its extraction on ${vintage.slice(0, 10)}`);
    } else if (lonely !== null && date > lonely) late.set(row, asOf === null ? `${date} lies far after all other dates, the last of which is ${lonely}` : `${date} lies after ${asOf}`);
  }
  if (late.size === 0 || (asOf !== null && vintageAt < 0 && late.size > Math.max(2, table.rows.length * FEW))) return { rows: table.rows, quarantine: [], doubts: [] };
  const quarantine = [...late].map(([row, reason]) => ({ file: row.file, line: row.line, column, rule: 'export/future-date', reason, raw: row.cells.join(',') }));
  const furthest = [...late.keys()].map((row) => dateOf(row) as string).sort().at(-1) as string;
  const sentence = `${late.size} ${late.size === 1 ? 'row is' : 'rows are'} dated in the future, up to ${longDate(furthest)}, and ${late.size === 1 ? 'is' : 'are'} not counted.`;
  return { rows: table.rows.filter((row) => !late.has(row)), quarantine, doubts: [{ rule: 'export/future', sentence }] };
}

/** The last date before a gap that only a slip can explain, when few rows lie beyond it. */
function lonelyAfter(dates: string[], everyDays = 30): string | null {
  const sorted = dates.sort();
  const few = Math.max(2, Math.floor(sorted.length * FEW));
  for (let index = sorted.length - 1; index > 0 && sorted.length - index <= few; index--) {
    const [before, date] = [sorted[index - 1] as string, sorted[index] as string];
    if (index > few && daysBetween(before, date) > Math.max(LONELY_DAYS, 6 * everyDays) && addDays(before, 0) >= (sorted[0] as string)) return before;
  }
  return null;
}
