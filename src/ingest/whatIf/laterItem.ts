import { addDays, type IsoDate } from '#model/time/date.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';

/** How far an item moves, and from which day on. */
export interface Shift {
  days: number;
  asOf: IsoDate;
}

/** When an item is, as somebody wrote it. */
export interface WrittenTimes {
  status?: unknown;
  start?: unknown;
  end?: unknown;
  when?: unknown;
}

/** First and last day of an item after a delay: what has begun keeps the day on which it did. Null where nobody wrote when it is. */
export function laterItem(
  { status, start, end, when }: WrittenTimes,
  { days, asOf }: Shift,
): { first: IsoDate; start: IsoDate; end: IsoDate } | null {
  const from = parsePeriod(String(start ?? when ?? end));
  const to = parsePeriod(String(end ?? when ?? start));
  if (!from || !to) return null;
  const first = from.start;
  const hasBegun = status === 'in-progress' && first <= asOf;
  return {
    first,
    start: hasBegun ? first : addDays(first, days),
    end: addDays(periodEnd(to.start, to.grain), days),
  };
}
