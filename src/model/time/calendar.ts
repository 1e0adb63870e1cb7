import { addDays, daysBetween, type IsoDate } from './date.ts';

export const WEEKDAYS = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;
export const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
] as const;
export const WEEK_PATTERNS = ['4-4-5', '4-5-4', '5-4-4'] as const;
export const YEAR_STARTS = ['nearest', 'last', 'first'] as const;

/** A fiscal year of calendar months, or of whole weeks (4-4-5 and its kin). */
export interface FiscalYear {
  /** Month in which it begins, 1 to 12. */
  month: number;
  /** Whether FY27 is the year that ends in 2027 or the one that begins in it. */
  namedBy: 'end' | 'start';
  weeks: {
    pattern: (typeof WEEK_PATTERNS)[number];
    /** The first weekday of a week that is nearest to the 1st of the month, the last one up to it, or the first one from it on. */
    begins: (typeof YEAR_STARTS)[number];
  } | null;
}

/** How the days of a portfolio are parted into weeks, months, quarters and years. */
export interface Calendar {
  /** 0 is Monday. */
  weekStart: number;
  /** Null: the year of the calendar. */
  fiscal: FiscalYear | null;
}

export const CIVIL: Calendar = { weekStart: 0, fiscal: null };

/** The calendar that the settings of a portfolio describe. A year that begins in January is that of the calendar, unless it has whole weeks. */
export function calendarOf(settings: {
  weekStartsOn?: (typeof WEEKDAYS)[number];
  fiscalYearStart?: (typeof MONTHS)[number] | undefined;
  fiscalYearNamedBy?: FiscalYear['namedBy'];
  fiscalWeeks?: FiscalYear['weeks'] | undefined;
}): Calendar {
  const weekStart = WEEKDAYS.indexOf(settings.weekStartsOn ?? 'monday');
  const month = MONTHS.indexOf(settings.fiscalYearStart ?? 'january') + 1;
  const weeks = settings.fiscalWeeks ?? null;
  const fiscal =
    month === 1 && weeks === null
      ? null
      : { month, namedBy: settings.fiscalYearNamedBy ?? 'end', weeks };
  return weekStart === 0 && fiscal === null ? CIVIL : { weekStart, fiscal };
}

const KEY = Symbol.for('trilens.calendar');
const holder = globalThis as { [KEY]?: Calendar };

/**
 * The calendar of the portfolio at hand. It is set once, when `portfolio.yaml` is read, like the locale of a process: every period of a
 * portfolio is one of it. Global, since the bundled pages hold modules of their own.
 */
export function calendar(): Calendar {
  return holder[KEY] ?? CIVIL;
}

export function useCalendar(own: Calendar): void {
  holder[KEY] = own;
}

/** First day of the week that a date falls in. */
export function weekOf(date: IsoDate, { weekStart }: Calendar): IsoDate {
  // 1 January 1900 was a Monday.
  const since = (daysBetween('1900-01-01', date) - weekStart) % 7;
  return addDays(date, -(since < 0 ? since + 7 : since));
}

/** First day of the fiscal year that begins in, or next to, a month of this year of the calendar. */
export function yearBegins(year: number, fiscal: FiscalYear, own: Calendar): IsoDate {
  const first = `${String(year).padStart(4, '0')}-${String(fiscal.month).padStart(2, '0')}-01`;
  if (!fiscal.weeks) return first;
  const week = weekOf(first, own);
  const back = daysBetween(week, first);
  if (back === 0 || fiscal.weeks.begins === 'last') return week;
  return fiscal.weeks.begins === 'nearest' && back <= 3 ? week : addDays(week, 7);
}

/** The year of the calendar by which a fiscal year is counted: the one that it begins in or next to. */
export function fiscalYearOf(date: IsoDate, fiscal: FiscalYear, own: Calendar): number {
  let year = Number(date.slice(0, 4)) + 1;
  while (yearBegins(year, fiscal, own) > date) year -= 1;
  return year;
}

/** Weeks before each of the twelve periods of a year of weeks; a 53rd week belongs to the last. */
export function weeksBefore({ pattern }: NonNullable<FiscalYear['weeks']>): number[] {
  const quarter = pattern.split('-').map(Number);
  const before = [0];
  for (let period = 0; period < 11; period++) before.push(before[period]! + quarter[period % 3]!);
  return before;
}
