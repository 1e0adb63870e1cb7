import { longDate, type IsoDate } from '#model/time/date.ts';
import type { MetricCriterion } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import {
  countOf,
  formatDifference,
  formatNumber,
  formatValue,
  numberWord,
} from '#model/words/format.ts';
import { type CriterionPower, POWER } from './gatePower.ts';

type Found = Omit<CriterionPower, 'sentence'>;
type Effect = { by?: number | undefined; to?: number | undefined };
type Expected = NonNullable<CriterionPower['expected']>;

/** "If the expected 7.3 h comes (it stands at 9.5 h, 1.4 sigma away), it is seen by 13 February 2026, after 10 weeks, in 62 % of cases; 14 weeks give 80 %, and 18 give 90 %." */
export function powerSentence(
  found: Found,
  { metric }: MetricState,
  criterion: MetricCriterion,
  { due, effect, units }: { due: IsoDate; effect: Effect | undefined; units: number },
): string {
  const { expected, curve, atDue, periodsByDue, grain, least } = found;
  if (periodsByDue !== null && periodsByDue < least)
    return `It needs ${countOf(least, grain)} of data, and by ${longDate(due)} ${countOf(periodsByDue, grain)} will be over since the change: it cannot be decided by then.`;
  if (!expected || curve.length === 0) return unknown(found, criterion, effect !== undefined);
  const isSignal = criterion.must.kind === 'improved';
  const size = expected.assumed
    ? assumed(expected, metric)
    : written(expected, { metric, effect, units, isSignal });
  if (Math.max(...curve) === 0)
    return `${size} cannot pass, however long it waits: its window holds too few cases.`;
  const verb = isSignal ? 'is seen' : 'passes';
  const when =
    atDue === null || periodsByDue === null
      ? `${verb}, `
      : `${verb} by ${longDate(due)}, after ${countOf(periodsByDue, grain)}, in ${percent(atDue)} of cases; `;
  return `${size} ${when}${later(found)}.`;
}

function assumed({ level, base }: Expected, metric: Metric): string {
  return `No expected effect is written. A change of one sigma, ${formatDifference(metric, Math.abs(level - base))},`;
}

/** Of several plants or lines each stands elsewhere, so none of their values is given for all. */
function written(
  { level, base, sigmas }: Expected,
  {
    metric,
    effect,
    units,
    isSignal,
  }: { metric: Metric; effect: Effect | undefined; units: number; isSignal: boolean },
): string {
  const size =
    units > 1 && effect?.by !== undefined
      ? `change of ${formatDifference(metric, effect.by)}`
      : formatValue(metric, level);
  const stands =
    units > 1
      ? `each of the ${numberWord(units)} from where it stands`
      : `it stands at ${formatValue(metric, base)}${isSignal ? `, ${formatNumber(sigmas, 1)} sigma away` : ''}`;
  return `If the expected ${size} comes (${stands}), it`;
}

/** Why a gate is due before it can speak: what no data can change, then what more time would. */
export function tooEarly(criteria: readonly CriterionPower[], due: IsoDate): string | null {
  const reasons = criteria.flatMap(
    ({ title, periodsByDue, least, grain, atDue, enough, expected, curve }) => {
      if (periodsByDue !== null && periodsByDue < least)
        return [
          `${title} needs ${countOf(least, grain)}, and ${countOf(periodsByDue, grain)} will be over by ${longDate(due)}`,
        ];
      if (expected?.assumed === false && curve.length > 0 && Math.max(...curve) < POWER.hopeless)
        return [
          `${title} would pass in ${percent(Math.max(...curve))} of cases even if what is expected comes, however long it waits: its window holds too little`,
        ];
      const isShort = atDue !== null && atDue < POWER.enough && enough !== null;
      return isShort && expected?.assumed === false
        ? [
            `${title} would show what is expected in ${percent(atDue)} of cases by ${longDate(due)}; ${countOf(enough, grain)} give ${percent(POWER.enough)}`,
          ]
        : [];
    },
  );
  return reasons.length === 0 ? null : reasons.join('; ');
}

function unknown(
  { expected, grain, least }: Found,
  { must }: MetricCriterion,
  isExpected: boolean,
): string {
  if (must.kind === 'comparison' || must.kind === 'held')
    return `How likely it is to be met cannot be said of a criterion that asks for ${must.kind === 'held' ? 'no harm' : 'a comparison'}.`;
  if (expected)
    return 'How likely it is to be met cannot be said: what is expected is no change for the better, or the variation of the metric gives no chance.';
  return `It needs ${countOf(least, grain)} of data. How likely it is to be met cannot be said: ${isExpected || must.kind === 'improved' ? `the metric has too few ${grain}s to know its variation` : 'no expected effect is written beside the hypothesis'}.`;
}

function later({ curve, enough, sure, grain }: Found): string {
  const best = Math.max(...curve);
  if (enough === null) return `more ${grain}s do not help: the chance is ${percent(best)} at best`;
  const sureWords =
    sure === null
      ? `${percent(POWER.sure)} is not reached`
      : sure === enough
        ? ''
        : `${numberWord(sure)} give ${percent(POWER.sure)}`;
  return sureWords === ''
    ? `${countOf(enough, grain)} give ${percent(POWER.sure)} or more`
    : `${countOf(enough, grain)} give ${percent(POWER.enough)}, and ${sureWords}`;
}

/** Never 0 % or 100 % of what is only likely. */
function percent(chance: number): string {
  if (chance > 0 && chance < 0.005) return 'under 1 %';
  if (chance < 1 && chance > 0.995) return 'over 99 %';
  return `${formatNumber(100 * chance, 0)} %`;
}
