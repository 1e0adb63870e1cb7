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
  const points = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const outside = points.map(({ value }) => value > limits.upper || value < limits.lower);
  const side = points.map(({ value }) => Math.sign(value - limits.mean));
  const near = points.map(({ value }, at) => !outside[at] && (value > limits.nearUpper || value < limits.nearLower));
  const trend = flagged(points.length, 7, (from) => rising(points.slice(from, from + 7).map((point) => point.value)));
  const run = flagged(points.length, 7, (from) => sameSide(side.slice(from, from + 7)));
  const close = flagged(points.length, 3, (from) => sameSide(side.slice(from, from + 3)) && near.slice(from, from + 3).filter(Boolean).length >= 2);
  const rules: SignalRule[] = values.map(() => 0);
  for (const [at, { index }] of points.entries()) {
    rules[index] = outside[at] ? 1 : trend[at] ? 2 : close[at] && near[at] ? 3 : run[at] ? 4 : 0;
  }
  return rules;
}

/** Whether the signal at `at` is on the good side for the metric's direction; a trend is judged by where it goes. */
export function signalKind(rule: SignalRule, at: number, values: readonly (number | null)[], limits: Edges, direction: 'up' | 'down'): 'improvement' | 'concern' | 'neutral' {
  const value = values[at];
  if (rule === 0 || value === null || value === undefined) return 'neutral';
  const before = values.slice(0, at).findLast((other) => other !== null);
  const after = values.slice(at + 1).find((other) => other !== null);
  const way = rule === 2 ? Math.sign(before === undefined || before === null ? (after ?? value) - value : rule2Way(values, at)) : Math.sign(value - limits.mean);
  if (way === 0) return 'neutral';
  return (way > 0) === (direction === 'up') ? 'improvement' : 'concern';
}

/** Direction of the seven-point trend that the point belongs to. */
function rule2Way(values: readonly (number | null)[], at: number): number {
  const points = values.flatMap((value, index) => (value === null ? [] : [{ value, index }]));
  const place = points.findIndex((point) => point.index === at);
  for (let from = Math.max(0, place - 6); from <= place && from + 7 <= points.length; from++) {
    const run = points.slice(from, from + 7).map((point) => point.value);
    if (rising(run)) return (run[1] as number) - (run[0] as number);
  }
  return 0;
}

function flagged(length: number, size: number, holds: (from: number) => boolean): boolean[] {
  const flags = Array.from({ length }, () => false);
  for (let from = 0; from + size <= length; from++) if (holds(from)) flags.fill(true, from, from + size);
  return flags;
}

function sameSide(sides: number[]): boolean {
  return sides[0] !== 0 && sides.every((side) => side === sides[0]);
}

function rising(values: number[]): boolean {
  const steps = values.slice(1).map((value, index) => Math.sign(value - (values[index] as number)));
  return sameSide(steps);
}
