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
  'Overdue first; then by what a month of waiting costs: the dearest, those whose cost is not known, those that cost nothing.';

/**
 * The dearest wait first (Reinertsen): overdue decisions cost already, so they come before those whose day is ahead. Among equals points
 * of the North Star decide, then the day. A cost that nobody can say is no zero, so it comes before nothing.
 */
export function byCostOfDelay(asOf: IsoDate): (a: Place, b: Place) => number {
  const isOverdue = ({ by }: Place) => Number(by < asOf);
  return (a, b) =>
    isOverdue(b) - isOverdue(a) ||
    rank(a) - rank(b) ||
    (b.delay.perMonth ?? 0) - (a.delay.perMonth ?? 0) ||
    b.delay.northStar - a.delay.northStar ||
    compareTexts(a.by, b.by) ||
    compareTexts(a.id, b.id);
}

function rank({ delay: { perMonth } }: Place): number {
  if (perMonth === null) return 1;
  return perMonth > 0 ? 0 : 2;
}
