import { beforeAll, describe, expect, it } from 'vitest';
import type { Portal } from '#model/portal.ts';
import { composeBakery } from './bakery.ts';

let portal: Portal;
beforeAll(async () => {
  const composed = await composeBakery();
  expect(composed.text).toBe('');
  portal = composed.portal as Portal;
});
const review = (id: string) => portal.reviews.find((one) => one.review.id === id);
const initiative = () => portal.initiatives[0] as Portal['initiatives'][number];

describe('a portfolio with a framework of its own', () => {
  it('judges its gates, the failed one kept beside the repeat', () => {
    expect(review('scan-try-1')).toMatchObject({
      gate: 'T1',
      position: 'supports-iterate',
      class: 'supported',
      sequence: 1,
      iterations: 0,
    });
    expect(review('scan-try-2')).toMatchObject({
      gate: 'T1',
      position: 'supports-advance',
      class: 'supported',
      sequence: 2,
      iterations: 1,
    });
    expect(review('scan-accept-south')).toMatchObject({
      gate: 'T2',
      position: 'supports-iterate',
      state: 'open',
      results: [{ sentence: 'not met: South bakehouse 54.4 % (needs 80.0 %)' }],
    });
  });
  it('a closed week of one bakehouse is no missing week', () =>
    expect(review('scan-try-1')?.results[0]?.periods).toEqual([
      '2025-12-01',
      '2025-12-08',
      '2025-12-15',
      '2025-12-29',
    ]));
  it('keeps each iteration with its metric when it began and when it ended', () => {
    expect(initiative().iterations).toMatchObject([
      {
        metric: 'scan-use',
        begin: { value: expect.closeTo(41.82, 1), periods: 2 },
        end: { value: expect.closeTo(46.36, 1) },
      },
    ]);
  });
  it('shows the roll-out plant by plant, each with its metric at first and now', () => {
    expect(
      initiative().rollout.map(({ site, state, begin, now }) => [
        site,
        state,
        begin?.value.toFixed(1),
        now?.value.toFixed(1),
      ]),
    ).toEqual([
      ['north', 'not-reviewed', '44.1', '88.6'],
      ['south', 'open', '38.1', '54.4'],
    ]);
  });
});

describe('did it work', () => {
  it('against comparison lines, with interval, placebos, a run signal, washout and the other changes', () => {
    const [effect] = initiative().effects;
    expect(effect).toMatchObject({
      state: 'favourable',
      comparison: { rank: 1, parallel: true, difference: { run: true } },
      level: { of: 'difference', unit: 'pp' },
    });
    expect(effect?.sentence).toMatch(
      /^1\.0 pp lower than the comparison lines' development would suggest \(80 % interval −1\.\d to −0\.\d\), 20 % of it; larger than in each of the 3 comparison lines; with 4 lines the smallest possible p is 1\/4\.$/,
    );
    expect(effect?.notes.join(' ')).toMatch(
      /ran parallel.*a run signal.*Without the first 2 weeks.*New flour at all ovens in January.*not recorded/,
    );
  });
  it('only weeks that every line has are compared', async () => {
    const { portal: thinner } = await composeBakery({
      'data/waste.csv': (text) => text.replace(/2025-12-15,south,S1.*\n/, ''),
    });
    const points = (of: Portal | null) =>
      of?.initiatives[0]?.effects[0]?.level?.points.map((point) => point.period) ?? [];
    expect(points(portal)).toContain('2025-12-15');
    expect(points(thinner)).toHaveLength(points(portal).length - 1);
    expect(points(thinner)).not.toContain('2025-12-15');
  });
  it('fewer than eight weeks after the start give before and after only, and the gate says when there will be enough', async () => {
    const { portal: early } = await composeBakery(
      {
        'content/initiatives/scan-at-oven.mdx': (text) =>
          text
            .replace(/  - id: scan-try-1[\s\S]*?(?=  - id: scan-try-2)/, '')
            .replace(/    signOffs:[\s\S]*?Ada Baker \}\n/, '')
            .replace('Flour saved', 'Flour')
            .replace('confirmedOn: 2026-02-20, ', ''),
      },
      '2026-01-14',
    );
    const [effect] = early?.initiatives[0]?.effects ?? [];
    expect(effect).toMatchObject({
      comparison: null,
      sentence: expect.stringContaining(
        'No comparison: only 6 of 8 weeks that every line has on one side of the start; before and after only',
      ),
    });
    expect(
      early?.reviews
        .find((one) => one.review.id === 'scan-try-2')
        ?.results.find((result) => result.criterion.id === 'waste'),
    ).toMatchObject({
      state: 'insufficient-data',
      reason: 'no-comparison',
      earliest: '2026-01-26',
    });
  });
  it('lines that were drifting apart before the start leave it open', async () => {
    let week = 0;
    const { portal: drifting } = await composeBakery({
      'data/waste.csv': (text) =>
        text.replaceAll(
          /(2025-(?:09|10|11)-\d\d,north,N1),(\d+)/g,
          (_, head, wasted) => `${head},${Number(wasted) + 6 * week++}`,
        ),
    });
    expect(drifting?.initiatives[0]?.effects[0]).toMatchObject({
      state: 'unknown',
      sentence: expect.stringContaining('already drifting apart'),
    });
    expect(drifting?.reviews.find((one) => one.review.id === 'scan-try-2')?.position).toBe(
      'undetermined',
    );
  });
});

