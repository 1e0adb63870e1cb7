import type { DecisionDue } from '#model/questions/decisionsDue.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';

/** Where the parts of a row lie on the line of time, as shares of its width. */
export interface TimelineRow {
  due: DecisionDue;
  /** From the day it was asked for to the day it is needed; null where nobody asked, or before the line begins. */
  wait: { from: number; to: number } | null;
  /** From the day it was needed to today. */
  over: { from: number; to: number } | null;
  /** The day it is needed; null where that lies outside of the line. */
  needed: number | null;
  /** It was needed before the line begins. */
  before: boolean;
  /** It is needed after the line ends. */
  beyond: boolean;
}

export interface Timeline {
  from: IsoDate;
  to: IsoDate;
  today: number;
  /** First days of months on the line. */
  months: { date: IsoDate; at: number }[];
  rows: TimelineRow[];
}

/** Older waiting is cut off, so that what is ahead can be seen. */
const BACK = 182;
const FORWARD = 35;

/** Decisions on one line of time, the longest overdue first, from what was asked first to five weeks ahead; later ones lie beyond its end. */
export function timelineOf(decisions: readonly DecisionDue[], asOf: IsoDate): Timeline {
  const first = decisions.flatMap(({ asked, by }) => [by, ...(asked ? [asked] : [])]).sort()[0];
  const floor = addDays(asOf, -BACK);
  const from =
    first === undefined || first < floor ? floor : first < asOf ? first : addDays(asOf, -7);
  const to = addDays(asOf, FORWARD);
  const span = daysBetween(from, to);
  const at = (day: IsoDate) => Math.min(1, Math.max(0, daysBetween(from, day) / span));
  return {
    from,
    to,
    today: at(asOf),
    months: monthsBetween(from, to).map((date) => ({ date, at: at(date) })),
    rows: decisions.toSorted(byDay).map((due) => ({
      due,
      wait:
        due.asked && due.by > from && due.asked < due.by && due.asked < to
          ? { from: at(due.asked), to: at(due.by) }
          : null,
      over: due.by < asOf ? { from: at(due.by), to: at(asOf) } : null,
      needed: due.by >= from && due.by <= to ? at(due.by) : null,
      before: due.by < from,
      beyond: due.by > to,
    })),
  };
}

function byDay(a: DecisionDue, b: DecisionDue): number {
  return compareTexts(a.by, b.by) || compareTexts(a.id, b.id);
}

function monthsBetween(from: IsoDate, to: IsoDate): IsoDate[] {
  const months: IsoDate[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) return months;
    if (first >= from) months.push(first);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
