import type { RoadmapItem } from '#model/record/roadmap.ts';
import { parsePeriod } from '#model/time/period.ts';

type Item = Pick<RoadmapItem, 'id' | 'start' | 'end' | 'when' | 'needTypes' | 'kind' | 'layer'>;
type Order = RoadmapItem['needTypes'][string];

/** How an item waits for what it needs, where their dates do not fit that: which then comes too late. Null where they fit. */
export function outOfOrder(item: Item, before: Item): Order | null {
  // What a milestone needs comes in while the milestone is on its way.
  const order =
    item.needTypes[before.id] ??
    (item.kind === 'goal-milestone' || item.layer === 'business'
      ? 'finish-finish'
      : 'finish-start');
  const wrong = {
    'finish-start': before.end >= item.start && !oneWholePeriod(before, item),
    'start-start': before.start > item.start,
    'finish-finish': before.end > item.end,
  }[order];
  return wrong ? order : null;
}

/** Both are planned for the same quarter or month and for no day in it: which comes first cannot be said, nor that it is wrong. */
function oneWholePeriod(before: Item, item: Item): boolean {
  const period = parsePeriod(item.when);
  return (
    before.when === item.when &&
    period !== null &&
    period.grain !== 'day' &&
    before.start === period.start &&
    item.start === period.start
  );
}
