import { POD_ROLES, type Initiative } from '#model/record/initiative.ts';
import { personOf } from '#model/initiative/people.ts';
import type { Portal } from '#model/portal.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import { outOfOrder } from '#model/roadmap/needOrder.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { isOnlyAt } from '#model/record/site.ts';
import { heldBy, isLive } from '#model/foresight/delay/held.ts';
import { type Change, changeText } from './change.ts';
import type { WhatIf } from './answer.ts';
import { gatesOf } from './gatesOf.ts';
import { goalsChanged } from './goalsChanged.ts';
import { goneWith } from './goneWith.ts';
import { moneyOf } from './moneyOf.ts';
import { whatIfSentences } from './whatIfSentences.ts';

/** The answer to "what if": nothing is changed, and no number is made up that a build with the change would not show. */
export function whatIf(change: Change, portal: Portal): WhatIf {
  const own = concerned(change, portal);
  const held = heldBy(
    own.map(({ id }) => id),
    portal,
  );
  const ends = change.kind === 'stop';
  const items =
    change.kind === 'drop' ? onlyThere(change.site, portal) : ownItems(own, held.items, portal);
  const waiting = waitingFor(items, portal);
  const answer = {
    change: changeText(change),
    goals: goalsChanged(change, portal),
    items,
    waiting,
    late: change.kind === 'delay' ? lateAfter(items, change.days, portal) : [],
    people: change.kind === 'stop' || change.kind === 'lose-pod' ? freed(own, portal) : [],
    sites: ends ? sitesOf(own, portal) : [],
    money: moneyOf(change, { own, items }, portal),
    gates: gatesOf(change, { own, items }, portal),
    only: change.kind === 'drop' ? runOnlyAt(change.site, own, portal) : [],
  };
  return { ...answer, sentences: whatIfSentences(change, answer, portal) };
}

function concerned(change: Change, { portfolio }: Portal): Initiative[] {
  return change.kind === 'drop'
    ? portfolio.initiatives.filter(
        (one) => isLive(one) && one.sites.some(({ site }) => site === change.site),
      )
    : portfolio.initiatives.filter(({ id }) => id === change.initiative);
}

function ownItems(
  own: readonly Initiative[],
  held: readonly string[],
  { portfolio }: Portal,
): string[] {
  const isHeld = new Set(held);
  return portfolio.roadmap
    .filter(({ id, initiative }) => isHeld.has(id) && own.some((one) => one.id === initiative))
    .map(({ id }) => id);
}

/** Open items that are at no plant any more when this one drops out. */
function onlyThere(site: string, { portfolio }: Portal): string[] {
  const gone = goneWith(site, portfolio);
  return portfolio.roadmap
    .filter(
      ({ status, sites }) => status !== 'done' && sites.includes(site) && isOnlyAt(sites, gone),
    )
    .map(({ id }) => id);
}

function runOnlyAt(site: string, own: readonly Initiative[], { portfolio }: Portal): string[] {
  const gone = goneWith(site, portfolio);
  return own
    .filter(({ sites }) =>
      isOnlyAt(
        sites.map((entry) => entry.site),
        gone,
      ),
    )
    .map(({ id }) => id);
}

/** Open items of others that rest on these. */
function waitingFor(items: readonly string[], { roadmap }: Portal): string[] {
  const own = new Set(items);
  const held = roadmap.filter(({ item }) => own.has(item.id)).flatMap((state) => state.holds);
  return [...new Set(held)].filter((id) => !own.has(id));
}

/** Items of others for which what they need would come too late, and does not today. */
function lateAfter(items: readonly string[], days: number, { portfolio }: Portal): string[] {
  const isOwn = new Set(items);
  const moved = new Map(
    portfolio.roadmap
      .filter(({ id }) => isOwn.has(id))
      .map((item) => [item.id, { before: item, after: movedBy(item, days, portfolio.asOf) }]),
  );
  const isLate = (item: RoadmapItem) =>
    item.needs.some((need) => {
      const own = moved.get(need);
      return own && !outOfOrder(item, own.before) && outOfOrder(item, own.after);
    });
  return portfolio.roadmap
    .filter((item) => item.status !== 'done' && !isOwn.has(item.id) && isLate(item))
    .map(({ id }) => id);
}

/** What has begun keeps the day on which it did. */
function movedBy(item: RoadmapItem, days: number, asOf: IsoDate): RoadmapItem {
  const hasBegun = item.status === 'in-progress' && item.start <= asOf;
  const end = addDays(item.end, days);
  return { ...item, end, when: end, start: hasBegun ? item.start : addDays(item.start, days) };
}

function freed(own: readonly Initiative[], { portfolio }: Portal): WhatIf['people'] {
  const live = portfolio.initiatives.filter(
    (other) => isLive(other) && !own.some((one) => one.id === other.id),
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
  const live = portfolio.initiatives.filter(isLive);
  return [...new Set(own.flatMap(({ sites }) => sites.map(({ site }) => site)))].map((site) => {
    const here = live.filter(({ sites }) => sites.some((entry) => entry.site === site));
    return {
      site,
      before: here.length,
      after: here.filter(({ id }) => !own.some((one) => one.id === id)).length,
    };
  });
}
