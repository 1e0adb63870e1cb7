import { describe, expect, it } from 'vitest';
import { computePortal } from '#model/computePortal.ts';
import type { Change } from '#model/foresight/whatIf/change.ts';
import { changeOf } from '#model/foresight/whatIf/readChange.ts';
import { whatIf } from '#model/foresight/whatIf/whatIf.ts';
import { coverOf } from '#model/goal/goalCover.ts';
import type { Portal } from '#model/portal.ts';
import { podLoad } from '#model/questions/pods.ts';
import { judge, type Edit } from '../findings/healthy.ts';
import { portalOf } from './portalOf.ts';

const portalWith = async (...edits: Edit[]) => (await judge(edits)).portal as Portal;
const STOP: Change = { kind: 'stop', initiative: 'watch' };

describe('an answer to what if', () => {
  it('gives the cover of goals and the people that a portal with the change in it has', async () => {
    const portal = await portalWith();
    const after = computePortal({
      ...portal.portfolio,
      initiatives: portal.portfolio.initiatives.map((one) =>
        one.id === 'watch' ? { ...one, status: 'stopped' as const } : one,
      ),
    });
    const answer = whatIf(STOP, portal);
    const changed = portal.goals.flatMap((goal, at) => {
      const [was, is] = [coverOf(goal, portal), coverOf(after.goals[at] as typeof goal, after)];
      return was?.likely === is?.likely ? [] : [{ goal: goal.goal.id, before: was, after: is }];
    });
    expect(answer.goals).toEqual(changed);
    expect(changed.length).toBeGreaterThan(0);
    const left = new Map(
      podLoad(after).map(({ person, seats }) => [
        person,
        new Set(seats.map((seat) => seat.initiative)).size,
      ]),
    );
    expect(answer.people).toEqual(
      ['Ida', 'Olaf', 'Bea', 'Stella', 'Otto'].map((person) => ({
        person,
        podsLeft: left.get(person) ?? 0,
      })),
    );
    expect(answer.gates).toEqual([
      { review: 'watch-g3', initiative: 'watch', does: 'goes', due: '2026-11-20' },
    ]);
  });
  it('frees nobody by a pause, and says so', async () => {
    const answer = whatIf({ kind: 'pause', initiative: 'watch' }, await portalWith());
    expect(answer.people).toEqual([]);
    expect(answer.sentences.join(' ')).toContain('Nobody is freed');
  });
  it('of a delay costs the months of it, and names what comes too late for others', () => {
    const portal = portalOf({
      initiatives: [{ id: 'x', benefits: [{ planned: 120, horizonMonths: 12 }] }],
      roadmap: [
        { id: 'a', when: '2026-11-30', initiative: 'x' },
        { id: 'b', when: '2026-12-15', needs: ['a'] },
        { id: 'c', when: '2027-03-31', needs: ['a'] },
      ],
    });
    const answer = whatIf({ kind: 'delay', initiative: 'x', days: 30 }, portal);
    expect(answer).toMatchObject({ items: ['a'], waiting: ['b', 'c'], late: ['b'] });
    expect(answer.money.lost).toBeCloseTo((10 * 30 * 12) / 365.2425, 10);
  });
  it('of a plant that drops out counts what its own work holds of initiatives that run elsewhere', () => {
    const drop = (sites: string[]) =>
      whatIf(
        { kind: 'drop', site: 'N' },
        portalOf({
          sites: [
            { id: 'N', name: 'Northfield' },
            { id: 'S', name: 'Southport' },
          ],
          initiatives: [{ id: 'x', sites: ['S'], benefits: [{ planned: 120, horizonMonths: 12 }] }],
          roadmap: [
            { id: 'a', when: '2026-11-30', initiative: 'x', sites },
            { id: 'b', when: '2026-12-15', needs: ['a'] },
          ],
        }),
      );
    const held = drop(['N']);
    expect(held).toMatchObject({ items: ['a'], waiting: ['b'], money: { isAtMost: true } });
    expect(held.sentences[0]).toBe('Up to 10.0 k EUR a month of planned benefit no longer come.');
    expect(drop(['N', 'S']).sentences).toEqual([
      'No live initiative is concerned, so no money changes.',
      'No open item of the roadmap is only there.',
    ]);
  });
  it('of a plant that drops out says what is there alone, as a portal with its last day finds it', () => {
    const portal = (until?: string) =>
      portalOf({
        sites: [
          { id: 'N', name: 'Northfield', ...(until && { until }) },
          { id: 'S', name: 'Southport' },
        ],
        initiatives: [
          {
            id: 'x',
            title: 'Clamps',
            sites: ['N'],
            benefits: [{ planned: 120, horizonMonths: 12, site: 'N' }],
            decisionsOpen: [
              {
                ...{ id: 'D', question: 'Which clamp?', decider: 'Stella', holds: ['x'] },
                ...{ requested: '2026-09-01', neededBy: '2026-12-01' },
              },
            ],
          },
          {
            id: 'y',
            sites: ['N', 'S'],
            gates: [{ id: 'y-g1', phase: 'pilot', due: '2026-12-01', sites: ['N'] }],
          },
        ],
        roadmap: [{ id: 'a', when: '2026-12', initiative: 'y', sites: ['N'] }],
      });
    const answer = whatIf({ kind: 'drop', site: 'N' }, portal());
    expect(answer).toMatchObject({
      items: ['a'],
      only: ['x'],
      gates: [{ review: 'y-g1', does: 'has-no-plant' }],
      money: { perMonth: 10 },
    });
    expect(answer.sentences).toContain('Y-g1 of y is about that plant alone.');
    expect(answer.sentences).toContain('Clamps runs at no other plant.');
    const closed = ['gate/closed-plant', 'roadmap/closed-plant'];
    const rules = (one: Portal) => one.findings.map(({ rule }) => rule);
    const after = portal('2026-10-07');
    expect(rules(after)).toEqual(expect.arrayContaining(closed));
    // Its last day is still to come.
    for (const rule of closed) expect(rules(portal('2026-10-08'))).not.toContain(rule);
    // What waits there is worth nothing any more.
    expect(portal().foresight.delays.perMonth).toBe(10);
    expect(after.foresight.delays.perMonth).toBe(0);
  });
  it('of a plant that drops out covers less of a goal, as a portal with its last day does', async () => {
    const only: Edit[] = [
      // The other plant of the initiative has ended before.
      ['content/sites.yaml', '{ id: A,', '{ id: A, until: 2026-09-30,'],
    ];
    const portal = await portalWith(...only);
    const after = await portalWith(...only, [
      'content/sites.yaml',
      '{ id: B,',
      '{ id: B, until: 2026-10-07,',
    ]);
    const changed = portal.goals.flatMap((goal, at) => {
      const [was, is] = [coverOf(goal, portal), coverOf(after.goals[at] as typeof goal, after)];
      return was?.likely === is?.likely ? [] : [{ goal: goal.goal.id, before: was, after: is }];
    });
    expect(changed.length).toBeGreaterThan(0);
    expect(whatIf({ kind: 'drop', site: 'B' }, portal).goals).toEqual(changed);
  });
  it('says that money is not known where no benefit is recorded', () => {
    const portal = portalOf({ initiatives: [{ id: 'x' }] });
    const { money, sentences } = whatIf({ kind: 'stop', initiative: 'x' }, portal);
    expect(money.perMonth).toBeNull();
    expect(sentences[0]).toContain('cannot be said');
    expect(sentences[0]).not.toMatch(/\d/);
  });
});

