import type { EvidenceView } from '#model/evidenceView.ts';
import { addDays, longDate, type IsoDate } from '#model/date.ts';
import type { Metric } from '#model/metric.ts';
import { lastCompletePeriod, periodEnd, shiftPeriod, type Grain } from '#model/period.ts';

const DAYS: Record<Grain, number> = { day: 1, week: 7, month: 31, quarter: 92 };

/** The last `count` complete periods up to the view's day for one site; closed weeks drop out and the window reaches back, at most twice its length. */
export function windowOf(view: EvidenceView, grain: Grain, count: number, site: string | null): IsoDate[] {
  const closed = new Set(view.portfolio.sites.find((candidate) => candidate.id === site)?.closed ?? []);
  const periods: IsoDate[] = [];
  let period = lastCompletePeriod(view.asOf, grain);
  for (let reached = 0; reached < 2 * count && periods.length < count; reached++) {
    if (!(grain === 'week' && closed.has(period))) periods.unshift(period);
    period = shiftPeriod(period, grain, -1);
  }
  return periods;
}

/** The newest period that should have arrived by the view's day: it ended, and the grace has passed. */
export function newestDue(view: EvidenceView, metric: Metric, site: string | null): IsoDate {
  const grace = view.report(metric)?.contract.graceDays ?? 2;
  const [newest] = windowOf({ ...view, asOf: addDays(view.asOf, -grace) }, metric.grain, 1, site);
  return newest as IsoDate;
}

/** "last week received 17 August 2026, due 26 August 2026" or null while the data is current. */
export function staleness(view: EvidenceView, metric: Metric, newest: IsoDate | null, site: string | null): string | null {
  const report = view.report(metric);
  const allowed = (report?.contract.errorAfterDays ?? 7) + (report?.contract.graceDays ?? 2);
  if (newest === null) return null;
  const next = shiftPeriod(newest, metric.grain, 1);
  const due = addDays(periodEnd(next, metric.grain), 1 + (report?.contract.graceDays ?? 2));
  const patience = addDays(periodEnd(next, metric.grain), 1 + allowed);
  const closed = view.portfolio.sites.find((candidate) => candidate.id === site)?.closed ?? [];
  const excused = metric.grain === 'week' ? closed.filter((week) => week > newest && week <= view.asOf).length * 7 : 0;
  if (view.asOf <= addDays(patience, excused)) return null;
  return `last ${metric.grain} received ${longDate(newest)}, due ${longDate(addDays(due, excused))}`;
}

/** When enough periods will have come, at the earliest. */
export function earliestDate(view: EvidenceView, grain: Grain, missingPeriods: number): IsoDate {
  return addDays(periodEnd(shiftPeriod(lastCompletePeriod(view.asOf, grain), grain, missingPeriods), grain), 1 + (grain === 'day' ? 0 : Math.min(2, DAYS[grain])));
}
