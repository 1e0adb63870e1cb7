import { describe, expect, it } from 'vitest';
import { computeMetrics } from '#model/metric/computeMetric.ts';
import { whatMoved } from '#model/metric/whatMoved.ts';
import { AS_OF, week, weeks, world } from '../gate/evidence.ts';

const BASELINE = { baseline: { period: '2026-W39' } };
const moved = (facts: Parameters<typeof world>[0]) => {
  const { portfolio } = world(facts);
  const metrics = computeMetrics(portfolio);
  const state = metrics.get('use');
  return state ? whatMoved(state, metrics, portfolio.sites) : null;
};

describe('what moved a number since its baseline', () => {
  it('both sites rise and the total falls: the page says that the shares did it', () => {
    const cells = [
      ...weeks('A', [90, 92], { of: 1000 }),
      ...weeks('B', [70], { of: 3000, last: week(1) }),
      ...weeks('B', [72], { of: 6000 }),
    ];
    const result = moved({ cells, metric: { ...BASELINE, type: 'outcome' } });
    expect(result).toMatchObject({
      opposed: true,
      unit: 'pp',
      sentence:
        'The total moves by −0.1 pp while the sites together move the other way (Plant A +2.0 pp and Plant B +2.0 pp): what they did makes +2.0 pp, the change of their shares −2.1 pp.',
    });
    expect(result?.parts.map((part) => part.effect.toFixed(4))).toEqual(['2.0000', '-2.1429']);
  });
  it('shows as many digits as it takes for the shown parts to add up to the shown change', () => {
    const cells = [
      ...weeks('A', [90, 90.4], { of: 1000 }),
      ...weeks('B', [70], { of: 1000, last: week(1) }),
      ...weeks('B', [70.3], { of: 1010 }),
    ];
    const result = moved({ cells, metric: { ...BASELINE, type: 'outcome' } });
    // With one digit it would read +0.3 = +0.3 − 0.1, since the parts are +0.349 and −0.050.
    expect(result).toMatchObject({
      decimals: 2,
      sentence:
        'Of +0.30 pp in total, what the sites did makes +0.35 pp, the change of their shares −0.05 pp.',
      from: 'week 39 of 2026',
      to: 'week 40 of 2026',
    });
  });
  it('a product of metrics splits into its factors without a remainder', () => {
    const part = (values: [number, number]) => ({
      metric: { title: 'Part', type: 'outcome', unit: '', value: { sum: 'a' } },
      cells: values.map((value, at) => ({
        period: week(1 - at),
        site: null,
        line: null,
        value,
        n: 1,
        combine: 'sum' as const,
      })),
    });
    const more = {
      cost: {
        ...part([400, 500]),
        metric: { title: 'Cost', type: 'outcome', unit: '', value: { sum: 'a' } },
      },
      made: {
        ...part([100, 100]),
        metric: { title: 'Made', type: 'outcome', unit: '', value: { sum: 'a' } },
      },
    };
    const cells = [4, 5].map((value, at) => ({
      period: week(1 - at),
      site: null,
      line: null,
      value,
      n: 1,
      combine: 'none' as const,
    }));
    const result = moved({
      cells,
      more,
      asOf: AS_OF,
      metric: { ...BASELINE, type: 'outcome', unit: 'EUR', value: { formula: 'cost / made' } },
    });
    expect(result).toMatchObject({
      kind: 'factors',
      parts: [{ name: 'Cost' }, { name: 'Made', effect: 0 }],
    });
    expect(result?.parts[0]?.effect).toBeCloseTo(1, 9);
  });
  const parts = {
    cost: (values: [number, number]) => made('Cost', values),
    units: (values: [number, number]) => made('Units', values),
    defects: (values: [number, number]) => made('Defects', values),
  };
  function made(title: string, values: [number, number]) {
    return {
      metric: { title, type: 'outcome', unit: '', value: { sum: 'a' } },
      cells: values.map((value, at) => ({
        period: week(1 - at),
        site: null,
        line: null,
        value,
        n: 1,
        combine: 'sum' as const,
      })),
    };
  }
  const composed = (
    formula: string,
    more: NonNullable<Parameters<typeof world>[0]['more']>,
    value: [number, number],
  ) =>
    moved({
      cells: value.map((one, at) => ({
        period: week(1 - at),
        site: null,
        line: null,
        value: one,
        n: 1,
        combine: 'none' as const,
      })),
      more,
      asOf: AS_OF,
      metric: { ...BASELINE, type: 'outcome', unit: 'EUR', value: { formula } },
    });
  it('a difference in a formula is split in every order, and the parts add up', () => {
    const result = composed(
      'cost / (units - defects)',
      {
        cost: parts.cost([4000, 4200]),
        units: parts.units([100, 110]),
        defects: parts.defects([20, 10]),
      },
      [50, 42],
    );
    expect(result?.parts.map(({ name }) => name)).toEqual(['Cost', 'Units', 'Defects']);
    expect(result?.change).toBeCloseTo(-8, 9);
    expect(result?.parts.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(-8, 9);
    // By hand over the six orders, of cost 4000 → 4200, units 100 → 110, defects 20 → 10.
    expect(result?.parts.map(({ effect }) => effect.toFixed(4))).toEqual([
      '2.2407',
      '-5.1204',
      '-5.1204',
    ]);
  });
  it('a formula of formulas is split by the formulas that it is made of', () => {
    const result = composed(
      'cost-per-made * made-per-good',
      {
        cost: parts.cost([4000, 4200]),
        units: parts.units([100, 110]),
        defects: parts.defects([20, 10]),
        'cost-per-made': {
          metric: {
            title: 'Cost per unit made',
            type: 'outcome',
            unit: 'EUR',
            value: { formula: 'cost / units' },
          },
          cells: [],
        },
        'made-per-good': {
          metric: {
            title: 'Made per good unit',
            type: 'outcome',
            unit: '',
            value: { formula: 'units / (units - defects)' },
          },
          cells: [],
        },
      },
      [50, 42],
    );
    expect(result?.parts.map(({ name }) => name)).toEqual([
      'Cost per unit made',
      'Made per good unit',
    ]);
    expect(result?.parts.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(-8, 9);
  });
  it('nothing is told of a single site, or before a baseline is over', () => {
    expect(moved({ cells: weeks('A', [90, 92]), metric: BASELINE })).toBeNull();
    expect(
      moved({
        cells: [...weeks('A', [90, 92]), ...weeks('B', [90, 92])],
        metric: { baseline: { period: '2026-W40' } },
      }),
    ).toBeNull();
  });
});
