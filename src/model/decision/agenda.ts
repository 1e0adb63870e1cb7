import type { FrictionItem } from '#model/record/friction.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Portal } from '#model/portal.ts';
import { type DecisionDue, decisionsDue } from '#model/questions/decisionsDue.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { firstAnswer } from '#model/trust/response.ts';
import { type Happening, happenedSince } from './happened.ts';
import type { Meeting } from './meeting.ts';
import type { Readers } from './reader.ts';

/** What one meeting has to deal with. */
export interface Agenda {
  meeting: Meeting;
  /** From when on news is listed: the meeting before, else four weeks. */
  since: IsoDate;
  /** Decisions that are needed before the meeting after this one. */
  decisions: DecisionDue[];
  /** Decisions of others, needed in the same time. */
  elsewhere: DecisionDue[];
  /** Gates that come due after it, up to the meeting after this one. */
  ahead: DecisionDue[];
  conditions: { review: JudgedReview; text: string; owner: string; due: IsoDate }[];
  /** Questions without a first answer in the agreed time, the oldest first. */
  unanswered: (FrictionItem & { ageDays: number; words: string })[];
  happened: Happening[];
}

/** Where a plan knows no meeting before or after. */
const SPAN = 28;

/** The agenda of a meeting from the records as they are: what is overdue stays on it until it is decided. */
export function agendaOf(meeting: Meeting, portal: Portal, readers: Readers): Agenda {
  const { asOf, settings } = portal.portfolio;
  const until = meeting.next ?? addDays(meeting.date, SPAN);
  const since = meeting.last ?? addDays(meeting.date, -SPAN);
  const own = new Set(meeting.deciders.map((name) => readers.of(name)?.id ?? name));
  const isOwn = ({ decider }: DecisionDue) =>
    own.size === 0 || own.has(readers.of(decider)?.id ?? decider);
  const all = decisionsDue(portal);
  const needed = all.filter(({ by }) => by < until);
  return {
    meeting,
    since,
    decisions: needed.filter(isOwn),
    elsewhere: needed.filter((one) => !isOwn(one)),
    ahead: all.filter(({ by }) => by >= until && by <= addDays(until, SPAN)),
    conditions: portal.reviews.flatMap((review) =>
      review.conditions
        .filter(({ state, due }) => state !== 'done' && due < until)
        .map(({ text, owner, due }) => ({ review, text, owner, due })),
    ),
    unanswered: portal.trust.open
      .filter(({ firstResponse }) => firstResponse === null)
      .map((item) => ({ ...item, ...firstAnswer(item, settings.responseHours, asOf) }))
      .filter(({ late }) => late)
      .toSorted((a, b) => b.ageDays - a.ageDays),
    happened: happenedSince(portal, since),
  };
}
