import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import type { Parts } from '#model/metric/series/pooledValue.ts';
import type { Scope } from '#model/metric/series/scope.ts';
import { siteChangesOf } from './breaks.ts';
import { longDate, type IsoDate } from '#model/time/date.ts';
import { levelBetween } from '#model/metric/series/levelBetween.ts';
import { periodsBetween, periodWords, shiftPeriod, span } from '#model/time/period.ts';
import { capital, formatValue, listOf } from '#model/words/format.ts';

interface Baseline {
  value: number;
  /** First day of the last period that it covers. */
  end: IsoDate;
}

/** The baseline value and the first day of the last period that it covers. */
export function baselineValue(
  metric: Metric,
  cells: readonly Observation[],
  parts: Parts,
  scope: Scope,
): Baseline | null {
  const period = metric.baseline?.period ? span(metric.baseline.period) : null;
  if (metric.baseline?.value !== undefined)
    return {
      value: metric.baseline.value,
      end: period
        ? lastStart(metric, period.to)
        : (cells.map((cell) => cell.period).sort()[0] ?? '1970-01-01'),
    };
  if (!period) return null;
  const value = levelBetween({ metric, cells, parts, scope }, period.from, period.to);
  return value === null ? null : { value, end: lastStart(metric, period.to) };
}

/**
 * Where the course to the target begins: at the value that somebody wrote, in the metric or in its goal. Where the periods of the baseline
 * give another one, the written one holds, and a doubt names both. `isOfOthers`: the baseline is a total of other sites than the newest.
 */
export function courseStart(
  metric: Metric,
  cells: readonly Observation[],
  parts: Parts,
): { baseline: Baseline | null; isOfOthers: boolean; doubts: string[] } {
  const own = baselineValue(metric, cells, parts, {});
  const stated = metric.baseline?.value ?? metric.statedBaseline;
  const period = metric.baseline?.period;
  const measured =
    period === undefined
      ? own
      : baselineValue({ ...metric, baseline: { period } }, cells, parts, {});
  if (stated === undefined || measured === null || period === undefined) {
    const doubts = stated === undefined ? ofOtherSites(metric) : [];
    return { baseline: own ?? measured, isOfOthers: doubts.length > 0, doubts };
  }
  if (isSameAsShown(metric, stated, measured.value)) {
    const doubts = ofOtherSites(metric);
    return { baseline: own, isOfOthers: doubts.length > 0, doubts };
  }
  return {
    baseline: { value: stated, end: measured.end },
    isOfOthers: false,
    doubts: [
      `The baseline is written as ${formatValue(metric, stated)}, and the values of ${periodWords(period)} give ${formatValue(metric, measured.value)}; the course begins at the written one.`,
    ],
  };
}

/** Since the baseline a site left or joined the total: what moved it may be that alone. */
function ofOtherSites(metric: Metric): string[] {
  const { period } = metric.baseline ?? {};
  const range = period === undefined ? null : span(period);
  const changes = siteChangesOf(metric).filter(({ date }) => range && date > range.from);
  if (!period || changes.length === 0) return [];
  const when = changes.map(({ date, reason }) => `${reason} on ${longDate(date)}`);
  return [
    `${capital(listOf(when))}, after the baseline (${periodWords(period)}) began: it is a total of other sites, so no course and no share of the way are given. A \`value\` in \`baseline\`, for the sites of today, gives them.`,
  ];
}

/** Within one in the last digit that is written or shown: some round, some cut off. */
function isSameAsShown({ decimals }: Metric, stated: number, measured: number): boolean {
  const written = String(stated).split('.')[1]?.length ?? 0;
  return Math.abs(stated - measured) <= 1.000001 * 10 ** -Math.max(written, decimals);
}

/** First day of the last period that ends by a day. */
export function lastStart(metric: Metric, day: IsoDate): IsoDate {
  return periodsBetween(shiftPeriod(day, 'day', -120), day, metric.grain).at(-1)!;
}
