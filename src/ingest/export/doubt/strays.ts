import { daysBetween, longDate } from '#model/time/date.ts';
import type { Doubt, QuarantinedRow } from '#model/record/export.ts';
import { dateColumn, type Resource } from '#ingest/contract/contract.ts';
import type { Digest } from '#ingest/export/digest.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

type Row = TypedTable['rows'][number];

/** Rows of this share of all may be a slip; more of them are simply not due yet, as in a build as of an earlier day. */
const FEW = 0.02;
/** So large a share of rows that are not yet is a clock that is wrong, or a plan. */
const MANY = 0.2;
/** Without a day to judge by, a date is far ahead when no row lies within so many days before it, and far back likewise. */
const LONELY_AHEAD = 180;
const LONELY_BACK = 3650;

/** Which rows are quarantined for their date. */
export interface StrayRule {
  /** Name and place of the column that dates a row, and of its vintage; -1 is none. */
  column: string;
  date: number;
  vintage: number;
  judge: (date: string, vintage: string | null) => { rule: string; reason: string } | null;
  /** What is said of the days that were quarantined. */
  doubts: (dates: readonly string[]) => Doubt[];
}

/** The days that a date is held against: that of the build, null where the data decides it, and that of the clock, where it is asked. */
export interface Days {
  asOf: string | null;
  today?: string | undefined;
}

/** The last day that a row can be of: today, or the day of a build that looks ahead. */
function latest({ asOf, today }: Days): string | null {
  if (today === undefined) return null;
  return asOf !== null && asOf > today ? asOf : today;
}

/** How many of the rows are dated after the day of the clock, where they are too many for slips; null where they are not, or where the contract calls them a plan. */
export function notYet(
  digest: Digest,
  entry: Resource,
  days: Days,
): { rows: number; day: string; newest: string } | null {
  const day = latest(days);
  if (day === null || entry.trilens.ahead) return null;
  const newest = [digest.newest, digest.newestVintage]
    .flatMap((date) => date ?? [])
    .sort()
    .at(-1);
  const rows = digest.cells.reduce(
    (sum, cell) => sum + (cell.date > day || (cell.vintage ?? '') > day ? cell.rows : 0),
    0,
  );
  return newest !== undefined && rows > digest.rows * MANY ? { rows, day, newest } : null;
}

/**
 * Sets aside rows dated where they cannot be: after the day they were extracted, after today or the day of the build, or
 * far from all others, since one slip of a year must not move the day that everything is judged by.
 */
export function strayRule(digest: Digest, entry: Resource, asked: Days): StrayRule | null {
  const column = dateColumn(entry);
  const date = entry.schema.fields.findIndex((field) => field.name === column);
  if (column === undefined || date < 0) return null;
  const days = daysOf(digest);
  const few = Math.max(2, Math.floor(digest.rows * FEW));
  const first = lonelyBefore(days, few);
  const last = entry.trilens.ahead ? null : lastPossible(days, few, entry, asked);
  const clock = entry.trilens.ahead ? null : latest(asked);
  const untaken = (vintage: string) => clock !== null && vintage > clock;
  const impossible = digest.cells.some(
    ({ vintage, date: day }) => vintage !== null && (day > vintage || untaken(vintage)),
  );
  const isLate = digest.newestVintage === null && last !== null && last.day < (digest.newest ?? '');
  if (!impossible && !isLate && first === null) return null;
  return {
    column,
    date,
    vintage: entry.schema.fields.findIndex((field) => field.name === entry.trilens.vintage),
    judge: (day, vintage) => {
      if (day === '') return null;
      if (vintage !== null && day > vintage)
        return {
          rule: 'export/future-date',
          reason: `${day} lies after its extraction on ${vintage}`,
        };
      if (vintage !== null && untaken(vintage))
        return {
          rule: 'export/future-date',
          reason: `its extraction on ${vintage} lies after ${clock}`,
        };
      if (vintage === null && digest.newestVintage === null && last !== null && day > last.day)
        return {
          rule: 'export/future-date',
          reason: last.isLonely
            ? `${day} lies far after all other dates, the last of which is ${last.day}`
            : `${day} lies after ${last.day}`,
        };
      return first !== null && day < first
        ? {
            rule: 'export/past-date',
            reason: `${day} lies far before all other dates, the first of which is ${first}`,
          }
        : null;
    },
    doubts: (dates) => doubtsAbout(dates, first),
  };
}

