import type { Initiative } from '#model/record/initiative.ts';
import type { Metric } from '#model/record/metric.ts';
import { attribution } from '#model/statistics/attribution.ts';

/** Benefits that several initiatives claim of one effect: a metric at a site. */
export interface Pool {
  metric: string;
  title: string;
  /** Null: at all sites. */
  site: string | null;
  claims: { initiative: string; share: number; claimed: number; proRata: number }[];
  shareSum: number;
  claimed: number;
  /** The whole effect, as the claims themselves size it. */
  effect: number;
  overclaim: number;
}

/** One pool a metric and site; a claim without a site counts at each. Only pools that more than one initiative draws from. */
export function pools(initiatives: readonly Initiative[], metrics: readonly Metric[]): Pool[] {
  const claims = initiatives.flatMap(({ id, benefits }) =>
    benefits.flatMap((benefit) =>
      benefit.share === undefined || !benefit.metric
        ? []
        : [
            {
              initiative: id,
              metric: benefit.metric,
              site: benefit.site ?? null,
              share: benefit.share,
              claimed: benefit.claimed,
            },
          ],
    ),
  );
  return [...Map.groupBy(claims, (claim) => claim.metric)].flatMap(([metric, own]) => {
    const sites = [...new Set(own.flatMap((claim) => claim.site ?? []))];
    return (sites.length === 0 ? [null] : sites).flatMap((site) => {
      const here = own.filter((claim) => claim.site === null || claim.site === site);
      const result = attribution(here);
      if (new Set(here.map((claim) => claim.initiative)).size < 2) return [];
      return [
        {
          metric,
          title: metrics.find((one) => one.id === metric)?.title ?? metric,
          site,
          shareSum: result.shareSum,
          claimed: result.claimed,
          effect: result.effect,
          overclaim: result.overclaim,
          claims: here.map(({ initiative, share, claimed }, at) => ({
            initiative,
            share,
            claimed,
            proRata: result.proRata[at]!,
          })),
        },
      ];
    });
  });
}
