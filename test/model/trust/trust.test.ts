import { describe, expect, it } from 'vitest';
import type { FrictionItem } from '#model/record/friction.ts';
import type { Standup } from '#model/record/standup.ts';
import { initiativeSchema } from '#ingest/schemas/initiative.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { response } from '#model/trust/response.ts';
import { trust } from '#model/trust/trust.ts';
import { rolloutSentence, standupSentence, waitSentence } from '#model/trust/trustSentence.ts';

const item = (
  opened: string,
  firstResponse: string | null,
  resolved: string | null = null,
  more: Partial<FrictionItem> = {},
): FrictionItem => ({
  id: opened,
  initiative: null,
  from: 'it',
  to: 'ot',
  severity: 2,
  site: 'A',
  opened,
  firstResponse,
  resolved,
  title: 'An item',
  ...more,
});
const AS_OF = '2026-10-07';

describe('the response of one function to another', () => {
  it('counts an open item past the agreed time as a miss, and one not yet due as neither', () => {
    const items = [
      item('2026-09-01T08:00', '2026-09-01T20:00'),
      item('2026-09-02T08:00', '2026-09-04T08:00'),
      item('2026-09-03T08:00', null),
      item('2026-10-06T08:00', null),
    ];
    expect(response(items, [4, 24, 72], AS_OF)).toMatchObject({
      n: 4,
      within: 1,
      late: 1,
      openOverdue: 1,
      openPending: 1,
      attainment: 1 / 3,
      unresolved: 4,
      oldestDays: 35,
    });
  });
  it('has no median answer while half of the items have none', () =>
    expect(
      response(
        [
          item('2026-09-01T08:00', '2026-09-01T09:00'),
          item('2026-09-01T07:00', null),
          item('2026-09-01T06:00', null),
        ],
        [4, 24, 72],
        AS_OF,
      ).medianHours,
    ).toBeNull());
  it('tells answering from resolving', () => {
    const items = [1, 2, 3].map((day) =>
      item(
        `2026-09-0${day}T08:00`,
        `2026-09-0${day}T10:00`,
        day < 3 ? `2026-09-${10 + day}T08:00` : null,
      ),
    );
    expect(response(items, [4, 24, 72], AS_OF)).toMatchObject({
      medianHours: 2,
      medianResolutionHours: 240,
      unresolved: 1,
    });
  });
  it('is measured against the hours agreed for the severity', () =>
    expect(
      response(
        [item('2026-09-01T08:00', '2026-09-01T20:00', null, { severity: 1 })],
        [4, 24, 72],
        AS_OF,
      ).late,
    ).toBe(1));
});

const standup = (index: number, held: boolean, ot: number): Standup => ({
  date: `2026-08-${String(index + 1).padStart(2, '0')}`,
  initiative: 'trial',
  held,
  attendance: { business: 1, it: 2, ot },
});
const initiative = {
  id: 'trial',
  ...initiativeSchema.parse({
    title: 'Trial',
    phase: 'scale',
    sites: [
      { site: 'A', phase: 'scale', since: '2026-03-01' },
      { site: 'B', phase: 'scale', since: '2026-03-01' },
      { site: 'C', phase: 'scale', since: '2026-03-01' },
      { site: 'D', phase: 'pilot', since: '2026-01-01' },
    ],
    checkpoints: [
      { date: '2026-02-01', site: 'A', operators: 8, shifts: 2 },
      { date: '2026-02-01', site: 'B', operators: 2, shifts: 1, atTheLine: false },
      { date: '2026-04-01', site: 'C', operators: 8, shifts: 2 },
    ],
  }),
};
const portfolio = {
  asOf: AS_OF,
  sites: [{ id: 'A', name: 'Alpha' }],
  settings: { responseHours: [4, 24, 72] },
  initiatives: [initiative],
  frameworks: [
    {
      id: 'pilot-iterate-scale',
      phases: [{ id: 'frame' }, { id: 'pilot' }, { id: 'iterate' }, { id: 'scale' }],
    },
  ],
  friction: [1, 2, 3].map((day) => item(`2026-09-0${day}T08:00`, `2026-09-2${day}T08:00`)),
  standups: Array.from({ length: 10 }, (_, index) => standup(index, index < 8, index < 5 ? 1 : 0)),
} as unknown as Portfolio;

describe('trust, from the records', () => {
  const state = trust(portfolio);
  it('reports the quorum of three functions of what was planned: 5 of 10, not of the 8 held', () => {
    expect(state.standups).toMatchObject({ planned: 10, held: 8, threeLens: 5 });
    expect(standupSentence(state.standups)).toBe(
      'Eight of ten planned standups were held, five with all three functions: 50 % of those planned. Missing: OT three times. The last was on 8 August 2026.',
    );
  });
  it('tells roll-outs after a validation from those after a thin one, a later one, or none', () => {
    expect(state.rollouts.map((one) => [one.site, one.state])).toEqual([
      ['A', 'validated'],
      ['B', 'thin'],
      ['C', 'without'],
    ]);
    expect(rolloutSentence(state.rollouts)).toBe(
      'One of three roll-outs followed a validation by operators at that plant, one after a thin one and one without any.',
    );
  });
  it('says who waits longest, in days when hours are many', () =>
    expect(waitSentence(state)).toBe(
      'IT waits longest for OT: 20 days to a first answer; three items are unresolved',
    ));
  it('says when nothing is written down', () =>
    expect(waitSentence(trust({ ...portfolio, friction: [] }))).toBe(
      'Nobody has written down yet who waits for whom',
    ));
});
