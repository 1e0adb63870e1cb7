import type { Metric } from '#model/record/metric.ts';
import {
  alternates,
  autocorrelation,
  followsItself,
  withoutLine,
  withoutShift,
} from '#model/statistics/chart/dependence.ts';
import { linearFit } from '#model/statistics/trend/linearFit.ts';
import { MIN_POINTS, processLimits } from '#model/statistics/chart/processLimits.ts';
import { processSignals } from '#model/statistics/chart/processSignals.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';
import { formatNumber, formatValue } from '#model/words/format.ts';
import { aboutMedian } from './aboutMedian.ts';
import type { Drawn, Judged, NoLimits } from './judged.ts';
import { SEASON, seasonalLimits, seasonOf, turnOf } from './seasonalLimits.ts';

/** From so many points with a signal on, limits do not describe even the points that they are made of. */
const MOST = 0.4;
/** From here on most of the variation is the season, and neighbours differ so much that no signal could be raised. */
const STRONG = 0.7;

/**
 * Limits from neighbours take values for independent. Where they raise signals, and the values have a season or follow one another, the
 * signals say nothing: then values are held against those a season before, or not at all. So they are where the season is most of the
 * variation, or values come by turns: then limits are so wide that nothing could raise a signal.
 */
export function describing(metric: Metric, judged: Judged, drawn: Drawn): Judged | NoLimits {
  const season = seasonOf(metric.grain, drawn.values);
  if (!hasSignals(judged)) {
    const turns = alternates(judged.values.slice(0, drawn.end));
    if (turns !== null) return byTurns(metric, turns, drawn);
    if (season === null || season.correlation < STRONG)
      return byItsTurns(metric, judged, drawn) ?? judged;
  }
  if (metric.grain === 'day' && season === null) {
    const early = tooFewDays(drawn, (SEASON.day?.lag ?? 0) + MIN_POINTS);
    if (early !== null) return early;
  }
  if (season !== null) {
    const yearly = seasonalLimits(metric, drawn, season);
    return 'none' in yearly || !hasSignals(yearly)
      ? yearly
      : unlessFollowing(metric, yearly, drawn);
  }
  const inTurns = byItsTurns(metric, judged, drawn);
  if (inTurns !== null) return inTurns;
  const level = aboutMedian(metric, judged, drawn);
  return 'none' in level ? level : unlessFollowing(metric, level, drawn);
}

/**
 * What comes again every few periods, and is no season of the calendar: limits from neighbours call any of it usual, so it is held
 * against a turn before. Where every turn is the same, or what differs between them follows itself, neighbours are all there is.
 */
function byItsTurns(metric: Metric, judged: Judged, drawn: Drawn): Judged | null {
  const turn = turnOf(metric.grain, drawn.values);
  if (turn === null) return null;
  const yearly = seasonalLimits(metric, drawn, turn);
  const held =
    'none' in yearly || !hasSignals(yearly) ? yearly : unlessFollowing(metric, yearly, drawn);
  if (!('none' in held)) return held;
  const { lag, before } = turn;
  return hasSignals(judged)
    ? null
    : { ...judged, made: { ...judged.made, season: { lag, before } } };
}

/** Nearly everything that is counted by the day has weekends: what looks like a signal in the first days may be one, until days can be compared with the same weekday. */
function tooFewDays({ values }: Drawn, needed: number): NoLimits | null {
  const points = values.filter((value) => value !== null).length;
  return points < needed
    ? {
        none: 'season',
        points,
        words: `it has ${points} days, and a course over the week can be told from a change from ${needed} on`,
      }
    : null;
}

/** Each value lies on the other side of the one before: limits as wide as the steps between them would call anything usual. */
function byTurns(metric: Metric, r: number, drawn: Drawn): NoLimits {
  return {
    none: 'follows',
    points: drawn.values.slice(0, drawn.end).filter((value) => value !== null).length,
    words: `high and low values come by turns (correlation ${formatNumber(r, 1)}), so limits from neighbours do not describe it${before(metric, drawn)}`,
  };
}

