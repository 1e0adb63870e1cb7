import type { SeriesPoint } from './series.ts';

/** How many sites stand behind a point, of how many that report then: a site does so from its first to its last value, and as long as it is missed. */
export interface SitesReporting {
  reported: number;
  of: number;
}

type Reported = Pick<SeriesPoint, 'sites' | 'lacks'>;
const counted = new WeakMap<readonly Reported[], SitesReporting[]>();

/** A total of fewer sites than usual is no total of all: its points say so. Empty where every site came every time, or none is known. Counted once a series. */
export function sitesReporting(points: readonly Reported[]): SitesReporting[] {
  const known = counted.get(points) ?? countSites(points);
  counted.set(points, known);
  return known;
}

function countSites(points: readonly Reported[]): SitesReporting[] {
  const first = new Map<string, number>();
  const last = new Map<string, number>();
  for (const [at, { sites, lacks = [] }] of points.entries()) {
    for (const site of [...sites, ...lacks]) {
      if (!first.has(site)) first.set(site, at);
      last.set(site, at);
    }
  }
  const counts = points.map(({ sites }, at) => ({
    reported: sites.length,
    of: [...first].filter(([site, from]) => from <= at && at <= last.get(site)!).length,
  }));
  return counts.some(({ reported, of }) => reported > 0 && reported < of) ? counts : [];
}
