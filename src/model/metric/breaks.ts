import type { Metric } from '#model/record/metric.ts';
import type { IsoDate } from '#model/time/date.ts';

export interface Break {
  date: IsoDate;
  reason: string;
}

/** A metric as its totals are read: they begin again where one of the sites left or joined them. */
export function asTotal<Of extends Pick<Metric, 'rebase' | 'siteChanges'>>(metric: Of): Of {
  const changes = siteChangesOf(metric);
  return changes.length === 0 ? metric : { ...metric, rebase: [...metric.rebase, ...changes] };
}

/** Days from which the total is of other sites; of some sites, those on which one of them left or joined. */
export function siteChangesOf(
  { siteChanges = [] }: Pick<Metric, 'siteChanges'>,
  sites?: readonly string[],
): Break[] {
  return siteChanges.filter(
    (change) => !sites || change.sites.some((site) => sites.includes(site)),
  );
}

/** The days from which a series is another one, in order: rebases and new versions of the definition. */
export function breaksOf({ rebase, definitions }: Pick<Metric, 'rebase' | 'definitions'>): Break[] {
  return [
    ...rebase,
    ...definitions
      .slice(1)
      .map(({ validFrom, version }) => ({ date: validFrom, reason: `definition ${version}` })),
  ].sort((a, b) => (a.date < b.date ? -1 : 1));
}