function unlessFollowing(metric: Metric, judged: Judged, drawn: Drawn): Judged | NoLimits {
  const end = judged.made.method === 'seasonal' ? judged.values.length : drawn.end;
  const basis = judged.values.slice(0, end);
  const r = followsItself(basis) ?? manyFlagged(judged, end);
  if (r === null) return judged;
  const drift = driftOf(metric, basis);
  if (drift !== null) return { none: 'drift', points: drift.points, words: drift.words };
  return {
    none: 'follows',
    points: basis.filter((value) => value !== null).length,
    words: `each value follows the one before (correlation ${formatNumber(r, 1)}), so limits from neighbours do not describe it${before(metric, drawn)}`,
  };
}

/**
 * A steady drift: a straight line over time with a slope beyond chance (99 %) that leaves nothing which follows itself. Limits around one
 * level do not describe it, and its slope does.
 */
function driftOf(
  metric: Metric,
  values: readonly (number | null)[],
): { points: number; words: string } | null {
  const known = values.flatMap((y, x) => (y === null ? [] : [{ x, y }]));
  const { r, pairs } = autocorrelation(withoutLine(values), 1);
  if (known.length < MIN_POINTS || pairs === 0 || r > 2 / Math.sqrt(pairs)) return null;
  const { slope, seSlope, t } = linearFit(known);
  if (Math.abs(t) < studentQuantile(0.995, known.length - 2)) return null;
  const reach = studentQuantile(0.975, known.length - 2) * seSlope;
  const [least, most] = [Math.abs(slope) - reach, Math.abs(slope) + reach];
  const number = (value: number) => formatNumber(value, slopeDecimals(metric, slope));
  const good = slope > 0 === (metric.direction === 'up');
  return {
    points: known.length,
    words: `${slope > 0 ? 'rising' : 'falling'} steadily over ${known.length} ${metric.grain}s, which is ${good ? 'better' : 'worse'}: by ${number(Math.abs(slope))} a ${metric.grain} (95 % interval ${number(least)} to ${number(most)}); limits around one level do not describe it`,
  };
}

/** As many digits that the slope shows two of its own, and at least those of the metric. */
function slopeDecimals({ decimals }: Metric, slope: number): number {
  const size = Math.floor(Math.log10(Math.abs(slope)));
  return Math.min(6, Math.max(decimals, 1 - size));
}

/** Most of its own points lie outside: a drift or a wave, unless one step explains it. */
function manyFlagged({ values, edges }: Judged, end: number): number | null {
  const basis = values.slice(0, end);
  const points = basis.filter((value) => value !== null).length;
  const isMany = (series: readonly (number | null)[], of: Judged['edges']) =>
    processSignals(series, of).filter((rule) => rule === 1).length > MOST * points;
  const { r } = autocorrelation(basis, 1);
  if (!isMany(basis, edges) || r <= 2 / Math.sqrt(points)) return null;
  // A large step puts both of its sides outside of limits around their mean; around each side they fit.
  const around = withoutShift(basis);
  const limits = processLimits(around);
  return limits && !isMany(around, limits) ? null : r;
}

/** A comparison that holds: the same time of the year before. */
function before(metric: Metric, { values }: Drawn): string {
  const newest = values.findLastIndex((value) => value !== null);
  const lag = metric.grain === 'day' ? 364 : (SEASON[metric.grain]?.lag ?? 1);
  const then = values[newest - lag];
  return then === null || then === undefined
    ? ''
    : `; ${metric.grain === 'year' ? 'a year before' : `in the same ${metric.grain} a year before`} it was ${formatValue(metric, then)}`;
}

function hasSignals({ values, edges }: Judged): boolean {
  return processSignals(values, edges).some((rule) => rule !== 0);
}
