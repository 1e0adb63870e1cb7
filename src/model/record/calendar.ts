import { addDays, workingDaysBetween, type IsoDate } from '#model/time/date.ts';
import { periodEnd, type Grain } from '#model/time/period.ts';
import type { Site } from './site.ts';

/** Closed days of some sites together: a period counts as closed where all of them are. */
export function commonlyClosed(calendars: readonly (readonly IsoDate[])[]): ReadonlySet<IsoDate> {
  const [first = [], ...rest] = calendars;
  return new Set(first.filter((day) => rest.every((other) => other.includes(day))));
}

/** Working days from a day to another at some sites together: days on which all of them are closed do not count. */
export function workingDaysAt(
  of: readonly string[],
  sites: readonly Site[],
  from: IsoDate,
  to: IsoDate,
): number {
  return workingDaysBetween(
    from,
    to,
    commonlyClosed(of.map((id) => sites.find((site) => site.id === id)?.closed ?? [])),
  );
}

/** A day that is closed, a longer period whose every working day is: nothing is expected of it. A holiday closes a day, not its week. */
export function isClosed(period: IsoDate, grain: Grain, closed: ReadonlySet<IsoDate>): boolean {
  if (closed.size === 0) return false;
  if (grain === 'day') return closed.has(period);
  const last = periodEnd(period, grain);
  for (let day = period; day <= last; day = addDays(day, 1)) {
    const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !closed.has(day)) return false;
  }
  return true;
}
