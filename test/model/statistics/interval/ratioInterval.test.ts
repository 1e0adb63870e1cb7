import { describe, expect, it } from 'vitest';
import { ratioInterval } from '#model/statistics/interval/ratioInterval.ts';

describe('the interval of a ratio of two estimates', () => {
  it('is exact where both are log-normal: 1.96 standard errors of the difference of logs', () => {
    const of = (value: number, se: number) => ({
      value,
      low: value * Math.exp(-1.96 * se),
      high: value * Math.exp(1.96 * se),
    });
    const result = ratioInterval(of(12, 0.2), of(6, 0.3));
    const reach = Math.exp(1.96 * Math.hypot(0.2, 0.3));
    expect(result?.value).toBe(2);
    expect(result?.low).toBeCloseTo(2 / reach, 10);
    expect(result?.high).toBeCloseTo(2 * reach, 10);
  });
  it('is open on the side of an open end', () =>
    expect(
      ratioInterval({ value: 4, low: 2, high: null }, { value: 2, low: 1, high: 3 }),
    ).toMatchObject({ high: null }));
  it('is none for a time of nothing', () =>
    expect(ratioInterval({ value: 0, low: 0, high: 1 }, { value: 2, low: 1, high: 3 })).toBeNull());
});
