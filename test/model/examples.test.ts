import { describe, expect, it } from 'vitest';
import { businessCase } from '#model/initiative/businessCase.ts';
import { addDays, daysBetween } from '#model/time/date.ts';
import { differenceUnit, formatDifference } from '#model/words/format.ts';
import { gatePace } from '#model/gate/gatePace.ts';
import { formulaFactors } from '#model/metric/series/formula.ts';
import { metricConfidence } from '#model/metric/metricConfidence.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import { assurance } from '#model/statistics/chart/assurance.ts';
import { attainment } from '#model/statistics/attainment.ts';
import { attribution } from '#model/statistics/attribution.ts';
import { confidenceLabel } from '#model/statistics/confidenceLabel.ts';
import { differenceInDifferences } from '#model/statistics/differenceInDifferences.ts';
import { factorBridge } from '#model/statistics/factorBridge.ts';
import { favourable } from '#model/statistics/favourable.ts';
import { netPromoterScore, umuxLite, usability } from '#model/statistics/feedback.ts';
import { kaplanMeier } from '#model/statistics/interval/kaplanMeier.ts';
import { allOf, anyOf } from '#model/statistics/kleene.ts';
import { laneyLimits } from '#model/statistics/chart/laney.ts';
import { leadLag } from '#model/statistics/trend/leadLag.ts';
import { linearFit } from '#model/statistics/trend/linearFit.ts';
import { median } from '#model/statistics/median.ts';
import { mixEffects } from '#model/statistics/mixEffects.ts';
import { processLimits } from '#model/statistics/chart/processLimits.ts';
import { processSignals } from '#model/statistics/chart/processSignals.ts';
import { fieller, projection } from '#model/statistics/trend/projection.ts';
import { requiredPace } from '#model/statistics/trend/requiredPace.ts';
import { revisions } from '#model/statistics/revisions.ts';
import { studentQuantile } from '#model/statistics/interval/studentT.ts';
import { theilSen } from '#model/statistics/trend/theilSen.ts';
import { shareOfDistance, trajectoryAt } from '#model/statistics/trend/trajectory.ts';
import { velocity } from '#model/statistics/velocity.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';
import { days, judge, week, weeks } from './gate/evidence.ts';
import examples from './examples.json' with { type: 'json' };

/** The results are given to six decimals: half of the last one, and a millionth of the size. */
const near = (actual: number | null | undefined, expected: number, digits = 6) =>
  expect(
    Math.abs((actual ?? Number.NaN) - expected),
    `${actual} against ${expected}`,
  ).toBeLessThanOrEqual(0.500001 * 10 ** -digits + 1e-6 * Math.abs(expected));
const nearAll = (actual: readonly number[], expected: readonly number[], digits = 6) => {
  expect(actual).toHaveLength(expected.length);
  for (const [at, value] of expected.entries()) near(actual[at], value, digits);
};
const at = (values: readonly number[]) => values.map((y, x) => ({ x, y }));
const cell = ([numerator, denominator]: readonly number[]) => ({
  numerator: numerator as number,
  denominator: denominator as number,
});

