import { addDays, daysBetween } from '#model/date.ts';
import { type ExportReport, type Freshness, lateDoubt } from '#model/export.ts';

/** Fresh, due, late or stale by the contract's promise: the next dump is due `everyDays` after the last, plus the grace. */
export function rateFreshness(report: ExportReport, asOf: string): void {
  const { everyDays, graceDays, errorAfterDays } = report.contract;
  if (report.extracted === null) {
    report.freshness = 'unknown';
    return;
  }
  if (everyDays === undefined) {
    report.freshness = 'fresh';
    return;
  }
  const due = addDays(report.extracted, everyDays + graceDays);
  report.daysLate = daysBetween(due, asOf);
  const state: Freshness = report.daysLate <= 0 ? (daysBetween(report.extracted, asOf) > everyDays ? 'due' : 'fresh') : report.daysLate <= errorAfterDays ? 'late' : 'stale';
  report.freshness = state;
  const late = lateDoubt(report);
  if (late) report.doubts.push(late);
}
