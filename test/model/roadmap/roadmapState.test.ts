import { describe, expect, it } from 'vitest';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import { sitesSchema } from '#ingest/schemas/portfolio.ts';
import { roadmapItemSchema } from '#ingest/schemas/roadmap.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import {
  broughtWords,
  itemSlack,
  itemTrouble,
  roadmapHeadline,
} from '#model/roadmap/roadmapSentence.ts';
import { followedBy, roadmapStates } from '#model/roadmap/roadmapState.ts';

const SITES = sitesSchema.parse([
  {
    id: 'N',
    name: 'Northfield',
    stops: [{ from: '2026-08-10', to: '2026-08-21' }, { from: '2026-12-21' }],
  },
  { id: 'S', name: 'Southport' },
]);
const ITEMS = [
  {
    id: 'gateways',
    title: 'Gateways',
    layer: 'ot',
    when: '2026-11',
    status: 'blocked',
    initiative: 'backbone',
    sites: ['N'],
    stopWindow: 'needed',
  },
  {
    id: 'network',
    title: 'Network',
    layer: 'it',
    when: '2026-12',
    initiative: 'backbone',
    needs: ['gateways'],
    sites: ['N'],
    moved: [{ from: '2026-04', reason: 'no stop' }, { from: '2026-07' }],
  },
  {
    id: 'uptime',
    title: 'Fewer stops',
    layer: 'business',
    when: '2027-03',
    goals: ['downtime'],
    needs: ['network', 'sensors', 'late'],
  },
  { id: 'sensors', title: 'Sensors', layer: 'ot', when: '2026-03', status: 'done', sites: ['S'] },
  { id: 'late', title: 'Too late', layer: 'it', when: '2027-Q3' },
  { id: 'overdue', title: 'Overdue', layer: 'it', when: '2026-Q3', status: 'in-progress' },
  {
    id: 'change',
    title: 'Controller change',
    layer: 'ot',
    when: '2026-Q4',
    moc: 'missing',
    sites: ['N'],
    stopWindow: { from: '2027-01-04', to: '2027-01-08' },
  },
] as const;
const frameworkOf = (id: string, criteria: object[]) => ({
  id,
  file: '',
  ...frameworkSchema.parse({
    title: 'House',
    phases: [{ id: 'try', title: 'Try', gate: 'T1', criteria }],
  }),
});
const portfolio = {
  asOf: '2026-10-07',
  sites: SITES,
  frameworks: [
    frameworkOf('house', [
      {
        id: 'either',
        kind: 'group',
        anyOf: [
          { id: 'sensed', kind: 'roadmap', items: ['late'] },
          { id: 'paper', kind: 'document' },
        ],
      },
    ]),
  ],
  initiatives: [
    {
      id: 'backbone',
      ...initiativeSchema.parse({
        title: 'Backbone',
        phase: 'pilot',
        goals: ['cost'],
        decisionsOpen: [
          {
            id: 'D-1',
            question: 'A stop for the gateways',
            decider: 'Plant manager',
            requested: '2026-02-09',
            neededBy: '2026-02-27',
            holds: ['gateways'],
          },
        ],
      }),
    },
    {
      id: 'orders',
      ...initiativeSchema.parse({
        title: 'Orders',
        phase: 'scale',
        gates: [
          {
            id: 'g',
            phase: 'scale',
            due: '2026-12-01',
            criteria: [{ id: 'net', title: 'On the network', kind: 'roadmap', items: ['network'] }],
          },
        ],
      }),
    },
    {
      id: 'presses',
      ...initiativeSchema.parse({
        title: 'Presses',
        framework: 'house',
        phase: 'try',
        gates: [{ id: 'p', phase: 'try', due: '2026-12-01' }],
      }),
    },
    {
      id: 'ovens',
      ...initiativeSchema.parse({
        title: 'Ovens',
        framework: 'house',
        phase: 'try',
        gates: [
          {
            id: 'o',
            phase: 'try',
            due: '2026-05-01',
            decision: { outcome: 'advance', date: '2026-05-04', decider: 'COO' },
          },
        ],
      }),
    },
  ],
  roadmap: ITEMS.map((item) => {
    const parsed = roadmapItemSchema.parse(item);
    const when = parsePeriod(item.when);
    return {
      ...parsed,
      file: '',
      line: 1,
      when: item.when,
      start: when?.start ?? '',
      end: when ? periodEnd(when.start, when.grain) : '',
    };
  }),
} as unknown as Portfolio;
const states = roadmapStates(portfolio);
const items = new Map(states.map((state) => [state.item.id, state]));
const trouble = (id: string) => itemTrouble(items.get(id) as (typeof states)[number], items, SITES);