/** E1, E2, E2b and E4b are worked from rows of an export, in fromRows.test.ts. */
describe('the worked examples, each to six decimals', () => {
  it('E1b: both sites rise and the total falls; rate and mix say why', () => {
    const { p0, p1, change, rate_effect, mix_effect, total_0, total_1 } = examples.E1b_simpson;
    const [before, after] = [Object.values(p0).map(cell), Object.values(p1).map(cell)];
    const result = mixEffects(before, after);
    nearAll([result.change, result.rate, result.mix], [change, rate_effect, mix_effect]);
    const total = (parts: typeof before) =>
      parts.reduce((sum, one) => sum + one.numerator, 0) /
      parts.reduce((sum, one) => sum + one.denominator, 0);
    nearAll([total(before), total(after)], [total_0, total_1]);
  });
  it('E2c: rolled throughput yield is the product of the steps, and their effects add up', () => {
    const { step_fpy, rty, mean } = examples.E2c_rty;
    const bridge = factorBridge(
      step_fpy.map((after) => ({ before: mean, after, power: 1 as const })),
    );
    near(bridge?.after, rty);
    near(
      bridge?.effects.reduce((sum, effect) => sum + effect, 0),
      rty - mean ** step_fpy.length,
    );
  });
  it('E3: the bridge of cost per good unit leaves no remainder', () => {
    const {
      inputs: { C0, PQ0, q0, C1, PQ1, q1 },
      cq0,
      cq1,
      spend,
      volume,
      quality,
      delta,
    } = examples.E3_cost_per_quality_unit;
    const factors = formulaFactors('cost / (produced * quality)');
    expect(factors).toEqual([
      { id: 'cost', power: 1 },
      { id: 'produced', power: -1 },
      { id: 'quality', power: -1 },
    ]);
    const bridge = factorBridge([
      { before: C0, after: C1, power: 1 },
      { before: PQ0, after: PQ1, power: -1 },
      { before: q0, after: q1, power: -1 },
    ]);
    nearAll(
      [bridge?.before as number, bridge?.after as number, ...(bridge?.effects ?? [])],
      [cq0, cq1, spend, volume, quality],
    );
    near(
      bridge?.effects.reduce((sum, effect) => sum + effect, 0),
      delta,
    );
    near((412_000 + 188_000 + 96_000 + 54_000) / (61_250 - 1_310), 12.512513);
  });
  it('E4: adoption by site with Wilson bounds; the lagging site lies below the rest', () => {
    const { inputs, per_site, total, total_lo, total_hi, total_without_STN } = examples.E4_adoption;
    for (const [site, counts] of Object.entries(inputs)) {
      const { p, low, high } = wilson(counts[0] as number, counts[1] as number);
      const wanted = per_site[site as keyof typeof per_site];
      nearAll([p, low, high], [wanted.rate, wanted.lo, wanted.hi]);
    }
    const sum = (sites: number[][], part: 0 | 1) =>
      sites.reduce((result, counts) => result + (counts[part] as number), 0);
    const all = Object.values(inputs);
    const { p, low, high } = wilson(sum(all, 0), sum(all, 1));
    nearAll([p, low, high], [total, total_lo, total_hi]);
    near(sum(all.slice(0, -1), 0) / sum(all.slice(0, -1), 1), total_without_STN);
  });
  it('E4c: seven of nine says nothing about a threshold of 70 %', () => {
    const { k, n, p, lo95, hi95, lo80, hi80 } = examples.E4c_small_n;
    const [wide, narrow] = [wilson(k, n), wilson(k, n, 80)];
    nearAll([wide.p, wide.low, wide.high, narrow.low, narrow.high], [p, lo95, hi95, lo80, hi80]);
  });
  it('E5: time to decision with the open ones counted', () => {
    const {
      closed,
      open,
      km_table,
      km_median,
      km_p75,
      km_p90,
      last_S,
      naive_median,
      naive_mean,
      open_count,
      oldest_open,
      open_over_10,
    } = examples.E5_time_to_decision;
    const result = kaplanMeier(closed, open);
    for (const [index, row] of km_table.entries())
      nearAll(result.table[index] as unknown as number[], row as number[]);
    expect([result.quantile(0.5), result.quantile(0.75), result.quantile(0.9)]).toEqual([
      km_median,
      km_p75,
      km_p90,
    ]);
    near(result.table.at(-1)?.[3], last_S);
    expect(median(closed)).toBe(naive_median);
    near(closed.reduce((sum, days) => sum + days, 0) / closed.length, naive_mean);
    expect([open.length, Math.max(...open), open.filter((days) => days > 10).length]).toEqual([
      open_count,
      oldest_open,
      open_over_10,
    ]);
  });
  it('E6: friction by pair, open items past their target counted as misses', () => {
    const rows = examples.E6_friction.rows as [
      string,
      string,
      number,
      number | null,
      number | null,
    ][];
    for (const [pair, wanted] of Object.entries(examples.E6_friction.pairs)) {
      const own = rows.filter(([from, to]) => `${from}->${to}` === pair);
      const result = attainment(
        own.map(([, , target, answered, waiting]) => ({ target, answered, waiting })),
      );
      expect([
        result.n,
        result.within,
        result.late,
        result.openOverdue,
        result.openPending,
      ]).toEqual([
        wanted.n,
        wanted.within,
        wanted.late,
        wanted.open_breaching,
        wanted.open_pending,
      ]);
      near(result.share, wanted.sla_attainment);
      const survival = kaplanMeier(
        own.flatMap(([, , , answered]) => answered ?? []),
        own.flatMap(([, , , answered, waiting]) => (answered === null ? [waiting as number] : [])),
      );
      // At exactly one half the middle until the next event, as R's survfit and SAS: between 12 and 40 hours it is 26.
      near(survival.quantile(0.5), wanted.km_median);
      for (const [index, row] of wanted.km_table.entries())
        nearAll(survival.table[index] as unknown as number[], row as number[]);
    }
  });
  it('E7: trajectory, projection with its interval, required pace, robust check', () => {
    const example = examples.E7_trajectory;
    const fit = linearFit(at(example.y));
    nearAll(
      [fit.slope, fit.intercept, fit.s, fit.seSlope, fit.t],
      [example.slope, example.intercept, example.s, example.se_slope, example.t_slope],
    );
    near(fit.intercept + 11 * fit.slope, example.fitted_at_11);
    const planned = trajectoryAt(412.6, 371, 0, example.due_x, 11);
    near(planned, example.planned_at_11);
    near((example.y.at(-1) as number) - planned, example.variance_at_11);
    near(requiredPace(example.y.at(-1) as number, 371, example.due_x - 11), example.required_slope);
    near(requiredPace(412.6, 371, example.due_x), example.plan_slope);
    const result = projection(at(example.y), 371, 'down');
    if ('none' in result) throw new Error(result.none);
    nearAll(
      [result.x, result.low as number, result.high as number],
      [example.x_hit, ...example.fieller80],
    );
    nearAll(fieller(fit, 371, studentQuantile(0.975, 10)) as number[], example.fieller95);
    near((studentQuantile(0.975, 10) ** 2 * fit.s ** 2) / (fit.sxx * fit.slope ** 2), example.g95);
    const robust = theilSen(at(example.y));
    near(robust.slope, examples.E7c_theil_sen.slope);
    expect(robust.pairs).toBe(examples.E7c_theil_sen.n_pairs);
  });
  it('E7b: a flat series has no date', () => {
    const { y, slope, se, t, ci95 } = examples.E7b_flat;
    const fit = linearFit(at(y));
    nearAll([fit.slope, fit.seSlope, fit.t], [slope, se, t]);
    const reach = studentQuantile(0.975, 10) * fit.seSlope;
    nearAll([fit.slope - reach, fit.slope + reach], ci95);
    expect(projection(at(y), 94, 'up')).toMatchObject({ none: 'no-trend' });
  });
  it('E8: did the pilot do it', () => {
    const wanted = examples.E8_did;
    const result = differenceInDifferences(E8.treated, E8.controls);
    nearAll(
      [result.effect, result.beforeAfter, result.controlChange],
      [wanted.did, wanted.naive_before_after, wanted.control_change],
    );
    near(100 * result.ofCounterfactual, wanted.did_pct_of_counterfactual, 3);
    nearAll(result.placebos, Object.values(wanted.placebo));
    expect([result.rank, result.placebos.length + 1]).toEqual([wanted.rank, wanted.n_units]);
    nearAll([result.p, result.smallestP], [wanted.p, wanted.min_p]);
    nearAll(
      [result.preTrend.slope, result.preTrend.se, result.preTrend.t],
      [wanted.pretrend_slope, wanted.pretrend_se, wanted.pretrend_t],
    );
    nearAll(result.difference.before, wanted.diff_pre);
    nearAll(result.difference.after, wanted.diff_post);
    nearAll(
      [result.difference.mean, result.difference.lower, result.difference.upper],
      [wanted.diff_mean, wanted.diff_lpl, wanted.diff_upl],
    );
    expect([result.difference.outside, result.difference.belowMean, result.difference.run]).toEqual(
      [wanted.post_points_below_lpl, wanted.post_points_below_mean, wanted.run_signal],
    );
    near(result.withoutWashout, wanted.did_excl_first2);
  });
  it('E9: the business case as planned, as confirmed and as claimed', () => {
    const wanted = examples.E9_roi;
    const [cost, claimed, validated] = [
      [185, 172, 88, 31, 26],
      [0, 6, 48, 95, 120],
      [0, 0, 31, 62, 84],
    ];
    const actual = (index: number) =>
      index < 5 ? { cost: cost[index], claimed: claimed[index], validated: validated[index] } : {};
    const result = businessCase(
      PLAN.map((planned, index) => ({
        period: `${2025 + Math.floor(index / 4)}-Q${(index % 4) + 1}`,
        planned,
        plannedCost: planned - (wanted.plan_net[index] as number),
        ...actual(index),
      })),
      0.09,
    );
    nearAll(
      [result?.plan.npv as number, result?.plan.payback as number],
      [wanted.plan_npv, wanted.plan_payback_q],
    );
    nearAll(result?.plan.net ?? [], wanted.plan_net);
    near(result?.realisation, wanted.realisation_rate_validated);
    near(result?.rate, wanted.last2_rate);
    nearAll(
      [
        result?.toDate.claimedOfPlanned as number,
        result?.toDate.confirmedOfClaimed as number,
        result?.toDate.net as number,
        result?.toDate.roi as number,
        result?.toDate.costOverrun as number,
      ],
      [
        wanted.claim_ratio,
        wanted.validated_of_claimed,
        wanted.actual_net_to_date,
        wanted.roi_to_date,
        wanted.cost_overrun,
      ],
    );
    nearAll(result?.forecast?.net ?? [], wanted.forecast_net);
    near(result?.forecast?.npv, wanted.forecast_npv);
    near(result?.forecast?.roi, wanted.roi_forecast);
    expect(result?.forecast?.payback).toBe(wanted.forecast_payback_q);
    nearAll(result?.claimed?.net ?? [], wanted.claimed_forecast_net);
    nearAll(
      [result?.claimed?.npv as number, result?.claimed?.payback as number],
      [wanted.claimed_forecast_npv, wanted.claimed_payback_q],
    );
    near(result?.plan.roi, wanted.plan_roi);
  });
  it('E10: limits, the run that no single point shows, and the new level', () => {
    const example = examples.E10_xmr;
    const limits = processLimits(example.baseline);
    nearAll(
      [
        limits?.mean as number,
        limits?.movingRange as number,
        limits?.lower as number,
        limits?.upper as number,
        limits?.rangeLimit as number,
        limits?.nearLower as number,
        limits?.nearUpper as number,
      ],
      [
        example.mean,
        example.mr_bar,
        example.lpl,
        example.upl,
        example.url,
        example.near_lpl,
        example.near_upl,
      ],
    );
    const values = [...example.baseline, ...example.later];
    const rules = limits ? processSignals(values, limits) : [];
    expect(rules.filter((rule) => rule === 1 || rule === 3)).toEqual(example.points_outside);
    const started = rules.indexOf(4);
    expect(started + 7).toBe(example.first_7_run_ends_at);
    expect(assurance({ lower: example.lpl, upper: example.upl }, 29, 'down')).toBe('hit-or-miss');
    const again = examples.E10b_rebased;
    const rebased = processLimits(again.values, { minimum: 8 });
    nearAll(
      [
        rebased?.mean as number,
        rebased?.movingRange as number,
        rebased?.lower as number,
        rebased?.upper as number,
      ],
      [again.mean, again.mr_bar, again.lpl, again.upl],
    );
    expect(rebased && assurance(rebased, again.target, 'down')).toBe('hit-or-miss');
  });
  it('E10c: proportions with large unequal denominators', () => {
    const { n, defects, pbar, z, sigma_z, pprime_upl_last, p_chart_upl_last, p_last } =
      examples.E10c_laney;
    const result = laneyLimits(n.map((size, index) => ({ n: size, k: defects[index] as number })));
    nearAll(
      [result.mean, result.sigmaZ, result.upper.at(-1) as number],
      [pbar, sigma_z, pprime_upl_last],
    );
    const sigma = (size: number) => Math.sqrt((result.mean * (1 - result.mean)) / size);
    nearAll(
      n.map((size, index) => ((defects[index] as number) / size - result.mean) / sigma(size)),
      z,
      4,
    );
    near(result.mean + 3 * sigma(n.at(-1) as number), p_chart_upl_last);
    near((defects.at(-1) as number) / (n.at(-1) as number), p_last);
  });
  it('E11: what is due when, and how much of what is expected came', () => {
    const due = (end: string, days: number, grace: number) => addDays(end, days + grace);
    const example = examples.E11_freshness;
    const late = (date: string) => daysBetween(date, example.as_of.slice(0, 10)) + 6 / 24;
    for (const [end, wanted] of [
      ['2026-10-05', example.weekly_last_end_1005],
      ['2026-09-28', example.weekly_last_end_0928],
      ['2026-08-24', example.weekly_last_end_0824],
    ] as const) {
      expect(due(end, 7, 2)).toBe(wanted.next_due.slice(0, 10));
      near(late(due(end, 7, 2)), wanted.days_late);
    }
    const stale = judge(
      { must: '>= 80 %' },
      { cells: weeks('A', [90, 90, 90, 90], { last: '2026-08-17' }), asOf: '2026-10-07' },
    );
    expect(stale).toMatchObject({
      state: 'stale',
      sentence: expect.stringContaining('due 2 September 2026'),
    });
    const { sites, periods, closed_calendar_cells, expected, present, coverage } = example.coverage;
    expect(sites * periods - closed_calendar_cells).toBe(expected);
    near(present / expected, coverage);
    const bySite = Array.from({ length: sites }, (_, site) => ({
      site: `S${site}`,
      periods: Array.from({ length: periods }, (_, back) => week(periods - 1 - back)),
      values: Array.from({ length: periods }, (_, index) =>
        site === 0 && index > 0 && index < 7 ? null : 1,
      ),
    }));
    const state = {
      metric: {
        grain: 'week',
        value: { kind: 'column', of: { aggregate: 'mean', column: 'v' } },
        definitions: [],
        owner: 'o',
        steward: 's',
      },
      all: { latest: { period: week(0) } },
      bySite,
      freshness: 'fresh',
      restated: [],
      observations: { metric: 'm', latest: [], superseded: [] },
    } as unknown as MetricState;
    const portfolio = {
      exports: [],
      asOf: '2026-10-05',
      sites: [{ id: 'S0', closed: [...days(11), ...days(10)] }],
    } as never;
    expect(metricConfidence(state, portfolio).weakest).toBe(
      `${Math.round((100 * (65 - 2 - 4)) / 63)} % of the expected periods arrived`,
    );
  });
  it('E12: usability, and why the promoter score of 24 people is noise', () => {
    const { items, scores, mean, sd, ci95, n } = examples.E12_umux_lite;
    nearAll(
      items.map(([useful, easy]) => umuxLite(useful as number, easy as number)),
      scores,
      3,
    );
    const result = usability(items as [number, number][]);
    nearAll([result.mean, result.sd, result.low, result.high, result.n], [mean, sd, ...ci95, n]);
    const { promoters, passives, detractors, nps, moe95 } = examples.E12b_nps_noise;
    const score = netPromoterScore(promoters, passives, detractors);
    nearAll([score.score, score.margin], [nps, moe95], 4);
    const { k, n: asked, p, lo, hi } = examples.E12c_csat_top2;
    const top = wilson(k, asked);
    nearAll([top.p, top.low, top.high], [p, lo, hi]);
  });
  it('E13: restated values turn a gate; all one way is no noise', () => {
    const {
      first_reported,
      latest,
      baseline,
      first_change_pct,
      latest_change_pct,
      revision_last,
      mean_abs_revision,
      mean_revision,
    } = examples.E13_restatement;
    const result = revisions(
      first_reported.map((first, index) => ({ first, latest: latest[index] as number })),
    );
    nearAll([result.mean, result.meanSize], [mean_revision, mean_abs_revision]);
    expect(result.oneWay).toBe(true);
    expect((latest.at(-1) as number) - (first_reported.at(-1) as number)).toBe(revision_last);
    const judged = (values: number[]) =>
      judge(
        { must: { change: '<= -25 %' }, baseline: { value: baseline } },
        { cells: weeks('A', values), metric: { direction: 'down' } },
      );
    const [then, now] = [judged(first_reported), judged(latest)];
    expect([then.state, now.state]).toEqual(['met', 'not-met']);
    near(100 * ((then.value as number) / baseline - 1), first_change_pct, 3);
    near(100 * ((now.value as number) / baseline - 1), latest_change_pct, 3);
  });
  it('E14: consistent at four of five sites, never pooled; an unknown site cannot save it', () => {
    const counts = examples.E14_gate_consistency.counts as unknown as Record<
      string,
      [number[], number]
    >;
    const sites = Object.keys(counts);
    const cells = (missing?: string) =>
      sites.flatMap((site) =>
        weeks(
          site,
          (counts[site]?.[0] ?? []).map((active, index) =>
            site === missing && index === 1 ? null : (100 * active) / (counts[site]?.[1] as number),
          ),
          { of: counts[site]?.[1] as number },
        ),
      );
    const rule = { must: '>= 80 %', per: 'site', sites, sustained: 4, across: { atLeast: 4 } };
    const result = judge(rule, { cells: cells() });
    expect(result.state).toBe('not-met');
    expect(result.units.map((unit) => unit.state === 'met')).toEqual(
      Object.values(examples.E14_gate_consistency.site_met),
    );
    nearAll(
      result.units.flatMap((unit) => unit.values.map((value) => (value as number) / 100)),
      Object.values(examples.E14_gate_consistency.weeks).flat(),
      4,
    );
    const open = judge(rule, { cells: cells('TAR') });
    expect(open).toMatchObject({
      state: 'not-met',
      sentence: expect.stringContaining(
        `at best ${examples.E14b_gate_coverage.best_case} of 5, needs ${examples.E14b_gate_coverage.needed}`,
      ),
    });
    expect(open.units.find((unit) => unit.id === 'TAR')?.state).toBe('insufficient-data');
  });
  it('E14c: three-valued logic', () => {
    const { all_met_unknown, all_notmet_unknown, any_met_unknown, any_notmet_unknown } =
      examples.E14c_kleene;
    const wanted = [all_met_unknown, all_notmet_unknown, any_met_unknown, any_notmet_unknown].map(
      (word) => word.replace('_', '-'),
    );
    expect([
      allOf(['met', 'insufficient-data']),
      allOf(['not-met', 'insufficient-data']),
      anyOf(['met', 'insufficient-data']),
      anyOf(['not-met', 'insufficient-data']),
    ]).toEqual(wanted);
  });
  it('E16: the weakest dimension decides, not the mean', () =>
    expect(confidenceLabel(Object.values(examples.E16_confidence.dims))).toBe(
      examples.E16_confidence.grade[0],
    ));
  it('E17: three initiatives claim 170 % of one effect', () => {
    const { claims, share_sum, claimed, validated_effect, overclaim, pro_rata } =
      examples.E17_double_count;
    const result = attribution(
      (claims as [string, string, string, number, number][]).map(([, , , share, amount]) => ({
        share,
        claimed: amount,
      })),
    );
    nearAll(
      [result.shareSum, result.claimed, result.effect, result.overclaim],
      [share_sum, claimed, validated_effect, overclaim],
    );
    nearAll(result.proRata, Object.values(pro_rata), 3);
  });
  it('E19: the lagging metric followed in time', () => {
    const {
      leading_reached,
      expected_lag_weeks,
      lagging_signal,
      as_of,
      check_by,
      latest_accepted_signal,
      state,
    } = examples.E19_lead_lag;
    expect(
      leadLag({
        reached: leading_reached,
        lagWeeks: expected_lag_weeks,
        signal: lagging_signal,
        asOf: as_of,
      }),
    ).toEqual({ checkBy: check_by, latest: latest_accepted_signal, state });
  });
  it('E20: a variance is signed by what is better; points are not per cent', () => {
    const { downtime, fpy, pct_vs_pp, progress } = examples.E20_variance;
    near(favourable(downtime.actual, downtime.plan, 'down'), downtime.favourable);
    near(favourable(fpy.actual, fpy.plan, 'up'), fpy.favourable);
    expect(formatDifference({ unit: '%', decimals: 1 }, pct_vs_pp.to - pct_vs_pp.from_)).toBe(
      '10.0 pp',
    );
    expect(differenceUnit({ unit: 'h' })).toBe('h');
    near(100 * (pct_vs_pp.to / pct_vs_pp.from_ - 1), pct_vs_pp.percent);
    near(
      shareOfDistance(progress.baseline, progress.target, progress.actual),
      progress.share_of_distance,
    );
  });
});

