import { describe, expect, it } from 'vitest';
import { replay, warningOn } from '#model/foresight/stall/foreseeStalls.ts';
import { signsOn, type SignRecords } from '#model/foresight/stall/signsOn.ts';
import type { FrictionItem } from '#model/record/friction.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { Standup } from '#model/record/standup.ts';
import { random } from '#model/statistics/random.ts';
import { addDays } from '#model/time/date.ts';
import { portfolioOf } from './portalOf.ts';

const asked = (opened: string, resolved: string | null, initiative = 'x'): FrictionItem => ({
  id: opened,
  initiative,
  from: 'ot',
  to: 'it',
  severity: 2,
  site: null,
  opened,
  firstResponse: resolved,
  resolved,
  title: 'Access to the historian',
});
const met = (date: string, ot: number): Standup => ({
  initiative: 'x',
  date,
  held: true,
  attendance: { business: 1, it: 1, ot },
});
const gate = (id: string, due: string, decided?: string) => ({
  id,
  phase: 'pilot',
  due,
  signOffs: ['it-lead', 'ot-lead', 'business-lead'].map((role) => ({
    role,
    name: role,
    date: addDays(due, -20),
    verdict: 'agree',
  })),
  ...(decided ? { decision: { outcome: 'advance', date: decided, decider: 'COO' } } : {}),
});
const initiativeWith = (id: string, ...gates: object[]): Initiative =>
  portfolioOf({ initiatives: [{ id, start: '2026-01-05', gates }] }).initiatives[0] as Initiative;
const records = (more: Partial<SignRecords> = {}): SignRecords => ({
  friction: [],
  standups: [],
  sites: [],
  roadmap: [],
  metrics: new Map(),
  ...more,
});
const weeks = (count: number, ot: number) =>
  Array.from({ length: count }, (_, at) => met(addDays('2026-03-02', 7 * at), ot));

describe('a sign of a stall', () => {
  const x = initiativeWith('x', gate('g', '2026-06-30'));
  it('is a question between functions that is open for more than ten working days', () => {
    const open = records({ friction: [asked('2026-03-02', '2026-04-01')] });
    const on = (day: string) => signsOn(x, open, day).map(({ sign }) => sign);
    expect(on('2026-03-16')).toEqual([]);
    expect(on('2026-03-17')).toEqual(['question-open']);
    expect(on('2026-03-31')).toEqual(['question-open']);
    expect(on('2026-04-01')).toEqual([]);
  });
  it('is half of the standups without a function, and nothing where few are planned', () => {
    expect(signsOn(x, records({ standups: weeks(6, 0) }), '2026-04-10')[0]?.sign).toBe(
      'standups-missed',
    );
    expect(signsOn(x, records({ standups: weeks(3, 0) }), '2026-04-10')).toEqual([]);
    expect(signsOn(x, records({ standups: weeks(6, 1) }), '2026-04-10')).toEqual([]);
  });
  it('alone is no warning; two different ones are', () => {
    const both = records({ friction: [asked('2026-03-02', null)], standups: weeks(8, 0) });
    expect(warningOn(x, records({ friction: both.friction }), '2026-04-10')).toBeNull();
    expect(warningOn(x, both, '2026-04-10')?.signs).toHaveLength(2);
  });
});

