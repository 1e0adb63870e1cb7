import { blankResult } from '#model/gate/criteria/result.ts';
import type { RoadmapCriterion } from '#model/record/criterion.ts';
import { countOf, listOf } from '#model/words/format.ts';
import { NO_LIMIT, undecided, verdict, type CriterionKind } from './kind.ts';

/** Items that others must have delivered; on a day before an item's own end it was not done yet. */
export const roadmap: CriterionKind<RoadmapCriterion> = {
  words: ({ items }) => `done: ${items.join(', ')}`,
  isLimit: NO_LIMIT,
  judge: (criterion, view) => {
    const asked = new Set(criterion.items);
    const items = view.portfolio.roadmap.filter((item) => asked.has(item.id));
    const open = items.filter((item) => item.status !== 'done' || (item.doneOn ?? '') > view.asOf);
    const done = items.length - open.length;
    const blank = {
      ...blankResult(criterion, view),
      value: done,
      threshold: asked.size,
      margin: done - asked.size,
      unit: 'items',
      n: items.length,
    };
    if (items.length < asked.size)
      return undecided(blank, 'no-item', 'the roadmap does not hold every item that is asked for');
    if (open.length === 0)
      return verdict(blank, true, 'items-done', `${countOf(items.length, 'roadmap item')} done`);
    const words = open.map(
      (item) => `${item.title} is ${item.status === 'done' ? 'not done yet' : item.status}`,
    );
    return verdict(blank, false, 'items-open', listOf(words));
  },
};
