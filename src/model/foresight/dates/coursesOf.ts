import type { Portfolio } from '#model/record/portfolio.ts';
import { reviewsOf } from '#model/gate/reviewGate.ts';
import { span } from '#model/time/period.ts';
import type { Course } from './course.ts';

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