describe('a replay of the past', () => {
  it('does not look ahead: whatever comes after a day, that day sees the same', () => {
    const next = random(9);
    const day = (from: string, most: number) => addDays(from, Math.floor(next() * most));
    const history = () => ({
      friction: Array.from({ length: 40 }, () => {
        const opened = day('2026-01-05', 200);
        return asked(opened, next() < 0.3 ? null : day(opened, 60));
      }),
      standups: Array.from({ length: 60 }, () =>
        met(day('2026-01-05', 200), next() < 0.65 ? 0 : 1),
      ),
    });
    const [known, other] = [history(), history()];
    let warned = 0;
    for (let at = 20; at < 180; at += 3) {
      const today = addDays('2026-01-05', at);
      const past = {
        friction: known.friction
          .filter(({ opened }) => opened <= today)
          .map((item) =>
            // What was open on the day is answered on another later day, or never.
            item.resolved === null || item.resolved > today
              ? {
                  ...item,
                  resolved: next() < 0.5 ? null : addDays(today, 1 + Math.floor(next() * 90)),
                }
              : item,
          ),
        standups: known.standups.filter(({ date }) => date <= today),
      };
      const future = {
        friction: other.friction.filter(({ opened }) => opened > today),
        standups: other.standups.filter(({ date }) => date > today),
      };
      const permuted = records({
        friction: [...future.friction, ...past.friction.toReversed()],
        standups: [...past.standups.toReversed(), ...future.standups],
      });
      const decided = initiativeWith('x', gate('g', '2026-06-30', addDays(today, 30)));
      const open = initiativeWith('x', gate('g', '2026-06-30'));
      const seen = warningOn(open, records(known), today);
      if (seen) warned += 1;
      expect(warningOn(decided, permuted, today), today).toEqual(seen);
    }
    expect(warned).toBeGreaterThan(5);
  });
  it('counts late gates, those that were warned of, and false alarms, by hand', () => {
    const initiatives = [
      ...['a', 'b', 'c', 'd', 'e'].map((id) =>
        initiativeWith(id, gate(`g-${id}`, '2026-06-30', '2026-08-20')),
      ),
      ...['p', 'q', 'r', 's', 't'].map((id) =>
        initiativeWith(id, gate(`g-${id}`, '2026-06-30', '2026-06-29')),
      ),
      initiativeWith('open', gate('g-open', '2026-09-30')),
    ];
    const bad = ['a', 'b', 'c', 'p'];
    const past = records({
      friction: bad.map((id) => asked('2026-05-01', null, id)),
      standups: bad.flatMap((initiative) =>
        Array.from({ length: 20 }, (_, at) => ({
          ...met(addDays('2026-03-02', 7 * at), 0),
          initiative,
        })),
      ),
    });
    const found = replay(initiatives, past, '2026-10-07');
    // Friday 1 May and eleven working days: a warning from 18 May on, 43 days before the date.
    expect(found).toMatchObject({ due: 10, slipped: 5, caught: 3, leadDays: 43, false: 1 });
    expect(found.sentence).toBe(
      'Ten gates have come due here, and five were late. Replayed day by day, three of the late ones had a warning, half of them 43 days before the date or earlier. Of the five in time one had a warning as well, which is a false alarm.',
    );
  });
  it('says nothing of its warnings under five late gates', () => {
    const few = replay(
      [initiativeWith('a', gate('g', '2026-06-30', '2026-08-20'))],
      records(),
      '2026-10-07',
    );
    expect(few.sentence).toContain('cannot be said');
    expect(few.sentence).not.toContain('false alarm');
  });
  it('counts false alarms from five gates in time on, however few were late', () => {
    const initiatives = ['p', 'q', 'r', 's', 't'].map((id) =>
      initiativeWith(id, gate(`g-${id}`, '2026-06-30', '2026-06-29')),
    );
    const noisy = records({
      friction: ['p', 'q', 'r'].map((id) => asked('2026-05-01', null, id)),
      standups: ['p', 'q', 'r'].flatMap((initiative) =>
        Array.from({ length: 20 }, (_, at) => ({
          ...met(addDays('2026-03-02', 7 * at), 0),
          initiative,
        })),
      ),
    });
    expect(replay(initiatives, noisy, '2026-10-07').sentence).toBe(
      'Five gates have come due here, and none were late. How many late ones a warning finds cannot be said: it takes five late gates. Of the five in time three had a warning as well, which is a false alarm: by itself a warning says little here.',
    );
  });
});
