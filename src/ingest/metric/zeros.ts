import { compareTexts } from '#model/words/compareTexts.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { EventLog } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import { cellKey, type Observation, type Observations } from '#model/record/observation.ts';
import { periodsBetween } from '#model/time/period.ts';
import type { Site } from '#model/record/site.ts';

/** What a log of events says about the places and days of which it is complete. */
export interface Log {
  events: EventLog;
  /** Day of its first event. */
  first: IsoDate;
  until: IsoDate;
  /** Sites that it names, or that are expected in it. */
  sites: readonly string[];
}

/** In a log of events a period without a row is a period in which nothing happened: zero for counts and sums, of each site and line. */
export function withZeros(
  observations: Observations,
  metric: Metric,
  log: Log,
  sites: readonly Site[],
): Observations {
  const combine = combineOf(metric);
  if (combine === null) return observations;
  const held = new Set(observations.latest.map(cellKey));
  const zeros = placesOf(observations.latest, metric, log, sites).flatMap((place) =>
    periodsBetween(beginOf(place.site, log), endOf(place.site, log, sites), metric.grain).flatMap(
      (period): Observation[] => {
        const cell = { ...place, period, value: 0, n: 0, combine };
        return held.has(cellKey(cell)) ? [] : [cell];
      },
    ),
  );
  if (zeros.length === 0) return observations;
  const latest = [...observations.latest, ...zeros].sort(
    (a, b) =>
      compareTexts(a.period, b.period) ||
      compareTexts(a.site, b.site) ||
      compareTexts(a.line, b.line) ||
      compareTexts(a.role, b.role),
  );
  return { ...observations, latest };
}

/** How a zero is rolled up; null where nothing that happened is no number: a mean, a median, a duration, a ratio. */
function combineOf({ value }: Metric): 'sum' | 'none' | null {
  if (value.kind !== 'column') return null;
  const { aggregate } = value.of;
  return aggregate === 'count' || aggregate === 'sum'
    ? 'sum'
    : aggregate === 'countDistinct'
      ? 'none'
      : null;
}

type Place = Pick<Observation, 'site' | 'line' | 'role'>;

/** Sites of the log and their lines; lines of which the log has no row yet where it calls the others as `sites.yaml` does. */
function placesOf(
  cells: readonly Observation[],
  { dimensions }: Metric,
  log: Log,
  sites: readonly Site[],
): Place[] {
  const seen = new Map<string, Place>();
  const add = (place: Place) =>
    seen.set(JSON.stringify([place.site, place.line, place.role]), place);
  for (const { site, line, role } of cells)
    add(role === undefined ? { site, line } : { site, line, role });
  if (dimensions.role !== undefined) return [...seen.values()];
  const named: (string | null)[] = dimensions.site === undefined ? [null] : [...log.sites];
  for (const site of named) {
    const own = [...seen.values()].filter((place) => place.site === site);
    const known = sites.find(({ id }) => id === site)?.lines.map(({ id }) => id) ?? [];
    const called = own.flatMap(({ line }) => line ?? []);
    if (
      dimensions.line !== undefined &&
      known.length > 0 &&
      called.every((id) => known.includes(id))
    )
      for (const line of known) add({ site, line });
    else if (own.length === 0) add({ site, line: null });
  }
  return [...seen.values()];
}

function beginOf(site: string | null, { events, first }: Log): IsoDate {
  const { from } = events;
  if (typeof from === 'string') return from;
  return (site === null ? undefined : from?.[site]) ?? first;
}

function endOf(site: string | null, { until }: Log, sites: readonly Site[]): IsoDate {
  const closed = sites.find(({ id }) => id === site)?.until;
  return closed !== undefined && closed < until ? closed : until;
}
