import { describe, expect, it } from 'vitest';
import { planSide } from '#model/goal/planSide.ts';
import { stateOf } from '../metric/stateOf.ts';

/** Twelve months at 50 as the baseline, and a newest value on the planned course to 80 that the difference is added to. */
const side = (difference: number, decimals = 1) => {
  const yaml = {
    baseline: { period: '2023-01/2023-12' },
    target: { value: 80, by: '2024-12-31' },
    decimals,
    value: { sum: 'v' },
  };
  const combine = 'sum';
  const twelve = Array.from({ length: 12 }, (_, at) => 49 + (at % 2) * 2);
  const planned = stateOf([...twelve, 50, 50, 50, 50], { yaml, combine }).planned ?? Number.NaN;
  return planSide(stateOf([...twelve, 50, 50, 50, planned + difference], { yaml, combine }));
};

describe('the side of the plan', () => {
  it('is none by rounding noise, nor by less than is shown', () => {
    expect(side(1e-13)).toBe('on');
    expect(side(-1e-13)).toBe('on');
    expect(side(-0.04)).toBe('on');
    expect(side(-0.04, 2)).toBe('behind');
  });
  it('is the good or the bad one where the shown digits differ', () => {
    expect(side(0.2)).toBe('ahead');
    expect(side(-0.2)).toBe('behind');
  });
  it('is not known without a plan', () => expect(planSide(stateOf([1, 2, 3]))).toBeNull());
});
