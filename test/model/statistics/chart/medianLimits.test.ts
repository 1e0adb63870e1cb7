import { describe, expect, it } from 'vitest';
import { isLopsided, medianLimits } from '#model/statistics/chart/medianLimits.ts';

const calm = Array.from({ length: 36 }, (_, at) => 50 + [0, 1, -1, 2, -2, 1][at % 6]!);
const tall = calm.map((value, at) => (at % 8 === 5 ? value + 40 : value));

describe('values that lean to one side', () => {
  it('lie on one side of their mean, seven of eight of them', () => {
    expect(isLopsided(tall)).toBe(true);
    expect(isLopsided(calm)).toBe(false);
  });
  it('do not lean by a step, which is a change', () =>
    expect(isLopsided(calm.map((value, at) => (at > 29 ? value + 40 : value)))).toBe(false));
});

describe('limits about the median', () => {
  it('are the median and 3.145 median moving ranges', () => {
    const values = [10, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 90, 10, 12];
    expect(medianLimits(values)).toMatchObject({
      mean: 11,
      lower: 11 - 3.145 * 2,
      upper: 11 + 3.145 * 2,
      movingRange: 2,
      n: 14,
    });
  });
  it('are none where more than one value in ten would lie outside, or half of the neighbours are equal', () => {
    expect(medianLimits(tall)).toBeNull();
    expect(medianLimits(calm.map((_, at) => (at % 9 === 0 ? 5 : 0)))).toBeNull();
  });
});