describe('a change', () => {
  it('is read against what the portfolio knows, and refused in a sentence where it cannot be asked', () => {
    const portal = portalOf({
      sites: [
        { id: 'N', name: 'Northfield' },
        { id: 'S', name: 'Southport', until: '2026-03-31' },
      ],
      initiatives: [
        { id: 'watch' },
        { id: 'over', title: 'Over', status: 'stopped' },
        { id: 'rest', title: 'Rest', status: 'paused' },
        { id: 'ended', title: 'Ended', phase: 'stopped' },
      ],
      roadmap: [{ id: 'item', initiative: 'watch', when: '2026-12' }],
    });
    const ask = (text: string) => changeOf(text, portal.portfolio);
    expect(ask(' delay  watch 8 weeks ').change).toEqual({
      kind: 'delay',
      initiative: 'watch',
      days: 56,
    });
    expect(ask('drop N').change).toEqual({ kind: 'drop', site: 'N' });
    for (const [text, words] of [
      ['stop over', 'Over is stopped already.'],
      ['pause rest', 'Rest is paused already.'],
      ['stop ended', 'Ended has ended already: it is in the phase stopped.'],
      ['lose-pod watch', 'Nobody is in the pod of watch'],
      ['delay rest 2 weeks', 'a delay would change no date'],
      ['stop wach', 'Did you mean "watch"?'],
      ['drop Z', 'There is no plant "Z"'],
      ['drop S', 'has an end already: until: 2026-03-31'],
      ['delay watch 0 weeks', 'is no delay'],
      ['delay watch 1e3 weeks', 'is no delay'],
      ['delay watch -3 days', 'is no delay'],
      ['delay watch 9999 weeks', 'is no delay'],
      ['delay watch', 'is no delay'],
      ['stop watch now', 'is too much'],
      ['halt watch', 'nothing that can be tried out'],
      ['constructor watch', 'nothing that can be tried out'],
      ['stop', 'needs more words'],
      ['', 'nothing that can be tried out'],
    ] as const) {
      expect(ask(text).change, text).toBeNull();
      expect(ask(text).problem, text).toContain(words);
    }
  });
});
