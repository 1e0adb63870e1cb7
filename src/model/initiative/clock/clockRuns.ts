import type { ClockKind } from '#model/record/clock.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Lens } from '#model/record/lens.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { daysBetween, type IsoDate } from '#model/time/date.ts';
import { elapsedHours } from '#model/trust/response.ts';
import { adoptedOn } from './adoptedOn.ts';

/** Plants from the first to which the roll-out is timed. */
const PLANTS = 5;

/** One run of a clock; without an end it is still running, on the day that it is read. */
export interface ClockRun {
  kind: ClockKind;
  /** Null for an item of the log that belongs to none. */
  initiative: string | null;
  /** The plant that it is about, where it is about one. */
  site: string | null;
  /** Who asked whom. */
  pair: { from: Lens; to: Lens } | null;
  from: IsoDate;
  to: IsoDate | null;
  /** With fractions where the hour is known. */
  days: number;
}

/** What is known on the day. */
type Known = Pick<
  Portfolio,
  'asOf' | 'friction' | 'initiatives' | 'metrics' | 'observations' | 'settings'
>;

/** All runs of all clocks. An event that has no date starts no clock, and one that has not come by the day ends none. */
export function clockRuns(portfolio: Known): ClockRun[] {
  return [
    ...portfolio.initiatives.flatMap((initiative) => runsOf(initiative, portfolio)),
    ...answers(portfolio),
  ];
}

/** The runs of one initiative, the items of the log about it included. */
export function runsAbout(initiative: string, portfolio: Known): ClockRun[] {
  return clockRuns({
    ...portfolio,
    initiatives: portfolio.initiatives.filter(({ id }) => id === initiative),
    friction: portfolio.friction.filter((item) => item.initiative === initiative),
  });
}

interface Events {
  kind: ClockKind;
  from: IsoDate | undefined;
  to: IsoDate | undefined;
  site?: string;
}

function runsOf(initiative: Initiative, portfolio: Known): ClockRun[] {
  const live = initiative.sites
    .flatMap(({ site, live: day }) => (day === undefined ? [] : [{ site, day }]))
    .toSorted((a, b) => (a.day < b.day ? -1 : 1));
  const events: Events[] = [
    ...planning(initiative, live[0]?.day, portfolio.asOf),
    ...gates(initiative, portfolio.asOf),
    ...live.flatMap(({ site, day }): Events[] => {
      const reached = adoptedOn(initiative, { site, since: day }, portfolio);
      return reached ? [{ kind: 'go-live-to-use', from: day, to: reached.on, site }] : [];
    }),
    ...plants(initiative),
  ];
  return events.flatMap((one) => run(initiative, one, portfolio.asOf));
}

function run({ id, status }: Initiative, { kind, from, to, site }: Events, asOf: IsoDate) {
  const end = to !== undefined && to <= asOf ? to : null;
  if (from === undefined || from > asOf || (end !== null && end < from)) return [];
  // What was stopped is not under way: without its second event it tells nothing.
  if (end === null && status === 'stopped') return [];
  const days = daysBetween(from, end ?? asOf);
  return [{ kind, initiative: id, site: site ?? null, pair: null, from, to: end, days }];
}

/** Begun at a plant without a day of first use: when it came to the line nobody wrote, so no clock runs. */
function planning({ start, sites }: Initiative, first: IsoDate | undefined, asOf: IsoDate) {
  const isOnLine =
    sites.every(({ live }) => live === undefined) &&
    sites.some(({ since }) => since !== undefined && since <= asOf);
  return isOnLine ? [] : [{ kind: 'planning-to-line' as const, from: start, to: first }];
}

function gates({ gates: reviews, status }: Initiative, asOf: IsoDate): Events[] {
  const decided = reviews.flatMap(({ decision }) => (decision ? [decision.date] : [])).toSorted();
  // The way to a gate that is written and not decided has lasted since the last decision: without it a slow programme looks fast.
  const isUnderWay = status !== 'done' && reviews.some(({ decision }) => !decision);
  const steps = isUnderWay ? [...decided, undefined] : decided;
  return [
    ...steps.flatMap((to, at): Events[] =>
      at === 0 ? [] : [{ kind: 'gate-to-gate', from: decided[at - 1], to }],
    ),
    ...reviews.flatMap(({ due, decision }): Events[] => {
      if (due > asOf && !decision) return [];
      // What is decided before it is due waited no day.
      const to = decision?.date;
      return [{ kind: 'due-to-decision', from: to !== undefined && to < due ? to : due, to }];
    }),
  ];
}

function plants({ sites }: Initiative): Events[] {
  const begun = sites.flatMap(({ live, since }) => live ?? since ?? []).toSorted();
  return begun.length > 1
    ? [{ kind: 'first-to-fifth-plant', from: begun[0], to: begun[PLANTS - 1] }]
    : [];
}

/** Items of the friction log, from the hour of asking to the first answer; what nobody has answered runs on. */
function answers({ friction, asOf }: Known): ClockRun[] {
  return friction.flatMap(({ initiative, site, from, to, opened, firstResponse }) => {
    const day = `${asOf}T00:00`;
    const hours = elapsedHours(opened, firstResponse ?? day);
    if (firstResponse !== null && hours < 0) return [];
    return [
      {
        kind: 'ask-to-answer' as const,
        initiative,
        site,
        pair: { from, to },
        from: opened.slice(0, 10),
        to: firstResponse?.slice(0, 10) ?? null,
        days: Math.max(0, hours) / 24,
      },
    ];
  });
}
