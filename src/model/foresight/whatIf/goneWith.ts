import type { Portfolio } from '#model/record/portfolio.ts';
import { closedBy } from '#model/record/site.ts';

/** Plants at which nothing is done any more when this one drops out. */
export function goneWith(
  site: string,
  { sites, asOf }: Pick<Portfolio, 'sites' | 'asOf'>,
): ReadonlySet<string> {
  return new Set([site, ...closedBy(asOf, sites)]);
}
