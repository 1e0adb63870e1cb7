import { describe, expect, it } from 'vitest';
import { DAYS_A_MONTH } from '#model/foresight/delay/benefitAhead.ts';
import { lostUntil } from '#model/foresight/delay/costOfDelay.ts';
import type { DelayCost } from '#model/foresight/delay/delayCost.ts';
import { decisionsDue } from '#model/questions/decisionsDue.ts';
import { addDays } from '#model/time/date.ts';
import { portalOf, type Records } from './portalOf.ts';

const ask = (id: string, ...holds: string[]) => ({
  id,
  question: `${id}?`,
  decider: 'Plant manager',
  requested: '2026-09-01',
  neededBy: '2026-09-30',
  holds,
});
const brings = (planned: number, more: object = {}) => ({ planned, horizonMonths: 12, ...more });
const item = (id: string, more: object = {}) => ({ id, when: '2026-Q4', ...more });
/** a ← b ← c, a ← d ← c (two ways to c), e alone, f done. */
const GRAPH: Records = {
  northStar: 'star',
  goals: [
    {
      id: 'star',
      contributions: {
        it: [
          { text: 'through c', via: ['c'], expected: { low: 1, likely: 2, high: 4 } },
          { text: 'another way too', via: ['c', 'e'], expected: { likely: 100 } },
        ],
      },
    },
  ],
  initiatives: [
    { id: 'front', decisionsOpen: [ask('D-1', 'a'), ask('D-2', 'b'), ask('D-3'), ask('D-4', 'f')] },
    { id: 'back', benefits: [brings(120)] },
    { id: 'over', status: 'stopped', benefits: [brings(999)] },
  ],
  roadmap: [
    item('a', { initiative: 'front' }),
    item('b', { needs: ['a'], initiative: 'back' }),
    item('c', { needs: ['b', 'd'], initiative: 'back' }),
    item('d', { needs: ['a'], initiative: 'over' }),
    item('e'),
    item('f', { status: 'done', initiative: 'back' }),
  ],
};
const costs = (records: Records) => portalOf(records).foresight.delays;
const cost = (records: Records, id: string) =>
  costs(records).decisions.find((one) => one.id === id) as DelayCost;

describe('the cost of delay of a decision', () => {
  it('goes through all needs to initiatives and their benefits, by a graph of six items summed by hand', () => {
    expect(cost(GRAPH, 'D-1')).toMatchObject({
      items: ['a', 'b', 'd', 'c'],
      initiatives: ['front', 'back'],
      perMonth: 10,
      isAtMost: true,
    });
    expect(cost(GRAPH, 'D-2')).toMatchObject({ items: ['b', 'c'], perMonth: 10 });
  });
  it('counts no benefit twice, on however many ways and by however many decisions it is held', () => {
    expect(cost(GRAPH, 'D-1').benefits.filter((one) => one.initiative === 'back')).toHaveLength(1);
    expect(costs(GRAPH).perMonth).toBe(10);
  });
  it('is zero where nothing is held, and where what it names is done', () => {
    for (const id of ['D-3', 'D-4'])
      expect(cost(GRAPH, id)).toMatchObject({
        perMonth: 0,
        points: [],
        sentence: 'Nothing that is recorded waits for it, so no cost of waiting is counted.',
      });
  });
  it('is not known, and not zero, where no benefit is recorded', () => {
    const silent = { ...GRAPH, initiatives: GRAPH.initiatives?.slice(0, 1) ?? [] };
    expect(cost(silent, 'D-1')).toMatchObject({ perMonth: null });
    expect(cost(silent, 'D-1').sentence).toContain('cannot be said');
    expect(cost(silent, 'D-1').sentence).not.toMatch(/ 0/);
  });
  it('holds points of the North Star that come no other way, with their range', () => {
    expect(cost(GRAPH, 'D-2').points).toEqual([
      { goal: 'star', isNorthStar: true, isAtMost: false, likely: 2, low: 1, high: 4 },
    ]);
    const both = {
      ...GRAPH,
      initiatives: [
        { id: 'front', decisionsOpen: [ask('D-9', 'c', 'e')] },
        { id: 'back', benefits: [brings(120)] },
      ],
    };
    expect(cost(both, 'D-9').points[0]?.likely).toBe(102);
  });
  it('comes to an end in a circle of needs', () => {
    const circle = {
      ...GRAPH,
      roadmap: [item('a', { needs: ['b'] }), item('b', { needs: ['a'], initiative: 'back' })],
    };
    expect(cost(circle, 'D-1')).toMatchObject({ items: ['a', 'b'], perMonth: 10 });
  });
  it('takes off what finance confirmed, and nothing that is only claimed', () => {
    const with_ = (benefit: object) =>
      cost(
        {
          initiatives: [{ id: 'x', benefits: [benefit], decisionsOpen: [ask('D', 'x')] }],
        },
        'D',
      );
    expect(with_(brings(120, { realized: 60, confirmedBy: 'Finance' })).perMonth).toBe(5);
    expect(with_(brings(120, { realized: 60 })).perMonth).toBe(10);
    expect(with_(brings(120, { claimed: 60 })).perMonth).toBe(10);
    expect(with_(brings(120, { realized: 150, confirmedBy: 'Finance' })).perMonth).toBe(0);
    expect(with_(brings(120, { inTotal: false })).perMonth).toBeNull();
    expect(with_(brings(120)).isAtMost).toBe(false);
  });
  it('of capital that is not freed is its interest', () => {
    const tied = cost(
      {
        discountRate: 0.09,
        initiatives: [
          {
            id: 'x',
            benefits: [brings(180, { class: 'working-capital' })],
            decisionsOpen: [ask('D', 'x')],
          },
        ],
      },
      'D',
    );
    expect(tied.perMonth).toBeCloseTo(1.35, 10);
  });
  it('counts benefits of the plants at which something waits', () => {
    const at = (site: string) =>
      cost(
        {
          sites: [
            { id: 'N', name: 'Northfield' },
            { id: 'S', name: 'Southport' },
          ],
          initiatives: [
            { id: 'x', benefits: [brings(120, { site })], decisionsOpen: [ask('D', 'i')] },
          ],
          roadmap: [item('i', { initiative: 'x', sites: ['N'] })],
        },
        'D',
      ).perMonth;
    expect(at('N')).toBe(10);
    expect(at('S')).toBe(0);
  });
  it('shares an effect of which several initiatives claim more than the whole', () => {
    const claim = (share: number) => brings(120, { metric: 'cost', share, site: 'N' });
    const records: Records = {
      sites: [{ id: 'N', name: 'Northfield' }],
      initiatives: [
        { id: 'x', benefits: [claim(0.9)], decisionsOpen: [ask('D', 'x')] },
        { id: 'y', benefits: [claim(0.6)] },
      ],
    };
    expect(cost(records, 'D').perMonth).toBeCloseTo(10 / 1.5, 10);
    expect(cost(records, 'D').isAtMost).toBe(true);
  });
  it('of a gate is what its initiative has yet to bring at its plants', () => {
    const records: Records = {
      sites: [
        { id: 'N', name: 'Northfield' },
        { id: 'S', name: 'Southport' },
      ],
      initiatives: [
        {
          id: 'x',
          benefits: [brings(120, { site: 'N' }), brings(600, { site: 'S' })],
          gates: [
            { id: 'g', phase: 'pilot', due: '2026-10-01', sites: ['N'] },
            {
              id: 'past',
              phase: 'pilot',
              due: '2026-05-01',
              decision: { outcome: 'advance', date: '2026-05-01', decider: 'COO' },
            },
          ],
        },
      ],
    };
    expect(costs(records).decisions.map(({ id, perMonth }) => [id, perMonth])).toEqual([['g', 10]]);
  });
  it('stands beside the decision wherever decisions are asked for', () => {
    const due = decisionsDue(portalOf(GRAPH));
    expect(due.find(({ id }) => id === 'D-2')?.cost).toContain('up to 10.0 k EUR');
  });
});

