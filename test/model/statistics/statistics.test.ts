import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mixEffects } from '#model/statistics/mixEffects.ts';
import { processLimits } from '#model/statistics/chart/processLimits.ts';
import { processSignals, signalKind } from '#model/statistics/chart/processSignals.ts';
import { projection } from '#model/statistics/trend/projection.ts';
import { linearFit } from '#model/statistics/trend/linearFit.ts';
import { theilSen } from '#model/statistics/trend/theilSen.ts';
import { trajectoryAt } from '#model/statistics/trend/trajectory.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';
import { meanInterval } from '#model/statistics/interval/meanInterval.ts';
import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';
import { attainment } from '#model/statistics/attainment.ts';
import { differenceInDifferences } from '#model/statistics/differenceInDifferences.ts';
import {
  netPresentValue,
  payback,
  periodRate,
  returnOnInvestment,
} from '#model/statistics/cash.ts';
import { laneyLimits } from '#model/statistics/chart/laney.ts';
import { netPromoterScore, umuxLite } from '#model/statistics/feedback.ts';
import { allOf, anyOf } from '#model/statistics/kleene.ts';
import { leadLag } from '#model/statistics/trend/leadLag.ts';
import examples from '../examples.json' with { type: 'json' };

const near = (actual: number | null | undefined, expected: number) =>
  expect(Math.abs((actual ?? Number.NaN) - expected)).toBeLessThanOrEqual(
    5e-6 + 1e-6 * Math.abs(expected),
  );
const at = (values: number[]) => values.map((y, x) => ({ x, y }));

describe('ratios', () => {
  it('a change of a total splits into rate and mix without a remainder', () => {
    const effect = mixEffects(
      [
        { numerator: 900, denominator: 1000 },
        { numerator: 2100, denominator: 3000 },
      ],
      [
        { numerator: 920, denominator: 1000 },
        { numerator: 4320, denominator: 6000 },
      ],
    );
    near(effect.rate, 0.02);
    near(effect.mix, -0.021429);
  });
});

describe('process behaviour charts', () => {
  const first = [52, 48, 55, 50, 47, 53, 51, 49, 54, 50, 46, 52];
  it('limits are the mean and 2.66 mean moving ranges', () => {
    const limits = processLimits(first);
    near(limits?.mean, 50.58333);
    near(limits?.lower, 38.97606);
    near(limits?.upper, 62.19061);
  });
  it('each point is named by the first rule that flags it', () => {
    const values = [...first, 60, 61, 59, 62, 63, 60, 64, 61];
    const limits = processLimits(values, { fixedBaseline: 12 });
    expect(limits && processSignals(values, limits)).toEqual([
      0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 4, 3, 3, 3, 3, 1, 3, 1, 3,
    ]);
  });
  it('screening leaves out moving ranges that are themselves a signal', () => {
    const values = [10, 11, 10, 12, 11, 10, 11, 30, 11, 10, 12, 11];
    const screened = processLimits(values);
    near(screened?.lower, 9.165556);
    near(screened?.upper, 15.667778);
    expect(screened && processSignals(values, screened)).toEqual([
      3, 4, 3, 4, 4, 4, 4, 1, 0, 0, 0, 0,
    ]);
    const plain = processLimits(values, { screen: false });
    near(plain?.lower, 0.567576);
    expect(plain && processSignals(values, plain)).toEqual([4, 4, 4, 4, 4, 4, 4, 1, 0, 0, 0, 0]);
  });
  it('a trend is judged by where it goes, on whichever side of the mean it runs', () => {
    const limits = { mean: 50, lower: 20, upper: 80, nearLower: 30, nearUpper: 70 };
    const falling = [51, 49, 66, 64, 62, 60, 58, 56, 54, 55];
    const rules = processSignals(falling, limits);
    expect(rules.slice(2, 9)).toEqual([2, 2, 2, 2, 2, 2, 2]);
    expect([2, 5, 8].map((at) => signalKind(rules[at] as 2, at, falling, limits, 'up'))).toEqual([
      'concern',
      'concern',
      'concern',
    ]);
    expect([2, 5, 8].map((at) => signalKind(rules[at] as 2, at, falling, limits, 'down'))).toEqual([
      'improvement',
      'improvement',
      'improvement',
    ]);
  });
  it('eleven points give no limits', () => expect(processLimits(first.slice(1))).toBeNull());
  it('limits of proportions with large unequal denominators are widened as Laney does', () => {
    const { n, defects, pbar, sigma_z, pprime_upl_last } = examples.E10c_laney;
    const result = laneyLimits(n.map((size, index) => ({ n: size, k: defects[index] as number })));
    near(result.mean, pbar);
    near(result.sigmaZ, sigma_z);
    near(result.upper.at(-1), pprime_upl_last);
  });
});

