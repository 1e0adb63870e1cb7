import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { siteName, type Site } from '#model/record/site.ts';
import type { IsoDate } from '#model/time/date.ts';

/** Something that happened on a day, by the records. */
export interface ProgrammeEvent {
  day: IsoDate;
  kind:
    'go-live' | 'decision' | 'pod' | 'trust-protocol' | 'rebase' | 'incident' | 'change' | 'other';
  title: string;
  /** Where; empty: everywhere. */
  sites: readonly string[];
  /** Of one initiative, whose metrics it concerns. */
  initiative: string | null;
  /** Metrics that it is about; empty: all. */
  metrics: readonly string[];
  /** Something is different since; false for limits that begin again, and for a decision to go on as before. */
  isChange: boolean;
}

type Records = Pick<Portfolio, 'asOf' | 'frameworks' | 'initiatives' | 'settings' | 'sites'>;

/** All dated events of the records up to the day, the first first. */
export function eventsOf(records: Records): ProgrammeEvent[] {
  const { asOf, frameworks, initiatives, settings, sites } = records;
  const all: ProgrammeEvent[] = [
    ...initiatives.flatMap((initiative) => [
      ...goLives(initiative, sites),
      ...decisions(initiative, frameworks),
      ...beginnings(initiative),
    ]),
    ...(settings.trustProtocol
      ? [event('trust-protocol', settings.trustProtocol.since, 'The trust protocol begins')]
      : []),
    ...(settings.events ?? []).map(({ date, title, kind, ...about }) => ({
      ...event(kind, date, title),
      ...about,
    })),
  ];
  return all.filter(({ day }) => day <= asOf).toSorted((a, b) => (a.day < b.day ? -1 : 1));
}

/** What is drawn on a chart: at a site all that happened there, in a total what concerns the metric; and where its limits begin again. */
export function eventsOn(
  metric: Metric,
  events: readonly ProgrammeEvent[],
  initiatives: readonly Pick<Initiative, 'id' | 'metrics'>[],
): (site: string | null) => ProgrammeEvent[] {
  const users = new Set(
    initiatives
      .filter(({ metrics }) => metrics.some(({ id }) => id === metric.id))
      .map(({ id }) => id),
  );
  const named = events.filter(({ metrics }) => metrics.length === 0 || metrics.includes(metric.id));
  const rebases = metric.rebase.map(({ date, reason }) =>
    event('rebase', date, `Limits begin again: ${reason}`),
  );
  const concerns = (one: ProgrammeEvent, site: string | null) =>
    site === null
      ? one.initiative === null
        ? one.sites.length === 0 || one.metrics.length > 0
        : users.has(one.initiative)
      : one.sites.length === 0
        ? one.initiative === null || users.has(one.initiative)
        : one.sites.includes(site);
  return (site) =>
    [...named.filter((one) => concerns(one, site)), ...rebases].toSorted((a, b) =>
      a.day < b.day ? -1 : 1,
    );
}

function event(
  kind: ProgrammeEvent['kind'],
  day: IsoDate,
  title: string,
  about: Partial<ProgrammeEvent> = {},
): ProgrammeEvent {
  const isChange = kind !== 'rebase';
  return { kind, day, title, sites: [], initiative: null, metrics: [], isChange, ...about };
}

function goLives({ id, title, sites: places }: Initiative, sites: readonly Site[]) {
  return places.flatMap(({ site, live }) =>
    live === undefined
      ? []
      : [
          event('go-live', live, `Go-live of ${title} at ${siteName(sites, site)}`, {
            sites: [site],
            initiative: id,
          }),
        ],
  );
}

function decisions(initiative: Initiative, frameworks: Portfolio['frameworks']) {
  const phases = frameworks.find(({ id }) => id === initiative.framework)?.phases ?? [];
  return initiative.gates.flatMap(({ decision, phase, sites }) => {
    if (!decision) return [];
    const gate = phases.find(({ id }) => id === phase)?.gate ?? phase;
    return [
      event(
        'decision',
        decision.date,
        `${gate} of ${initiative.title}: ${decision.outcome.replaceAll('-', ' ')}`,
        {
          sites: sites.length > 0 ? sites : initiative.sites.map(({ site }) => site),
          initiative: initiative.id,
          isChange: decision.outcome.startsWith('advance') || decision.outcome === 'stop',
        },
      ),
    ];
  });
}

function beginnings({ id, title, sites, podSince, trustProtocol }: Initiative) {
  const about = { initiative: id, sites: sites.map(({ site }) => site) };
  return [
    ...(podSince ? [event('pod', podSince, `The pod of ${title} begins`, about)] : []),
    ...(trustProtocol
      ? [event('trust-protocol', trustProtocol.since, `Trust protocol of ${title} begins`, about)]
      : []),
  ];
}
