import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import { type ExportReport, type Freshness, lateDoubt } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import { periodEnd, periodStart, type Grain } from '#model/time/period.ts';
import { spanOfRow, type RowPeriod } from '#ingest/metric/rowSpan.ts';
import type { Digest } from './digest.ts';

/** Longest first: the first day of a quarter is that of a month, too. */
const WHOLE: readonly Grain[] = ['quarter', 'month', 'week'];
/** So many different days that all begin a period are no coincidence, whatever grain metrics ask for. */
const DAYS = 4;

/**
 * The last day that the rows of an export cover: of rows that each stand for a whole week, month, quarter or year, as the contract or
 * their dates say or since all are dated by its first day, the last day of the newest; of any other the newest day. A log that feeds no metric holds what happened on its days: meetings on Mondays are no weeks.
 */
export function coveredUntil(
  { cells, newest }: Digest,
  metrics: readonly Pick<Metric, 'grain'>[],
  length?: RowPeriod,
): IsoDate | null {
  if (newest === null || metrics.length === 0) return newest;
  if (length) return spanOfRow(newest, length).last;
  const days = new Set(cells.flatMap(({ date }) => (date === '' ? [] : [date])));
  const grain = WHOLE.find(
    (one) =>
      (days.size >= DAYS || metrics.some((metric) => metric.grain === one)) &&
      [...days].every((day) => periodStart(day, one) === day),
  );
  return grain === undefined ? newest : periodEnd(newest, grain);
}

/** Of a period that is not over yet only the day of its row is sure: a dump that nobody touched must not look newer every night. */
export function toldUntil(
  { covers, newest }: Pick<ExportReport, 'covers' | 'newest'>,
  asOf: IsoDate,
): IsoDate | null {
  if (covers === null || newest === null || covers <= asOf) return covers;
  return newest < asOf ? newest : asOf;
}

/** Fresh, due, late or stale by the contract's promise: the next dump is due `everyDays` after what the last one covers, plus the grace. */
export function rateFreshness(report: ExportReport, asOf: string): void {
  const { everyDays, graceDays, errorAfterDays, vintage, events } = report.contract;
  if (events?.completeTo === 'build') report.extracted = asOf;
  else if (events) report.extracted = earlier(report.extracted, asOf);
  else if (vintage === undefined) report.extracted = toldUntil(report, asOf);
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
  const state: Freshness =
    report.daysLate <= 0
      ? daysBetween(report.extracted, asOf) > everyDays
        ? 'due'
        : 'fresh'
      : report.daysLate <= errorAfterDays
        ? 'late'
        : 'stale';
  report.freshness = state;
  const late = lateDoubt(report);
  if (late) report.doubts.push(late);
}

function earlier(day: IsoDate | null, asOf: IsoDate): IsoDate | null {
  return day !== null && day > asOf ? asOf : day;
}
