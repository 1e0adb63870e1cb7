import { describe, expect, it } from 'vitest';
import { attributeLimits } from '#model/statistics/chart/attributeLimits.ts';
import { timeBetween } from '#model/statistics/chart/betweenEvents.ts';
import { processLimits } from '#model/statistics/chart/processLimits.ts';
import published from './qicharts2.json' with { type: 'json' };

type Chart = (typeof published.charts)[number];

/** Mean and limits of each point, as this project makes them from the same numbers. */
function made(chart: Chart): { mean: number; lower: number[]; upper: number[] } {
  if (chart.kind === 'i' || chart.kind === 't') {
    const values = chart.values ?? [];
    const limits =
      chart.kind === 'i'
        ? processLimits(values, { fixedBaseline: chart.baseline })
        : timeBetween(values);
    if (!limits) throw new Error('no limits');
    return { mean: limits.mean, lower: [limits.lower], upper: [limits.upper] };
  }
  const per = chart.per ?? 1;
  const counts = (chart.counts ?? []).map((k, at) => ({ k, n: (chart.n?.[at] ?? 1) / per }));
  const of = chart.kind === 'p' ? 'proportion' : 'rate';
  const { mean, errors } = attributeLimits(counts, chart.baseline, of, chart.leftOut);
  return {
    mean,
    lower: errors.map((error) => Math.max(0, mean - 3 * error)),
    upper: errors.map((error) => mean + 3 * error),
  };
}

/** qicharts2 takes 3/1.128 where NHSRplotthedots and this project take 2.66, which is 1.6e-4 more; a t chart raises that to the power 3.6. */
const near = (value: number | undefined, right: number, within: number) =>
  expect(Math.abs((value ?? Number.NaN) - right)).toBeLessThanOrEqual(within * Math.max(1, right));

describe(published.source, () => {
  it.each(published.charts.map((chart) => [chart.kind, chart.table, chart] as const))(
    'the %s chart of table %s has these limits',
    (kind, _, chart) => {
      const { mean, lower, upper } = made(chart);
      near(mean, chart.mean, 1e-8);
      const within = kind === 'i' ? 2e-4 : kind === 't' ? 4e-4 : 1e-8;
      for (const [at, right] of chart.lower.entries()) near(lower[at], right, within);
      for (const [at, right] of chart.upper.entries()) near(upper[at], right, within);
    },
  );
});
