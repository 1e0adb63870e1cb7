import type { Portfolio } from '#model/record/portfolio.ts';
import { reviewsOf } from '#model/gate/reviewGate.ts';
import type { IsoDate } from '#model/time/date.ts';
import { span } from '#model/time/period.ts';

/** What was promised first of an item or a gate, and when it came: how nightly builds keep slips without anybody typing them. */
export interface Course {
  kind: 'item' | 'gate';
  id: string;
  start: IsoDate | null;
  promised: IsoDate;
  /** Null: not yet, or nobody knows on which day. */
  done: IsoDate | null;
  /** It was seen when it was not done yet: then the day on which it is seen done is known. */
  seenOpen: boolean;
  /** It is not done, and by its plan it has begun. */
  isOpen: boolean;
}

/** The course of every item and gate, from the records and from what earlier builds saw of them. */
export function coursesOf(
  { roadmap, initiatives, asOf }: Portfolio,
  earlier: readonly Course[] = [],
): Course[] {
  const before = new Map(earlier.map((one) => [`${one.kind}/${one.id}`, one]));
  const items = roadmap.map((item): Course => {
    const known = before.get(`item/${item.id}`);
    const isDone = item.status === 'done';
    const seen = known?.seenOpen ? asOf : null;
    return {
      kind: 'item',
      id: item.id,
      start: known ? known.start : item.start,
      promised: known?.promised ?? span(item.moved[0]?.from ?? '')?.to ?? item.end,
      done: isDone ? (item.doneOn ?? known?.done ?? seen) : null,
      seenOpen: !isDone || (known?.seenOpen ?? false),
      isOpen: !isDone && item.start <= asOf,
    };
  });
  const gates = initiatives.flatMap(reviewsOf).map((review): Course => {
    const known = before.get(`gate/${review.id}`);
    return {
      kind: 'gate',
      id: review.id,
      start: null,
      promised: known?.promised ?? review.due,
      done: review.decision?.date ?? null,
      seenOpen: true,
      isOpen: review.decision === undefined,
    };
  });
  return [...items, ...gates];
}
