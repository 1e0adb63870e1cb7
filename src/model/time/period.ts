import { addDays, daysBetween, isDate, longDate, shortDate, type IsoDate } from './date.ts';

export const GRAINS = ['day', 'week', 'month', 'quarter'] as const;
export type Grain = (typeof GRAINS)[number];

/** The period of a grain that a date falls in, named by its first day (Monday for a week). */
export function periodStart(date: IsoDate, grain: Grain): IsoDate {
  if (grain === 'day') return date;
  if (grain === 'week') {
    // 1 January 1900 was a Monday.
    const sinceMonday = daysBetween('1900-01-01', date) % 7;
    return addDays(date, -(sinceMonday < 0 ? sinceMonday + 7 : sinceMonday));
  }
  if (grain === 'month') return `${date.slice(0, 7)}-01`;
  const month = Math.floor((Number(date.slice(5, 7)) - 1) / 3) * 3 + 1;
  return `${date.slice(0, 4)}-${String(month).padStart(2, '0')}-01`;
}

/** First day of the period that is `count` periods later (earlier when negative). */
export function shiftPeriod(start: IsoDate, grain: Grain, count: number): IsoDate {
  if (grain === 'day') return addDays(start, count);
  if (grain === 'week') return addDays(start, 7 * count);
  const months = (grain === 'month' ? 1 : 3) * count + Number(start.slice(5, 7)) - 1;
  const year = Number(start.slice(0, 4)) + Math.floor(months / 12);
  return `${year}-${String((((months % 12) + 12) % 12) + 1).padStart(2, '0')}-01`;
}

/** Last day of the period that begins on `start`. */
export function periodEnd(start: IsoDate, grain: Grain): IsoDate {
  const known = ends[grain].get(start) ?? addDays(shiftPeriod(start, grain, 1), -1);
  ends[grain].set(start, known);
  return known;
}

// A large portfolio has few periods and asks about them a million times.
const [ends, names, complete] = [remembered(), remembered(), remembered()];
const spans = new Map<string, ReturnType<typeof span>>();

function remembered(): Record<Grain, Map<IsoDate, string>> {
  return { day: new Map(), week: new Map(), month: new Map(), quarter: new Map() };
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
  const known = complete[grain].get(asOf);
  if (known !== undefined) return known;
  const start = periodStart(asOf, grain);
  const last = periodEnd(start, grain) <= asOf ? start : shiftPeriod(start, grain, -1);
  complete[grain].set(asOf, last);
  return last;
}

/** How many periods lie between two starts. */
export function periodDistance(from: IsoDate, to: IsoDate, grain: Grain): number {
  if (grain === 'day') return daysBetween(from, to);
  if (grain === 'week') return daysBetween(from, to) / 7;
  const months =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 +
    Number(to.slice(5, 7)) -
    Number(from.slice(5, 7));
  return grain === 'month' ? months : months / 3;
}

/** `2026-11-17`, `2026-W47`, `2026-11` or `2026-Q4`. */
export function periodName(start: IsoDate, grain: Grain): string {
  const known = names[grain].get(start) ?? nameOf(start, grain);
  names[grain].set(start, known);
  return known;
}

function nameOf(start: IsoDate, grain: Grain): string {
  if (grain === 'day') return start;
  if (grain === 'month') return start.slice(0, 7);
  if (grain === 'quarter')
    return `${start.slice(0, 4)}-Q${Math.floor((Number(start.slice(5, 7)) - 1) / 3) + 1}`;
  const thursday = addDays(start, 3);
  const week = Math.floor(daysBetween(`${thursday.slice(0, 4)}-01-01`, thursday) / 7) + 1;
  return `${thursday.slice(0, 4)}-W${String(week).padStart(2, '0')}`;
}

/** A period for a column, by its first day: `7 Oct 2026`, `week 47, 2026`, `Oct 2026`, `Q4 2026`. */
export function shortPeriod(start: IsoDate, grain: Grain): string {
  if (grain === 'day') return shortDate(start);
  if (grain === 'month') return shortDate(start).replace(/^\d+ /, '');
  const [year, part = ''] = periodName(start, grain).split('-');
  return grain === 'week' ? `week ${Number(part.slice(1))}, ${year}` : `${part} ${year}`;
}

/** Reads a period name back: its grain and first day, or null when it is not one. */
export function parsePeriod(text: string): { grain: Grain; start: IsoDate } | null {
  const parts = /^(\d{4})-(?:(\d{2})-(\d{2})|W(\d{2})|Q([1-4])|(\d{2}))$/.exec(text);
  if (!parts) return null;
  const year = parts[1] as string;
  if (parts[3]) return isDate(text) ? { grain: 'day', start: text } : null;
  if (parts[4]) {
    const week = Number(parts[4]);
    const start = addDays(periodStart(`${year}-01-04`, 'week'), 7 * (week - 1));
    return week >= 1 && periodName(start, 'week') === text ? { grain: 'week', start } : null;
  }
  if (parts[5])
    return {
      grain: 'quarter',
      start: `${year}-${String(Number(parts[5]) * 3 - 2).padStart(2, '0')}-01`,
    };
  const month = Number(parts[6]);
  return month >= 1 && month <= 12 ? { grain: 'month', start: `${year}-${parts[6]}-01` } : null;
}

/** First and last day that a period, date or `from/to` pair of them covers. */
export function span(text: string): { from: IsoDate; to: IsoDate } | null {
  const known = spans.get(text);
  if (known !== undefined) return known;
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
  return periodWords(periodName(start, grain));
}

/** A written period for people: `September 2026`, `third quarter of 2026`, `week 47 of 2026`, `17 November 2026`; a range with `to`. */
export function periodWords(text: string): string {
  const [first = '', last] = text.split('/');
  if (last) return `${periodWords(first)} to ${periodWords(last)}`;
  const period = parsePeriod(first);
  if (!period) return text;
  if (period.grain === 'day') return longDate(first);
  if (period.grain === 'week') return `week ${Number(first.slice(6))} of ${first.slice(0, 4)}`;
  if (period.grain === 'month') return longDate(period.start).replace(/^\d+ /, '');
  return `${['first', 'second', 'third', 'fourth'][Number(first.slice(6)) - 1]} quarter of ${first.slice(0, 4)}`;
}

/** Where in a list of neighbouring periods a span stands: the place of the first in it, and behind the last that ends within it. */
export function placesWithin(
  periods: readonly IsoDate[],
  range: { from: IsoDate; to: IsoDate },
  grain: Grain,
): { start: number; end: number } {
  const after = addDays(range.to, 1);
  let start = 0;
  while (start < periods.length && (periods[start] as IsoDate) < range.from) start++;
  let end = start;
  // A period ends the day before the next begins.
  while (
    end < periods.length &&
    (periods[end + 1] ?? shiftPeriod(periods[end] as IsoDate, grain, 1)) <= after
  )
    end++;
  return { start, end };
}
