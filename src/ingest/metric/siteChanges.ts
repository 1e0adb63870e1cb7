import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { lastCompletePeriod, periodsBetween, shiftPeriod } from '#model/time/period.ts';
import { compareTexts } from '#model/words/compareTexts.ts';

interface Change {
  date: IsoDate;
  reason: string;
}

/** So many periods before it came say that a plant is new, and not that rows begin unevenly. */
const BEFORE = 6;
/** Share of its periods in which a plant reports regularly. */
const REGULAR = 0.9;

/** Days from which a total is another total: a plant was closed for good, or a sum has one more plant. */
export function siteChanges(
  metric: Metric,
  observed: Observations | undefined,
  { sites, asOf }: { sites: readonly Site[]; asOf: IsoDate },
): Change[] {
  if (!observed) return [];
  const closed = sites.filter(
    ({ id, until }) =>
      until !== undefined && until < asOf && observed.latest.some(({ site }) => site === id),
  );
  return [
    ...closed.map(({ name, until }) => ({
      date: addDays(until as string, 1),
      reason: `${name} was closed`,
    })),
    ...opened(metric, observed, { sites, asOf }),
  ];
}

/** A sum grows by a plant that begins to report, whatever the others do. One that reports now and then, as in a log of rare events, did not begin. */
function opened(
  { grain }: Metric,
  { latest }: Observations,
  { sites, asOf }: { sites: readonly Site[]; asOf: IsoDate },
): Change[] {
  if (latest.some(({ combine, site }) => combine !== 'sum' || site === null)) return [];
  const own = Map.groupBy(latest, ({ site }) => site as string);
  const spans = [...own].map(([site, cells]) => {
    const periods = [...new Set(cells.map(({ period }) => period))].sort(compareTexts);
    return { site, periods, first: periods[0] as IsoDate };
  });
  const start = spans.map(({ first }) => first).toSorted(compareTexts)[0];
  const last = lastCompletePeriod(asOf, grain);
  if (start === undefined) return [];
  const isRegular = (periods: readonly IsoDate[], from: IsoDate, to: IsoDate) =>
    periods.filter((period) => period >= from && period <= to).length >=
    REGULAR * periodsBetween(from, to, grain).length;
  return spans.flatMap(({ site, periods, first }) => {
    if (first > last || periodsBetween(start, first, grain).length <= BEFORE) return [];
    const before = shiftPeriod(first, grain, -1);
    const isNew =
      spans.every((one) => one.first !== start || isRegular(one.periods, start, before)) &&
      isRegular(periods, first, last);
    return isNew ? [{ date: first, reason: `${siteName(sites, site)} began to report` }] : [];
  });
}