describe('trajectory and projection', () => {
  it('the trajectory is a straight line', () => near(trajectoryAt(40, 32, 0, 26, 10), 36.923077));
  it('the date comes with an 80 % interval by inverse prediction', () => {
    const { y, x_hit, fieller80, slope, se_slope } = examples.E7_trajectory;
    const fit = linearFit(at(y));
    near(fit.slope, slope);
    near(fit.seSlope, se_slope);
    const result = projection(at(y), 371, 'down');
    if ('none' in result) throw new Error(result.none);
    near(result.x, x_hit);
    near(result.low, fieller80[0] as number);
    near(result.high, fieller80[1] as number);
  });
  it('a flat series has no date', () =>
    expect(projection(at(examples.E7b_flat.y), 94, 'up')).toMatchObject({ none: 'no-trend' }));
  it('no date lies behind: a line that leads away from the target, or has met it already, has none', () => {
    const line = (from: number, step: number) =>
      at(Array.from({ length: 12 }, (_, x) => from + step * x + (x % 2) / 10));
    expect(projection(line(90, -1), 85, 'up')).toMatchObject({ none: 'wrong-direction' });
    expect(projection(line(70, 1), 78, 'up')).toMatchObject({ none: 'at-target' });
    expect(projection(line(70, 1), 65, 'down')).toMatchObject({ none: 'wrong-direction' });
    expect(projection(line(70, 1), 84, 'up')).toMatchObject({ slope: expect.closeTo(1, 1) });
    expect(projection(line(70, 1), 200, 'up')).toMatchObject({ none: 'too-far' });
    expect(projection(line(70, 1).slice(0, 7), 84, 'up')).toMatchObject({ none: 'too-few' });
  });
  it('the Theil–Sen slope is the median slope of all pairs', () => {
    const { slope, intercept } = theilSen(at([71, 72, 70, 74, 75, 77, 76, 79]));
    near(slope, 1.0714286);
    near(intercept, 70.857143);
  });
});

describe('times with open items', () => {
  it('open items are censored, not dropped', () => {
    const result = kaplanMeier([2, 3, 3, 5, 8], [4, 10]);
    expect(result.table.map((row) => row[3].toFixed(6))).toEqual([
      '0.857143',
      '0.571429',
      '0.380952',
      '0.190476',
    ]);
    expect(result.quantile(0.5)).toBe(5);
    const { closed, open, km_median, km_p75 } = examples.E5_time_to_decision;
    const decisions = kaplanMeier(closed, open);
    expect([decisions.quantile(0.5), decisions.quantile(0.75), decisions.quantile(0.9)]).toEqual([
      km_median,
      km_p75,
      null,
    ]);
  });
  it('is the product over the times of what stays of those at risk, whatever the order in which items come', () => {
    const days = fc.array(fc.integer({ min: 0, max: 12 }), { maxLength: 30 });
    fc.assert(
      fc.property(days, days, (closed, open) => {
        const left = (time: number) =>
          [...new Set(closed)]
            .filter((end) => end <= time)
            .reduce(
              (share, end) =>
                share *
                (1 -
                  closed.filter((one) => one === end).length /
                    [...closed, ...open].filter((one) => one >= end).length),
              1,
            );
        for (const [time, , , survival] of kaplanMeier(closed, open).table)
          near(survival, left(time));
      }),
    );
  });
  it('takes the log of a large service desk, 200,000 items of which none took as long as another', () => {
    const hours = Array.from({ length: 200_000 }, (_, at) => (at * 7919) % 200_003);
    const { quantile, table } = kaplanMeier(hours.slice(0, 150_000), hours.slice(150_000));
    expect(table).toHaveLength(150_000);
    expect(quantile(0.5)).toBeGreaterThan(100_000);
  });
  it('an open item past its target counts as a miss, one not yet due as nothing', () => {
    const rows = examples.E6_friction.rows as [
      string,
      string,
      number,
      number | null,
      number | null,
    ][];
    for (const [pair, wanted] of Object.entries(examples.E6_friction.pairs)) {
      const items = rows
        .filter(([from, to]) => `${from}->${to}` === pair)
        .map(([, , target, answered, waiting]) => ({ target, answered, waiting }));
      near(attainment(items).share, wanted.sla_attainment);
    }
  });
});

