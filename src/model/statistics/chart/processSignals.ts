import { slack } from '#model/statistics/nearly.ts';
import type { ProcessLimits } from './processLimits.ts';

/** 0 none, 1 outside the limits, 2 trend of seven, 3 two of three near a limit, 4 seven on one side of the centre. */
export type SignalRule = 0 | 1 | 2 | 3 | 4;

type Edges = Pick<ProcessLimits, 'mean' | 'lower' | 'upper' | 'nearLower' | 'nearUpper'>;

/**
 * The rule that names each point, in this order of precedence: (1) outside the limits; (2) part of 7 neighbours each higher (or lower)
 * than the one before; (3) one of at least 2 of 3 neighbours between the inner line and the limit, all 3 on one side of the centre;
 * (4) part of 7 neighbours on one side of the centre. All points of a run are flagged. Periods without a value are left out, so runs and
 * trends go on across them (as in qicharts2). What rounding alone puts beyond an edge is at it.
 */
export function processSignals(values: readonly (number | null)[], limits: Edges): SignalRule[] {
  const points = values.includes(null)
    ? values.filter((value) => value !== null)
    : (values as readonly number[]);
  const marks: number[] = new Array(points.length).fill(0);
  const same = slack(limits.mean, limits.lower, limits.upper);
  const signOf = (difference: number) => (difference > same ? 1 : difference < -same ? -1 : 0);
  let side = 0;
  let onSide = 0;
  let way = 0;
  let steps = 0;
  // Which of the newest three points lie between an inner line and its limit, a bit each.
  let close = 0;
  for (let at = 0; at < points.length; at++) {
    const value = points[at]!;
    const sideHere = signOf(value - limits.mean);
    onSide = sideHere === 0 ? 0 : sideHere === side ? onSide + 1 : 1;
    side = sideHere;
    if (onSide >= 7) mark(marks, at - 6, at, RUN);
    const wayHere = at === 0 ? 0 : signOf(value - points[at - 1]!);
    steps = wayHere === 0 ? 0 : wayHere === way ? steps + 1 : 1;
    way = wayHere;
    if (steps >= 6) mark(marks, at - 6, at, TREND);
    close = (close << 1) & 7;
    if (value > limits.upper + same || value < limits.lower - same) mark(marks, at, at, OUTSIDE);
    else if (value > limits.nearUpper || value < limits.nearLower) {
      mark(marks, at, at, NEAR);
      close |= 1;
    }
    if (onSide >= 3 && close !== 0 && close !== 1 && close !== 2 && close !== 4)
      mark(marks, at - 2, at, CLOSE);
  }
  if (points.length === values.length) {
    for (let at = 0; at < marks.length; at++) marks[at] = ruleOf(marks[at]!);
    return marks as SignalRule[];
  }
  let at = -1;
  return values.map((value) => (value === null ? 0 : ruleOf(marks[++at]!)));
}

// A point may be part of several patterns; each is a bit.
const OUTSIDE = 1;
const TREND = 2;
const NEAR = 4;
const CLOSE = 8;
const RUN = 16;

function mark(marks: number[], from: number, to: number, bit: number): void {
  for (let at = from; at <= to; at++) marks[at] = marks[at]! | bit;
}

function ruleOf(marks: number): SignalRule {
  if (marks & OUTSIDE) return 1;
  if (marks & TREND) return 2;
  if (marks & CLOSE && marks & NEAR) return 3;
  return marks & RUN ? 4 : 0;
}

/** Whether the signal at `at` is on the good side for the metric's direction; a trend is judged by where it goes. */
export function signalKind(
  rule: SignalRule,
  at: number,
  values: readonly (number | null)[],
  limits: Edges,
  direction: 'up' | 'down',
): 'improvement' | 'concern' | 'neutral' {
  const value = values[at];
  if (rule === 0 || value === null || value === undefined) return 'neutral';
  const way = rule === 2 ? trendWay(values, at) : Math.sign(value - limits.mean);
  if (way === 0) return 'neutral';
  return way > 0 === (direction === 'up') ? 'improvement' : 'concern';
}

/** Direction of the first seven-point trend that the point belongs to; of the step after it where it is the first point of all. */
function trendWay(values: readonly (number | null)[], at: number): number {
  const before = neighbours(values, at, -1, 6).reverse();
  const ways = steps([...before, values[at]!, ...neighbours(values, at, 1, 6)]);
  const place = before.length;
  if (place === 0) return ways[0] ?? 0;
  for (let from = Math.max(0, place - 6); from <= place && from + 6 <= ways.length; from++) {
    const way = ways[from]!;
    if (way !== 0 && ways.slice(from, from + 6).every((other) => other === way)) return way;
  }
  return 0;
}

/** Up to `count` values before (-1) or after (1) a place, nearest first. */
function neighbours(
  values: readonly (number | null)[],
  at: number,
  way: 1 | -1,
  count: number,
): number[] {
  const found: number[] = [];
  for (
    let place = at + way;
    place >= 0 && place < values.length && found.length < count;
    place += way
  ) {
    const value = values[place];
    if (value !== null && value !== undefined) found.push(value);
  }
  return found;
}

/** Up (1), level (0) or down (-1) from each point to the next. */
function steps(points: readonly number[]): number[] {
  const ways: number[] = [];
  for (let at = 1; at < points.length; at++) ways.push(Math.sign(points[at]! - points[at - 1]!));
  return ways;
}
