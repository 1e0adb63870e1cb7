import type { Content } from '#ingest/content/content.ts';
import { sourceOf, type Source } from '#ingest/content/source.ts';
import { problemAt } from '#ingest/content/references/problemAt.ts';
import type { Problem } from '#model/problem.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Playbook } from '#model/record/playbook.ts';
import type { PortfolioSettings } from '#model/record/portfolio.ts';
import type { IsoDate } from '#model/time/date.ts';

interface Dated {
  what: string;
  date: IsoDate | undefined;
  at: PropertyKey[];
}

/**
 * What has happened has a day that has come; one that is only later than the exports is known all the same. What is still to come,
 * limits that will begin again or an event that is planned, is written down with a warning: until then nothing shows it.
 */
export function futureDates(
  content: Content,
  sources: readonly Source[],
  today: IsoDate,
): Problem[] {
  const later = (kind: Source['kind'], id: string, list: readonly Dated[]) => {
    const source = sourceOf(sources, kind, id);
    return list.flatMap(({ date, ...rest }) =>
      source !== undefined && date !== undefined && date > today
        ? [{ ...rest, source, words: `${rest.what} is dated ${date}, and today is ${today}` }]
        : [],
    );
  };
  const happened = [
    ...content.initiatives.flatMap((one) => later('initiative', one.id, actsOf(one))),
    ...content.playbooks.flatMap((one) => later('playbook', one.id, signedIn(one))),
    ...content.roadmap.flatMap(({ id, doneOn: date }) =>
      later('roadmap', id, [{ what: 'the end of the work', date, at: ['doneOn'] }]),
    ),
  ];
  const planned = [
    ...content.metrics.flatMap((metric) => later('metric', metric.id, turnsOf(metric))),
    ...later('portfolio', 'portfolio', plansOf(content.settings)),
  ];
  return [
    ...happened.map(({ source, at, words }) =>
      problemAt(source, at, {
        code: 'content/future-date',
        found: words,
        fix: 'correct the date: what has not happened yet cannot be recorded',
      }),
    ),
    ...planned.map(({ source, at, words }) =>
      problemAt(source, at, {
        code: 'content/date-to-come',
        severity: 'warning',
        found: `${words}: it has no effect before that day`,
        fix: 'nothing where it is planned; else correct the date',
      }),
    ),
  ];
}

const turnsOf = ({ rebase, definitions }: Metric): Dated[] => [
  ...rebase.map(({ date }, n) => ({ what: 'the rebase', date, at: ['rebase', n, 'date'] })),
  ...definitions.map(({ validFrom: date, version }, n) => ({
    what: `definition ${version}`,
    date,
    at: ['definitions', n, 'validFrom'],
  })),
];

const plansOf = ({ events = [] }: PortfolioSettings): Dated[] =>
  events.map(({ date, title }, n) => ({
    what: `the event "${title}"`,
    date,
    at: ['events', n, 'date'],
  }));

/** A review of a day to come would keep a text from ever being due. */
function signedIn({ reviewed, approvals, revisions }: Playbook): Dated[] {
  return [
    { what: 'the review', date: reviewed, at: ['reviewed'] },
    ...approvals.map(({ name, date }, n) => ({
      what: `the approval of ${name}`,
      date,
      at: ['approvals', n, 'date'],
    })),
    ...revisions.map(({ revision, date }, n) => ({
      what: `revision ${revision}`,
      date,
      at: ['revisions', n, 'date'],
    })),
  ];
}

function actsOf(initiative: Initiative): Dated[] {
  const { checkpoints, gates, decisionsOpen, lessons, privacyClearance, benefits } = initiative;
  return [
    ...checkpoints.map(({ date }, n) => ({
      what: 'the field validation',
      date,
      at: ['checkpoints', n, 'date'],
    })),
    ...gates.flatMap(({ signOffs, decision }, n) => [
      ...signOffs.map(({ name, date }, sign) => ({
        what: `the sign-off of ${name}`,
        date,
        at: ['gates', n, 'signOffs', sign, 'date'],
      })),
      { what: 'the decision', date: decision?.date, at: ['gates', n, 'decision', 'date'] },
    ]),
    ...decisionsOpen.map(({ id, decided }, n) => ({
      what: `the decision of ${id}`,
      date: decided?.date,
      at: ['decisionsOpen', n, 'decided', 'date'],
    })),
    ...lessons.map(({ date }, n) => ({ what: 'the lesson', date, at: ['lessons', n, 'date'] })),
    ...privacyClearance.map(({ by, date }, n) => ({
      what: `the clearance by ${by}`,
      date,
      at: ['privacyClearance', n, 'date'],
    })),
    ...benefits.map(({ title, confirmedOn: date }, n) => ({
      what: `the confirmation of "${title}"`,
      date,
      at: ['benefits', n, 'confirmedOn'],
    })),
  ];
}