/** Unplanned downtime of six lines, eight weeks before and after. */
const E8 = {
  treated: {
    before: [9.8, 10.4, 9.1, 10.9, 9.6, 10.2, 11, 9.4],
    after: [8.9, 7.8, 7.1, 6.9, 7.4, 6.6, 7.2, 6.5],
  },
  controls: [
    {
      before: [8.9, 9.5, 9.2, 8.4, 9.9, 9, 9.3, 8.8],
      after: [8.6, 9.1, 8.3, 8.8, 8.2, 9, 8.5, 8.1],
    },
    {
      before: [10.6, 9.7, 10.1, 10.9, 9.9, 10.4, 10.8, 10],
      after: [9.8, 9.4, 10.2, 9.1, 9.6, 9.9, 9.3, 9.5],
    },
    {
      before: [7.9, 8.3, 8.8, 7.6, 8.1, 8.5, 8, 8.4],
      after: [8, 7.4, 7.9, 8.3, 7.6, 7.8, 8.1, 7.5],
    },
    {
      before: [11.2, 10.5, 10.8, 11.6, 11, 10.3, 11.1, 10.7],
      after: [10.4, 10.9, 10.1, 10.6, 9.9, 10.5, 10.2, 10],
    },
    {
      before: [9.1, 8.7, 9.6, 9.3, 8.9, 9.4, 8.6, 9.2],
      after: [8.8, 9, 8.5, 8.9, 8.3, 8.7, 8.4, 8.6],
    },
  ],
};

/** Planned benefits of E9: 320 to date, 250 of it in the last two quarters. */
const PLAN = [0, 0, 70, 110, 140, 150, 150, 150, 150];

describe('small rules that the examples do not give in numbers', () => {
  it('velocity: planned by actual days between gates, open overdue ones counted', () => {
    expect(
      velocity([
        { plannedDays: 100, actualDays: 50, open: false },
        { plannedDays: 100, actualDays: 200, open: false },
        { plannedDays: 100, actualDays: 400, open: true },
      ]),
    ).toBe(0.5);
    expect(velocity([{ plannedDays: 100, actualDays: 400, open: true }])).toBeNull();
    const gate = (due: string, decided?: string) => ({
      due,
      ...(decided ? { decision: { date: decided } } : {}),
    });
    const initiative = {
      start: '2026-01-01',
      gates: [gate('2026-02-01', '2026-03-04'), gate('2026-05-01')],
    } as never;
    expect(gatePace([initiative], '2026-06-01')).toEqual({ pace: 0.5, decided: 1, open: 1 });
  });
});
