import { fiscalYearOf, weekOf, yearBegins, weeksBefore, type Calendar } from './calendar.ts';
import { addDays, daysBetween, isDate, longDate, shortDate, type IsoDate } from './date.ts';
import type { Grain } from './grain.ts';

const ORDINALS = ['first', 'second', 'third', 'fourth'] as const;

/** The name of a period by its first day. A week is named by the ISO week that its Thursday is in, on whatever day it begins. */
export function periodNameIn(start: IsoDate, grain: Grain, own: Calendar): string {
  if (grain === 'day') return start;
  if (grain === 'week') return isoWeek(start);
  if (grain === 'month' && !own.fiscal?.weeks) return start.slice(0, 7);
  const { year, month } = placeOf(start, own);
  const prefix = own.fiscal ? `FY${year}` : String(year).padStart(4, '0');
  if (grain === 'year') return prefix;
  return grain === 'quarter'
    ? `${prefix}-Q${Math.floor(month / 3) + 1}`
    : `${prefix}-P${String(month + 1).padStart(2, '0')}`;
}

/** A period for people: in a column, or in a sentence. */
export function wordsOf(
  start: IsoDate,
  grain: Grain,
  own: Calendar,
  length: 'short' | 'long',
): string {
  const date = length === 'short' ? shortDate(start) : longDate(start);
  if (grain === 'day') return date;
  if (grain === 'month' && !own.fiscal?.weeks) return date.replace(/^\d+ /, '');
  if (grain === 'week') {
    const name = isoWeek(start);
    return `week ${Number(name.slice(6))}${length === 'short' ? ',' : ' of'} ${name.slice(0, 4)}`;
  }
  const { year: of, month } = placeOf(start, own);
  const year = own.fiscal ? `FY${String(of % 100).padStart(2, '0')}` : String(of);
  if (grain === 'year') return year;
  const quarter = Math.floor(month / 3);
  if (length === 'long')
    return grain === 'quarter'
      ? `${ORDINALS[quarter]} quarter of ${year}`
      : `period ${month + 1} of ${year}`;
  const part = grain === 'quarter' ? `Q${quarter + 1}` : `P${String(month + 1).padStart(2, '0')}`;
  return own.fiscal ? `${year} ${part}` : `${part} ${year}`;
}

/** Reads a name back. Where the portfolio has a fiscal year, `2026-Q1` could be of either year, so it is not a name there. */
export function parsePeriodIn(
  text: string,
  own: Calendar,
): { grain: Grain; start: IsoDate } | null {
  const parts = /^(\d{4})(?:-(?:(\d{2})-(\d{2})|W(\d{2})|Q([1-4])|(\d{2})))?$/.exec(text);
  if (!parts) return own.fiscal ? fiscalPeriod(text, own) : null;
  const [, year = '', , day, week, quarter, month] = parts;
  if (day) return isDate(text) ? { grain: 'day', start: text } : null;
  if (week) {
    const monday = addDays(
      weekOf(`${year}-01-04`, { weekStart: 0, fiscal: null }),
      7 * (Number(week) - 1),
    );
    const start = weekOf(addDays(monday, 3), own);
    return Number(week) >= 1 && isoWeek(start) === text ? { grain: 'week', start } : null;
  }
  if (month) {
    const isMonth = Number(month) >= 1 && Number(month) <= 12 && !own.fiscal?.weeks;
    return isMonth ? { grain: 'month', start: `${year}-${month}-01` } : null;
  }
  if (own.fiscal) return null;
  return quarter
    ? { grain: 'quarter', start: `${year}-${String(Number(quarter) * 3 - 2).padStart(2, '0')}-01` }
    : { grain: 'year', start: `${year}-01-01` };
}

/** What a period may be called in a portfolio, for messages. */
export function periodExamples({ fiscal }: Calendar): string {
  if (!fiscal) return '2026-11-17, 2026-W47, 2026-11, 2026-Q4 or 2026';
  return fiscal.weeks
    ? '2026-11-17, 2026-W47, FY2027-P08, FY2027-Q3 or FY2027'
    : '2026-11-17, 2026-W47, 2026-11, FY2027-Q3 or FY2027';
}

/** `FY2027-Q1`, `FY27 Q1`, `FY27`, and of a year of weeks `FY27-P03`. */
function fiscalPeriod(text: string, own: Calendar): { grain: Grain; start: IsoDate } | null {
  const parts = /^FY ?(\d{4}|\d{2})(?:[- ]?(?:Q([1-4])|P(0[1-9]|1[0-2])))?$/i.exec(text);
  const { fiscal } = own;
  if (!parts || !fiscal) return null;
  const [, named = '', quarter, period] = parts;
  if (period && !fiscal.weeks) return null;
  const year = Number(named.length === 2 ? `20${named}` : named) - later(fiscal);
  const month = quarter ? (Number(quarter) - 1) * 3 : period ? Number(period) - 1 : 0;
  const grain: Grain = quarter ? 'quarter' : period ? 'month' : 'year';
  const first = yearBegins(year, fiscal, own);
  if (fiscal.weeks) return { grain, start: addDays(first, 7 * weeksBefore(fiscal.weeks)[month]!) };
  const months = year * 12 + fiscal.month - 1 + month;
  return {
    grain,
    start: `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}-01`,
  };
}

/** The year that a period is named by, and its place among the twelve months of it. */
function placeOf(start: IsoDate, own: Calendar): { year: number; month: number } {
  const { fiscal } = own;
  const year = Number(start.slice(0, 4));
  if (!fiscal) return { year, month: Number(start.slice(5, 7)) - 1 };
  const begun = fiscalYearOf(start, fiscal, own);
  const month = fiscal.weeks
    ? weeksBefore(fiscal.weeks).findLastIndex(
        (weeks) => weeks * 7 <= daysBetween(yearBegins(begun, fiscal, own), start),
      )
    : (Number(start.slice(5, 7)) - fiscal.month + 12) % 12;
  return { year: begun + later(fiscal), month };
}

/** A year that begins in January ends in the year that it begins in. */
function later({ namedBy, month }: NonNullable<Calendar['fiscal']>): number {
  return namedBy === 'end' && month > 1 ? 1 : 0;
}

/** The ISO week of the Thursday in the week that begins on `start`. */
function isoWeek(start: IsoDate): string {
  const thursday = weekOf(addDays(start, 6), { weekStart: 3, fiscal: null });
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}
