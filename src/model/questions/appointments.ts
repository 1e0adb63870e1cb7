import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import { listOf } from '#model/words/format.ts';
import type { Decision, JudgedReview } from '#model/record/gate.ts';
import type { Portal } from '#model/portal.ts';

/** What an appointment is about. */
type AppointmentKind = 'review' | 'sign-off' | 'condition' | 'override' | 'request';

/** One day that somebody has to keep. */
export interface Appointment {
  /** Made from records: it stays when words, dates and states change. */
  id: string;
  kind: AppointmentKind;
  date: IsoDate;
  title: string;
  text: string;
  path: string;
  /** The newest day that its record names up to today: what is asked for and late changes every day. */
  changed: IsoDate | null;
  /** Nothing is left to do. */
  isDone: boolean;
}

/** What is asked of somebody by a day. */
interface Due extends Omit<Appointment, 'date' | 'isDone'> {
  due: IsoDate;
  /** The title once the day has passed. */
  late: string;
}

/** Sign-offs are wanted a week before their review. */
const SIGN_BEFORE = 7;
/** A decided review stays in the calendar for so long, marked as decided. */
const KEPT = 90;

/** Reviews, sign-offs, requests, conditions and ends of overrides that are due, by date; what is overdue is on today. */
export function appointments(portal: Portal): Appointment[] {
  const { asOf } = portal.portfolio;
  return [
    ...portal.reviews.flatMap((review) => ofReview(review, portal)),
    ...requests(portal).map((due) => pending(due, asOf)),
  ].sort((a, b) => (a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1));
}

function ofReview(review: JudgedReview, { portfolio }: Portal): Appointment[] {
  const initiative = portfolio.initiatives.find((one) => one.id === review.initiative);
  const gate = `${review.gate} ${review.gateTitle}`.trim();
  const name = `${gate}: ${initiative?.title ?? review.initiative}`;
  const path = `initiatives/${review.initiative}/#${review.review.id}`;
  const { decision } = review.review;
  const open = decision
    ? afterDecision(review, decision, name, path)
    : beforeDecision(review, name, path, portfolio.asOf);
  return [
    ...(decision ? decided(review, decision, name, path, portfolio.asOf) : []),
    ...open.map((due) => pending(due, portfolio.asOf)),
  ];
}

/** A task on its day; on today once that has passed, where people look. */
function pending({ due, late, ...task }: Due, asOf: IsoDate): Appointment {
  const isLate = due < asOf;
  return {
    ...task,
    isDone: false,
    date: isLate ? asOf : due,
    title: isLate ? late : task.title,
    text: isLate ? `Was due on ${due}. ${task.text}` : task.text,
    changed: isLate ? asOf : newest([task.changed], asOf),
  };
}

function decided(
  { review: { id, due }, classSentence }: JudgedReview,
  decision: Decision,
  name: string,
  path: string,
  asOf: IsoDate,
): Appointment[] {
  if (daysBetween(decision.date, asOf) > KEPT) return [];
  return [
    {
      id: `review/${id}`,
      kind: 'review',
      date: decision.date,
      title: `Decided (${decision.outcome.replaceAll('-', ' ')}): ${name}`,
      text: `${decision.decider}: ${classSentence}. The review was due on ${due}.`,
      path,
      changed: decision.date,
      isDone: true,
    },
  ];
}

function afterDecision(
  { review: { id } }: JudgedReview,
  decision: Decision,
  name: string,
  path: string,
): Due[] {
  const { override, reviewBy } = decision;
  const changed = decision.date;
  const conditions = decision.conditions.flatMap((condition, at): Due[] =>
    condition.done
      ? []
      : [
          {
            id: `condition/${id}/${condition.id ?? at + 1}`,
            kind: 'condition',
            due: condition.due,
            title: `Condition due: ${condition.text}`,
            late: `Overdue condition: ${condition.text}`,
            text: `${condition.owner}. A condition of ${name}.`,
            path,
            changed,
          },
        ],
  );
  const again: Due = {
    id: `again/${id}`,
    kind: 'review',
    due: reviewBy ?? '',
    title: `To be reviewed: ${name}`,
    late: `Overdue: to be reviewed, ${name}`,
    text: `Decided ${decision.outcome.replaceAll('-', ' ')} on ${decision.date} by ${decision.decider}.`,
    path,
    changed,
  };
  const end: Due = {
    id: `override/${id}`,
    kind: 'override',
    due: override?.expires ?? '',
    title: `Override ends: ${name}`,
    late: `Override has ended: ${name}`,
    text: `Accepted by ${override?.acceptedBy}: ${override?.reason}. Decide again, on the evidence.`,
    path,
    changed,
  };
  return [...conditions, ...(reviewBy ? [again] : []), ...(override ? [end] : [])];
}

function beforeDecision(review: JudgedReview, name: string, path: string, asOf: IsoDate): Due[] {
  const { id, due, signOffs } = review.review;
  const changed = newest(
    signOffs.map(({ date }) => date),
    asOf,
  );
  const missing = listOf(review.missingSignOffs.map(roleName));
  const waits = missing === '' ? '' : ` Sign-offs missing: ${missing}.`;
  const held: Due = {
    id: `review/${id}`,
    kind: 'review',
    due,
    title: `Review ${name}`,
    late: `Overdue: review ${name}`,
    text: `${review.sentence}${waits}`,
    path,
    changed,
  };
  const sign: Due = {
    id: `sign/${id}`,
    kind: 'sign-off',
    due: addDays(due, -SIGN_BEFORE),
    title: `Sign off ${name}`,
    late: `Overdue: sign off ${name}`,
    text: `Missing: ${missing}.`,
    path,
    changed,
  };
  return missing === '' ? [held] : [held, sign];
}

function requests({ portfolio }: Portal): Due[] {
  return portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request): Due => ({
      id: `request/${initiative.id}/${request.id}`,
      kind: 'request',
      due: request.neededBy,
      title: `Decide: ${request.question}`,
      late: `Overdue decision: ${request.question}`,
      text: `${request.decider}, for ${initiative.title}.`,
      path: `initiatives/${initiative.id}/`,
      changed: request.requested,
    })),
  );
}

/** The newest of the days that has come. */
function newest(days: readonly (IsoDate | null)[], asOf: IsoDate): IsoDate | null {
  return (
    days
      .filter((day): day is IsoDate => day !== null && day <= asOf)
      .sort()
      .at(-1) ?? null
  );
}

function roleName(role: string): string {
  return role.replaceAll('-', ' ').replace(/^(it|ot)\b/, (lens) => lens.toUpperCase());
}
