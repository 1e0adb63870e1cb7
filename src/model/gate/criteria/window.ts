import { isClosed } from '#model/record/calendar.ts';
import { addDays, longDate, type IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { Metric } from '#model/record/metric.ts';
import { lastCompletePeriod, periodEnd, shiftPeriod, type Grain } from '#model/time/period.ts';

export type Closed = ReadonlySet<IsoDate>;

/** The newest complete period that has come or should have: one that ended so lately that it is not due yet is not missing. */
export function newestPeriod(
  view: EvidenceView,
  metric: Metric,
  arrived: IsoDate | null,
  closed: Closed,
): IsoDate {
  const grace = graceOf(view, metric);
  let period = lastCompletePeriod(view.asOf, metric.grain);
  const notDue = () =>
    view.asOf <= dueOf(period, metric.grain, grace) && !isClosed(period, metric.grain, closed);
  while (arrived !== null && period > arrived && notDue())
    period = shiftPeriod(period, metric.grain, -1);
  return period;
}

/** The last `count` periods up to one; closed ones drop out and the window reaches back, to at most twice its length. */
export function windowOf(newest: IsoDate, grain: Grain, count: number, closed: Closed): IsoDate[] {
  const periods: IsoDate[] = [];
  let period = newest;
  for (let reached = 0; reached < 2 * count && periods.length < count; reached++) {
    if (!isClosed(period, grain, closed)) periods.unshift(period);
    period = shiftPeriod(period, grain, -1);
  }
  return periods;
}

/** "last week received 17 August 2026, due 2 September 2026", or null while what is due has come, or is late by no more than the contract allows. */
export function staleness(
  view: EvidenceView,
  metric: Metric,
  newest: IsoDate,
  closed: Closed,
): string | null {
  let next = shiftPeriod(newest, metric.grain, 1);
  for (let tries = 0; tries < 60 && isClosed(next, metric.grain, closed); tries++)
    next = shiftPeriod(next, metric.grain, 1);
  const due = dueOf(next, metric.grain, graceOf(view, metric));
  const borne = Math.max(
    ...view.reports(metric).map((report) => report.contract.errorAfterDays),
    0,
  );
  return view.asOf <= addDays(due, borne)
    ? null
    : `last ${metric.grain} received ${longDate(newest)}, due ${longDate(due)}`;
}

/** A period is due this many days after its end. */
function dueOf(period: IsoDate, grain: Grain, grace: number): IsoDate {
  return addDays(periodEnd(period, grain), 1 + grace);
}

/** Of several exports the one with the most patience. */
function graceOf(view: EvidenceView, metric: Metric): number {
  return Math.max(...view.reports(metric).map((report) => report.contract.graceDays), 0);
}

/** The day after the `count`-th open period behind `newest` has ended: what it brings can be judged from then on, at the earliest tomorrow. */
export function afterPeriods(
  view: EvidenceView,
  newest: IsoDate,
  grain: Grain,
  count: number,
  closed: Closed,
): IsoDate {
  const day = endOfOpen(shiftPeriod(newest, grain, 1), grain, count, closed);
  return day > view.asOf ? day : addDays(view.asOf, 1);
}

/** The day after the `count`-th open period from `start` on. */
export function endOfOpen(start: IsoDate, grain: Grain, count: number, closed: Closed): IsoDate {
  let period = start;
  for (let left = count, tries = 0; tries < 1000; tries++, period = shiftPeriod(period, grain, 1)) {
    if (isClosed(period, grain, closed)) continue;
    left -= 1;
    if (left <= 0) break;
  }
  return addDays(periodEnd(period, grain), 1);
}

/**
 * How many more periods until a sliding window of today's length passes, when each new one is like `coming`;
 * null when it never does: what comes in pushes out as much.
 */
export function periodsUntil<T>(
  window: readonly T[],
  coming: T,
  passes: (window: readonly T[]) => boolean,
): number | null {
  for (let more = 1; more <= window.length; more++) {
    if (passes([...window.slice(more), ...Array.from({ length: more }, () => coming)])) return more;
  }
  return null;
}
