import {
  calendar,
  CIVIL,
  fiscalYearOf,
  weekOf,
  weeksBefore,
  yearBegins,
  type Calendar,
} from './calendar.ts';
import { addDays, daysBetween, type IsoDate } from './date.ts';
import type { Grain } from './grain.ts';
import { parsePeriodIn, periodNameIn, wordsOf } from './periodName.ts';

export { GRAINS, type Grain } from './grain.ts';

/** Months in a period of these grains. */
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const;

/** The period of a grain that a date falls in, named by its first day (Monday for a week, unless the portfolio begins it on another). */
export function periodStart(date: IsoDate, grain: Grain, own: Calendar = calendar()): IsoDate {
  if (grain === 'day') return date;
  if (grain === 'week') return weekOf(date, own);
  if (own.fiscal?.weeks) return startAt(indexOf(date, grain, own), grain, own);
  if (grain === 'month') return `${date.slice(0, 7)}-01`;
  const months = monthsOf(date) - ((own.fiscal?.month ?? 1) - 1);
  return firstOf(months - (months % MONTHS_IN[grain]) + ((own.fiscal?.month ?? 1) - 1));
}

/** First day of the period that is `count` periods later (earlier when negative). */
export function shiftPeriod(
  start: IsoDate,
  grain: Grain,
  count: number,
  own: Calendar = calendar(),
): IsoDate {
  if (grain === 'day') return addDays(start, count);
  if (grain === 'week') return addDays(start, 7 * count);
  if (own.fiscal?.weeks) return startAt(indexOf(start, grain, own) + count, grain, own);
  return firstOf(monthsOf(start) + MONTHS_IN[grain] * count);
}

/** How many periods lie between two starts. */
export function periodDistance(
  from: IsoDate,
  to: IsoDate,
  grain: Grain,
  own: Calendar = calendar(),
): number {
  if (grain === 'day') return daysBetween(from, to);
  if (grain === 'week') return daysBetween(from, to) / 7;
  if (own.fiscal?.weeks) return indexOf(to, grain, own) - indexOf(from, grain, own);
  return (monthsOf(to) - monthsOf(from)) / MONTHS_IN[grain];
}

