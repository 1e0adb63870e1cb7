import { longDate, type IsoDate } from '#model/time/date.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import { periodName } from '#model/time/period.ts';
import { areRareEvents } from '#model/metric/limits/rareEvents.ts';
import { processOf } from '#model/metric/limits/process.ts';
import { siteChangesOf, type Break } from '#model/metric/breaks.ts';
import { MIN_POINTS } from '#model/statistics/chart/processLimits.ts';
import type { JudgedScope } from './scope.ts';
import type { UnitFacts } from './unitFacts.ts';

/** Points from which it is decided whether events are too rare for limits. */
const RECENT = 24;

/** A criterion's own baseline, else the metric's. */
export function baselineOf(criterion: MeasuredCriterion, metric: Metric): Metric['baseline'] {
  return criterion.baseline ?? metric.baseline;
}

/**
 * The window's points against the limits of the chart, or against those of the criterion's own locked baseline. Gates use rules 1 and 4
 * only: more rules, more false alarms. `better` and `worse` name the first period of the window with such a signal.
 */
export function signalAgainstLimits(facts: UnitFacts):
  | {
      limits: { lower: number; upper: number } | null;
      /** The chart, where it has no limits in the unit of the metric. */
      chart: string;
      newest: number;
      better: string | null;
      worse: string | null;
    }
  | { reason: string; words: string; earliest: IsoDate | null } {
  const { criterion, metric, of, traced, periods, after } = facts;
  const baseline = baselineOf(criterion, metric);
  const { unjudged, stretches, signals } = processOf(
    { ...metric, rebase: [...metric.rebase, ...changesOfSites(metric, of)], baseline },
    traced,
  );
  const current = stretches.at(-1);
  if ((current?.method === 'xmr' || current?.method === 'median') && countRareEvents(facts))
    return {
      reason: 'rare-events',
      words: `too few events a ${metric.grain} to tell a signal from chance`,
      earliest: null,
    };
  if (unjudged || !current)
    return {
      reason: 'no-limits',
      words: unjudged?.words ?? 'no limits',
      earliest: unjudged?.kind === 'few' ? after(MIN_POINTS - unjudged.points) : null,
    };
  if (current.note) return { reason: 'no-limits', words: current.note, earliest: null };
  const [first] = periods;
  if (first !== undefined && first < current.from)
    return {
      reason: 'no-limits',
      words: `limits begin again in the window, on ${longDate(current.from)}`,
      earliest: null,
    };
  const found = { better: null as string | null, worse: null as string | null };
  for (const { period, rule, kind } of signals) {
    if ((rule !== 1 && rule !== 4) || !periods.includes(period)) continue;
    if (kind === 'improvement') found.better ??= periodName(period, metric.grain);
    if (kind === 'concern') found.worse ??= periodName(period, metric.grain);
  }
  const newest = traced.values.findLast((value) => value !== null)!;
  return { limits: current.newest, chart: current.why, newest, ...found };
}

/** Where a total of several sites begins again, since one of them left or joined; a site or a line by itself does not. */
export function changesOfSites(metric: Metric, { sites, scope }: JudgedScope): Break[] {
  if (sites.length === 1 || scope.lines !== undefined) return [];
  return siteChangesOf(metric, sites.length === 0 ? undefined : sites);
}

function countRareEvents({ traced }: UnitFacts): boolean {
  const recent = traced.periods.map((_, at) => at).slice(-RECENT);
  return areRareEvents(recent.map(traced.numerator).filter((count) => count !== null));
}
