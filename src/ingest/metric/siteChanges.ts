import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { pooledValue, type Parts } from '#model/metric/series/pooledValue.ts';
import { movingRanges } from '#model/statistics/chart/processLimits.ts';
import { slack } from '#model/statistics/nearly.ts';
import { meanOf } from '#model/statistics/sum.ts';
import { addDays, type IsoDate } from '#model/time/date.ts';
import { lastCompletePeriod, periodEnd, periodsBetween, shiftPeriod } from '#model/time/period.ts';
import { compareTexts } from '#model/words/compareTexts.ts';
import { listOf } from '#model/words/format.ts';

type Change = NonNullable<Metric['siteChanges']>[number];

/** So many periods before it came say that a plant is new, and not that rows begin unevenly. */
const BEFORE = 6;
/** Share of its periods in which a plant reports regularly. */
const REGULAR = 0.9;
/** The first periods of a new plant say at which level it came, as the last do of one that was closed; how it develops later is a change of the total and not another total. */
const SOME = 12;
/** A plant that moves the total by more than this share of how much neighbouring totals differ makes it another total; chance does so in one of a hundred. */
const MATTERS = 0.5;

interface Known {
  sites: readonly Site[];
  asOf: IsoDate;
  parts: Parts;
}

/** Days from which a total is another total: a plant was closed for good or began to report, and moves it by being in it or not. */
export function siteChanges(
  metric: Metric,
  observed: Observations | undefined,
  known: Known,
): Change[] {
  return observed ? [...closed(metric, observed, known), ...opened(metric, observed, known)] : [];
}

function closed(metric: Metric, observed: Observations, known: Known): Change[] {
  const reported = new Set(observed.latest.map(({ site }) => site));
  const others = [...reported].filter((site) => site !== null);
  return known.sites.flatMap(({ id, name, until }) => {
    if (until === undefined || until >= known.asOf || !reported.has(id)) return [];
    const last = lastCompletePeriod(addDays(until, 1), metric.grain);
    const periods = periodsBetween(shiftPeriod(last, metric.grain, 1 - SOME), last, metric.grain);
    const without = others.filter((site) => site !== id);
    return movesTotal(metric, observed, known, { changed: [id], without, periods })
      ? [{ date: addDays(until, 1), reason: `${name} was closed`, sites: [id] }]
      : [];
  });
}

/** Plants that came after the others and have reported regularly since; in a log of rare events a first row is no beginning. */
function opened(metric: Metric, observed: Observations, known: Known): Change[] {
  const spans = spansOf(observed);
  const start = spans[0]?.first;
  const last = lastCompletePeriod(known.asOf, metric.grain);
  if (start === undefined) return [];
  const isRegular = (periods: readonly IsoDate[], from: IsoDate, to: IsoDate) =>
    periods.filter((period) => period >= from && period <= to).length >=
    REGULAR * periodsBetween(from, to, metric.grain).length;
  const isNew = ({ periods, first }: Span) =>
    first <= last &&
    periodsBetween(start, first, metric.grain).length > BEFORE &&
    isRegular(periods, first, last) &&
    spans.every(
      (one) =>
        one.first !== start || isRegular(one.periods, start, shiftPeriod(first, metric.grain, -1)),
    );
  const together = Map.groupBy(spans.filter(isNew), ({ first }) => first);
  return [...together].flatMap(([first, ones]) => {
    const came = ones.map(({ site }) => site);
    const without = spans.filter((one) => one.first < first).map(({ site }) => site);
    const periods = periodsBetween(first, last, metric.grain).slice(0, SOME);
    return movesTotal(metric, observed, known, { changed: came, without, periods })
      ? [
          {
            date: first,
            reason: `${listOf(came.map((site) => siteName(known.sites, site)))} began to report`,
            sites: came,
          },
        ]
      : [];
  });
}

interface Span {
  site: string;
  periods: readonly IsoDate[];
  first: IsoDate;
}

/** The periods of each plant, the plant that came first in front. None where rows that name no plant are part of the total. */
function spansOf({ latest }: Observations): Span[] {
  // What does not add up has a total of its own beside its plants.
  const own = latest.filter(({ combine, site }) => site !== null || combine !== 'none');
  if (own.some(({ site }) => site === null)) return [];
  return [...Map.groupBy(own, ({ site }) => site!)]
    .map(([site, cells]) => {
      const periods = [...new Set(cells.map(({ period }) => period))].sort(compareTexts);
      return { site, periods, first: periods[0]! };
    })
    .toSorted((a, b) => compareTexts(a.first, b.first));
}

/** What adds up over plants has more or less by each of them; a ratio, a median or a formula only by a plant unlike the others. */
function movesTotal(
  metric: Metric,
  { latest }: Observations,
  { parts }: Known,
  { changed, without, periods }: { changed: string[]; without: string[]; periods: IsoDate[] },
): boolean {
  const { combine } = latest[0]!;
  if (combine === 'sum' || combine === 'last') return true;
  if (combine === 'none' && metric.value.kind !== 'formula') return true;
  const { grain } = metric;
  const totalOf = (sites: readonly string[], period: IsoDate) =>
    pooledValue(parts, metric, latest, { sites }, period, periodEnd(period, grain)).value;
  const moved = periods.flatMap((period) => {
    const [all, others] = [totalOf([...without, ...changed], period), totalOf(without, period)];
    return all === null || others === null ? [] : [all - others];
  });
  // Nothing says that they are alike.
  if (moved.length === 0) return true;
  const start = latest.map(({ period }) => period).reduce((a, b) => (a < b ? a : b));
  const usual = periodsBetween(start, periods.at(-1)!, grain).map((period) =>
    totalOf(without, period),
  );
  const steps = movingRanges(usual);
  const step = steps.length === 0 ? 0 : meanOf(steps);
  return Math.abs(meanOf(moved)) > MATTERS * step + slack(...usual.flatMap((one) => one ?? []));
}
