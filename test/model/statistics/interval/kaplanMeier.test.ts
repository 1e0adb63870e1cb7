import { describe, expect, it } from 'vitest';
import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';
import { median } from '#model/statistics/median.ts';

describe('a median of times', () => {
  it('is the same whether all have ended or are only listed', () => {
    for (const times of [
      [1, 2, 30, 40],
      [4, 5],
      [1, 1, 2, 2],
      [3, 9, 27],
      [2, 2, 2, 8, 8, 8],
    ])
      expect(kaplanMeier(times, []).quantile(0.5)).toBe(median(times));
  });

  it('at the end of the curve is the last event: nothing later halves the rest (survfit)', () => {
    expect(kaplanMeier([1, 2], [5, 6]).quantile(0.5)).toBe(2);
    expect(kaplanMeier([1], [5, 6]).quantile(0.5)).toBeNull();
  });

  it('of nine in ten lies in the middle of two values where it falls between them (SAS, R type 2)', () => {
    expect(kaplanMeier([1, 2, 30, 40], []).quantile(0.9)).toBe(40);
    expect(kaplanMeier([1, 2, 3, 4, 5, 6, 7, 8, 10, 20], []).quantile(0.9)).toBe(15);
  });
});

/** survfit(Surv(time, status) ~ x, data = aml), as printed in the documentation of R's survival package. */
describe('the aml data of the R package survival', () => {
  it.each([
    ['maintained', [9, 13, 18, 23, 31, 34, 48], [13, 28, 45, 161], 31, 18],
    ['not maintained', [5, 5, 8, 8, 12, 23, 27, 30, 33, 43, 45], [16], 23, 8],
  ])('%s: median with its 95 %% interval', (_, closed, open, middle, low) => {
    const curve = kaplanMeier(closed, open);
    expect(curve.quantile(0.5)).toBe(middle);
    expect(curve.interval(0.5)).toEqual({ low, high: null });
  });
});
