import { daysBetween, type IsoDate } from '#model/time/date.ts';
import type { ExportContract } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { RowLength } from '#model/record/observation.ts';
import { GRAINS, periodEnd, periodStart, type Grain } from '#model/time/period.ts';
import type { Dated } from '#ingest/typed/dated.ts';
import { saidPeriod, sharesOf } from './rowSpan.ts';

/** So many different days that all begin a period are no coincidence. */
const LEAST_DAYS = 4;
const LONGEST_FIRST = ['year', 'quarter', 'month', 'week'] as const;

/** How long each row of an export stands for, by the date of a metric; null where rows are moments or days. */
export function rowLengthOf(
  { date, grain }: Pick<Metric, 'date' | 'grain'>,
  contract: Pick<ExportContract, 'name' | 'rowsFor' | 'events'>,
  dated: Dated,
  days: readonly IsoDate[],
): RowLength | null {
  const about = { export: contract.name };
  const said = saidPeriod(contract.rowsFor, dated.get(date));
  if (said !== undefined) return { ...about, ...said, isSure: true };
  if (contract.events !== undefined || days.length < LEAST_DAYS) return null;
  const looks = looksOf(days, grain);
  return looks === null ? null : { ...about, ...looks, isSure: false };
}

/** What dates look like that all begin a period, or end one, or come once a week. */
function looksOf(
  days: readonly IsoDate[],
  grain: Grain,
): Pick<RowLength, 'grain' | 'isEnding'> | null {
  const begun = LONGEST_FIRST.find((one) => days.every((day) => periodStart(day, one) === day));
  if (begun) return { grain: begun };
  const ended = LONGEST_FIRST.find(
    (one) => one !== 'week' && days.every((day) => periodEnd(periodStart(day, one), one) === day),
  );
  if (ended) return { grain: ended, isEnding: true };
  // By the day, what happens on Fridays is no week.
  return grain !== 'day' && areWeekly(days) ? { grain: 'week' } : null;
}

/** One day of the week throughout, most of the time a week apart. */
function areWeekly(days: readonly IsoDate[]): boolean {
  const gaps = days.slice(1).map((day, at) => daysBetween(days[at]!, day));
  return (
    gaps.every((gap) => gap % 7 === 0) && 2 * gaps.filter((gap) => gap === 7).length > gaps.length
  );
}

/** True where periods of the metric are shorter than what a row stands for: the row says nothing of which of them it belongs to. */
export function isTooCoarse({ grain: row }: RowLength, grain: Grain): boolean {
  return GRAINS.indexOf(row) > GRAINS.indexOf(grain);
}

/** What is doubtful where nobody said what a row stands for, and the dates look as if it stood for more than a day. */
export function rowLengthDoubts(
  metric: Metric,
  length: RowLength | null,
  days: readonly IsoDate[],
): string[] {
  const { grain, value } = metric;
  if (length?.isSure) return [];
  const sundays = length === null || length.grain === 'week' ? sundayDoubt(metric, days) : [];
  if (length === null || sundays.length > 0) return sundays;
  const dated = datedWords(length, days);
  if (isTooCoarse(length, grain))
    return [
      `Its rows are all dated by ${dated}: by the ${grain}, a whole ${length.grain} is in one ${grain} and the others hold nothing.`,
    ];
  const cuts = days.some((day) => sharesOf(day, length, grain).length > 1);
  // A week of any rhythm is counted by its date in one week each.
  if (!cuts || grain === length.grain || value.kind !== 'column' || value.of.aggregate !== 'sum')
    return [];
  const begins = days.every((day) => periodStart(day, length.grain) === day);
  const said = `"rowsFor": "${length.grain}"${begins ? '' : ', or "week-ending",'}`;
  return [
    `Its rows are all dated by ${dated}, and a ${grain} begins inside one: a row counts whole where it ${begins ? 'begins' : 'is dated'}, so some ${grain}s hold more rows than others. ${said} in the contract splits them by days.`,
  ];
}

function datedWords({ grain, isEnding }: RowLength, days: readonly IsoDate[]): string {
  if (isEnding) return `the last day of a ${grain}`;
  return days.every((day) => periodStart(day, grain) === day)
    ? `the first day of a ${grain}`
    : `one day of the week, once a week`;
}

/** Dates that are all Sundays, a week or more apart, are ends of weeks or beginnings of others. */
function sundayDoubt({ grain, date }: Metric, days: readonly IsoDate[]): string[] {
  const isSunday = (day: IsoDate) => daysBetween('1900-01-07', day) % 7 === 0;
  if (
    grain !== 'week' ||
    days.length < LEAST_DAYS ||
    /end|until|\bto\b|ende|fin/i.test(date) ||
    !days.every(isSunday)
  )
    return [];
  const first = days[0]!;
  if (periodStart(first, 'week') === first) return [];
  return [
    `Its rows are all dated on Sundays: each counts in the week that ends on that day. If it is a week that begins there, say "rowsFor": "week" in the contract or weekStartsOn: sunday in portfolio.yaml; if it ends there, "rowsFor": "week-ending".`,
  ];
}
