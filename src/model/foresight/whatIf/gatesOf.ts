import type { Portal } from '#model/portal.ts';
import type { Initiative } from '#model/record/initiative.ts';
import { isOnlyAt } from '#model/record/site.ts';
import { addDays } from '#model/time/date.ts';
import type { WhatIf } from './answer.ts';
import type { Change } from './change.ts';
import { goneWith } from './goneWith.ts';

/** What becomes of reviews that nobody has decided. */
export function gatesOf(
  change: Change,
  { own, items }: { own: readonly Initiative[]; items: readonly string[] },
  { portfolio, reviews }: Portal,
): WhatIf['gates'] {
  const gone = change.kind === 'drop' ? goneWith(change.site, portfolio) : new Set<string>();
  return reviews
    .filter(({ state }) => state !== 'decided')
    .flatMap((judged): WhatIf['gates'] => {
      const { initiative, review, results } = judged;
      const at = { review: review.id, initiative, due: review.due };
      const isOwn = own.some(({ id }) => id === initiative);
      if (change.kind === 'drop')
        return isOwn && review.sites.includes(change.site) && isOnlyAt(review.sites, gone)
          ? [{ ...at, does: 'has-no-plant' }]
          : [];
      if (isOwn)
        return change.kind === 'delay'
          ? [{ ...at, due: addDays(review.due, change.days), does: 'moves' }]
          : [{ ...at, does: change.kind === 'stop' ? 'goes' : 'waits' }];
      const asks = results.some(
        ({ criterion }) =>
          criterion.kind === 'roadmap' && criterion.items.some((id) => items.includes(id)),
      );
      return asks ? [{ ...at, does: 'waits' }] : [];
    });
}
