import type { IsoDate } from '#model/time/date.ts';
import { parsePeriod, span } from '#model/time/period.ts';
import type { FrictionItem } from './friction.ts';
import type { Framework, GateReview } from './gate.ts';
import type { Benefit, CashPeriod, Initiative } from './initiative.ts';
import type { Metric } from './metric.ts';
import type { Playbook } from './playbook.ts';
import type { RoadmapItem } from './roadmap.ts';
import type { Standup } from './standup.ts';

interface Records {
  initiatives: readonly Initiative[];
  frameworks: readonly Framework[];
  roadmap: readonly RoadmapItem[];
  friction: readonly FrictionItem[];
  standups: readonly Standup[];
  metrics: readonly Metric[];
}

/**
 * What people had recorded by the end of a day. A decision, a sign-off, a validation or an answer that is dated later was not
 * known then: judged as of that day it is not there, so that any past day can be judged again.
 */
export function recordsUntil<R extends Records>(records: R, day: IsoDate): R {
  return {
    ...records,
    initiatives: records.initiatives.map((initiative) =>
      initiativeUntil(initiative, records.frameworks, day),
    ),
    roadmap: records.roadmap.map((item) =>
      isLater(item.doneOn, day)
        ? { ...item, status: 'in-progress' as const, doneOn: undefined }
        : item,
    ),
    friction: records.friction.flatMap((item) => frictionUntil(item, day)),
    standups: records.standups.filter((meeting) => !isLater(meeting.date, day)),
    metrics: records.metrics.map((metric) => metricUntil(metric, day)),
  };
}

/** Limits that begin again later, and a definition that holds later, say nothing of the day. */
function metricUntil(metric: Metric, day: IsoDate): Metric {
  const { rebase, definitions } = metric;
  return {
    ...metric,
    rebase: rebase.filter(({ date }) => !isLater(date, day)),
    definitions: definitions.filter(({ validFrom }, at) => at === 0 || !isLater(validFrom, day)),
  };
}

function isLater(date: string | null | undefined, day: IsoDate): boolean {
  return date !== null && date !== undefined && date.slice(0, 10) > day;
}

function initiativeUntil<I extends Initiative>(
  initiative: I,
  frameworks: readonly Framework[],
  day: IsoDate,
): I {
  const { comparison, stall } = initiative;
  const known = <T extends { date: IsoDate }>(list: readonly T[]) =>
    list.filter(({ date }) => !isLater(date, day));
  return {
    ...initiative,
    ...standingUntil(initiative, frameworks, day),
    stall: isLater(stall?.since, day) ? undefined : stall,
    comparison:
      comparison && isLater(comparison.locked?.on, day)
        ? { ...comparison, locked: undefined }
        : comparison,
    podSince: isLater(initiative.podSince, day) ? undefined : initiative.podSince,
    trustProtocol: isLater(initiative.trustProtocol?.since, day)
      ? undefined
      : initiative.trustProtocol,
    gates: initiative.gates.map((review) => reviewUntil(review, day)),
    checkpoints: known(initiative.checkpoints),
    lessons: known(initiative.lessons),
    privacyClearance: known(initiative.privacyClearance),
    ...requestsUntil(initiative, day),
    iterations: initiative.iterations.filter(({ period }) => !isLater(span(period)?.from, day)),
    benefits: initiative.benefits.map((benefit) => benefitUntil(benefit, day)),
    cashFlow: initiative.cashFlow.map((entry) => cashUntil(entry, day)),
  };
}

/**
 * Status and phase on the day. Records hold only what holds today: what was decided later takes an ended initiative back to
 * active, and a phase that began later back to the one whose gate was decided first after the day.
 */
function standingUntil(
  initiative: Initiative,
  frameworks: readonly Framework[],
  day: IsoDate,
): Pick<Initiative, 'status' | 'phase' | 'phaseSince'> {
  const { status, phase, phaseSince, stall } = initiative;
  const decided = initiative.gates
    .flatMap(({ phase: of, decision }) => (decision ? [{ of, date: decision.date }] : []))
    .toSorted((a, b) => (a.date < b.date ? -1 : 1));
  const next = decided.find(({ date }) => isLater(date, day));
  const wasActive =
    (status === 'stalled' && isLater(stall?.since, day)) ||
    ((status === 'stopped' || status === 'done') && next !== undefined);
  const standing = { status: wasActive ? ('active' as const) : status, phase, phaseSince };
  if (!isLater(phaseSince, day) || !next) return standing;
  const phases = frameworks.find(({ id }) => id === initiative.framework)?.phases ?? [];
  const isEarlier =
    phases.findIndex(({ id }) => id === next.of) < phases.findIndex(({ id }) => id === phase);
  const since = decided.findLast(({ of, date }) => !isLater(date, day) && of !== next.of)?.date;
  return isEarlier
    ? { ...standing, phase: next.of, phaseSince: since ?? initiative.start }
    : standing;
}