describe('an item of the roadmap', () => {
  it('knows all that it rests on and all that rests on it', () => {
    expect(items.get('uptime')?.upstream).toEqual(['network', 'sensors', 'late', 'gateways']);
    expect(items.get('gateways')?.downstream).toEqual(['network', 'uptime']);
  });
  it('serves the goals of what rests on it', () => {
    expect(items.get('gateways')).toMatchObject({ goals: ['cost'], serves: ['cost', 'downtime'] });
    expect(items.get('sensors')).toMatchObject({ goals: [], serves: ['downtime'] });
  });
  it('waits for what is not done, and knows where the waiting begins', () =>
    expect(items.get('uptime')).toMatchObject({
      waitsFor: ['network', 'late'],
      roots: ['late', 'gateways'],
    }));
  it('holds initiatives through items and through gates that ask for one', () =>
    expect(items.get('gateways')).toMatchObject({
      holds: ['network', 'uptime'],
      holdsInitiatives: ['backbone', 'orders'],
    }));
  it('holds the initiatives whose framework asks for it at a gate that is not decided', () =>
    expect(items.get('late')?.holdsInitiatives).toEqual(['presses']));
  it('is followed by the initiative that it belongs to, and by those whose items need it', () => {
    expect(followedBy(items.get('network') as (typeof states)[number], items).initiatives).toEqual([
      'backbone',
    ]);
    expect(followedBy(items.get('gateways') as (typeof states)[number], items).initiatives).toEqual(
      ['backbone'],
    );
  });
  it('that is done waits for nothing and holds nothing', () =>
    expect(items.get('sensors')).toMatchObject({
      waitsFor: [],
      holds: [],
      holdsInitiatives: [],
      slack: null,
      overdueDays: null,
    }));
  it('is followed by the plants it is tied to', () => {
    expect(followedBy(items.get('uptime') as (typeof states)[number], items).sites).toEqual([
      'N',
      'S',
    ]);
    expect(followedBy(items.get('sensors') as (typeof states)[number], items).initiatives).toEqual(
      [],
    );
  });
});

describe('what stands in the way, in words', () => {
  it('is the open decision and the stop of the plant that comes after its date', () =>
    expect(trouble('gateways')).toEqual([
      'Waits for a decision of Plant manager, asked 9 February 2026: A stop for the gateways (D-1).',
      'Needs a stop window at Northfield; none is booked, the next stop begins 21 December 2026, after the date of the item.',
    ]));
  it('is an order that cannot be', () =>
    expect(trouble('uptime')).toContain(
      'Order: it is due Mar 2027, before Too late, which it needs (Q3 2027).',
    ));
  it('is where the waiting begins', () =>
    expect(trouble('uptime')[0]).toBe('The waiting begins at Too late and Gateways.'));
  it('is a date that moved', () =>
    expect(trouble('network')).toEqual([
      'Moved twice: first promised for Apr 2026 (no stop), then Jul 2026, then Dec 2026.',
    ]));
  it('is a date that has passed', () =>
    expect(trouble('overdue')).toEqual(['Was due Q3 2026, seven days ago.']));
  it('is a stop booked too late and a number that is missing', () =>
    expect(trouble('change')).toEqual([
      'Stop window at Northfield booked: 4 January 2027 to 8 January 2027, after the date of the item.',
      'The management-of-change number is missing.',
    ]));
  it('is not slack, which is said apart', () =>
    expect(itemSlack(items.get('network') as (typeof states)[number], items)).toBe(
      'Slack: three months until Fewer stops is due.',
    ));
  it('is counted by function, one item of one function as one', () => {
    const of = (...ids: string[]) =>
      broughtWords(states.filter((state) => ids.includes(state.item.id)));
    expect(of('uptime', 'network')).toBe('Two items, one business and one IT: none done.');
    expect(of('sensors')).toBe('One OT item: all done.');
    expect(of('late', 'overdue')).toBe('Two IT items: none done and one past its date.');
  });
  it('is counted in the headline', () =>
    expect(roadmapHeadline(states)).toBe('One of seven items is blocked and one is past its date'));
});
