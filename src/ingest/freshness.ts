import { addDays, daysBetween, longDate, type IsoDate } from '#model/date.ts';
import type { ExportReport, Freshness } from '#model/export.ts';
import { periodStart, shiftPeriod, type Grain } from '#model/period.ts';
import { FILE_NAME, type Resource } from './contract.ts';
import type { TypedTable } from './typedTable.ts';

/** The column that dates the rows: the first date that is not the vintage. */
export function dateColumn(entry: Resource): number {
  return entry.schema.fields.findIndex((field) => (field.type === 'date' || field.type === 'datetime') && field.name !== entry.trilens.vintage);
}

/** How new the rows are, which expected sites are missing or fell silent, and when the next dump is due. */
export function judgeAge(entry: Resource, report: ExportReport, table: TypedTable, asOf: IsoDate | null): void {
  const dates = column(table, dateColumn(entry));
  const known = column(table, entry.trilens.vintage === undefined ? -1 : table.columns.indexOf(entry.trilens.vintage)).filter((date) => asOf === null || date <= asOf);
  report.newest = newestOf(dates);
  report.extracted = newestOf(known) ?? report.newest;
  const { everyDays, graceDays } = report.contract;
  if (report.extracted !== null && everyDays !== undefined) {
    const grain = known.length > 0 ? null : grainOf(dates, everyDays);
    // Rows that stand for whole periods: due when the first period not present has ended. Else by the age of the newest row.
    report.nextDue = addDays(grain ? shiftPeriod(report.extracted, grain, 2) : addDays(report.extracted, everyDays), graceDays);
  }
  if (!report.failed || report.lastGood) silentSites(entry, report, table);
  if (asOf) rateFreshness(report, asOf);
}

/** Fresh, due (within the grace), late or stale by the contract's promise, and the sentence that says so. */
export function rateFreshness(report: ExportReport, asOf: IsoDate): void {
  const { graceDays, errorAfterDays } = report.contract;
  if (report.extracted === null) report.freshness = 'unknown';
  else if (report.nextDue === undefined) report.freshness = 'fresh';
  else {
    const late = daysBetween(report.nextDue, asOf);
    report.daysLate = late;
    const state: Freshness = late <= -graceDays ? 'fresh' : late <= 0 ? 'due' : late <= errorAfterDays ? 'late' : 'stale';
    report.freshness = state;
    if (late > 0) report.doubts.push(`Last extracted ${longDate(report.extracted)}, due ${longDate(report.nextDue)}: ${late} ${late === 1 ? 'day' : 'days'} late.`);
  }
}

function silentSites(entry: Resource, report: ExportReport, table: TypedTable): void {
  const siteAt = entry.trilens.site === undefined ? -1 : table.columns.indexOf(entry.trilens.site);
  if (siteAt < 0) return;
  const present = new Set(table.rows.map((row) => row.cells[siteAt]));
  const lacking = entry.trilens.expectedSites.filter((site) => !present.has(site));
  if (lacking.length > 0) report.doubts.push(`No rows from ${lacking.join(', ')}.`);
}

function column(table: TypedTable, at: number): IsoDate[] {
  if (at < 0) return [];
  return table.rows.flatMap((row) => (typeof row.cells[at] === 'string' ? [row.cells[at].slice(0, 10)] : []));
}

function newestOf(dates: readonly IsoDate[]): IsoDate | null {
  return dates.reduce<IsoDate | null>((best, date) => (best === null || date > best ? date : best), null);
}

/** The grain at which every date is the first day of its period, when that fits how often a dump comes. */
function grainOf(dates: readonly IsoDate[], everyDays: number): Grain | null {
  const distinct = [...new Set(dates)];
  if (distinct.length < 3) return null;
  const fits = (grain: Grain, least: number, most: number) => everyDays >= least && everyDays <= most && distinct.every((date) => periodStart(date, grain) === date);
  return fits('quarter', 85, 95) ? 'quarter' : fits('month', 28, 31) ? 'month' : fits('week', 7, 7) ? 'week' : null;
}

/** The date in a file's name, for exports whose vintage is told by it. */
export function vintageOfFile(entry: Resource, path: string): IsoDate | null {
  if (entry.trilens.vintage !== FILE_NAME) return null;
  const parts = /(\d{4})[-_.]?(\d{2})[-_.]?(\d{2})(?!.*\d{4}[-_.]?\d{2}[-_.]?\d{2})/.exec(path);
  return parts ? `${parts[1]}-${parts[2]}-${parts[3]}` : null;
}
