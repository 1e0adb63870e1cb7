import { addDays, type IsoDate } from '#model/time/date.ts';
import type { Site } from '#model/record/site.ts';

/** When the production day begins, in minutes after midnight: of each site, and of rows without one. */
export interface DayStarts {
  /** Place of the column with the site; -1 is none. */
  site: number;
  bySite: Record<string, number>;
  other: number;
}

/** Null where the day begins at midnight everywhere. */
export function dayStartsOf(
  site: number,
  sites: readonly Pick<Site, 'id' | 'dayStartsAt'>[],
  dayStartsAt: string | undefined,
): DayStarts | null {
  const other = minutesOf(dayStartsAt ?? '00:00');
  const bySite =
    site < 0
      ? {}
      : Object.fromEntries(
          sites.map((one) => [one.id, minutesOf(one.dayStartsAt ?? dayStartsAt ?? '00:00')]),
        );
  return other === 0 && Object.values(bySite).every((minutes) => minutes === 0)
    ? null
    : { site, bySite, other };
}

/** The day that a stamp belongs to: before the day begins it is still the one before, so that a night shift is one. */
export function productionDay(stamp: string, site: string | null, of: DayStarts): IsoDate {
  const day = stamp.slice(0, 10);
  if (stamp.length < 16) return day;
  return minutesOf(stamp.slice(11, 16)) < startOf(site, of) ? addDays(day, -1) : day;
}

/** Minutes after midnight at which the day of a site begins. */
export function startOf(site: string | null, { bySite, other }: DayStarts): number {
  return (site === null ? undefined : bySite[site]) ?? other;
}

function minutesOf(clock: string): number {
  return Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
}
