import { describe, expect, it } from 'vitest';
import { processLimits } from '#model/statistics/chart/processLimits.ts';
import { processSignals } from '#model/statistics/chart/processSignals.ts';

/**
 * NHSRplotthedots 0.2.2 (commit 050b07d): the values of its own tests (20 normal ones of R after set.seed(123)) and the limits that
 * its snapshots `ptd_spc_standard.md` hold, to the digits that are printed there.
 */
const VALUES = [
  -0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123,
  -0.68685285, -0.44566197, 1.2240818, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314,
  0.49785048, -1.96661716, 0.7013559, -0.47279141,
];
const outlier = VALUES.with(14, 10);

describe('the limits of NHSRplotthedots', () => {
  it.each([
    ['of plain values', VALUES, {}, [0.1416238, -3.01138, 3.294627]],
    ['with an outlier, screened', outlier, {}, [0.6694159, -2.383666, 3.722497]],
    ['with an outlier, not screened', outlier, { screen: false }, [0.6694159, -4.596625, 5.935457]],
  ])('%s', (_, values, options, [mean = 0, lower = 0, upper = 0]) => {
    const limits = processLimits(values, options);
    expect(limits?.mean).toBeCloseTo(mean, 6);
    expect(limits?.lower).toBeCloseTo(lower, 4);
    expect(limits?.upper).toBeCloseTo(upper, 5);
  });
});

/** The values of its tests of `ptd_part_of_seven_trend`, whose zeros and ones are those of steps; limits far away. */
describe('its rules', () => {
  const far = { mean: 100, lower: -1e6, upper: 1e6, nearLower: -1e6, nearUpper: 1e6 };
  const flagged = (values: number[]) => processSignals(values, far).map((rule) => Number(rule > 0));
  const climb = (steps: number[]) =>
    steps.map((_, at) => steps.slice(0, at + 1).reduce((level, step) => level + step, 0));
  it('flag all seven points of a trend, and none of six', () => {
    const around = { ...far, mean: 3 };
    const rules = (values: number[]) =>
      processSignals(values, around).map((rule) => Number(rule === 2));
    expect(rules(climb([0, 1, 1, 1, 1, 1, 1]))).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(rules(climb([0, 1, 1, 1, 1, 1, 0]))).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(rules(climb([0, 1, 1, 1, 0, 1, 1]))).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
  it('flag all seven points of a run, and none of six', () => {
    expect(flagged([1, 2, 1, 2, 1, 2, 1])).toEqual([1, 1, 1, 1, 1, 1, 1]);
    expect(flagged([1, 2, 1, 2, 1, 2])).toEqual([0, 0, 0, 0, 0, 0]);
    expect(flagged([1, 2, 1, 2, 1, 2, 101])).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });
  it('end a run with a value that is the centre itself', () =>
    expect(flagged([1, 2, 1, 100, 1, 2, 1])).toEqual([0, 0, 0, 0, 0, 0, 0]));
});
