import { addDays, daysBetween, longDate } from '#model/date.ts';
import type { ExportReport, Freshness } from '#model/export.ts';
import type { Resource } from './contract.ts';
import { dateColumn } from './digest.ts';
import type { TypedTable } from './typedTable.ts';

/** Sets how new the rows of a report are: the newest dated row, and when it was extracted. */
export function dateReport(report: ExportReport, table: TypedTable, entry: Resource): void {
  const newest = (name: string | undefined) => {
    const at = name === undefined ? -1 : table.columns.indexOf(name);
    let best: string | null = null;
    if (at >= 0) for (const { cells } of table.rows) if (typeof cells[at] === 'string' && (best === null || cells[at] > best)) best = cells[at];
    return best?.slice(0, 10) ?? null;
  };
  report.newest = newest(dateColumn(entry));
  report.extracted = newest(entry.trilens.vintage) ?? report.newest;
}

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
  if (state === 'late' || state === 'stale') report.doubts.push(`Last extracted ${longDate(report.extracted)}, due ${longDate(due)}: ${report.daysLate} days late.`);
}
