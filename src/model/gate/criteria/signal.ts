import type { IsoDate } from '#model/time/date.ts';
import type { Criterion } from '#model/record/gate.ts';
import type { Metric } from '#model/record/metric.ts';
import { periodName, span } from '#model/time/period.ts';
import { areRareEvents } from '#model/metric/rareEvents.ts';
import { limitsOf } from '#model/metric/limitsOf.ts';
import { MIN_POINTS } from '#model/statistics/processLimits.ts';
import { processSignals, signalKind } from '#model/statistics/processSignals.ts';
import type { UnitFacts } from './unitFacts.ts';
import { placesWithin } from './window.ts';

/** Points from which it is told whether events are too rare for limits. */
const RECENT = 24;

/** A criterion's own baseline, else the metric's. */
export function baselineOf(criterion: Criterion, metric: Metric): Metric['baseline'] {
  return criterion.baseline ?? metric.baseline;
}

/** Where the definition that holds in the window begins in the series: points of an older one are no baseline of it. */
function startOfDefinition({ metric, traced, periods }: UnitFacts): number {
  const since = metric.definitions
    .slice(1)
    .findLast((definition) => definition.validFrom <= (periods[0] as IsoDate))?.validFrom;
  return since === undefined
    ? 0
    : placesWithin(traced.periods, { from: since, to: periods.at(-1) as IsoDate }, metric.grain)
        .start;
}

/**
 * The window's points against limits that stand still: those of the locked baseline, or of the first twelve points of their definition where none is named.
 * Gates use rules 1 and 4 only: more rules, more false alarms. `better` and `worse` name the first period of the window with such a signal.
 */
export function signalAgainstLimits(facts: UnitFacts):
  | {
      limits: { lower: number; upper: number };
      newest: number;
      better: string | null;
      worse: string | null;
    }
  | { reason: string; words: string; earliest: IsoDate | null } {
  const { criterion, metric, traced, periods, after } = facts;
  const range = span(baselineOf(criterion, metric)?.period ?? '');
  const { start, end } = range
    ? placesWithin(traced.periods, range, metric.grain)
    : { start: startOfDefinition(facts), end: traced.periods.length };
  const values = traced.values.slice(start);
  const inBaseline = end - start;
  const known = values.slice(0, inBaseline).filter((value) => value !== null).length;
  const recent = traced.periods.map((_, at) => at).slice(-RECENT);
  const counts = recent.map(traced.numerator).filter((count) => count !== null);
  if (areRareEvents(counts))
    return {
      reason: 'rare-events',
      words: `too few events a ${metric.grain} to tell a signal from chance`,
      earliest: null,
    };
  if (known < MIN_POINTS)
    return {
      reason: 'no-limits',
      words: `${known} of ${MIN_POINTS} ${metric.grain}s that limits need`,
      earliest: range ? null : after(MIN_POINTS - known),
    };
  const judged = limitsOf(
    metric,
    values,
    (at) => traced.point(start + at),
    range ? known : MIN_POINTS,
  );
  if (!judged)
    return {
      reason: 'no-limits',
      words: `fewer than ${MIN_POINTS} ${metric.grain}s with something to count`,
      earliest: null,
    };
  const rules = processSignals(judged.values, judged.edges);
  const found = { better: null as string | null, worse: null as string | null };
  for (const [at, rule] of rules.entries()) {
    const period = traced.periods[start + at] as IsoDate;
    if ((rule !== 1 && rule !== 4) || !periods.includes(period)) continue;
    const kind = signalKind(rule, at, judged.values, judged.edges, metric.direction);
    if (kind === 'improvement') found.better ??= periodName(period, metric.grain);
    if (kind === 'concern') found.worse ??= periodName(period, metric.grain);
  }
  const newest = values.findLastIndex((value) => value !== null);
  return { limits: judged.at(newest), newest: values[newest] as number, ...found };
}
