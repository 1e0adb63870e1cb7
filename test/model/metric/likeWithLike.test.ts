import { describe, expect, it } from 'vitest';
import { judge, sunday, week, world } from '../gate/evidence.ts';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { stateOf } from './stateOf.ts';

/** 26 weeks at 100, then eight at 120: up by a fifth. */
const used = [...Array(26).fill(100), ...Array(8).fill(120)] as number[];
const cells = used.map((value, at) => ({
  period: week(used.length - 1 - at),
  site: 'A',
  line: null,
  value,
  n: 7,
  combine: 'sum' as const,
}));
const energy = {
  title: 'Energy',
  type: 'outcome',
  direction: 'down',
  unit: 'kWh',
  value: { sum: 'kwh' },
  spc: 'xmr',
  baseline: { period: `${week(33)}/${sunday(8)}` },
  target: { value: 90, by: '2027-03-29' },
};

describe('what adds up over time is compared per period', () => {
  it('a change of +20 % does not pass for −10 %, over eight weeks against 26', () => {
    const result = judge(
      { must: { change: '<= -10 %' }, over: { last: 8, grain: 'week' } },
      { cells, metric: energy, initiative: { sites: ['A'] } },
    );
    expect(result).toMatchObject({ state: 'not-met', value: 120, threshold: 90 });
    expect(result.sentence).toContain(
      '120.0 kWh a week, the mean of 8 weeks, 20.0 % against the baseline of 100.0 kWh a week',
    );
  });

  it('a threshold asks for it of one period, however long the window', () => {
    for (const last of [1, 4, 8])
      expect(
        judge(
          { must: '<= 125', over: { last, grain: 'week' } },
          { cells, metric: energy, initiative: { sites: ['A'] } },
        ),
      ).toMatchObject({ state: 'met', value: 120 });
  });

  it('baseline, planned course and share of the way are those of a period', () => {
    const { portfolio } = world({ cells, metric: energy });
    const state = computeMetrics(portfolio).get('use');
    expect(state?.baseline).toBe(100);
    expect(Math.max(...(state?.trajectory ?? []).map((point) => point.value))).toBe(100);
    expect(state?.shareOfDistance).toBe(-2);
  });
});

describe('what is another thing over a longer span is compared per period', () => {
  // Ten at most in most weeks, 60 in one of the baseline: the highest of 26 weeks says nothing of a week.
  const highest = used.map((_, at) => (at === 3 ? 60 : 10 + (at % 2)));
  it.each([
    ['the highest', 'max', { max: 'kwh' }],
    ['a count of different people', 'none', { countDistinct: 'user' }],
  ] as const)('%s', (_, combine, value) => {
    const own = highest.map((one, at) => ({ ...cells[at]!, value: one, combine }));
    const metric = { ...energy, value };
    const state = computeMetrics(world({ cells: own, metric }).portfolio).get('use');
    const mean = highest.slice(0, 26).reduce((sum, one) => sum + one, 0) / 26;
    expect(state?.baseline).toBeCloseTo(mean, 10);
    const result = judge(
      { must: { change: '<= -10 %' }, over: { last: 8, grain: 'week' } },
      { cells: own, metric, initiative: { sites: ['A'] } },
    );
    expect(result).toMatchObject({ state: 'met', value: 10.5 });
    expect(result.sentence).toContain('10.5 kWh a week, the mean of 8 weeks');
  });
  it('and a threshold asks the highest of the whole window', () =>
    expect(
      judge(
        { must: '<= 10.5', over: { last: 8, grain: 'week' } },
        {
          cells: highest.map((one, at) => ({ ...cells[at]!, value: one, combine: 'max' as const })),
          metric: { ...energy, value: { max: 'kwh' } },
          initiative: { sites: ['A'] },
        },
      ),
    ).toMatchObject({ state: 'not-met', value: 11 }));
});

describe('one sentence for level and trend', () => {
  const falling = (by: string, values: number[]) =>
    stateOf(values, {
      yaml: {
        direction: 'down',
        target: { value: 40, by },
        baseline: { period: '2023-01/2023-12' },
      },
    });
  const values = [
    ...[60, 61, 59, 60, 62, 58, 60, 61, 59, 60, 61, 59],
    ...[56, 57, 55, 56, 54, 55, 54, 54, 53, 52, 53, 52],
  ];

  it('says what happens if nothing changes, and what if the trend goes on', () => {
    const { sentence, projection } = falling('2025-06-30', values);
    expect(projection).not.toBeNull();
    expect(sentence).toMatch(
      /^Improved since December 2023\. If nothing further changes, it stays near 54\.0 and misses the target of 40\.0; if the trend of the last 12 months goes on, the target is reached around \w+ 20\d\d \(.*\), \w+ months late\.$/,
    );
    expect(sentence).not.toContain('will not reach');
  });

  it('names no date while the newest signal is on the bad side', () => {
    const { all, projection, projectionAbsent } = falling('2025-06-30', [
      ...values.map((value) => value + 30),
      99,
    ]);
    expect(all.variation).toBe('concern');
    expect(projection).toBeNull();
    expect(projectionAbsent).toBe('the newest signal is on the bad side');
  });
});
