import { describe, expect, it } from 'vitest';
import { attributeLimits, isOverdispersed } from '#model/statistics/chart/attributeLimits.ts';
import { casesBetween, gapsBetween, timeBetween } from '#model/statistics/chart/betweenEvents.ts';
import {
  cycleOf,
  followsItself,
  seasonality,
  withoutShift,
} from '#model/statistics/chart/dependence.ts';

/** NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.3.2: defective chips of 50 on each of 30 wafers. */
const WAFERS = [
  12, 15, 8, 10, 4, 7, 16, 9, 14, 10, 5, 6, 17, 12, 22, 8, 10, 5, 13, 11, 20, 18, 24, 15, 9, 12, 7,
  13, 9, 6,
];
/** The same, 6.3.3.1: defects on each of 25 wafers. */
const DEFECTS = [
  16, 14, 28, 16, 12, 20, 10, 12, 10, 17, 19, 17, 14, 16, 15, 13, 14, 16, 11, 20, 11, 19, 16, 31,
  13,
];

describe('limits by chance alone', () => {
  it('of proportions are those of the NIST handbook: .2313, .0524 to .4102', () => {
    const counts = WAFERS.map((k) => ({ k, n: 50 }));
    const { mean, errors } = attributeLimits(counts, counts.length, 'proportion');
    expect(mean).toBeCloseTo(0.2313, 4);
    expect(mean + 3 * (errors[0] as number)).toBeCloseTo(0.4102, 4);
    expect(mean - 3 * (errors[0] as number)).toBeCloseTo(0.0524, 4);
  });

  it('of counts are those of the NIST handbook: 16, 4 to 28', () => {
    const counts = DEFECTS.map((k) => ({ k, n: 1 }));
    const { mean, errors } = attributeLimits(counts, counts.length, 'rate');
    expect([mean, mean - 3 * (errors[0] as number), mean + 3 * (errors[0] as number)]).toEqual([
      16, 4, 28,
    ]);
  });

  it('are widened only where the spread is more than an estimate may err', () => {
    expect(isOverdispersed(1.2, 36)).toBe(false);
    expect(isOverdispersed(1.4, 36)).toBe(true);
  });
});

describe('what lies between rare events', () => {
  it('is counted from one to the next, 0 within a period, and unknown across a missing one', () => {
    const counts = [0, 1, 0, 0, 1, 2, 0, null, 1, 0, 1, 0, 0];
    expect(gapsBetween(counts, () => 1)).toEqual({
      gaps: [null, null, null, null, 3, 1, null, null, null, null, 2, null, null],
      since: 2,
    });
  });

  it('is judged geometrically over cases: mean 10, up to 10 + 3√110', () => {
    const usual = casesBetween([...Array(6).fill(5), ...Array(6).fill(15)], 12);
    expect(usual).toMatchObject({ mean: 10, lower: 0, upper: 10 + 3 * Math.sqrt(110) });
  });

  it('needs twelve times between events', () => {
    expect(timeBetween([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])).toBeNull();
    expect(timeBetween([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])?.n).toBe(12);
  });
});

describe('values that are not independent', () => {
  const wave = (length: number, period: number) =>
    Array.from({ length }, (_, at) => Math.sin((2 * Math.PI * at) / period));
  const noise = Array.from({ length: 48 }, (_, at) => ((at * 7919) % 101) / 50 - 1);

  it('have a season when they come again after it', () => {
    expect(seasonality(wave(48, 12), 12)).toBeGreaterThan(0.9);
    expect(seasonality(wave(48, 10), 12)).toBeNull();
    expect(seasonality(wave(18, 12), 12)).toBeNull();
    expect(seasonality(noise, 12)).toBeNull();
  });

  it('come again every few periods, by the shortest turn, and a step or a drift does not', () => {
    // Products of a place have cycles of their own; squares of it have none so short.
    const own = Array.from({ length: 48 }, (_, at) => ((at * at * 37 + at * 11) % 101) / 50 - 1);
    const saw = (length: number) => own.map((value, at) => 5 * (at % length) + value);
    expect([3, 4, 8].map((length) => cycleOf(saw(length))?.lag)).toEqual([3, 4, 8]);
    expect(cycleOf(saw(2))).toBeNull();
    expect(cycleOf(own)).toBeNull();
    expect(cycleOf(own.map((value, at) => value + (at > 20 ? 9 : 0)))).toBeNull();
    expect(cycleOf(own.map((value, at) => value + at))).toBeNull();
    // Two turns are not enough.
    expect(cycleOf(saw(8).slice(0, 20))).toBeNull();
  });

  it('follow one another on a slope, and not after a step', () => {
    expect(followsItself(noise.map((value, at) => value + at / 4))).toBeGreaterThan(0.3);
    expect(followsItself(noise)).toBeNull();
    expect(followsItself(noise.map((value, at) => value + (at > 20 ? 9 : 0)))).toBeNull();
    const flat = withoutShift([1, 1, 1, 5, 5, 5]);
    expect(flat).toEqual([0, 0, 0, 0, 0, 0]);
  });
});
