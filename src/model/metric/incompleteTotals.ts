import { isClosed } from '#model/record/calendar.ts';
import type { IncompleteTotal } from '#model/record/metric.ts';
import type { Site } from '#model/record/site.ts';
import type { IsoDate } from '#model/time/date.ts';
import { lastCompletePeriod, periodsBetween, type Grain } from '#model/time/period.ts';

/** So many periods before a gap say whether a site reports regularly. */
const BEFORE = 6;
/** One that the contract expects may have missed one of them. */
const EXPECTED_SHARE = 5 / 6;

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
 * does, is not missed, nor is one that was closed. Only the open end is judged: of a site that came again it is known
 * which periods it has none of, and the chart says so.
 */
export function incompleteTotals(reporting: Reporting): IncompleteTotal[] {
  const { grain, asOf } = reporting;
  const newest = lastCompletePeriod(asOf, grain);
  const all = [...reporting.periods.values()]
    .flatMap((periods) => [...periods])
    .filter((period) => period <= newest)
    .sort();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return [];
  const periods = periodsBetween(first, last, grain);
  const lacks = new Map<IsoDate, string[]>();
  for (const [site, own] of reporting.periods) {
    for (const period of gapsOf(site, own, periods, reporting))
      lacks.set(period, [...(lacks.get(period) ?? []), site]);
  }
  return periods.flatMap((period) => {
    const missing = lacks.get(period);
    return missing ? [{ period, lacks: missing }] : [];
  });
}

/** The periods in which a site is missed. */
function gapsOf(
  id: string,
  own: ReadonlySet<IsoDate>,
  periods: readonly IsoDate[],
  { grain, expected, sites }: Reporting,
): IsoDate[] {
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
  return gaps.filter((period) => period > newest);
}

function isRegular(before: readonly boolean[], isExpected: boolean): boolean {
  const share = before.filter(Boolean).length / before.length;
  return isExpected ? share >= EXPECTED_SHARE : before.length >= BEFORE && share === 1;
}
