import { describe, expect, it } from 'vitest';
import type { CriterionPower } from '#model/foresight/power/gatePower.ts';
import { powerSentence } from '#model/foresight/power/powerSentence.ts';
import { shareClears } from '#model/foresight/power/shareClears.ts';
import { unitCurve } from '#model/foresight/power/unitPower.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { MetricCriterion } from '#model/record/criterion.ts';
import { normalCdf } from '#model/statistics/normal.ts';
import { random } from '#model/statistics/random.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';
import { judge, type Edit } from '../findings/healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const criterionOf = (more: object) =>
  ({
    kind: 'metric',
    must: { kind: 'threshold', comparator: '>=', value: 80, unit: '%' },
    over: { last: 4 },
    sustained: null,
    across: { kind: 'all' },
    ...more,
  }) as unknown as MetricCriterion;
const stateOf = (more: object = {}) =>
  ({ metric: { direction: 'up', population: 'census', ...more } }) as unknown as MetricState;
const gates = async (...edits: Edit[]) => (await judge(edits)).portal?.foresight.gates ?? [];
const watch = async (...edits: Edit[]) =>
  (await gates(...edits)).find(({ review }) => review === 'watch-g3')
    ?.criteria[0] as CriterionPower;
const EFFECT = (text: string): Edit => [WATCH, 'falsifiedIf:', `effect: ${text}, falsifiedIf:`];

describe('the chance of a criterion', () => {
  it('that is sustained in k of n periods is the binomial of one period, once they are over', () => {
    const p = normalCdf((82 - 80) / 3);
    const curve = unitCurve(
      criterionOf({ sustained: { k: 3, n: 4 } }),
      stateOf(),
      { mean: 70, sigma: 3, cases: null, isOfCases: false },
      { level: 82, threshold: 80 },
    );
    expect(curve.slice(0, 3)).toEqual([0, 0, 0]);
    expect(curve[3]).toBeCloseTo(4 * p ** 3 * (1 - p) + p ** 4, 12);
    expect(curve[50]).toBe(curve[3]);
  });
  it('over a window is that of the mean of its periods', () => {
    const curve = unitCurve(
      criterionOf({}),
      stateOf(),
      { mean: 70, sigma: 3, cases: null, isOfCases: false },
      { level: 82, threshold: 80 },
    );
    expect(curve[3]).toBeCloseTo(normalCdf((82 - 80) / (3 / 2)), 12);
  });
  it('of a sample sums every outcome whose interval clears the threshold, as simulation finds', () => {
    const [chance] = [
      unitCurve(
        criterionOf({}),
        stateOf({ population: 'sample' }),
        { mean: 70, sigma: 3, cases: 25, isOfCases: false },
        { level: 88, threshold: 80 },
      )[3] as number,
    ];
    const next = random(11);
    const runs = 20_000;
    let passed = 0;
    for (let run = 0; run < runs; run++) {
      let k = 0;
      for (let at = 0; at < 100; at++) if (next() < 0.88) k += 1;
      if (wilson(k, 100, 80).low >= 0.8) passed += 1;
    }
    expect(Math.abs(chance - passed / runs)).toBeLessThan(0.012);
  });
  it('of a share of which only the cases are known is exact at the level that is expected', () => {
    const noise = { mean: 64.5, sigma: 8.6, cases: 31, isOfCases: true };
    const of = (more: object) =>
      unitCurve(criterionOf(more), stateOf(), noise, { level: 88, threshold: 80 })[3] as number;
    // At least 25 of 31, by summing C(31, k) 0.88^k 0.12^(31 - k).
    const one = [25, 26, 27, 28, 29, 30, 31].reduce((sum, k) => {
      let ways = 1;
      for (let at = 0; at < k; at++) ways *= (31 - at) / (at + 1);
      return sum + ways * 0.88 ** k * 0.12 ** (31 - k);
    }, 0);
    expect(of({ sustained: { k: 4, n: 4 } })).toBeCloseTo(one ** 4, 10);
    // Just at the threshold counts for "at least", and not for "more than".
    const even = { mean: 64.5, sigma: 8.6, cases: 5, isOfCases: true };
    const at = (comparator: string) =>
      unitCurve(
        criterionOf({ over: { last: 1 }, must: { kind: 'threshold', comparator, value: 80 } }),
        stateOf(),
        even,
        { level: 50, threshold: 80 },
      )[0];
    expect(at('>=')).toBeCloseTo(6 / 32, 12);
    expect(at('>')).toBeCloseTo(1 / 32, 12);
    expect(at('<')).toBeCloseTo(26 / 32, 12);
  });
  it('of a share of many thousand cases is the normal law, beside the exact one', () => {
    const share = { level: 80.5, threshold: 80, comparator: '>=' as const };
    const [exact, normal] = [2000, 2001].map((cases) => shareClears({ ...share, cases }));
    expect(Math.abs((exact as number) - (normal as number))).toBeLessThan(0.012);
    expect(shareClears({ ...share, level: 104, cases: 10 })).toBeNull();
  });
  it('is not said of an effect that goes the wrong way', () => {
    expect(
      unitCurve(
        criterionOf({ must: { kind: 'improved' } }),
        stateOf(),
        { mean: 70, sigma: 3, cases: null, isOfCases: false },
        { level: 68, threshold: null },
      ),
    ).toEqual([]);
  });
});

