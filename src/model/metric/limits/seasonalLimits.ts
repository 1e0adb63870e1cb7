import type { Metric } from '#model/record/metric.ts';
import { MIN_POINTS, processLimits } from '#model/statistics/chart/processLimits.ts';
import { cycleOf, seasonality } from '#model/statistics/chart/dependence.ts';
import { formatNumber } from '#model/words/format.ts';
import type { Grain } from '#model/time/period.ts';
import type { Drawn, Judged, NoLimits } from './judged.ts';
import { naturalBounds } from './naturalBounds.ts';

export type Season = { lag: number; course: string; before: string };
type Found = Season & { correlation: number };

/** How many periods a season lasts: weekdays come again after a week, months and weeks after a year. */
export const SEASON: Record<Grain, Season | null> = {
  day: { lag: 7, course: 'a course over the week', before: 'the same weekday a week before' },
  week: { lag: 52, course: 'a yearly course', before: 'the same week a year before' },
  month: { lag: 12, course: 'a yearly course', before: 'the same month a year before' },
  quarter: { lag: 4, course: 'a yearly course', before: 'the same quarter a year before' },
  year: null,
};

/** A course of another length is clearer than the season of the calendar by so much. */
const CLEARER = 0.15;

/** The season of the calendar, where values have it. */
export function seasonOf(grain: Grain, values: readonly (number | null)[]): Found | null {
  const season = SEASON[grain];
  const correlation = season && seasonality(values, season.lag);
  if (!season || correlation === null) return null;
  const turn = cycleOf(values);
  return turn && turn.r > correlation + CLEARER ? null : { ...season, correlation };
}

/** A course of another length, such as a push at the end of each quarter or a rota of eight days. */
export function turnOf(grain: Grain, values: readonly (number | null)[]): Found | null {
  const cycle = cycleOf(values);
  return (
    cycle && {
      lag: cycle.lag,
      course: `a course that comes again every ${cycle.lag} ${grain}s`,
      before: `the ${grain} ${cycle.lag} ${grain}s before`,
      correlation: cycle.r,
    }
  );
}

/**
 * What comes every season is no change: each value is held against the one a season before, on an XmR chart of the differences. Its centre
 * is no difference, and not their mean: a step that has lasted for a season would be the mean, and be told as no change.
 */
export function seasonalLimits(
  metric: Metric,
  { values, counted }: Pick<Drawn, 'values' | 'counted'>,
  season: Found,
): Judged | NoLimits {
  const { lag, course, before, correlation } = season;
  const differences = values.map((value, at) => {
    const then = at < lag ? null : (values[at - lag] ?? null);
    return value === null || then === null ? null : value - then;
  });
  const edges = aroundNoChange(processLimits(differences));
  const points = differences.filter((difference) => difference !== null).length;
  const shown = `it has ${course} (correlation ${formatNumber(correlation, 1)})`;
  if (!edges)
    return {
      none: 'season',
      points,
      words:
        points < MIN_POINTS
          ? `${shown}, and there are ${points} of the ${MIN_POINTS} comparisons with ${before} that limits need`
          : `${shown}, and neighbouring comparisons with ${before} do not differ`,
    };
  const { low, high } = naturalBounds(metric, values, counted);
  return {
    values: differences,
    edges,
    at: (place) => {
      const then = values[place - lag];
      return then === null || then === undefined
        ? null
        : {
            mean: then,
            lower: Math.max(low, then + edges.lower),
            upper: Math.min(high, then + edges.upper),
          };
    },
    level: false,
    made: {
      method: 'seasonal',
      why: `${shown}, so each ${metric.grain} is held against ${before}`,
      n: edges.n,
      movingRange: edges.movingRange,
      ranges: edges.ranges,
      screenedOut: edges.screenedOut,
      sigmaZ: null,
      season: { lag, before },
    },
  };
}

function aroundNoChange(edges: ReturnType<typeof processLimits>): typeof edges {
  if (!edges) return edges;
  const half = (edges.upper - edges.lower) / 2;
  return { ...edges, mean: 0, lower: -half, upper: half };
}
