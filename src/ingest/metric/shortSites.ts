import type { Metric } from '#model/record/metric.ts';
import type { Site } from '#model/record/site.ts';
import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import { periodEnd, periodStart } from '#model/time/period.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { rhythmOf } from './coverage.ts';

/**
 * Sites whose rows end inside a period that others report to its end, with that period: part of a week is no week. As long as a
 * site is usually silent (a weekend, a holiday that there was before) it is not missed, nor on days on which it is closed.
 */
export function shortSites(
  { grain, date }: Pick<Metric, 'grain' | 'date'>,
  { digest, dateColumn, report }: ReadExport,
  sites: readonly Site[],
): Map<string, IsoDate> {
  const short = new Map<string, IsoDate>();
  if (grain === 'day' || date !== dateColumn || report.contract.events) return short;
  const daysOf = new Map<string, IsoDate[]>();
  for (const { site, date: day } of digest.cells) {
    if (site === null || day === '') continue;
    const days = daysOf.get(site);
    if (!days) daysOf.set(site, [day]);
    else if (days.at(-1) !== day) days.push(day);
  }
  const newest = digest.newest ?? '';
  for (const [id, days] of daysOf) {
    const last = days.at(-1)!;
    const usual = last < newest ? rhythmOf(days, grain) : null;
    if (usual === null) continue;
    const site = sites.find((one) => one.id === id);
    if (site?.until !== undefined && site.until <= newest) continue;
    const period = periodStart(last, grain);
    const end = periodEnd(period, grain);
    const silent = openDays(addDays(last, 1), newest, new Set(site?.closed));
    const most = Math.min(longestGap(days), usual + 1);
    if (silent >= most && end <= newest && addDays(last, usual - 1) < end) short.set(id, period);
  }
  return short;
}

function longestGap(days: readonly IsoDate[]): number {
  return days.slice(1).reduce((most, day, at) => Math.max(most, daysBetween(days[at]!, day)), 0);
}

function openDays(from: IsoDate, to: IsoDate, closed: ReadonlySet<IsoDate>): number {
  const days = daysBetween(from, to) + 1;
  return Array.from({ length: days }, (_, at) => addDays(from, at)).filter(
    (day) => !closed.has(day),
  ).length;
}
