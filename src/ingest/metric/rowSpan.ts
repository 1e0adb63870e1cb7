import { CIVIL } from '#model/time/calendar.ts';
import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import type { ExportContract } from '#model/record/export.ts';
import type { RowLength } from '#model/record/observation.ts';
import { periodEnd, periodStart, shiftPeriod, type Grain } from '#model/time/period.ts';
import type { Coverage } from './coverage.ts';

export type RowPeriod = Pick<RowLength, 'grain' | 'isEnding' | 'isCivil'>;

/** First and last day that a row stands for. */
export function spanOfRow(
  day: IsoDate,
  { grain, isEnding, isCivil }: RowPeriod,
): { first: IsoDate; last: IsoDate } {
  if (grain === 'week')
    return isEnding
      ? { first: addDays(day, -6), last: day }
      : { first: day, last: addDays(day, 6) };
  const own = periodStart(day, grain);
  const civil = periodStart(day, grain, CIVIL);
  // `2026-Q1` of a file is one of the calendar that everybody shares, and so is a row that begins there and in no fiscal one.
  return isCivil || (own !== day && civil === day)
    ? { first: civil, last: addDays(shiftPeriod(civil, grain, 1, CIVIL), -1) }
    : { first: own, last: periodEnd(own, grain) };
}

/** The periods that a row lies in, with the share of its days in each. */
export function sharesOf(
  day: IsoDate,
  length: RowLength,
  grain: Grain,
): { period: IsoDate; share: number }[] {
  const { first, last } = spanOfRow(day, length);
  const all = daysBetween(first, last) + 1;
  const shares: { period: IsoDate; share: number }[] = [];
  for (let at = first; at <= last;) {
    const period = periodStart(at, grain);
    const end = periodEnd(period, grain);
    const until = end < last ? end : last;
    shares.push({ period, share: (daysBetween(at, until) + 1) / all });
    at = addDays(until, 1);
  }
  return shares;
}

/** What each row stands for, as the contract says or the cells of its date themselves; undefined where neither does. */
export function saidPeriod(
  rowsFor: ExportContract['rowsFor'],
  named: RowPeriod | undefined,
): RowPeriod | undefined {
  if (rowsFor === undefined) return named;
  return rowsFor === 'week-ending' ? { grain: 'week', isEnding: true } : { grain: rowsFor };
}

/** What rows of a known length cover, however few they are: a period that the first or the last cuts is no whole one. */
export function coverageOfRows(days: readonly IsoDate[], length: RowLength): Coverage | null {
  const [oldest, newest] = [days[0], days.at(-1)];
  if (oldest === undefined || newest === undefined) return null;
  return { from: spanOfRow(oldest, length).first, to: spanOfRow(newest, length).last };
}