/** Parts the rows of a table by the rule. */
export function withoutStrays(
  rows: readonly Row[],
  { column, date, vintage, judge }: StrayRule,
): { rows: Row[]; quarantine: QuarantinedRow[]; dates: string[] } {
  const quarantine: QuarantinedRow[] = [];
  const dates: string[] = [];
  const kept = rows.filter((row) => {
    const day = String(row.cells[date] ?? '').slice(0, 10);
    const taken =
      vintage < 0 || row.cells[vintage] === null ? null : String(row.cells[vintage]).slice(0, 10);
    const found = judge(day, taken);
    if (!found) return true;
    dates.push(day);
    quarantine.push({ file: row.file, line: row.line, column, ...found, raw: row.cells.join(',') });
    return false;
  });
  return { rows: kept, quarantine, dates };
}

function doubtsAbout(dates: readonly string[], first: string | null): Doubt[] {
  const back = dates.filter((day) => first !== null && day < first).sort();
  const ahead = dates.filter((day) => first === null || day >= first).sort();
  const said = (count: number, what: string) =>
    `${count} ${count === 1 ? `row is ${what} and is` : `rows are ${what} and are`} not counted.`;
  const doubts: Doubt[] = [];
  if (ahead.length > 0)
    doubts.push({
      rule: 'export/future',
      sentence: said(ahead.length, `dated in the future, up to ${longDate(ahead.at(-1)!)},`),
    });
  if (back.length > 0)
    doubts.push({
      rule: 'export/past',
      sentence: said(back.length, `dated far before all others, from ${longDate(back[0]!)},`),
    });
  return doubts;
}

function daysOf(digest: Digest): { date: string; rows: number }[] {
  const days = new Map<string, number>();
  for (const cell of digest.cells)
    if (cell.date !== '') days.set(cell.date, (days.get(cell.date) ?? 0) + cell.rows);
  return [...days].map(([date, rows]) => ({ date, rows }));
}

/** The last day that a row may be of: a lonely one beyond it is a slip, and so is whatever lies after today, or few after the day of the build. */
function lastPossible(
  days: readonly { date: string; rows: number }[],
  few: number,
  entry: Resource,
  asked: Days,
): { day: string; isLonely: boolean } | null {
  const today = latest(asked);
  if (asked.asOf !== null)
    return laterThan(days, asked.asOf) <= few
      ? { day: asked.asOf, isLonely: false }
      : today === null
        ? null
        : { day: today, isLonely: false };
  const lonely = lonelyAfter(days, few, entry.trilens.everyDays);
  if (lonely !== null && (today === null || lonely < today)) return { day: lonely, isLonely: true };
  return today === null ? null : { day: today, isLonely: false };
}

/** A dump without what is dated after the day of the clock: slips that are quarantined were never a past. */
export function untilToday(digest: Digest, days: Days): Digest {
  const day = latest(days);
  if (day === null) return digest;
  const cells = digest.cells.filter(({ date, vintage }) => date <= day && (vintage ?? '') <= day);
  if (cells.length === digest.cells.length) return digest;
  return {
    ...digest,
    cells,
    rows: cells.reduce((sum, { rows }) => sum + rows, 0),
    newest: cells.at(-1)?.date || null,
    newestVintage:
      digest.newestVintage === null
        ? null
        : (cells
            .map(({ vintage }) => vintage ?? '')
            .sort()
            .at(-1) ?? null),
  };
}

/** How many rows are dated after a day. */
export function rowsAfter(digest: Digest, day: string): number {
  return laterThan(daysOf(digest), day);
}

function laterThan(days: readonly { date: string; rows: number }[], day: string): number {
  return days.reduce((sum, { date, rows }) => sum + (date > day ? rows : 0), 0);
}

/** The last date before a gap that only a slip can explain, when few rows lie beyond it and more before. */
function lonelyAfter(
  days: readonly { date: string; rows: number }[],
  few: number,
  everyDays = 30,
): string | null {
  let beyond = 0;
  for (let index = days.length - 1; index > 0; index--) {
    const { date, rows } = days[index]!;
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
    const { date, rows } = days[index]!;
    const next = (days[index + 1] as { date: string }).date;
    before += rows;
    if (before > few) return null;
    if (daysBetween(date, next) > LONELY_BACK) return next;
  }
  return null;
}