/** Requests that were made by the day, those without an answer apart from those with one. */
function requestsUntil(
  { decisionsOpen }: Initiative,
  day: IsoDate,
): Pick<Initiative, 'decisionsOpen' | 'decisionsTaken'> {
  const made = decisionsOpen
    .map((request, at) => ({ at, ...request }))
    .filter(({ requested }) => !isLater(requested, day));
  const isTaken = ({ decided }: (typeof made)[number]) =>
    decided !== undefined && !isLater(decided.date, day);
  return {
    decisionsOpen: made
      .filter((request) => !isTaken(request))
      .map(({ decided: _, ...request }) => request),
    decisionsTaken: made.flatMap((request) =>
      request.decided && isTaken(request)
        ? [
            {
              id: request.id,
              question: request.question,
              decider: request.decider,
              requested: request.requested,
              neededBy: request.neededBy,
              ...request.decided,
            },
          ]
        : [],
    ),
  };
}

function reviewUntil(review: GateReview, day: IsoDate): GateReview {
  return {
    ...review,
    locked: isLater(review.locked?.on, day) ? undefined : review.locked,
    signOffs: review.signOffs.filter(({ date }) => !isLater(date, day)),
    decision: isLater(review.decision?.date, day) ? undefined : review.decision,
  };
}

function benefitUntil(benefit: Benefit, day: IsoDate): Benefit {
  const agreedWithFinance = isLater(benefit.agreedWithFinance, day)
    ? undefined
    : benefit.agreedWithFinance;
  return isLater(benefit.confirmedOn, day)
    ? { ...benefit, agreedWithFinance, confirmedBy: undefined, confirmedOn: undefined }
    : { ...benefit, agreedWithFinance };
}

/** Money of a period that had not begun was planned and nothing else. */
function cashUntil(entry: CashPeriod, day: IsoDate): CashPeriod {
  const start = /^\d{4}$/.test(entry.period)
    ? `${entry.period}-01-01`
    : parsePeriod(entry.period)?.start;
  return isLater(start, day)
    ? { ...entry, cost: undefined, claimed: undefined, validated: undefined }
    : entry;
}

function frictionUntil(item: FrictionItem, day: IsoDate): FrictionItem[] {
  if (isLater(item.opened, day)) return [];
  const known = <T extends string | null | undefined>(date: T) =>
    isLater(date, day) ? null : date;
  return [
    {
      ...item,
      firstResponse: known(item.firstResponse),
      resolved: known(item.resolved),
      waitingSince: known(item.waitingSince),
    },
  ];
}

/** Days on which people did what they recorded: asked, signed, decided, validated, learned, confirmed, finished, issued. */
export function actDays({
  initiatives,
  roadmap,
  playbooks,
}: Pick<Records, 'initiatives' | 'roadmap'> & { playbooks: readonly Playbook[] }): IsoDate[] {
  return [
    ...initiatives.flatMap(initiativeActs),
    ...playbooks.flatMap(playbookActs),
    ...roadmap.flatMap(({ status, doneOn }) => (status === 'done' && doneOn ? [doneOn] : [])),
  ];
}

/** Where somebody signed a text or a plant began with it; and from when on it holds: a shift reads it on that day, data or none. */
function playbookActs({ approvals, revisions, provedAt, publishedFrom }: Playbook): IsoDate[] {
  return [
    ...approvals.map(({ date }) => date),
    ...revisions.flatMap(({ date, validFrom = date }) => [date, validFrom]),
    ...provedAt.map(({ since }) => since),
    publishedFrom,
  ].filter((date) => date !== undefined);
}

function initiativeActs({
  gates,
  decisionsOpen,
  checkpoints,
  lessons,
  privacyClearance,
  benefits,
}: Initiative): IsoDate[] {
  return [
    ...gates.flatMap(({ signOffs, decision, locked }) => [
      ...signOffs.map(({ date }) => date),
      ...[decision?.date, locked?.on].filter((date) => date !== undefined),
    ]),
    ...decisionsOpen.flatMap(({ requested, decided }) => [requested, decided?.date ?? requested]),
    ...[...checkpoints, ...lessons, ...privacyClearance].map(({ date }) => date),
    ...benefits.flatMap(({ agreedWithFinance, confirmedOn }) =>
      [agreedWithFinance, confirmedOn].filter((date) => date !== undefined),
    ),
  ];
}
