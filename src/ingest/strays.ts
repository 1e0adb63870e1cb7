import { daysBetween, longDate } from '#model/date.ts';
import type { Doubt, QuarantinedRow } from '#model/export.ts';
import type { Resource } from './contract.ts';
import { dateColumn, type Digest } from './digest.ts';
import type { TypedTable } from './typedTable.ts';

type Row = TypedTable['rows'][number];

/** Rows of this share of all may be a slip; more of them are simply not due yet, as in a build as of an earlier day. */
const FEW = 0.02;
/** Without a day to judge by, a date is far ahead when no row lies within so many days before it, and far back likewise. */
const LONELY_AHEAD = 180;
const LONELY_BACK = 3650;

export interface Strays {
  rows: Row[];
  quarantine: QuarantinedRow[];
  doubts: Doubt[];
}

/**
 * Sets aside rows dated where they cannot be: after the day they were extracted, after the day of the build, or, where
 * neither is known, far from all others, since one slip of a year must not move the day that everything is judged by.
 */
export function withoutStrays(table: TypedTable, digest: Digest, entry: Resource, asOf: string | null): Strays {
  const column = dateColumn(entry);
  const at = column === undefined ? -1 : table.columns.indexOf(column);
  const none: Strays = { rows: table.rows, quarantine: [], doubts: [] };
  if (column === undefined || at < 0) return none;
  const days = daysOf(digest);
  const few = Math.max(2, Math.floor(digest.rows * FEW));
  const first = lonelyBefore(days, few);
  const last = digest.newestVintage !== null ? null : asOf === null ? lonelyAfter(days, few, entry.trilens.everyDays) : laterThan(days, asOf) <= few ? asOf : null;
  const impossible = digest.cells.some((cell) => cell.vintage !== null && cell.date > cell.vintage);
  if (!impossible && (last === null || last >= (digest.newest ?? '')) && first === null) return none;
  const vintageAt = entry.trilens.vintage === undefined ? -1 : table.columns.indexOf(entry.trilens.vintage);
  const quarantine: QuarantinedRow[] = [];
  const found = { ahead: 0, furthest: '', back: 0, earliest: '9999' };
  const rows = table.rows.filter((row) => {
    const date = String(row.cells[at] ?? '').slice(0, 10);
    if (date === '') return true;
    const vintage = vintageAt < 0 || row.cells[vintageAt] === null ? null : String(row.cells[vintageAt]).slice(0, 10);
    const setAside = (rule: string, reason: string) => quarantine.push({ file: row.file, line: row.line, column, rule, reason, raw: row.cells.join(',') });
    if (vintage !== null && date > vintage) setAside('export/future-date', `${date} lies after its extraction on ${vintage}`);
    else if (vintage === null && last !== null && date > last) setAside('export/future-date', asOf === null ? `${date} lies far after all other dates, the last of which is ${last}` : `${date} lies after ${asOf}`);
    else if (first !== null && date < first) setAside('export/past-date', `${date} lies far before all other dates, the first of which is ${first}`);
    else return true;
    if (first !== null && date < first) {
      found.back += 1;
      if (date < found.earliest) found.earliest = date;
    } else {
      found.ahead += 1;
      if (date > found.furthest) found.furthest = date;
    }
    return false;
  });
  const said = (count: number, what: string) => `${count} ${count === 1 ? `row is ${what} and is` : `rows are ${what} and are`} not counted.`;
  const doubts: Doubt[] = [];
  if (found.ahead > 0) doubts.push({ rule: 'export/future', sentence: said(found.ahead, `dated in the future, up to ${longDate(found.furthest)},`) });
  if (found.back > 0) doubts.push({ rule: 'export/past', sentence: said(found.back, `dated far before all others, from ${longDate(found.earliest)},`) });
  return { rows, quarantine, doubts };
}

function daysOf(digest: Digest): { date: string; rows: number }[] {
  const days = new Map<string, number>();
  for (const cell of digest.cells) if (cell.date !== '') days.set(cell.date, (days.get(cell.date) ?? 0) + cell.rows);
  return [...days].map(([date, rows]) => ({ date, rows }));
}

function laterThan(days: readonly { date: string; rows: number }[], day: string): number {
  return days.reduce((sum, { date, rows }) => sum + (date > day ? rows : 0), 0);
}

/** The last date before a gap that only a slip can explain, when few rows lie beyond it and more before. */
function lonelyAfter(days: readonly { date: string; rows: number }[], few: number, everyDays = 30): string | null {
  let beyond = 0;
  for (let index = days.length - 1; index > 0; index--) {
    const { date, rows } = days[index] as { date: string; rows: number };
    const before = (days[index - 1] as { date: string }).date;
    beyond += rows;
    if (beyond > few || index < 2) return null;
    if (daysBetween(before, date) > Math.max(LONELY_AHEAD, 6 * everyDays)) return before;
  }
  return null;
}

/** The first date after such a gap at the beginning; systems hold old records, so the gap is longer. */
function lonelyBefore(days: readonly { date: string; rows: number }[], few: number): string | null {
  let before = 0;
  for (let index = 0; index < days.length - 2; index++) {
    const { date, rows } = days[index] as { date: string; rows: number };
    const next = (days[index + 1] as { date: string }).date;
    before += rows;
    if (before > few) return null;
    if (daysBetween(date, next) > LONELY_BACK) return next;
  }
  return null;
}
