import { addDays } from '#model/time/date.ts';
import type { Digest, DigestCell } from '#ingest/export/digest.ts';
import { dayKey, sameCell, type Known } from './sameDay.ts';

/** A time zone or another first day of the week, a month, a year. */
const SHIFTS = [1, 2, 3, 4, 5, 6, 7, 28, 30, 31, 364, 365, 366].flatMap((days) => [days, -days]);
const MOST_SITES = 40;

/** By how many days all dates moved; null where no one shift explains nearly all of them. */
export function shiftOf(
  known: readonly Known[],
  previous: Digest,
  current: Digest,
  nearlyAll: number,
): number | null {
  const now = new Map(current.cells.map((cell) => [dayKey(cell.date, cell.site), cell]));
  const fits = (days: number) => {
    const found = known.filter(({ before }) => {
      const moved = now.get(dayKey(addDays(before.date, days), before.site));
      return moved !== undefined && sameCell(before, moved, previous, current);
    });
    return found.length >= known.length * nearlyAll;
  };
  return isEven(known) ? null : (SHIFTS.find(fits) ?? null);
}

/** Days that all hold the same look like any other day, and so like themselves shifted. */
function isEven(known: readonly Known[]): boolean {
  const looks = known.map(({ before }) => JSON.stringify([before.site, before.rows, before.sums]));
  return new Set(looks).size <= new Set(known.map(({ before }) => before.site)).size * 2;
}

/** `A is now what B was`: sites whose days hold what those of another held. */
export function otherSites(previous: Digest, current: Digest, nearlyAll: number): string[] {
  const before = Map.groupBy(previous.cells, ({ site }) => site);
  const now = Map.groupBy(current.cells, ({ site }) => site);
  if (before.size > MOST_SITES) return [];
  return [...now].flatMap(([site, cells]) => {
    if (site === null) return [];
    const other = [...before].find(
      ([was, held]) =>
        was !== null && was !== site && holds(cells, held, previous, current) >= nearlyAll,
    );
    const own = holds(cells, before.get(site) ?? [], previous, current);
    return other && own < nearlyAll ? [`${site} holds what ${other[0]} held`] : [];
  });
}

/** Share of the days of a site that another dump's site had just so. */
function holds(
  cells: readonly DigestCell[],
  held: readonly DigestCell[],
  previous: Digest,
  current: Digest,
): number {
  const byDate = new Map(held.map((cell) => [cell.date, cell]));
  const both = cells.filter(({ date }) => byDate.has(date));
  if (both.length < held.length / 2) return 0;
  const same = both.filter((cell) => sameCell(byDate.get(cell.date)!, cell, previous, current));
  return both.length === 0 ? 0 : same.length / both.length;
}
