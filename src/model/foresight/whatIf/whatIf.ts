import { coverOf } from '#model/goal/goalCover.ts';
import { POD_ROLES, type Initiative } from '#model/record/initiative.ts';
import { personOf } from '#model/initiative/people.ts';
import type { Portal } from '#model/portal.ts';
import { addDays } from '#model/time/date.ts';
import { benefitAhead, DAYS_A_MONTH } from '#model/foresight/delay/benefitAhead.ts';
import { heldBy } from '#model/foresight/delay/held.ts';
import { type Change, changeText } from './change.ts';
import type { WhatIf } from './answer.ts';
import { whatIfSentences } from './whatIfSentences.ts';

/** The answer to "what if": nothing is changed, and no number is made up that a build with the change would not show. */
export function whatIf(change: Change, portal: Portal): WhatIf {
  const own = concerned(change, portal);
  const held = heldBy(
    own.map(({ id }) => id),
    portal,
  );
  const ends = change.kind === 'stop';
  const isItem = new Set(held.items);
  const items = portal.portfolio.roadmap
    .filter(({ id, initiative, sites }) =>
      change.kind === 'drop'
        ? sites.length > 0 && sites.every((site) => site === change.site) && isOpen(portal, id)
        : isItem.has(id) && own.some((one) => one.id === initiative),
    )
    .map(({ id }) => id);
  const waiting = waitingFor(items, portal);
  const answer = {
    change: changeText(change),
    goals: ends ? goalsChanged(own, portal) : [],
    items,
    waiting,
    late: change.kind === 'delay' ? lateAfter(items, change.days, portal) : [],
    people: change.kind === 'stop' || change.kind === 'lose-pod' ? freed(own, portal) : [],
    sites: ends ? sitesOf(own, portal) : [],
    money: moneyOf(change, { own, items }, portal),
    gates: gatesOf(change, { own, items }, portal),
  };
  return { ...answer, sentences: whatIfSentences(change, answer, portal) };
}

function concerned(change: Change, { portfolio }: Portal): Initiative[] {
  return change.kind === 'drop'
    ? portfolio.initiatives.filter(
        ({ status, sites }) =>
          !['stopped', 'done'].includes(status) && sites.some(({ site }) => site === change.site),
      )
    : portfolio.initiatives.filter(({ id }) => id === change.initiative);
}

function isOpen({ portfolio }: Portal, id: string): boolean {
  return portfolio.roadmap.some((item) => item.id === id && item.status !== 'done');
}

/** Open items of others that rest on these. */
function waitingFor(items: readonly string[], { roadmap }: Portal): string[] {
  const own = new Set(items);
  const held = roadmap.filter(({ item }) => own.has(item.id)).flatMap((state) => state.holds);
  return [...new Set(held)].filter((id) => !own.has(id));
}

/** Items of others that would end before what they need is there. */
function lateAfter(items: readonly string[], days: number, { portfolio }: Portal): string[] {
  const ends = new Map(
    portfolio.roadmap.map(({ id, end }) => [id, items.includes(id) ? addDays(end, days) : end]),
  );
  return portfolio.roadmap
    .filter(
      ({ id, end, needs, status }) =>
        status !== 'done' &&
        !items.includes(id) &&
        needs.some((need) => items.includes(need) && (ends.get(need) ?? '') > end),
    )
    .map(({ id }) => id);
}

function goalsChanged(own: readonly Initiative[], portal: Portal): WhatIf['goals'] {
  const stopped = {
    ...portal,
    initiatives: portal.initiatives.map((state) =>
      own.some(({ id }) => id === state.initiative.id)
        ? { ...state, initiative: { ...state.initiative, status: 'stopped' as const } }
        : state,
    ),
  };
  return portal.goals.flatMap((goal) => {
    const [before, after] = [coverOf(goal, portal), coverOf(goal, stopped)];
    return before && after && before.likely !== after.likely
      ? [{ goal: goal.goal.id, before, after }]
      : [];
  });
}

function freed(own: readonly Initiative[], { portfolio }: Portal): WhatIf['people'] {
  const live = portfolio.initiatives.filter(
    ({ id, status }) => !['stopped', 'done'].includes(status) && !own.some((one) => one.id === id),
  );
  const people = new Set(own.flatMap(namesOf));
  return [...people].map((person) => ({
    person,
    podsLeft: live.filter((one) => namesOf(one).includes(person)).length,
  }));
}

function namesOf({ pod }: Initiative): string[] {
  return POD_ROLES.flatMap((role) => (pod[role] ? [personOf(pod[role].name)] : []));
}

function sitesOf(own: readonly Initiative[], { portfolio }: Portal): WhatIf['sites'] {
  const live = portfolio.initiatives.filter(({ status }) => !['stopped', 'done'].includes(status));
  return [...new Set(own.flatMap(({ sites }) => sites.map(({ site }) => site)))].map((site) => {
    const here = live.filter(({ sites }) => sites.some((entry) => entry.site === site));
    return {
      site,
      before: here.length,
      after: here.filter(({ id }) => !own.some((one) => one.id === id)).length,
    };
  });
}

function moneyOf(
  change: Change,
  { own, items }: { own: readonly Initiative[]; items: readonly string[] },
  portal: Portal,
): WhatIf['money'] {
  const { portfolio, pools } = portal;
  const setting = {
    asOf: portfolio.asOf,
    discountRate: portfolio.settings.discountRate,
    pools,
  };
  const sites = change.kind === 'drop' ? [change.site] : [];
  // Work that is done at a plant alone holds a part of initiatives that run elsewhere.
  const elsewhere =
    change.kind === 'drop'
      ? heldBy(items, portal).initiatives.filter(({ id }) => !own.some((one) => one.id === id))
      : [];
  const benefits = [
    ...own.map((initiative) => benefitAhead(initiative, sites, setting)),
    ...elsewhere.flatMap((held) => {
      const initiative = portfolio.initiatives.find(({ id }) => id === held.id);
      if (!initiative) return [];
      return [{ ...benefitAhead(initiative, held.sites, setting), isAtMost: true }];
    }),
  ];
  const known = benefits.flatMap(({ perMonth }) => perMonth ?? []);
  const perMonth =
    known.length === 0 && benefits.length > 0 ? null : known.reduce((sum, one) => sum + one, 0);
  return {
    benefits,
    perMonth,
    isAtMost: benefits.some(({ isAtMost }) => isAtMost),
    lost:
      change.kind === 'delay' && perMonth !== null ? (perMonth * change.days) / DAYS_A_MONTH : null,
    unspent:
      change.kind === 'stop'
        ? own.reduce(
            (sum, { investment }) =>
              sum + Math.max(0, (investment?.planned ?? 0) - (investment?.spent ?? 0)),
            0,
          )
        : 0,
  };
}

function gatesOf(
  change: Change,
  { own, items }: { own: readonly Initiative[]; items: readonly string[] },
  { reviews }: Portal,
): WhatIf['gates'] {
  return reviews
    .filter(({ state }) => state !== 'decided')
    .flatMap((judged): WhatIf['gates'] => {
      const { initiative, review, results } = judged;
      const at = { review: review.id, initiative, due: review.due };
      const isOwn = own.some(({ id }) => id === initiative);
      if (change.kind === 'drop')
        return isOwn && review.sites.length > 0 && review.sites.every((one) => one === change.site)
          ? [{ ...at, does: 'goes' }]
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