describe('money', () => {
  it('per initiative and in total, with the discount rate said', () => {
    const { businessCase } = initiative();
    expect(businessCase).toMatchObject({
      discountRate: 0.1,
      periodsPerYear: 4,
      first: '2025-Q4',
      last: { period: '2026-Q1' },
      plan: { net: [-20, -4, 7, 7, 14] },
    });
    expect(businessCase?.rate).toBeCloseTo(4 / 6, 9);
    expect(portal.businessCase).toEqual({
      whole: { ...businessCase, rate: businessCase?.rate },
      initiatives: 1,
    });
  });
  it('several cash flows in months and quarters add up in quarters, each forecast by its own rate', async () => {
    const { businessCaseOfAll, businessCase } = await import('#model/initiative/businessCase.ts');
    const quarters = [
      { period: '2026-Q1', plannedCost: 10, cost: 10, planned: 10, validated: 5 },
      { period: '2026-Q2', plannedCost: 0, planned: 20 },
    ];
    const months = [
      { period: '2026-01', plannedCost: 3, cost: 3, planned: 3, validated: 3 },
      { period: '2026-04', plannedCost: 0, planned: 6 },
    ];
    const total = businessCaseOfAll([quarters, months], 0.1);
    expect(total?.whole).toMatchObject({
      periodsPerYear: 4,
      plan: { net: [0, 26] },
      forecast: { net: [-5, 16] },
      rate: null,
    });
    const alone = businessCase(quarters, 0.1);
    expect(total?.whole.forecast?.npv).toBeCloseTo(
      (alone?.forecast?.npv ?? 0) + 6 / 1.1 ** 0.25,
      9,
    );
  });
  it('time passes in a quarter without a line, and lines may stand in any order', async () => {
    const { businessCase } = await import('#model/initiative/businessCase.ts');
    const gap = businessCase(
      [
        { period: '2027-Q1', plannedCost: 0, planned: 121 },
        { period: '2026-Q1', plannedCost: 100, planned: 0 },
      ],
      0.1,
    );
    expect(gap?.plan.net).toEqual([-100, 0, 0, 0, 121]);
    expect(gap?.plan.npv).toBeCloseTo(-100 + 121 / 1.1, 9);
    expect(gap?.plan.payback).toBeCloseTo(3 + 100 / 121, 9);
  });
  it('a period that brought benefits and cost nothing has come', async () => {
    const { businessCase } = await import('#model/initiative/businessCase.ts');
    const cash = [
      { period: '2026-Q1', plannedCost: 10, cost: 10, planned: 0 },
      { period: '2026-Q2', plannedCost: 0, planned: 8, claimed: 8, validated: 4 },
      { period: '2026-Q3', plannedCost: 0, planned: 8 },
    ];
    expect(businessCase(cash, 0)).toMatchObject({
      forecast: { net: [-10, 4, 4] },
      toDate: { confirmed: 4, planned: 8 },
      last: { period: '2026-Q2' },
      rate: 0.5,
    });
  });
  it('months, quarters and years are told apart, and a week is none of them', async () => {
    const { businessCase } = await import('#model/initiative/businessCase.ts');
    expect(
      businessCase(
        [
          { period: '2026-01', plannedCost: 5, planned: 0 },
          { period: '2026-Q2', plannedCost: 0, planned: 9 },
          { period: '2026-05', plannedCost: 0, planned: 1 },
        ],
        0,
      ),
    ).toMatchObject({ periodsPerYear: 4, plan: { net: [-5, 10] } });
    const { text } = await composeBakery({
      'content/initiatives/scan-at-oven.mdx': (text) =>
        text.replace(/(cashFlow:[\s\S]*?period: )\S+?,/, '$12026-W12,'),
    });
    expect(text).toContain('a quarter, a month or a year such as 2026-Q4');
  });
});
