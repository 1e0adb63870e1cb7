import type { Portal } from '#model/portal.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { IsoDate } from '#model/time/date.ts';
import { benefitAhead, type BenefitAhead, DAYS_A_MONTH, settingOf } from './benefitAhead.ts';
import type { DelayCost, DelayCosts } from './delayCost.ts';
import { delaySentence } from './delaySentence.ts';
import { heldBy, liveInitiatives, type Held } from './held.ts';
import { pointsHeld } from './pointsHeld.ts';
import { daysLater, stopsAhead } from './stopsAhead.ts';

type Parts = Pick<Portal, 'portfolio' | 'roadmap' | 'goals' | 'reviews' | 'pools'>;

/** The cost of delay (Reinertsen) of every open request and undecided gate, in the order in which they are recorded. */
export function costsOfDelay(portal: Parts): DelayCosts {
  const { portfolio, reviews } = portal;
  const live = liveInitiatives(portfolio);
  const requests = portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request) =>
      costOf(
        { id: request.id, initiative: initiative.id, kind: 'request' },
        heldBy(request.holds, portal),
        portal,
      ),
    ),
  );
  const gates = reviews
    .filter((review) => review.state !== 'decided')
    .map((review) =>
      costOf(
        { id: review.review.id, initiative: review.initiative, kind: 'gate' },
        heldByGate(review, live),
        portal,
      ),
    );
  const decisions = [...requests, ...gates];
  return { decisions, perMonth: together(decisions) };
}

/** Thousands that are lost where the decision comes on `day` and not today; null where it cannot be said. */
export function lostUntil(
  cost: Pick<DelayCost, 'perMonth' | 'stops'>,
  { portfolio: { sites, asOf } }: Pick<Portal, 'portfolio'>,
  day: IsoDate,
): number | null {
  const waiting = sites.filter(({ id }) => cost.stops.some(({ site }) => site === id));
  const days = daysLater(waiting, asOf, day);
  return days === null || cost.perMonth === null ? null : (cost.perMonth * days) / DAYS_A_MONTH;
}

/** A gate keeps its initiative from going on at the plants that it is about. */
function heldByGate({ initiative, review }: JudgedReview, live: ReadonlySet<string>): Held {
  return {
    items: [],
    initiatives: live.has(initiative)
      ? [{ id: initiative, sites: review.sites, isWhole: review.sites.length === 0 }]
      : [],
  };
}

function costOf(
  decision: Pick<DelayCost, 'id' | 'initiative' | 'kind'>,
  held: Held,
  portal: Parts,
): DelayCost {
  const { portfolio } = portal;
  const setting = settingOf(portal);
  const benefits = held.initiatives.flatMap(({ id, sites, isWhole }) => {
    const initiative = portfolio.initiatives.find((one) => one.id === id);
    if (!initiative) return [];
    const ahead = benefitAhead(initiative, sites, setting);
    return [{ ...ahead, isAtMost: ahead.isAtMost || !isWhole }];
  });
  const known = benefits.filter(({ perMonth }) => perMonth !== null);
  const holdsNothing = held.items.length + held.initiatives.length === 0;
  const perMonth = holdsNothing ? 0 : known.length === 0 ? null : sumOf(known);
  const waiting = new Set(held.items);
  const items = portfolio.roadmap.filter(({ id }) => waiting.has(id));
  const cost = {
    ...decision,
    items: held.items,
    initiatives: held.initiatives.map(({ id }) => id),
    perMonth,
    isAtMost: known.some((one) => one.isAtMost && one.perMonth !== 0),
    benefits,
    // A gate is passed step by step: which contribution it keeps back is written nowhere.
    points: decision.kind === 'gate' ? [] : pointsHeld(held, portal),
    stops: stopsAhead(items, portfolio.sites, portfolio.asOf),
  };
  return { ...cost, sentence: delaySentence(cost, portal) };
}

/** Each initiative once, by the most that one decision holds of it. */
function together(decisions: readonly DelayCost[]): number | null {
  const most = new Map<string, number>();
  for (const { initiative, perMonth } of decisions.flatMap(({ benefits }) => benefits))
    if (perMonth !== null) most.set(initiative, Math.max(perMonth, most.get(initiative) ?? 0));
  const holdsNothing = decisions.every(({ perMonth }) => perMonth === 0);
  if (most.size === 0) return holdsNothing ? 0 : null;
  return [...most.values()].reduce((total, one) => total + one, 0);
}

function sumOf(benefits: readonly BenefitAhead[]): number {
  return benefits.reduce((total, { perMonth }) => total + (perMonth ?? 0), 0);
}
