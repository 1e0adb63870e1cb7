import { describe, expect, it } from 'vitest';
import { atLeast, binomialChances, countChances } from '#model/statistics/binomial.ts';
import { normalCdf } from '#model/statistics/normal.ts';
import { processSignals } from '#model/statistics/chart/processSignals.ts';
import { random } from '#model/statistics/random.ts';
import { detectionCurve, meanRunLength } from '#model/statistics/runLength.ts';

describe('the normal distribution', () => {
  it('has the values of printed tables, in the middle and in the tails', () => {
    // Abramowitz and Stegun, table 26.1.
    expect(normalCdf(0)).toBe(0.5);
    expect(normalCdf(1)).toBeCloseTo(0.841344746068543, 14);
    expect(normalCdf(-1.96)).toBeCloseTo(0.02499789514822, 14);
    expect(normalCdf(3)).toBeCloseTo(0.99865010196837, 14);
    expect(normalCdf(-5) / 2.866515718791939e-7).toBeCloseTo(1, 12);
    for (let z = -6; z < 6; z += 0.01) expect(normalCdf(z + 0.01)).toBeGreaterThan(normalCdf(z));
  });
});

describe('the binomial distribution', () => {
  it('is exact: three of four at a chance of 0.6', () => {
    expect(atLeast(3, [0.6, 0.6, 0.6, 0.6])).toBeCloseTo(4 * 0.6 ** 3 * 0.4 + 0.6 ** 4, 14);
    const chances = binomialChances(4, 0.6);
    for (const [k, chance] of countChances([0.6, 0.6, 0.6, 0.6]).entries())
      expect(chances[k]).toBeCloseTo(chance, 14);
  });
  it('sums to one at any size, and at chances of none and all', () => {
    for (const [n, p] of [
      [5000, 0.93],
      [1, 0.5],
      [40, 0],
      [40, 1],
    ] as const)
      expect(binomialChances(n, p).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  });
});

describe('the run length of an individuals chart', () => {
  it('with the three-sigma rule is as printed', () => {
    // Montgomery, Introduction to Statistical Quality Control; Champ and Woodall (1987), table 1, column C1.
    const printed = [370.4, 308.43, 200.08, 119.67, 71.55, 43.89, 27.82, 18.25, 12.38, 8.69, 6.3];
    for (const [at, mean] of printed.entries())
      expect(meanRunLength(at / 5, { run: Number.POSITIVE_INFINITY, sides: 'both' })).toBeCloseTo(
        mean,
        1,
      );
    expect(meanRunLength(3, { run: Number.POSITIVE_INFINITY, sides: 'both' })).toBeCloseTo(2, 2);
  });
  it('with runs of eight as well is as Champ and Woodall printed it', () => {
    const printed = [
      152.73, 110.52, 59.76, 33.64, 21.07, 14.58, 10.9, 8.6, 7.03, 5.85, 4.89, 4.08, 3.38, 2.81,
      2.35, 1.99,
    ];
    for (const [at, mean] of printed.entries())
      expect(meanRunLength(at / 5, { run: 8, sides: 'both' })).toBeCloseTo(mean, 1);
  });
});

describe('the chance that a gate sees a shift', () => {
  it('is what simulation with the rules of the charts gives, window and all', () => {
    const limits = { mean: 0, lower: -3, upper: 3, nearLower: -99, nearUpper: 99 };
    const next = random(7);
    const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
    for (const [shift, window] of [
      [1, 4],
      [1, 20],
      [2, 4],
    ] as const) {
      const curve = detectionCurve(shift, { run: 7, window, periods: 20 });
      const seen = new Array<number>(20).fill(0);
      const runs = 8000;
      for (let run = 0; run < runs; run++) {
        const values = Array.from({ length: 20 }, () => shift + normal());
        for (const at of [4, 8, 20]) {
          const marks = processSignals(values.slice(0, at), limits);
          const isSeen = marks.some(
            (mark, place) =>
              place >= at - window && (mark === 1 || mark === 4) && (values[place] as number) > 0,
          );
          if (isSeen) seen[at - 1] = (seen[at - 1] as number) + 1;
        }
      }
      // Four standard errors of the simulation; a trend hides a run only once in some hundred.
      for (const at of [4, 8, 20])
        expect(Math.abs((curve[at - 1] as number) - (seen[at - 1] as number) / runs)).toBeLessThan(
          0.022,
        );
    }
  });
  it('rises with the shift, and with time where the window holds all of it', () => {
    const curve = detectionCurve(1, { run: 7, window: 100, periods: 100 });
    for (let at = 1; at < 100; at++)
      expect(curve[at]).toBeGreaterThanOrEqual((curve[at - 1] as number) - 1e-12);
    expect(curve.at(-1)).toBeGreaterThan(0.99);
    expect(detectionCurve(2, { run: 7, window: 4, periods: 4 })[3]).toBeGreaterThan(
      curve[3] as number,
    );
  });
});