describe('the sentence of a criterion', () => {
  const found = (more: object) =>
    ({
      ...{ grain: 'week', periodsByDue: 9, least: 4, curve: [0, 0, 0, 0], atDue: 0 },
      ...{ expected: { level: 97, base: 71.4, sigmas: 1.5, assumed: false } },
      ...{ enough: null, sure: null },
      ...more,
    }) as unknown as CriterionPower;
  const say = (more: object, effect: object | undefined, units = 1) =>
    powerSentence(found(more), stateOf({ decimals: 1, unit: '%' }), criterionOf({}), {
      due: '2026-10-28',
      effect,
      units,
    });
  it('says that it cannot pass where no outcome would, and not in how many cases', () =>
    expect(say({}, { to: 97 })).toBe(
      'If the expected 97.0 % comes (it stands at 71.4 %), it cannot pass, however long it waits: its window holds too few cases.',
    ));
  it('gives no value of one plant for several', () => {
    const several = { curve: [0, 0, 0, 0.5], atDue: 0.5 };
    expect(say(several, { to: 97 }, 3)).toMatch(
      /^If the expected 97\.0 % comes \(each of the three from where it stands\), it passes/,
    );
    expect(say(several, { by: -2.5 }, 3)).toMatch(/^If the expected change of 2\.5 pp comes/);
  });
  it('names the one reason for which nothing can be said', () => {
    const nothing = { expected: null, curve: [] };
    expect(say(nothing, undefined)).toContain('no expected effect is written');
    expect(say(nothing, { to: 97 })).toContain('too few weeks to know its variation');
  });
});

describe('a gate', () => {
  it('says nothing of a threshold where nobody wrote what is expected', async () => {
    const power = await watch();
    expect(power).toMatchObject({ expected: null, curve: [], atDue: null });
    expect(power.sentence).toContain('cannot be said');
    expect(power.sentence).not.toMatch(/ %/);
  });
  it('passes more often the more is expected, and says by when', async () => {
    const [some, much] = [
      await watch(EFFECT('{ metric: app-use, to: 82 }')),
      await watch(EFFECT('{ metric: app-use, to: 95 }')),
    ];
    expect(some?.atDue).toBeLessThan(much?.atDue as number);
    expect(much?.enough).toBe(4);
    expect(much?.sentence).toContain('by 20 November 2026');
  });
  it('refuses an effect of zero, one without a size, and an unknown metric', async () => {
    for (const [text, words] of [
      ['{ metric: app-use, by: 0 }', 'other than 0'],
      ['{ metric: app-use }', 'either by'],
      ['{ metric: app-use, by: 1, to: 2 }', 'either by'],
      ['{ metric: app-us, by: 1 }', 'app-us'],
      ['[{ metric: app-us, by: 1 }]', 'app-us'],
    ] as const)
      expect(JSON.stringify((await judge([EFFECT(text)])).problems), text).toContain(words);
  });
});
