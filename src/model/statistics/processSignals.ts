import type { ProcessLimits } from './processLimits.ts';

/** 0 none, 1 outside the limits, 2 trend of seven, 3 two of three near a limit, 4 seven on one side of the centre. */
export type SignalRule = 0 | 1 | 2 | 3 | 4;

type Edges = Pick<ProcessLimits, 'mean' | 'lower' | 'upper' | 'nearLower' | 'nearUpper'>;

/**
 * The rule that names each point, in this order of precedence: (1) outside the limits; (2) part of 7 neighbours each higher (or lower)
 * than the one before; (3) one of at least 2 of 3 neighbours between the inner line and the limit, all 3 on one side of the centre;
 * (4) part of 7 neighbours on one side of the centre. All points of a run are flagged. Periods without a value are left out.
 */
export function processSignals(values: readonly (number | null)[], limits: Edges): SignalRule[] {
  const points = values.filter((value) => value !== null);
  const trend = longRuns(steps(points), 6);
  const side = points.map((value) => Math.sign(value - limits.mean));
  const run = longRuns(side, 7);
  const outside = (value: number) => value > limits.upper || value < limits.lower;
  const near = points.map((value) => !outside(value) && (value > limits.nearUpper || value < limits.nearLower));
  // A trend of six steps has seven points: the one before the first step belongs to it.
  const inTrend = (at: number) => trend[at] === true || trend[at - 1] === true;
  let at = -1;
  return values.map((value) => {
    if (value === null) return 0;
    at += 1;
    return outside(value) ? 1 : inTrend(at) ? 2 : near[at] && twoOfThree(at, near, side) ? 3 : run[at] ? 4 : 0;
  });
}

/** Whether the signal at `at` is on the good side for the metric's direction; a trend is judged by where it goes. */
export function signalKind(rule: SignalRule, at: number, values: readonly (number | null)[], limits: Edges, direction: 'up' | 'down'): 'improvement' | 'concern' | 'neutral' {
  const value = values[at];
  if (rule === 0 || value === null || value === undefined) return 'neutral';
  const way = rule === 2 ? trendWay(values, at) : Math.sign(value - limits.mean);
  if (way === 0) return 'neutral';
  return (way > 0) === (direction === 'up') ? 'improvement' : 'concern';
}

/** Direction of the first seven-point trend that the point belongs to; of the step after it where it is the first point of all. */
function trendWay(values: readonly (number | null)[], at: number): number {
  const points = values.filter((value) => value !== null);
  const place = values.slice(0, at).filter((value) => value !== null).length;
  const ways = steps(points);
  if (place === 0) return ways[0] ?? 0;
  for (let from = Math.max(0, place - 6); from <= place && from + 6 <= ways.length; from++) {
    const way = ways[from] as number;
    if (way !== 0 && ways.slice(from, from + 6).every((other) => other === way)) return way;
  }
  return 0;
}

/** Up (1), level (0) or down (-1) from each point to the next. */
function steps(points: readonly number[]): number[] {
  const ways: number[] = [];
  for (let at = 1; at < points.length; at++) ways.push(Math.sign((points[at] as number) - (points[at - 1] as number)));
  return ways;
}

/** Marks every member of a run of at least `length` equal signs; zero belongs to none. */
function longRuns(signs: readonly number[], length: number): boolean[] {
  const marks = signs.map(() => false);
  let from = 0;
  for (let at = 0; at <= signs.length; at++) {
    if (at < signs.length && signs[at] === signs[from]) continue;
    if (at - from >= length && signs[from] !== 0) marks.fill(true, from, at);
    from = at;
  }
  return marks;
}

/** Part of three neighbours on one side of the centre, at least two of them near the limit. */
function twoOfThree(at: number, near: readonly boolean[], side: readonly number[]): boolean {
  for (let from = Math.max(0, at - 2); from <= at && from + 3 <= side.length; from++) {
    const one = side[from];
    if (one !== 0 && one === side[from + 1] && one === side[from + 2] && Number(near[from]) + Number(near[from + 1]) + Number(near[from + 2]) >= 2) return true;
  }
  return false;
}
