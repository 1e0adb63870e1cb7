import { median } from '#model/statistics/median.ts';
import { processLimits } from './processLimits.ts';
import { meanOf } from '#model/statistics/sum.ts';

/** What lies between rare events, and what is usual of it. */
export interface BetweenLimits {
  mean: number;
  lower: number;
  upper: number;
  n: number;
  /** To be looked for signals: a value for each event, and the edges that they are held against. */
  values: (number | null)[];
  edges: { mean: number; lower: number; upper: number; nearLower: number; nearUpper: number };
}

/**
 * How much lies between one event and the next: `amount` is what a period adds (1 for its length, or the cases in it). Given at the place of
 * each event; more events in one period lie 0 apart. What has passed since the last event is given as `since`. Null where a period is missing.
 */
export function gapsBetween(
  counts: readonly (number | null)[],
  amount: (place: number) => number,
): { gaps: (number | null)[]; since: number } {
  const gaps: (number | null)[] = counts.map(() => null);
  let passed = Number.NaN;
  for (const [place, count] of counts.entries()) {
    passed = count === null ? Number.NaN : passed + amount(place);
    if (count === null || count === 0) continue;
    if (!Number.isNaN(passed)) gaps[place] = passed;
    passed = 0;
  }
  return { gaps, since: passed };
}

/** Nelson (1994): raised to 1/3.6, times between events are nearly normal. */
const POWER = 1 / 3.6;

/** t chart: times between events, transformed, on an XmR chart. Null under `minimum` times. */
export function timeBetween(gaps: readonly (number | null)[]): BetweenLimits | null {
  const values = gaps.map((gap) => (gap === null ? null : gap ** POWER));
  const edges = processLimits(
    values.filter((value) => value !== null),
    { screen: false },
  );
  if (!edges) return null;
  const back = (value: number) => Math.max(0, value) ** (1 / POWER);
  return {
    mean: back(edges.mean),
    lower: back(edges.lower),
    upper: back(edges.upper),
    n: edges.n,
    values,
    edges,
  };
}

/** g chart: cases between events are geometric, 3 standard deviations √(g(g + 1)) about their mean; runs are counted about the median. */
export function casesBetween(
  gaps: readonly (number | null)[],
  minimum: number,
): BetweenLimits | null {
  const known = gaps.filter((gap) => gap !== null);
  if (known.length < minimum) return null;
  const mean = meanOf(known);
  const reach = 3 * Math.sqrt(mean * (mean + 1));
  const [lower, upper] = [Math.max(0, mean - reach), mean + reach];
  return {
    mean,
    lower,
    upper,
    n: known.length,
    values: [...gaps],
    // The geometric distribution is skewed: the third of the way near a limit says nothing.
    edges: { mean: median(known), lower, upper, nearLower: lower, nearUpper: upper },
  };
}
