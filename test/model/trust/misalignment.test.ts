import { describe, expect, it } from 'vitest';
import { alignmentPatterns, functionStates, standstills } from '#model/trust/misalignment.ts';
import type { Portal } from '#model/portal.ts';
import { judge, type Edit } from '../findings/healthy.ts';

const WATCH = 'content/initiatives/watch.mdx';
const TRIAL = 'content/initiatives/trial.mdx';
const ITEMS = 'content/roadmap/all.yaml';
const LOG = 'data/friction.csv';
const portalOf = async (...edits: Edit[]): Promise<Portal> => (await judge(edits)).portal as Portal;
const STALLED: Edit = [
  TRIAL,
  'phase: pilot\n',
  'phase: pilot\nstatus: stalled\nstall: { since: 2026-09-01, reason: nobody pays for the gateway, blockedBy: it, waitingFor: ot }\n',
];
const open = (id: string, from: string, to: string, opened: string, answered = '') =>
  `${id},trial,${from},${to},2,B,${opened}T08:00,${answered},,Gateway of ${id},Ingo\n`;

describe('the share of initiatives that friction between functions stalls', () => {
  it('is none of those that live, where nothing stands still', async () =>
    expect(standstills(await portalOf())).toMatchObject({ live: 2, stalled: 0, between: [] }));
  it('counts one that says it is stalled, with who waits for whom, since when, why, and what was spent', async () => {
    const found = standstills(
      await portalOf(STALLED, [
        TRIAL,
        'reasonNone:',
        'investment: { planned: 60, spent: 20 }\nreasonNone:',
      ]),
    );
    expect(found).toMatchObject({ live: 2, stalled: 1, spent: 20 });
    expect(found.between).toMatchObject([
      {
        initiative: 'trial',
        waiting: 'ot',
        blocking: 'it',
        since: '2026-09-01',
        because: 'nobody pays for the gateway',
        spent: 20,
      },
    ]);
  });
  it('takes the blocking pair from the log where the pod has not written one: the oldest item past the agreed time between two functions', async () => {
    const found = standstills(
      await portalOf(
        [TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stalled\n'],
        [
          LOG,
          null,
          open('F-8', 'ot', 'it', '2026-08-03') + open('F-9', 'it', 'business', '2026-09-01'),
        ],
      ),
    );
    expect(found.between).toMatchObject([
      { waiting: 'ot', blocking: 'it', since: '2026-08-03', because: 'Gateway of F-8' },
    ]);
    expect(found.between[0]?.open).toEqual([
      'Gateway of F-8: OT waits for IT, 64 days (F-8)',
      'Gateway of F-9: IT waits for Business, 35 days (F-9)',
    ]);
  });
  it('leaves out one that stands still for a reason of its own: nobody waits for another function', async () => {
    const alone = standstills(
      await portalOf([TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stalled\n']),
    );
    expect(alone).toMatchObject({ stalled: 1, between: [] });
    const within = standstills(
      await portalOf(
        [TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stalled\n'],
        [LOG, null, open('F-8', 'ot', 'ot', '2026-08-03')],
      ),
    );
    expect(within.between).toEqual([]);
  });
  it('does not count what is resolved or still within the agreed time', async () => {
    const fresh = standstills(
      await portalOf(
        [TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stalled\n'],
        [LOG, null, open('F-8', 'ot', 'it', '2026-10-01', '2026-10-01T10:00')],
      ),
    );
    expect(fresh.between).toEqual([]);
  });
  it('names the decisions that are asked for and not taken', async () => {
    const asked: Edit = [
      TRIAL,
      'reasonNone:',
      'decisionsOpen:\n  - { id: D-1, question: Who pays?, decider: Finance director, requested: 2026-08-20, neededBy: 2026-09-10 }\nreasonNone:',
    ];
    expect(standstills(await portalOf(STALLED, asked)).between[0]?.open).toEqual([
      'Who pays? Finance director has been asked since 20 August 2026 (D-1)',
    ]);
  });
  it('what is done or stopped is no part of it', async () =>
    expect(
      standstills(await portalOf([TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stopped\n'])),
    ).toMatchObject({ live: 1 }));
  it('the longest standstill comes first', async () => {
    const found = standstills(
      await portalOf(STALLED, [
        WATCH,
        'declaredStatus: on-course',
        'status: stalled\nstall: { since: 2026-04-01, reason: no line is free, blockedBy: business, waitingFor: it }\ndeclaredStatus: off-course',
      ]),
    );
    expect(
      found.between.map((one) => `${one.initiative}: ${one.waiting} waits for ${one.blocking}`),
    ).toEqual(['watch: it waits for business', 'trial: ot waits for it']);
  });
});

describe('the functions, as they say and as the log counts', () => {
  it('what they usually say stands in until functions.yaml is written, and is marked', async () => {
    const usual = functionStates(await portalOf());
    expect(usual.map((state) => state.usual)).toEqual([true, true, true]);
    const written = functionStates(
      await portalOf([
        'content/functions.yaml',
        null,
        '- { lens: ot, name: Plant engineering, focus: [uptime], constraints: [a stop of the line] }\n',
      ]),
    ).find((state) => state.profile.lens === 'ot');
    expect(written).toMatchObject({
      usual: false,
      profile: {
        name: 'Plant engineering',
        focus: ['uptime'],
        constraints: ['a stop of the line'],
      },
    });
  });
  it('what each raised, what nobody answered, and what it owes', async () => {
    const [, it, ot] = functionStates(
      await portalOf([LOG, null, open('F-8', 'ot', 'it', '2026-08-03')]),
    );
    expect(ot).toMatchObject({
      raised: 4,
      unanswered: 1,
      owed: 0,
      oldest: 'Gateway of F-8, 64 days, Beta',
    });
    expect(it).toMatchObject({ raised: 1, unanswered: 0, owed: 2 });
  });
});

describe('patterns of misalignment', () => {
  const found = async (...edits: Edit[]) =>
    alignmentPatterns(await portalOf(...edits)).map((pattern) => ({
      id: pattern.id,
      of: pattern.initiative,
      state: pattern.state,
      lenses: pattern.symptoms.map((symptom) => symptom.lens),
    }));
  it('none in a healthy portfolio', async () => expect(await found()).toEqual([]));
  it('equipped on the line, not connected: an item of OT is done, the one of IT that needs it is not', async () => {
    const items =
      '- { id: OT-7, title: Meters, layer: ot, initiative: trial, owner: Ole, when: 2026-06, status: done }\n- { id: IT-7, title: Meter interface, layer: it, initiative: trial, owner: Ingo, when: 2026-08, status: blocked, needs: [OT-7] }\n';
    const patterns = alignmentPatterns(await portalOf([ITEMS, null, items]));
    expect(patterns).toMatchObject([
      {
        id: 'equipped-not-connected',
        initiative: 'trial',
        state: 'partly',
        symptoms: [
          { lens: 'ot', evidence: 'Meters is done, Meter interface is not' },
          { lens: 'it', evidence: 'Meter interface is blocked' },
        ],
      },
    ]);
    expect(await found([ITEMS, null, items.replace('when: 2026-06', 'when: 2026-09')])).toEqual([]);
  });
  it('it is present when all three functions feel it', async () => {
    const items =
      '- { id: OT-7, title: Meters, layer: ot, initiative: trial, owner: Ole, when: 2026-06, status: done }\n- { id: IT-7, title: Meter interface, layer: it, initiative: trial, owner: Ingo, when: 2026-08, status: blocked, needs: [OT-7] }\n';
    expect(
      await found(
        [ITEMS, null, items],
        [TRIAL, 'reasonNone:', 'benefits: [{ title: Gas saved, planned: 30 }]\nreasonNone:'],
      ),
    ).toEqual([
      {
        id: 'equipped-not-connected',
        of: 'trial',
        state: 'present',
        lenses: ['ot', 'it', 'business'],
      },
    ]);
  });
  it('shipped by one function, not used by another: only after the pilot, whatever the phases are called', async () => {
    const house = (kind: string): Edit => [
      'content/frameworks/house.yaml',
      null,
      `title: House\nphases:\n  - { id: proof, kind: ${kind}, title: Proof, gate: H1 }\n`,
    ];
    const own: Edit[] = [
      [TRIAL, 'phase: pilot\nphaseSince', 'framework: house\nphase: proof\nphaseSince'],
      [TRIAL, '  - { site: B, phase: pilot,', '  - { site: B, phase: proof,'],
      [
        TRIAL,
        'gates:\n  - id: trial-g1\n    phase: pilot',
        'gates:\n  - id: trial-g1\n    phase: proof',
      ],
      [TRIAL, /checkpoints:\n {2}- .*\n/, ''],
    ];
    const low: Edit = ['content/metrics/app-use.yaml', '{ sum: b }', '{ sum: b }, scale: 20'];
    expect(await found(house('scale'), ...own, low)).toEqual([
      { id: 'shipped-and-unused', of: 'trial', state: 'partly', lenses: ['ot', 'it'] },
    ]);
    expect(await found(house('pilot'), ...own, low)).toEqual([]);
  });
  it('worked around: work has not changed half a year after the start, and somebody waits for an answer', async () => {
    const early: Edit[] = [
      [TRIAL, 'start: 2026-08-10', 'start: 2026-02-10'],
      [
        'content/metrics/acted.yaml',
        'indicator: leading',
        'target: { value: 99 }\nindicator: leading',
      ],
    ];
    expect(
      await found(...early, [LOG, null, open('F-8', 'ot', 'it', '2026-08-03')]),
    ).toContainEqual({ id: 'bypassed', of: 'trial', state: 'partly', lenses: ['ot', 'it'] });
    expect((await found(...early)).filter((pattern) => pattern.of === 'trial')).toEqual([]);
  });
  it('a symptom of one function alone is no pattern', async () => {
    expect(
      await found([
        TRIAL,
        'reasonNone:',
        'benefits: [{ title: Gas saved, planned: 30 }]\nreasonNone:',
      ]),
    ).toEqual([]);
  });
});
