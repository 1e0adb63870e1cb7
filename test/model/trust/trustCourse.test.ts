import { describe, expect, it } from 'vitest';
import { recentItems } from '#model/trust/recentItems.ts';
import { trustCourse } from '#model/trust/trustCourse.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import { addDays } from '#model/time/date.ts';
import { AS_OF, weeks, world } from '../gate/evidence.ts';

const ago = (days: number) => addDays(AS_OF, -days);
const item = (days: number, hours: number | null, resolved = true): FrictionItem => {
  const opened = `${ago(days)}T08:00`;
  const answered =
    hours === null
      ? null
      : new Date(Date.parse(`${opened}Z`) + hours * 3.6e6).toISOString().slice(0, 16);
  return {
    id: `${days}`,
    initiative: 'trial',
    from: 'it',
    to: 'ot',
    severity: 2,
    site: 'A',
    opened,
    firstResponse: answered,
    resolved: resolved ? answered : null,
    title: 'x',
  };
};

describe('how answers are today', () => {
  const old = Array.from({ length: 17 }, (_, at) => item(300 - at, 380));
  it('is told by the last 13 weeks where eight or more were asked, and by what is unresolved', () => {
    const fresh = Array.from({ length: 8 }, (_, at) => item(60 - at, 4));
    const stuck = item(290, 2, false);
    expect(recentItems([...old, ...fresh, stuck], AS_OF)).toEqual([...fresh, stuck]);
  });
  it('is told by the last year where fewer were asked', () => {
    const fresh = Array.from({ length: 7 }, (_, at) => item(60 - at, 4));
    expect(recentItems([...old, ...fresh, item(400, 1)], AS_OF)).toEqual([...old, ...fresh]);
  });
});

describe('the course of trust', () => {
  const { portfolio } = world({
    cells: weeks('A', Array(30).fill(50)),
    friction: [item(150, 400), item(149, 2), item(70, 3), item(20, 5), item(3, null)],
    initiative: {
      metrics: ['use'],
      start: ago(200),
      gates: [
        {
          id: 'g',
          phase: 'pilot',
          due: ago(80),
          signOffs: ['it-lead', 'ot-lead', 'business-lead'].map((role) => ({
            role,
            name: role,
            date: ago(80),
            verdict: 'agree',
          })),
          decision: { outcome: 'advance', date: ago(80), decider: 'D' },
        },
      ],
    },
  });
  portfolio.standups = [ago(100), ago(80), ago(10)].map((date, at) => ({
    initiative: 'trial',
    date,
    held: true,
    attendance: { business: at === 0 ? 0 : 2, it: 1, ot: 1 },
  }));
  const rollouts = [
    { initiative: 'trial', site: 'A', since: ago(70), before: null, state: 'without' as const },
  ];
  const { quarters, rows } = trustCourse(portfolio, rollouts);
  it('has a cell for each kind of evidence and quarter, and says where nothing was due', () => {
    expect(quarters).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4, so far']);
    expect(Object.fromEntries(rows.map(({ kind, cells }) => [kind, cells.slice(1)]))).toEqual({
      'Field validation': ['no roll-out', 'no roll-out', '0 of 1', 'no roll-out'],
      'Triage between functions': [
        'nothing asked',
        '1 of 2, half in eight days',
        '2 of 2, half in 4 hours',
        '0 of 1',
      ],
      Standups: ['none planned', '0 of 1', '2 of 2', 'none planned'],
      'Shared numbers': ['1 of 1', '1 of 1', '1 of 1', '0 of 1'],
      'Signed by all three': ['none decided', 'none decided', '1 of 1', 'none decided'],
    });
  });
  it('makes no score of them', () =>
    expect(JSON.stringify(rows)).not.toMatch(/score|index|points|%/));
});
