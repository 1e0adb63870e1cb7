import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import { listOf } from '#model/words/format.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Portal } from '#model/portal.ts';

/** One day that somebody has to keep. */
export interface Appointment {
  /** Stable over builds. */
  id: string;
  date: IsoDate;
  title: string;
  text: string;
  path: string;
}

/** Sign-offs are wanted a week before their review. */
const SIGN_BEFORE = 7;
/** A decided review stays in the calendar for so long, marked as decided. */
const KEPT = 90;

/** Reviews, sign-offs, requests, conditions and ends of overrides that are due, by date. */
export function appointments({ portfolio, reviews }: Portal): Appointment[] {
  const title = (id: string) => portfolio.initiatives.find((one) => one.id === id)?.title ?? id;
  const ofReviews = reviews.flatMap((review): Appointment[] => {
    const name = `${review.gate} ${review.gateTitle}: ${title(review.initiative)}`.trim();
    const path = `initiatives/${review.initiative}/#${review.review.id}`;
    const { decision, id, due } = review.review;
    if (decision) {
      const recent = daysBetween(decision.date, portfolio.asOf) <= KEPT;
      return [
        ...(recent
          ? [
              {
                id: `review/${id}`,
                date: due,
                title: `Decided (${decision.outcome.replaceAll('-', ' ')}): ${name}`,
                text: `${decision.decider}: ${review.classSentence}.`,
                path,
              },
            ]
          : []),
        ...decision.conditions
          .filter((condition) => !condition.done)
          .map((condition) => ({
            id: `condition/${id}/${condition.text}`,
            date: condition.due,
            title: `Condition due: ${condition.text}`,
            text: `${condition.owner}. A condition of ${name}.`,
            path,
          })),
        ...(decision.reviewBy
          ? [
              {
                id: `again/${id}`,
                date: decision.reviewBy,
                title: `To be reviewed: ${name}`,
                text: `Decided ${decision.outcome.replaceAll('-', ' ')} on ${decision.date} by ${decision.decider}.`,
                path,
              },
            ]
          : []),
        ...(decision.override
          ? [
              {
                id: `override/${id}`,
                date: decision.override.expires,
                title: `Override ends: ${name}`,
                text: `Accepted by ${decision.override.acceptedBy}: ${decision.override.reason}. Decide again, on the evidence.`,
                path,
              },
            ]
          : []),
      ];
    }
    return [
      {
        id: `review/${id}`,
        date: due,
        title: `${review.state === 'overdue' ? 'Overdue: review' : 'Review'} ${name}`,
        text: `${review.sentence}${waitingFor(review)}`,
        path,
      },
      ...signing(review, name, path, portfolio.asOf),
    ];
  });
  const requests = portfolio.initiatives.flatMap((initiative) =>
    initiative.decisionsOpen.map((request): Appointment => ({
      id: `request/${initiative.id}/${request.id}`,
      date: request.neededBy,
      title: `Decide: ${request.question}`,
      text: `${request.decider}, for ${initiative.title}.`,
      path: `initiatives/${initiative.id}/`,
    })),
  );
  return [...ofReviews, ...requests].sort((a, b) =>
    a.date === b.date ? (a.id < b.id ? -1 : 1) : a.date < b.date ? -1 : 1,
  );
}

function waitingFor(review: JudgedReview): string {
  return review.missingSignOffs.length === 0
    ? ''
    : ` Sign-offs missing: ${listOf(review.missingSignOffs.map(roleName))}.`;
}

/** An appointment for those who have not signed, a week before the review while that lies ahead. */
function signing(review: JudgedReview, name: string, path: string, asOf: IsoDate): Appointment[] {
  if (review.missingSignOffs.length === 0) return [];
  const before = addDays(review.review.due, -SIGN_BEFORE);
  return [
    {
      id: `sign/${review.review.id}`,
      date: before < asOf ? review.review.due : before,
      title: `Sign off ${name}`,
      text: `Missing: ${listOf(review.missingSignOffs.map(roleName))}.`,
      path,
    },
  ];
}

function roleName(role: string): string {
  return role.replaceAll('-', ' ').replace(/^(it|ot)\b/, (lens) => lens.toUpperCase());
}
