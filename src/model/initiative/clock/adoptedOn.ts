import { partsOf } from '#model/metric/series/pooledValue.ts';
import { scopedTrace } from '#model/metric/series/scopedTrace.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { IsoDate } from '#model/time/date.ts';
import { periodEnd } from '#model/time/period.ts';

/** Use that counts as adopted, in per cent. */
const ADOPTED = 80;

/**
 * The end of the first period since the go-live in which use at a plant reached four fifths; without a day where it has not yet.
 * Null where no metric of use reports there: then no clock starts.
 */
export function adoptedOn(
  initiative: Initiative,
  { site, since }: { site: string; since: IsoDate },
  portfolio: Pick<Portfolio, 'asOf' | 'metrics' | 'observations' | 'settings'>,
): { on: IsoDate | undefined } | null {
  for (const { id } of initiative.metrics) {
    const metric = portfolio.metrics.find((one) => one.id === id);
    if (metric?.type !== 'adoption' || metric.unit !== '%' || metric.value.kind === 'clock')
      continue;
    const { periods, values } = scopedTrace(
      partsOf(portfolio),
      metric,
      portfolio.observations.get(id)?.latest ?? [],
      { sites: [site] },
      portfolio.asOf,
    );
    if (values.every((value) => value === null)) continue;
    const at = values.findIndex(
      (value, place) => value !== null && value >= ADOPTED && (periods[place] ?? '') >= since,
    );
    const period = periods[at];
    return { on: period === undefined ? undefined : periodEnd(period, metric.grain) };
  }
  return null;
}
