import { isClosed } from '#model/record/calendar.ts';
import type { IncompleteTotal } from '#model/record/metric.ts';
import type { Site } from '#model/record/site.ts';
import type { IsoDate } from '#model/time/date.ts';
import { lastCompletePeriod, periodsBetween, type Grain } from '#model/time/period.ts';

/** So many periods before a gap say whether a site reports regularly. */
const BEFORE = 6;
/** One that the contract expects may have missed one of them. */
const EXPECTED_SHARE = 5 / 6;

/** Share of its periods that a site may lack within its series and still be one that always reports. */
const RARE = 0.1;

/** Which sites reported in which periods, and what was promised of them. */
export interface Reporting {
  grain: Grain;
  asOf: IsoDate;
  /** Periods with a value, by site. */
  periods: ReadonlyMap<string, ReadonlySet<IsoDate>>;
  /** Sites that the contract expects to report. */
  expected: readonly string[];
  sites: readonly Site[];
}

/**
 * The periods whose total lacks a site that reported regularly until then: in nearly all periods before where the
 * contract expects it, in every one where nobody said so. A site that reports now and then, as a log of rare events
 * does, is not missed, nor is one that was closed.
 */
export function incompleteTotals(reporting: Reporting): {
  /** Since the site was last heard of: these periods have no total. */
  atEnd: IncompleteTotal[];
  /** Of a site that came again: these values are known to lack it. */
  within: IncompleteTotal[];
} {
  const { grain, asOf } = reporting;
  const newest = lastCompletePeriod(asOf, grain);
  const all = [...reporting.periods.values()]
    .flatMap((periods) => [...periods])
    .filter((period) => period <= newest)
    .sort();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return { atEnd: [], within: [] };
  const periods = periodsBetween(first, last, grain);
  const gaps = [...reporting.periods].flatMap(([site, own]) =>
    gapsOf(site, own, periods, reporting).map((gap) => ({ ...gap, site })),
  );
  const lacking = (isWithin: boolean) =>
    periods.flatMap((period) => {
      const lacks = gaps.flatMap((gap) =>
        gap.period === period && gap.isWithin === isWithin ? [gap.site] : [],
      );
      return lacks.length > 0 ? [{ period, lacks }] : [];
    });
  return { atEnd: lacking(false), within: lacking(true) };
}

/** The periods in which a site is missed. */
function gapsOf(
  id: string,
  own: ReadonlySet<IsoDate>,
  periods: readonly IsoDate[],
  { grain, expected, sites }: Reporting,
): { period: IsoDate; isWithin: boolean }[] {
  const site = sites.find((candidate) => candidate.id === id);
  const closed = new Set(site?.closed ?? []);
  const isExpected = expected.includes(id);
  const gaps: IsoDate[] = [];
  const before: boolean[] = [];
  for (const period of periods) {
    const came = own.has(period);
    if (before.length === 0 && !came) continue;
    if (site?.until !== undefined && period > site.until) break;
    if (!came && isClosed(period, grain, closed)) continue;
    // A gap says nothing of how regular a site was before it.
    if (!came && isRegular(before.slice(-BEFORE), isExpected)) gaps.push(period);
    else before.push(came);
  }
  const newest = periods.findLast((period) => own.has(period)) ?? '';
  const within = gaps.filter((period) => period < newest);
  // One that stays away again and again, as in a log of rare events, reports as it does.
  const isRare = within.length <= Math.max(1, RARE * before.length);
  return (isRare ? gaps : gaps.filter((period) => period > newest)).map((period) => ({
    period,
    isWithin: period < newest,
  }));
}

function isRegular(before: readonly boolean[], isExpected: boolean): boolean {
  const share = before.filter(Boolean).length / before.length;
  return isExpected ? share >= EXPECTED_SHARE : before.length >= BEFORE && share === 1;
}
