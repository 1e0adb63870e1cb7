import type { IsoDate } from '#model/time/date.ts';
import { compareTexts } from '#model/words/compareTexts.ts';

/** What decides the place of a decision in a list. */
interface Place {
  id: string;
  by: IsoDate;
  /** Thousands a month, null where that cannot be said; and points of the North Star. */
  delay: { perMonth: number | null; northStar: number };
}

/** The order in one line, for the pages that list decisions. */
export const COST_OF_DELAY_ORDER =
  'Overdue first. Then what holds back most of the North Star, and what costs most a month; a cost that is not known comes before none.';

/**
 * The dearest wait first (Reinertsen): overdue decisions cost already, so they come before those whose day is ahead. Points of
 * the North Star are what the portfolio is for, then money a month; a cost that nobody can say is no zero, so it comes before none.
 */
export function byCostOfDelay(asOf: IsoDate): (a: Place, b: Place) => number {
  const isOverdue = ({ by }: Place) => Number(by < asOf);
  return (a, b) =>
    isOverdue(b) - isOverdue(a) ||
    b.delay.northStar - a.delay.northStar ||
    rank(a) - rank(b) ||
    (b.delay.perMonth ?? 0) - (a.delay.perMonth ?? 0) ||
    compareTexts(a.by, b.by) ||
    compareTexts(a.id, b.id);
}

function rank({ delay: { perMonth } }: Place): number {
  if (perMonth === null) return 1;
  return perMonth > 0 ? 0 : 2;
}
