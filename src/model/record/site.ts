import type { Translatable } from '#model/language/inLanguage.ts';
import type { IsoDate } from '#model/time/date.ts';

/** A plant, from `content/sites.yaml`. */
export interface Site extends Translatable {
  id: string;
  name: string;
  country?: string | undefined;
  timeZone?: string | undefined;
  /** Start of its production day, `06:00`. */
  dayStartsAt?: string | undefined;
  /** Names under which exports know the site. */
  aliases: string[];
  lines: { id: string; name: string }[];
  /** First days of closed weeks, or single closed days (`portfolio.yaml`, `calendars`). */
  closed: IsoDate[];
  /** Last day on which it worked, where it was closed or sold. */
  until?: IsoDate | undefined;
  /** Planned stops of the plant, when a line may be changed. */
  stops: { from: IsoDate; to?: IsoDate | undefined; title?: string | undefined }[];
  shiftsPerDay?: number | undefined;
  /** Its own names, numbers and telephones, by their names. */
  variables?: Record<string, string> | undefined;
  employeeRepresentation?: 'works-council' | 'union' | 'none' | 'unknown' | undefined;
}

/** Plants whose last day has come: nothing more is done there. */
export function closedBy(
  day: IsoDate,
  sites: readonly Pick<Site, 'id' | 'until'>[],
): ReadonlySet<string> {
  return new Set(
    sites.flatMap(({ id, until }) => (until !== undefined && until <= day ? [id] : [])),
  );
}

/** Whether something is at these plants alone; what names no plant is everywhere. */
export function isOnlyAt(sites: readonly string[], plants: ReadonlySet<string>): boolean {
  return sites.length > 0 && sites.every((site) => plants.has(site));
}

/** The name of a line for people, by its id. */
export function lineName(sites: readonly Site[], id: string | null): string {
  return (
    sites.flatMap((site) => site.lines).find((line) => line.id === id)?.name ?? id ?? 'all lines'
  );
}

/** The name of a site for people; null is all of them together. */
export function siteName(sites: readonly Site[], id: string | null): string {
  return sites.find((site) => site.id === id)?.name ?? id ?? 'all sites';
}
