import { daysBetween, type IsoDate } from '#model/time/date.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import type { Site } from '#model/record/site.ts';

/** The next two planned stops of a plant at which held work can be done. */
export interface StopsAhead {
  site: string;
  next: IsoDate | null;
  /** The one after, for whoever misses the next; null where none is recorded. */
  after: IsoDate | null;
}

/** For every plant at which a held item waits for a stop of the line. */
export function stopsAhead(
  items: readonly RoadmapItem[],
  sites: readonly Site[],
  asOf: IsoDate,
): StopsAhead[] {
  const waiting = new Set(
    items
      .filter(({ stopWindow }) => stopWindow !== undefined && stopWindow !== 'not-needed')
      .flatMap((item) => item.sites),
  );
  return sites
    .filter(({ id }) => waiting.has(id))
    .map((site) => {
      const [next = null, after = null] = site.stops
        .map(({ from }) => from)
        .filter((from) => from >= asOf)
        .toSorted();
      return { site: site.id, next, after };
    });
}

/**
 * Days that held work begins later where the decision comes on `day` and not on `asOf`: day by day where no stop is needed, else
 * from stop to stop. Null where no recorded stop follows that day.
 */
export function daysLater(
  sites: readonly Pick<Site, 'stops'>[],
  asOf: IsoDate,
  day: IsoDate,
): number | null {
  if (sites.length === 0) return Math.max(0, daysBetween(asOf, day));
  const begin = (from: IsoDate) => {
    const begins = sites.map(({ stops }) =>
      stops
        .map((stop) => stop.from)
        .filter((stop) => stop >= from)
        .toSorted()
        .at(0),
    );
    return begins.includes(undefined) ? null : (begins.toSorted().at(-1) ?? null);
  };
  const [early, late] = [begin(asOf), begin(day)];
  return early === null || late === null ? null : daysBetween(early, late);
}
