import type { IsoDate } from '#model/date.ts';
import type { Criterion } from '#model/gate.ts';
import type { Metric } from '#model/metric.ts';
import { periodEnd, periodName, span } from '#model/period.ts';
import { areRareEvents } from '#model/rareEvents.ts';
import { MIN_POINTS, processLimits, type ProcessLimits } from '#model/statistics/processLimits.ts';
import { processSignals, signalKind } from '#model/statistics/processSignals.ts';
import type { UnitFacts } from './unitFacts.ts';

/** A criterion's own baseline, else the metric's. */
export function baselineOf(criterion: Criterion, metric: Metric): Metric['baseline'] {
  return criterion.baseline ?? metric.baseline;
}

/**
 * The window's points against limits that stand still: those of the locked baseline, or of the first twelve points where none is named.
 * Gates use rules 1 and 4 only: more rules, more false alarms. `better` and `worse` name the first period of the window with such a signal.
 */
export function signalAgainstLimits(facts: UnitFacts): { limits: ProcessLimits; newest: number; better: string | null; worse: string | null } | { reason: string; words: string; earliest: IsoDate | null } {
  const { criterion, metric, traced, periods, after } = facts;
  const range = span(baselineOf(criterion, metric)?.period ?? '');
  const start = range ? traced.periods.findIndex((period) => period >= range.from) : 0;
  const values = traced.values.slice(Math.max(0, start));
  const inBaseline = range ? traced.periods.slice(Math.max(0, start)).filter((period) => periodEnd(period, metric.grain) <= range.to).length : values.length;
  const known = values.slice(0, inBaseline).filter((value) => value !== null).length;
  const counts = traced.periods.map((_, at) => traced.point(at).numerator).filter((count) => count !== null);
  if (areRareEvents(counts)) return { reason: 'rare-events', words: `too few events a ${metric.grain} to tell a signal from chance`, earliest: null };
  if (known < MIN_POINTS) return { reason: 'no-limits', words: `${known} of ${MIN_POINTS} ${metric.grain}s that limits need`, earliest: range ? null : after(MIN_POINTS - known) };
  const limits = processLimits(range ? values.slice(0, inBaseline) : values, range ? {} : { fixedBaseline: MIN_POINTS }) as ProcessLimits;
  const rules = processSignals(values, limits);
  const first = Math.max(0, start);
  const found = { better: null as string | null, worse: null as string | null };
  for (const [at, rule] of rules.entries()) {
    const period = traced.periods[first + at] as IsoDate;
    if ((rule !== 1 && rule !== 4) || !periods.includes(period)) continue;
    const kind = signalKind(rule, at, values, limits, metric.direction);
    if (kind === 'improvement') found.better ??= periodName(period, metric.grain);
    if (kind === 'concern') found.worse ??= periodName(period, metric.grain);
  }
  return { limits, newest: values.findLast((value) => value !== null) as number, ...found };
}