describe('intervals', () => {
  it('Wilson bounds the share of users', () => {
    const { lo, hi } = examples.E4_adoption.per_site.STN;
    const interval = wilson(19, 58);
    near(interval.low, lo);
    near(interval.high, hi);
    near(wilson(7, 9, 80).low, examples.E4c_small_n.lo80);
  });
  it('usability is a mean with a t interval', () => {
    const interval = meanInterval(
      examples.E12_umux_lite.items.map(([a, b]) => umuxLite(a as number, b as number)),
    );
    near(interval.mean, examples.E12_umux_lite.mean);
    near(interval.low, examples.E12_umux_lite.ci95[0] as number);
    near(netPromoterScore(11, 6, 7).margin, examples.E12b_nps_noise.moe95);
  });
});

describe('did the pilot do it', () => {
  it('the effect is the change beyond the comparison lines, ranked among placebos', () => {
    const pre: Record<string, number[]> = {
      a: [9.8, 10.4, 9.1, 10.9, 9.6, 10.2, 11, 9.4],
      b: [8.9, 9.5, 9.2, 8.4, 9.9, 9, 9.3, 8.8],
      c: [10.6, 9.7, 10.1, 10.9, 9.9, 10.4, 10.8, 10],
      d: [7.9, 8.3, 8.8, 7.6, 8.1, 8.5, 8, 8.4],
      e: [11.2, 10.5, 10.8, 11.6, 11, 10.3, 11.1, 10.7],
      f: [9.1, 8.7, 9.6, 9.3, 8.9, 9.4, 8.6, 9.2],
    };
    const post: Record<string, number[]> = {
      a: [8.9, 7.8, 7.1, 6.9, 7.4, 6.6, 7.2, 6.5],
      b: [8.6, 9.1, 8.3, 8.8, 8.2, 9, 8.5, 8.1],
      c: [9.8, 9.4, 10.2, 9.1, 9.6, 9.9, 9.3, 9.5],
      d: [8, 7.4, 7.9, 8.3, 7.6, 7.8, 8.1, 7.5],
      e: [10.4, 10.9, 10.1, 10.6, 9.9, 10.5, 10.2, 10],
      f: [8.8, 9, 8.5, 8.9, 8.3, 8.7, 8.4, 8.6],
    };
    const line = (name: string) => ({
      before: pre[name] as number[],
      after: post[name] as number[],
    });
    const result = differenceInDifferences(line('a'), ['b', 'c', 'd', 'e', 'f'].map(line));
    const wanted = examples.E8_did;
    near(result.effect, wanted.did);
    expect(100 * result.ofCounterfactual).toBeCloseTo(wanted.did_pct_of_counterfactual, 3);
    near(result.p, wanted.min_p);
    near(result.preTrend.t, wanted.pretrend_t);
    near(result.difference.lower, wanted.diff_lpl);
    near(result.withoutWashout, wanted.did_excl_first2);
    // Welch's t interval on the differences before and after, 14 degrees of freedom.
    near(result.interval.low, -2.713148);
    near(result.interval.high, -1.726852);
    expect(result.placebos.map((value) => value.toFixed(5))).toEqual(
      Object.values(wanted.placebo).map((value) => value.toFixed(5)),
    );
  });
});

describe('money', () => {
  it('a first flow is not discounted and payback is linear inside the period', () => {
    const flows = [-420000, 90000, 180000, 240000, 240000];
    expect(netPresentValue(flows, 0.09)).toBeCloseTo(169417.29, 1);
    near(returnOnInvestment(750000, 420000), 0.78571429);
    near(payback(flows), 2.625);
    const { plan_net, plan_npv, quarter_rate, forecast_net } = examples.E9_roi;
    near(periodRate(0.09, 4), quarter_rate);
    near(netPresentValue(plan_net, periodRate(0.09, 4)), plan_npv);
    expect(payback(forecast_net)).toBeNull();
  });
});

describe('small rules', () => {
  it('one unknown leaves all-of open unless something failed', () => {
    expect([
      allOf(['met', 'insufficient-data']),
      allOf(['not-met', 'insufficient-data']),
      anyOf(['met', 'insufficient-data']),
      anyOf(['not-met', 'insufficient-data']),
    ]).toEqual(['insufficient-data', 'not-met', 'met', 'insufficient-data']);
  });
  it('a lagging signal in time confirms the leading metric', () =>
    expect(
      leadLag({ reached: '2026-02-09', lagWeeks: 8, signal: '2026-03-31', asOf: '2026-10-07' }),
    ).toEqual({ checkBy: '2026-04-06', latest: '2026-05-04', state: 'confirmed' }));
});
