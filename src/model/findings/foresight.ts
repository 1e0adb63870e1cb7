import type { Rule } from '#model/record/finding.ts';
import { closedBy, isOnlyAt, siteName } from '#model/record/site.ts';
import { longDate } from '#model/time/date.ts';
import { listOf } from '#model/words/format.ts';
import type { Portal } from '#model/portal.ts';
import { aboutItem } from './about.ts';
import { eachReview } from './review.ts';

/** What is known today to go wrong later. */
export const foresightRules: Rule<Portal>[] = [
  {
    id: 'gate/due-too-early',
    severity: 'warn',
    what: 'a gate is due when its criteria can speak',
    why: 'a gate that cannot see the effect yet fails for lack of time, and is taken for a failure of the pilot',
    fix: 'move the date, widen the pilot, or expect a larger effect',
    check: (portal) =>
      eachReview(
        portal,
        ({ review }) =>
          portal.foresight.gates.find((gate) => gate.review === review.id)?.tooEarly ?? null,
        ['due'],
      ),
  },
  {
    id: 'roadmap/closed-plant',
    severity: 'warn',
    what: 'an open item is at a plant that still works',
    why: 'what is planned where nobody works any more does not come, and what needs it waits for ever',
    fix: 'move the item to another plant or close it; where the plant still works, correct until in sites.yaml',
    check: ({ portfolio }) => {
      const closed = closedBy(portfolio.asOf, portfolio.sites);
      return portfolio.roadmap
        .filter(({ status, sites }) => status !== 'done' && isOnlyAt(sites, closed))
        .map((item) =>
          aboutItem(item, `${ended(item.sites, portfolio)}, and this is planned nowhere else.`, {
            field: ['sites'],
          }),
        );
    },
  },
  {
    id: 'gate/closed-plant',
    severity: 'warn',
    what: 'a gate that is not decided is about a plant that still works',
    why: 'nothing can be shown any more where nobody works',
    fix: 'decide it with what is known, or make it about another plant; where the plant still works, correct until in sites.yaml',
    check: (portal) => {
      const { portfolio } = portal;
      const closed = closedBy(portfolio.asOf, portfolio.sites);
      return eachReview(
        portal,
        ({ state, review }) =>
          state !== 'decided' && isOnlyAt(review.sites, closed)
            ? `${ended(review.sites, portfolio)}, and it is about no other plant`
            : null,
        ['sites'],
      );
    },
  },
];

/** "Beta ended on 7 October 2026" */
function ended(ids: readonly string[], { sites }: Portal['portfolio']): string {
  return listOf(
    ids.map((id) => {
      const until = sites.find((site) => site.id === id)?.until;
      return `${siteName(sites, id)} ended${until === undefined ? '' : ` on ${longDate(until)}`}`;
    }),
  );
}