describe('a month of waiting', () => {
  const flow = (from: number): Records => ({
    asOf: '2025-12-31',
    initiatives: [
      {
        id: 'x',
        decisionsOpen: [ask('D', 'x')],
        cashFlow: Array.from({ length: 24 }, (_, at) => ({
          period: `${2026 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
          planned: at < from ? 0 : 40,
        })),
      },
    ],
  });
  it('costs what the cash flow lacks when everything in it comes a month later', () => {
    const said = cost(flow(0), 'D').perMonth as number;
    const total = (from: number) =>
      portalOf(flow(from)).businessCase?.whole.plan.net.reduce((sum, one) => sum + one, 0) ?? 0;
    // Months have 28 to 31 days, the mean month 30.4.
    expect(Math.abs(said - (total(0) - total(1)))).toBeLessThan(0.05);
  });
  it('is paid in steps where the work needs a stop of the plant', () => {
    const portal = portalOf({
      sites: [
        { id: 'N', name: 'Northfield', stops: [{ from: '2026-12-21' }, { from: '2027-04-05' }] },
      ],
      initiatives: [{ id: 'x', benefits: [brings(120)], decisionsOpen: [ask('D', 'i')] }],
      roadmap: [item('i', { initiative: 'x', sites: ['N'], stopWindow: 'needed' })],
    });
    const [asked] = portal.foresight.delays.decisions;
    const lost = (day: string) => lostUntil(asked as DelayCost, portal, day);
    expect(asked?.stops).toEqual([{ site: 'N', next: '2026-12-21', after: '2027-04-05' }]);
    expect(lost('2026-12-21')).toBe(0);
    const step = (10 * 105) / DAYS_A_MONTH;
    expect(lost('2026-12-22')).toBeCloseTo(step, 10);
    expect(lost('2027-04-05')).toBeCloseTo(step, 10);
    expect(lost('2027-04-06')).toBeNull();
    expect(asked?.sentence).toContain('to miss it costs up to 34.5 k EUR');
  });
  it('grows day by day where no stop is needed', () => {
    const portal = portalOf(GRAPH);
    const asked = portal.foresight.delays.decisions.find(({ id }) => id === 'D-1') as DelayCost;
    const lost = (days: number) =>
      lostUntil(asked, portal, addDays(portal.portfolio.asOf, days)) as number;
    expect(lost(0)).toBe(0);
    expect(lost(60)).toBeCloseTo(2 * lost(30), 10);
  });
});
