import { LENS_NAMES } from '#model/record/lens.ts';
import type { Portal } from '#model/portal.ts';
import type { IsoDate } from '#model/time/date.ts';
import { formatValue, lower } from '#model/words/format.ts';
import { siteName } from '#model/record/site.ts';
import { compareTexts } from '#model/words/compareTexts.ts';

/** Something that the records date, after one meeting and up to the day of the portal. */
export interface Happening {
  date: IsoDate;
  kind:
    'decided' | 'asked' | 'overdue' | 'answered' | 'raised' | 'validated' | 'learned' | 'restated';
  text: string;
  path: string;
}

export const HAPPENING_TITLES: Record<Happening['kind'], string> = {
  decided: 'Decided',
  overdue: 'Passed its date without a decision',
  asked: 'Decisions asked for',
  raised: 'Questions raised',
  answered: 'Questions answered or closed',
  validated: 'Validated on the floor',
  learned: 'Lessons recorded',
  restated: 'Numbers restated by a newer dump',
};
export const HAPPENING_ORDER: readonly Happening['kind'][] = [
  'decided',
  'overdue',
  'restated',
  'asked',
  'raised',
  'answered',
  'validated',
  'learned',
];

/**
 * What the records and the logs themselves date after a day. Nothing of it needs an earlier build: signals and positions, which
 * only two builds can compare, are not among it.
 */
export function happenedSince(portal: Portal, since: IsoDate): Happening[] {
  const isNew = (date: IsoDate | null | undefined): date is IsoDate =>
    date !== null && date !== undefined && date.slice(0, 10) > since && date.slice(0, 10) <= asOf;
  const { asOf } = portal.portfolio;
  return [
    ...ofReviews(portal, isNew),
    ...ofInitiatives(portal, isNew),
    ...ofLog(portal, isNew),
    ...restated(portal, isNew),
  ].sort((a, b) => compareTexts(b.date, a.date) || compareTexts(a.text, b.text));
}

type IsNew = (date: IsoDate | null | undefined) => date is IsoDate;

function ofReviews({ reviews, portfolio }: Portal, isNew: IsNew): Happening[] {
  return reviews.flatMap((review): Happening[] => {
    const of = portfolio.initiatives.find(({ id }) => id === review.initiative)?.title;
    const title = `${of ?? review.initiative}, ${review.gate} ${review.gateTitle}`.trim();
    const path = `initiatives/${review.initiative}/#${review.review.id}`;
    const { decision, due } = review.review;
    const entry = (date: IsoDate, kind: Happening['kind'], text: string) => ({
      date,
      kind,
      text: `${title}: ${text}.`,
      path,
    });
    return [
      ...(decision && isNew(decision.date)
        ? [
            entry(
              decision.date,
              'decided',
              `${decision.outcome.replaceAll('-', ' ')}, by ${decision.decider}; ${lower(review.classSentence).replace(/\.$/, '')}`,
            ),
          ]
        : []),
      ...(!decision && isNew(due) && due < portfolio.asOf
        ? [entry(due, 'overdue', review.because.replace(/\.$/, ''))]
        : []),
    ];
  });
}

function ofInitiatives({ portfolio }: Portal, isNew: IsNew): Happening[] {
  return portfolio.initiatives.flatMap((initiative): Happening[] => {
    const path = `initiatives/${initiative.id}/`;
    return [
      ...(initiative.decisionsTaken ?? [])
        .filter(({ date }) => isNew(date))
        .map(({ id, date, question, choice, by, decider, reason }) => ({
          date,
          kind: 'decided' as const,
          text: `${id}, ${question}: ${choice}, by ${by ?? decider}${reason ? `; ${lower(reason).replace(/\.$/, '')}` : ''}.`,
          path,
        })),
      ...initiative.decisionsOpen
        .filter(({ requested }) => isNew(requested))
        .map(({ id, requested, question, decider }) => ({
          date: requested,
          kind: 'asked' as const,
          text: `${id}, ${question}: asked of ${decider}, for ${initiative.title}.`,
          path,
        })),
      ...initiative.checkpoints
        .filter(({ date }) => isNew(date))
        .map(({ date, site, operators, outcome }) => ({
          date,
          kind: 'validated' as const,
          text: `${initiative.title} at ${siteName(portfolio.sites, site)}: ${outcome.replaceAll('-', ' ')} after ${operators} operators tried it.`,
          path,
        })),
      ...initiative.lessons
        .filter(({ date }) => isNew(date))
        .map(({ date, text }) => ({
          date,
          kind: 'learned' as const,
          text: `${initiative.title}: ${text}`,
          path,
        })),
    ];
  });
}

function ofLog({ portfolio }: Portal, isNew: IsNew): Happening[] {
  return portfolio.friction.flatMap((item): Happening[] => {
    const what = `${item.id}, ${item.title}`;
    const from = `${LENS_NAMES[item.from]} asks ${LENS_NAMES[item.to]}`;
    const path = `trust/#${item.id}`;
    if (isNew(item.resolved))
      return [
        { date: day(item.resolved), kind: 'answered', text: `${what}: closed.`, path: 'trust/' },
      ];
    if (isNew(item.firstResponse))
      return [
        { date: day(item.firstResponse), kind: 'answered', text: `${what}: first answer.`, path },
      ];
    return isNew(item.opened)
      ? [{ date: day(item.opened), kind: 'raised', text: `${what} (${from}).`, path }]
      : [];
  });
}

/** One entry a metric: the newest period that a dump of these days changed, and how many others. */
function restated({ metrics }: Portal, isNew: IsNew): Happening[] {
  return [...metrics.values()].flatMap((state): Happening[] => {
    const moved = state.restated.filter(({ vintage }) => isNew(vintage));
    const newest = moved.toSorted((a, b) => compareTexts(a.period, b.period)).at(-1);
    if (!newest) return [];
    const more = moved.length > 1 ? `, and ${moved.length - 1} more` : '';
    return [
      {
        date: day(newest.vintage),
        kind: 'restated',
        text: `${state.metric.title}, ${newest.period}: ${formatValue(state.metric, newest.first)} became ${formatValue(state.metric, newest.latest)}${more}.`,
        path: `metrics/${state.metric.id}/`,
      },
    ];
  });
}

function day(moment: string): IsoDate {
  return moment.slice(0, 10);
}
