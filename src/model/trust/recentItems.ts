import type { FrictionItem } from '#model/record/friction.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';

/** A quarter of a year tells how things are, where enough was asked in it; else a year does. */
const SHORT = { days: 91, items: 8 };
const LONG = { days: 365 };

/** The items that say how answers are today: those of the last 13 weeks where they are enough, else of the last year, and all that are unresolved. */
export function recentItems(items: readonly FrictionItem[], asOf: IsoDate): FrictionItem[] {
  const since = (days: number) =>
    items.filter(
      ({ opened, resolved }) => resolved === null || opened.slice(0, 10) > addDays(asOf, -days),
    );
  const opened = items.filter((item) => item.opened.slice(0, 10) > addDays(asOf, -SHORT.days));
  return since(opened.length >= SHORT.items ? SHORT.days : LONG.days);
}
