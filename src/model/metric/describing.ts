import type { Metric } from '#model/record/metric.ts';
import { autocorrelation, followsItself, seasonality } from '#model/statistics/dependence.ts';
import { processSignals } from '#model/statistics/processSignals.ts';
import { formatNumber, formatValue } from '#model/words/format.ts';
import type { Drawn, Judged, NoLimits } from './judged.ts';
import { SEASON, seasonalLimits } from './seasonalLimits.ts';

/** From so many points with a signal on, limits do not describe even the points that they are made of. */
const MOST = 0.4;

/**
 * Limits from neighbours take values for independent. Where they raise signals, and the values have a season or follow one another, the
 * signals say nothing: then values are held against those a season before, or not at all.
 */
export function describing(metric: Metric, judged: Judged, drawn: Drawn): Judged | NoLimits {
  if (!hasSignals(judged)) return judged;
  const season = SEASON[metric.grain];
  const correlation = season && seasonality(drawn.values, season.lag);
  if (season && correlation !== null) {
    const yearly = seasonalLimits(metric, drawn, season, correlation);
    return 'none' in yearly || !hasSignals(yearly)
      ? yearly
      : unlessFollowing(metric, yearly, drawn);
  }
  return unlessFollowing(metric, judged, drawn);
}

function unlessFollowing(metric: Metric, judged: Judged, drawn: Drawn): Judged | NoLimits {
  const end = judged.made.method === 'seasonal' ? judged.values.length : drawn.end;
  const basis = judged.values.slice(0, end);
  const r = followsItself(basis) ?? manyFlagged(judged, end);
  if (r === null) return judged;
  return {
    none: 'follows',
    points: basis.filter((value) => value !== null).length,
    words: `each value follows the one before (correlation ${formatNumber(r, 1)}), so limits from neighbours do not describe it${before(metric, drawn)}`,
  };
}

/** Most of its own points lie outside: a drift or a wave, unless one step explains it. */
function manyFlagged({ values, edges }: Judged, end: number): number | null {
  const basis = values.slice(0, end);
  const points = basis.filter((value) => value !== null).length;
  const flagged = processSignals(basis, edges).filter((rule) => rule === 1).length;
  const { r } = autocorrelation(basis, 1);
  return flagged > MOST * points && r > 2 / Math.sqrt(points) ? r : null;
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
