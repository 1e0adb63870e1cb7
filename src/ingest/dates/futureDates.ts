import type { AddProblem } from '#ingest/content/addProblem.ts';
import type { Content } from '#ingest/content/content.ts';
import type { Source } from '#ingest/content/source.ts';
import type { Initiative } from '#model/record/initiative.ts';
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
  add: AddProblem,
): void {
  const sourceOf = (kind: Source['kind'], id: string) =>
    sources.find((one) => one.kind === kind && one.id === id);
  const later = (list: readonly Dated[]) =>
    list.flatMap(({ date, ...rest }) =>
      date !== undefined && date > today ? [{ ...rest, date }] : [],
    );
  const happened = (source: Source | undefined, list: readonly Dated[]) => {
    for (const { what, date, at } of source ? later(list) : [])
      add(
        source!,
        at,
        'content/future-date',
        `${what} is dated ${date}, and today is ${today}`,
        'correct the date: what has not happened yet cannot be recorded',
      );
  };
  const planned = (source: Source | undefined, list: readonly Dated[]) => {
    for (const { what, date, at } of source ? later(list) : [])
      add(
        source!,
        at,
        'content/date-to-come',
        `${what} is dated ${date}, and today is ${today}: it has no effect before that day`,
        'nothing where it is planned; else correct the date',
        undefined,
        'warning',
      );
  };
  for (const initiative of content.initiatives)
    happened(sourceOf('initiative', initiative.id), actsOf(initiative));
  for (const item of content.roadmap)
    happened(sourceOf('roadmap', item.id), [
      { what: 'the end of the work', date: item.doneOn, at: ['doneOn'] },
    ]);
  for (const { id, rebase, definitions } of content.metrics)
    planned(sourceOf('metric', id), [
      ...rebase.map(({ date }, n) => ({ what: 'the rebase', date, at: ['rebase', n, 'date'] })),
      ...definitions.map(({ validFrom: date, version }, n) => ({
        what: `definition ${version}`,
        date,
        at: ['definitions', n, 'validFrom'],
      })),
    ]);
  planned(
    sourceOf('portfolio', 'portfolio'),
    (content.settings.events ?? []).map(({ date, title }, n) => ({
      what: `the event "${title}"`,
      date,
      at: ['events', n, 'date'],
    })),
  );
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
