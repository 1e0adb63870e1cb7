import { addDays, daysBetween, type IsoDate } from '#model/time/date.ts';
import type { ExportContract } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { RowLength } from '#model/record/observation.ts';
import { GRAINS, periodEnd, periodStart, type Grain } from '#model/time/period.ts';
import type { Dated } from '#ingest/typed/dated.ts';

/** So many different days that all begin a period are no coincidence. */
const LEAST_DAYS = 4;

/** How long each row of an export stands for, by the date of a metric; null where rows are moments or days. */
export function rowLengthOf(
  { date }: Pick<Metric, 'date'>,
  contract: Pick<ExportContract, 'name' | 'rowsFor' | 'events'>,
  dated: Dated,
  days: readonly IsoDate[],
): RowLength | null {
  const about = { export: contract.name };
  if (contract.rowsFor === 'week-ending')
    return { ...about, grain: 'week', isSure: true, isEnding: true };
  const said = contract.rowsFor ?? dated.get(date);
  if (said !== undefined) return { ...about, grain: said, isSure: true };
  if (contract.events !== undefined || days.length < LEAST_DAYS) return null;
  const grain = (['year', 'quarter', 'month', 'week'] as const).find((one) =>
    days.every((day) => periodStart(day, one) === day),
  );
  return grain === undefined ? null : { ...about, grain, isSure: false };
}

/** True where periods of the metric are shorter than what a row stands for: the row says nothing of which of them it belongs to. */
export function isTooCoarse({ grain: row }: RowLength, grain: Grain): boolean {
  return GRAINS.indexOf(row) > GRAINS.indexOf(grain);
}

/** The periods that a row lies in, with the share of its days in each; a row dated by the end of its week lies before its date. */
export function sharesOf(
  day: IsoDate,
  { grain: row, isEnding }: RowLength,
  grain: Grain,
): { period: IsoDate; share: number }[] {
  const [first, last] =
    row === 'week'
      ? isEnding
        ? [addDays(day, -6), day]
        : [day, addDays(day, 6)]
      : [periodStart(day, row), periodEnd(periodStart(day, row), row)];
  const all = daysBetween(first, last) + 1;
  const shares: { period: IsoDate; share: number }[] = [];
  for (let at = first; at <= last;) {
    const period = periodStart(at, grain);
    const end = periodEnd(period, grain);
    const until = end < last ? end : last;
    shares.push({ period, share: (daysBetween(at, until) + 1) / all });
    at = addDays(until, 1);
  }
  return shares;
}

/** What is doubtful where nobody said what a row stands for, and the dates look as if it stood for more than a day. */
export function rowLengthDoubts(
  metric: Metric,
  length: RowLength | null,
  days: readonly IsoDate[],
): string[] {
  const { grain, value } = metric;
  if (length === null) return sundayDoubt(metric, days);
  if (length.isSure) return [];
  if (isTooCoarse(length, grain))
    return [
      `Its rows are all dated by the first day of a ${length.grain}: by the ${grain}, a whole ${length.grain} is in one ${grain} and the others hold nothing.`,
    ];
  const cuts = days.some((day) => sharesOf(day, length, grain).length > 1);
  return cuts && value.kind === 'column' && value.of.aggregate === 'sum'
    ? [
        `Its rows are all dated by the first day of a ${length.grain}, and a ${grain} begins inside one: a row counts whole where it begins, so some ${grain}s hold more rows than others. "rowsFor": "${length.grain}" in the contract splits them by days.`,
      ]
    : [];
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
  const first = days[0] as IsoDate;
  if (periodStart(first, 'week') === first) return [];
  return [
    `Its rows are all dated on Sundays: each counts in the week that ends on that day. If it is a week that begins there, say "rowsFor": "week" in the contract or weekStartsOn: sunday in portfolio.yaml; if it ends there, "rowsFor": "week-ending".`,
  ];
}