/** Months since the year 0. */
function monthsOf(date: IsoDate): number {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

function firstOf(months: number): IsoDate {
  const year = Math.floor(months / 12);
  return `${String(year).padStart(4, '0')}-${String(months - year * 12 + 1).padStart(2, '0')}-01`;
}

/** The number of a period in years of whole weeks, counted on from year to year. */
function indexOf(date: IsoDate, grain: keyof typeof MONTHS_IN, own: Calendar): number {
  const fiscal = own.fiscal!;
  const year = fiscalYearOf(date, fiscal, own);
  const week = Math.floor(daysBetween(yearBegins(year, fiscal, own), date) / 7);
  const before = weeksBefore(fiscal.weeks!);
  const month = before.findLastIndex((weeks) => weeks <= week);
  return Math.floor((year * 12 + month) / MONTHS_IN[grain]);
}

function startAt(index: number, grain: keyof typeof MONTHS_IN, own: Calendar): IsoDate {
  const fiscal = own.fiscal!;
  const months = index * MONTHS_IN[grain];
  const year = Math.floor(months / 12);
  const before = weeksBefore(fiscal.weeks!);
  return addDays(yearBegins(year, fiscal, own), 7 * before[months - year * 12]!);
}

// A large portfolio has few periods and asks about them a million times.
interface Known {
  of: Calendar;
  ends: Record<Grain, Map<IsoDate, string>>;
  names: Record<Grain, Map<IsoDate, string>>;
  complete: Record<Grain, Map<IsoDate, string>>;
  spans: Map<string, ReturnType<typeof spanOf>>;
}
let kept: Known | null = null;

function known(): Known {
  const of = calendar();
  if (kept?.of !== of)
    kept = { of, ends: byGrain(), names: byGrain(), complete: byGrain(), spans: new Map() };
  return kept;
}

function byGrain(): Record<Grain, Map<IsoDate, string>> {
  return {
    day: new Map(),
    week: new Map(),
    month: new Map(),
    quarter: new Map(),
    year: new Map(),
  };
}

/** Last day of the period that begins on `start`. */
export function periodEnd(start: IsoDate, grain: Grain): IsoDate {
  const { ends } = known();
  const end = ends[grain].get(start) ?? addDays(shiftPeriod(start, grain, 1), -1);
  ends[grain].set(start, end);
  return end;
}

/** First days of all periods from `from` to `to`, both included. */
export function periodsBetween(from: IsoDate, to: IsoDate, grain: Grain): IsoDate[] {
  const list: IsoDate[] = [];
  for (let start = periodStart(from, grain); start <= to; start = shiftPeriod(start, grain, 1))
    list.push(start);
  return list;
}

/** First day of the newest period that ended before or on `asOf`. */
export function lastCompletePeriod(asOf: IsoDate, grain: Grain): IsoDate {
  const { complete } = known();
  const found = complete[grain].get(asOf);
  if (found !== undefined) return found;
  const start = periodStart(asOf, grain);
  const last = periodEnd(start, grain) <= asOf ? start : shiftPeriod(start, grain, -1);
  complete[grain].set(asOf, last);
  return last;
}

/** `2026-11-17`, `2026-W47`, `2026-11`, `2026-Q4` or `2026`; of a fiscal year `FY2027-Q1`, `FY2027`, and of one of whole weeks `FY2027-P03`. */
export function periodName(start: IsoDate, grain: Grain): string {
  const { names } = known();
  const name = names[grain].get(start) ?? periodNameIn(start, grain, calendar());
  names[grain].set(start, name);
  return name;
}

/** A period for a column, by its first day: `7 Oct 2026`, `week 47, 2026`, `Oct 2026`, `Q4 2026`, `FY27 Q1`. */
export function shortPeriod(start: IsoDate, grain: Grain): string {
  return wordsOf(start, grain, calendar(), 'short');
}

/** Reads a period name back: its grain and first day, or null when it is not one. */
export function parsePeriod(text: string): { grain: Grain; start: IsoDate } | null {
  return parsePeriodIn(text, calendar());
}

/** The same by the calendar that everybody shares: what files of other systems mean by `2026-Q1`. */
export function parseCivilPeriod(text: string): { grain: Grain; start: IsoDate } | null {
  return parsePeriodIn(text, CIVIL);
}

/** First and last day that a period, date or `from/to` pair of them covers. */
export function span(text: string): { from: IsoDate; to: IsoDate } | null {
  const { spans } = known();
  const found = spans.get(text);
  if (found !== undefined) return found;
  const made = spanOf(text);
  spans.set(text, made);
  return made;
}

function spanOf(text: string): { from: IsoDate; to: IsoDate } | null {
  const [first = '', last = first] = text.split('/');
  const a = parsePeriod(first);
  const b = parsePeriod(last);
  return a && b ? { from: a.start, to: periodEnd(b.start, b.grain) } : null;
}

/** A period in a sentence, by its first day: `week 47 of 2026`. */
export function longPeriod(start: IsoDate, grain: Grain): string {
  return wordsOf(start, grain, calendar(), 'long');
}

/** A written period for people: `September 2026`, `third quarter of 2026`, `week 47 of 2026`, `17 November 2026`; a range with `to`. */
export function periodWords(text: string): string {
  const [first = '', last] = text.split('/');
  if (last) return `${periodWords(first)} to ${periodWords(last)}`;
  const period = parsePeriod(first);
  return period ? longPeriod(period.start, period.grain) : text;
}

/** Where in a list of neighbouring periods a span stands: the place of the first in it, and behind the last that ends within it. */
export function placesWithin(
  periods: readonly IsoDate[],
  range: { from: IsoDate; to: IsoDate },
  grain: Grain,
): { start: number; end: number } {
  const after = addDays(range.to, 1);
  let start = 0;
  while (start < periods.length && periods[start]! < range.from) start++;
  let end = start;
  // A period ends the day before the next begins.
  while (
    end < periods.length &&
    (periods[end + 1] ?? shiftPeriod(periods[end]!, grain, 1)) <= after
  )
    end++;
  return { start, end };
}
