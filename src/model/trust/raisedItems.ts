import type { FrictionItem } from '#model/record/friction.ts';

/** More than anybody reads in one table; the log itself may hold thousands. */
const MOST = 100;

/** What one function raised: what is open comes first, then what was resolved, each the newest first; at most 100. */
export function raisedItems(
  friction: readonly FrictionItem[],
  from: FrictionItem['from'],
): { shown: FrictionItem[]; moreOpen: number; moreResolved: number } {
  const all = friction
    .filter((item) => item.from === from)
    .toSorted(
      (a, b) =>
        Number(a.resolved !== null) - Number(b.resolved !== null) ||
        (a.opened < b.opened ? 1 : a.opened > b.opened ? -1 : 0),
    );
  const left = all.slice(MOST);
  const moreOpen = left.filter(({ resolved }) => resolved === null).length;
  return { shown: all.slice(0, MOST), moreOpen, moreResolved: left.length - moreOpen };
}
