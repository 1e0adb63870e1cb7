import { describe, expect, it } from 'vitest';
import { processSignals } from '#model/statistics/chart/processSignals.ts';

/** mulberry32 and Box–Muller, the same every time. */
function normalFrom(seed: number): () => number {
  let state = seed >>> 0;
  const even = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) + 0.5) / 4294967296;
  };
  return () => Math.sqrt(-2 * Math.log(even())) * Math.cos(2 * Math.PI * even());
}

const KNOWN = { mean: 0, lower: -3, upper: 3, nearLower: -2, nearUpper: 2 };
const OFF = { mean: 0, lower: -1e9, upper: 1e9, nearLower: -1e9, nearUpper: 1e9 };

/** Mean number of points up to the one that completes the first signal of some rules, with known mean and spread. */
function runLength(shift: number, rules: readonly number[], edges = KNOWN, runs = 800): number {
  const normal = normalFrom(20_261_007);
  let sum = 0;
  for (let run = 0; run < runs; run++) {
    const values = Array.from({ length: 4000 }, () => normal() + shift);
    const isSignal = (count: number) =>
      processSignals(values.slice(0, count), edges).some((rule) => rules.includes(rule));
    const first = processSignals(values, edges).findIndex((rule) => rules.includes(rule));
    // All points of a run are flagged, and it is known with its last.
    const counts = [1, 2, 3, 4, 5, 6, 7].map((more) => first + more);
    sum += first < 0 ? values.length : (counts.find(isSignal) ?? first + 7);
  }
  return sum / runs;
}

/** Montgomery, Introduction to Statistical Quality Control, on the Shewhart chart for individuals with limits at three sigma. */
describe('how long it takes until one point lies outside', () => {
  it.each([
    [0, 370.4],
    [1, 43.9],
    [2, 6.3],
    [3, 2.0],
  ])('at a shift of %d sigma: %d points', (shift, published) =>
    // Four standard errors of 800 geometric lengths are 14 %.
    expect(Math.abs(runLength(shift, [1]) / published - 1)).toBeLessThan(0.14),
  );
});

describe('false alarms of a stable process', () => {
  it('by seven on one side come every 127 points: the mean wait for a run of seven, 2^7 − 1', () =>
    expect(Math.abs(runLength(0, [4], OFF) / 127 - 1)).toBeLessThan(0.14));
  it('by all four rules come every 84 points; by the Western Electric rules, with eight in a run, every 91.75 (Champ and Woodall 1987)', () => {
    const length = runLength(0, [1, 2, 3, 4]);
    expect(length).toBeGreaterThan(78);
    expect(length).toBeLessThan(91.75);
  });
  it('by two of three near a limit are rarer than there, since all three have to be on one side: more than every 225 points', () =>
    expect(runLength(0, [1, 3])).toBeGreaterThan(225));
});
