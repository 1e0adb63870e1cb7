import { describe, expect, it } from 'vitest';
import { OUTCOMES, POSITIONS, type Position } from '#model/record/gate.ts';
import { type Edit, judge as healthy } from '../findings/healthy.ts';
import { judge, review, sunday, week, weeks, type World } from './evidence.ts';

const use = (percent: number): World => ({
  cells: weeks('A', [percent, percent, percent, percent]),
  initiative: { sites: ['A'], pod: { itLead: 'Ida', otLead: 'Otto', businessLead: 'Bea' } },
});
const MUST = { id: 'use', metric: 'use', must: '>= 80 %' };
const SHOULD = { id: 'wanted', level: 'should', metric: 'use', must: '>= 95 %' };
const UNKNOWN = { id: 'paper', kind: 'document' };
const HARM = { id: 'refused', metric: 'use', must: '<= 20 %' };
const signed = (...roles: string[]) =>
  roles.map((role) => ({ role, name: role, date: '2026-10-05', verdict: 'agree' }));

/** A review for each position. */
const AT: Record<Position, { gate: Record<string, unknown>; facts: World }> = {
  'supports-advance': { gate: { criteria: [MUST] }, facts: use(90) },
  'supports-advance-with-conditions': { gate: { criteria: [MUST, SHOULD] }, facts: use(90) },
  'supports-iterate': { gate: { criteria: [MUST, UNKNOWN] }, facts: use(50) },
  undetermined: { gate: { criteria: [MUST, UNKNOWN] }, facts: use(90) },
  'supports-stop': { gate: { criteria: [MUST], stopRules: [HARM] }, facts: use(10) },
};

describe('the position', () => {
  it.each(POSITIONS)('%s follows from the evidence', (position) =>
    expect(review(AT[position].gate, AT[position].facts).position).toBe(position),
  );
  it('a missing sign-off leaves it undetermined, though every must is met', () => {
    const gate = { criteria: [MUST], signOffs: signed('it-lead', 'business-lead') };
    expect(review(gate, use(90), ['it-lead', 'ot-lead', 'business-lead'])).toMatchObject({
      position: 'undetermined',
      missingSignOffs: ['ot-lead'],
    });
  });
  it('an abstention is no sign-off', () =>
    expect(
      review(
        { criteria: [MUST], signOffs: [{ ...signed('it-lead')[0], verdict: 'abstain' }] },
        use(90),
        ['it-lead'],
      ).missingSignOffs,
    ).toEqual(['it-lead']));
  it('disagreement of a role with a veto blocks; that of a lead without one is dissent', () => {
    const gate = (role: string) => ({
      criteria: [MUST],
      signOffs: [{ ...signed(role)[0], verdict: 'disagree', comment: 'not yet' }],
    });
    expect(review(gate('safety'), use(90)).position).toBe('undetermined');
    const lead = review(gate('business-lead'), use(90));
    expect(lead.position).toBe('supports-advance');
    expect(lead.dissent.map((sign) => sign.comment)).toEqual(['not yet']);
  });
  it('a sign-off is bound to the evidence that it saw, and void when that changes', () => {
    const seen = review({ criteria: [MUST] }, use(90)).evidence;
    const gate = { criteria: [MUST], signOffs: [{ ...signed('it-lead')[0], evidence: seen }] };
    expect(review(gate, use(90), ['it-lead']).voidSignOffs).toEqual([]);
    const later = review(gate, use(50), ['it-lead']);
    expect(later.voidSignOffs).toHaveLength(1);
    expect(later.missingSignOffs).toEqual(['it-lead']);
  });
});

describe('sign-offs', () => {
  const disagrees = (role: string, more: Record<string, unknown> = {}) => ({
    role,
    name: role,
    date: '2026-10-05',
    verdict: 'disagree',
    ...more,
  });
  const judged = (...signOffs: object[]) => review({ criteria: [MUST], signOffs }, use(90));
  it('each veto is narrow: the subject of the role and no other', () => {
    const blocks = (role: string, on?: string) =>
      judged(disagrees(role, on ? { on } : {})).position === 'undetermined';
    expect(['safety', 'cyber', 'finance', 'privacy'].map((role) => blocks(role))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect([blocks('ot-lead', 'safety'), blocks('ot-lead', 'management-of-change')]).toEqual([
      true,
      true,
    ]);
    expect([
      blocks('ot-lead'),
      blocks('ot-lead', 'cyber'),
      blocks('it-lead'),
      blocks('business-lead', 'benefit'),
      blocks('finance', 'safety'),
      blocks('operator-voice'),
    ]).toEqual([false, false, false, false, false, false]);
  });
  it('a veto is named in the sentence', () =>
    expect(judged(disagrees('ot-lead', { on: 'safety', name: 'Otto' })).sentence).toBe(
      'Every required criterion is met; Otto (OT lead) disagrees on safety.',
    ));
  it('that name no hash are bound to the evidence of their day, and void when a result changes', () => {
    const cells = weeks('A', [90, 90, 90, 90, 90, 90, 90, 20]);
    const early = { ...signed('it-lead')[0], date: '2026-09-28' };
    const later = review(
      { criteria: [{ ...MUST, sustained: 4 }], signOffs: [early] },
      { ...use(90), cells },
      ['it-lead'],
    );
    expect(later).toMatchObject({
      missingSignOffs: ['it-lead'],
      voidSignOffs: [{ role: 'it-lead' }],
    });
    const steady = review(
      { criteria: [{ ...MUST, sustained: 4 }], signOffs: [early] },
      { ...use(90), cells: weeks('A', [90, 90, 90, 90, 91, 92, 90, 88]) },
      ['it-lead'],
    );
    expect(steady).toMatchObject({ missingSignOffs: [], voidSignOffs: [] });
  });
  it('a void one is said as void, one that never came as missing', () => {
    const gate = {
      criteria: [MUST],
      signOffs: [{ ...signed('it-lead')[0], evidence: '00000000' }],
    };
    expect(review(gate, use(90), ['it-lead', 'ot-lead']).sentence).toBe(
      'Every required criterion is met; OT lead has not signed, the sign-off of IT lead is void.',
    );
  });
  it('a role that nobody has to ask and that spoke is asked again when its evidence changed: a veto does not lapse with it', () => {
    const veto = disagrees('safety', { evidence: '00000000' });
    expect(judged(veto)).toMatchObject({
      position: 'undetermined',
      sentence: 'Every required criterion is met; the sign-off of safety is void.',
    });
    expect(judged(veto, { ...disagrees('safety'), verdict: 'agree' }).position).toBe(
      'supports-advance',
    );
  });
  it('given after the decision did not stand before the decider', () => {
    const gate = {
      criteria: [MUST],
      signOffs: [{ ...signed('it-lead')[0], date: '2026-10-05' }],
      decision: { outcome: 'advance', date: '2026-10-02', decider: 'COO' },
    };
    expect(
      review(gate, { ...use(90), cells: weeks('A', [90, 90, 90, 90, 90, 90]) }, ['it-lead']),
    ).toMatchObject({ missingSignOffs: ['it-lead'], class: 'unsupported' });
  });
  it('of one person the newest counts', () => {
    expect(
      judged(disagrees('safety', { date: '2026-10-04' }), {
        ...disagrees('safety'),
        verdict: 'agree',
      }).position,
    ).toBe('supports-advance');
  });
});

describe('the decider', () => {
  const decided = (decider: string, more: Record<string, unknown> = {}) =>
    review(
      { criteria: [MUST], ...more, decision: { outcome: 'advance', date: '2026-10-05', decider } },
      use(90),
    );
  it('is one person and none of the leads', () => {
    expect(decided('Carla, COO').class).toBe('supported');
    expect(decided('Otto, plant engineering')).toMatchObject({
      class: 'unsupported',
      classSentence: 'decided by Otto, plant engineering, who is one of the leads',
    });
    expect(decided('Carla and Max')).toMatchObject({
      class: 'unsupported',
      classSentence: 'decided by Carla and Max; exactly one decides',
    });
  });
  it('answers dissent with a reason when advancing', () => {
    const dissent = {
      signOffs: [
        {
          role: 'ot-lead',
          name: 'Otto',
          date: '2026-10-05',
          verdict: 'disagree',
          comment: 'no signal in hall 2',
        },
      ],
    };
    expect(decided('Carla', dissent)).toMatchObject({
      class: 'unsupported',
      classSentence: 'Otto dissented and no reason answers it',
    });
    expect(
      review(
        {
          criteria: [MUST],
          ...dissent,
          decision: {
            outcome: 'advance',
            date: '2026-10-05',
            decider: 'Carla',
            reason: 'hall 2 is cabled on Friday',
          },
        },
        use(90),
      ).class,
    ).toBe('supported');
  });
});

describe('rules before data', () => {
  const locked = (criterion: Record<string, unknown>, hash: string) =>
    review(
      { criteria: [criterion], locked: { on: '2026-08-01', criteria: { use: hash } } },
      use(90),
    );
  const hash = review({ criteria: [MUST] }, use(90)).results[0]?.hash as string;
  it('a criterion as it was locked is judged', () =>
    expect(locked(MUST, hash)).toMatchObject({
      position: 'supports-advance',
      lock: { on: '2026-08-01', moved: [], removed: [], added: [] },
    }));
  it('its words may be polished', () =>
    expect(
      locked({ ...MUST, title: 'Crews use it', why: 'else it goes back to paper' }, hash).position,
    ).toBe('supports-advance'));
  it.each([
    ['threshold', { must: '>= 70 %' }],
    ['window', { over: { last: 8 } }],
    ['sites', { sites: ['A'] }],
    ['sustained', { sustained: 3 }],
    ['minimum', { minimum: { denominator: 10 } }],
    ['level', { level: 'should' }],
  ])('a %s that moved after that gives no result', (_, change) => {
    const judged = locked({ ...MUST, ...change }, hash);
    expect(judged.lock?.moved).toEqual(['use']);
    expect(judged.results[0]).toMatchObject({
      state: 'insufficient-data',
      reason: 'moved',
      sentence: expect.stringContaining('changed after it was locked on 2026-08-01'),
    });
  });
  it('a baseline that moved in the metric moves the criterion', () => {
    const facts = (period: string) => ({ ...use(90), metric: { baseline: { period } } });
    const change = { id: 'use', metric: 'use', must: { change: '>= 10 %' } };
    const before = review({ criteria: [change] }, facts('2026-01')).results[0]?.hash as string;
    expect(
      review(
        { criteria: [change], locked: { on: '2026-08-01', criteria: { use: before } } },
        facts('2026-02'),
      ).lock?.moved,
    ).toEqual(['use']);
  });
  it('a criterion that was locked and left out later stays open, and one that came later is named', () => {
    const judged = review(
      {
        criteria: [{ ...MUST, id: 'other' }],
        locked: { on: '2026-08-01', criteria: { use: hash } },
      },
      use(90),
    );
    expect(judged).toMatchObject({
      position: 'undetermined',
      lock: { moved: [], removed: ['use'], added: ['other'] },
    });
  });
});

describe('history', () => {
  it('iterating keeps its count, and a repeated review its number', () => {
    const first = {
      id: 'first',
      phase: 'pilot',
      due: '2026-06-01',
      decision: { outcome: 'iterate', date: '2026-06-02', decider: 'COO' },
    };
    const again = { id: 'g1', phase: 'pilot', due: '2026-10-05' };
    expect(
      review(again, { ...use(90), initiative: { sites: ['A'], gates: [first, again] } }),
    ).toMatchObject({ sequence: 2, iterations: 1 });
    const at = (gate: object, ...sites: string[]) => ({ ...gate, sites });
    const both = (one: string[], other: string[]) =>
      review(at(again, ...other), {
        ...use(90),
        initiative: { sites: ['A', 'B'], gates: [at(first, ...one), at(again, ...other)] },
      });
    expect(both(['A', 'B'], ['B', 'A'])).toMatchObject({ sequence: 2, iterations: 1 });
    expect(both(['A'], ['A', 'B'])).toMatchObject({ sequence: 1, iterations: 0 });
  });
  it('conditions are open, done or lapsed', () => {
    const condition = (due: string, done: boolean) => ({ text: 'x', owner: 'y', due, done });
    const gate = {
      criteria: [MUST, SHOULD],
      decision: {
        outcome: 'advance-with-conditions',
        date: '2026-10-05',
        decider: 'COO',
        conditions: [
          condition('2026-12-01', false),
          condition('2026-10-01', true),
          condition('2026-10-01', false),
        ],
      },
    };
    expect(review(gate, use(90)).conditions.map(({ state }) => state)).toEqual([
      'open',
      'done',
      'lapsed',
    ]);
  });
});

describe('a decision beside the position', () => {
  const TABLE: Record<Position, string[]> = {
    'supports-advance': ['supported', 'supported', 'reason', 'reason', 'reason'],
    'supports-advance-with-conditions': [
      'unsupported',
      'supported',
      'supported',
      'reason',
      'reason',
    ],
    'supports-iterate': ['unsupported', 'unsupported', 'supported', 'reason', 'supported'],
    undetermined: ['unsupported', 'unsupported', 'supported', 'supported', 'reason'],
    'supports-stop': ['unsupported', 'unsupported', 'unsupported', 'reason and date', 'supported'],
  };
  const cells = POSITIONS.flatMap((position) =>
    OUTCOMES.map(
      (outcome, column) => [position, outcome, TABLE[position][column] as string] as const,
    ),
  );
  it.each(cells)('%s and %s: %s', (position, outcome, wanted) => {
    const { gate, facts } = AT[position];
    const decided = (more: Record<string, unknown>) =>
      review(
        { ...gate, decision: { outcome, date: '2026-10-05', decider: 'Sponsor', ...more } },
        facts,
      ).class;
    const [plain, reasoned, dated] = [
      decided({}),
      decided({ reason: 'a new fact' }),
      decided({ reason: 'a new fact', until: '2026-11-01' }),
    ];
    if (wanted === 'supported') expect(plain).toBe('supported');
    if (wanted === 'unsupported') expect([plain, dated]).toEqual(['unsupported', 'unsupported']);
    if (wanted === 'reason') expect([plain, reasoned]).toEqual(['unsupported', 'supported']);
    if (wanted === 'reason and date')
      expect([plain, reasoned, dated]).toEqual(['unsupported', 'unsupported', 'supported']);
  });

  const advance = (more: Record<string, unknown> = {}, gate: Record<string, unknown> = {}) => ({
    criteria: [MUST],
    ...gate,
    decision: { outcome: 'advance', date: '2026-10-05', decider: 'Sponsor', ...more },
  });
  const override = {
    criteria: ['use'],
    reason: 'the peak season',
    acceptedBy: 'COO',
    compensating: ['paper beside it'],
    expires: '2026-12-31',
  };
  it('an override names every unmet criterion, compensates, is accepted above the pod and expires', () => {
    const overridden = (more: Record<string, unknown>, criterion: Record<string, unknown> = {}) =>
      review(
        advance({ override: { ...override, ...more } }, { criteria: [{ ...MUST, ...criterion }] }),
        use(50),
      ).class;
    expect(overridden({})).toBe('overridden');
    expect(overridden({ criteria: [] })).toBe('unsupported');
    expect(overridden({ compensating: [] })).toBe('unsupported');
    expect(overridden({ acceptedBy: 'Otto' })).toBe('unsupported');
    expect(overridden({}, { waivable: false })).toBe('unsupported');
    expect(
      review(
        advance({ date: '2026-10-05', override: { ...override, expires: '2026-10-04' } }),
        use(50),
      ).class,
    ).toBe('override-expired');
  });
  it('an override names every true stop rule and every role that did not sign, and overrules no veto', () => {
    const stops = { criteria: [MUST], stopRules: [HARM] };
    const overridden = (
      names: string[],
      gate: Record<string, unknown>,
      percent: number,
      roles: string[] = [],
    ) => review(advance({ override: { ...override, criteria: names } }, gate), use(percent), roles);
    expect(overridden(['use'], stops, 10).classSentence).toContain('it does not name refused');
    expect(overridden(['use', 'refused'], stops, 10).class).toBe('overridden');
    expect(overridden([], {}, 90, ['ot-lead']).classSentence).toContain('it does not name ot-lead');
    expect(overridden(['ot-lead'], {}, 90, ['ot-lead']).class).toBe('overridden');
    expect(
      overridden([], { signOffs: [{ ...signed('safety')[0], verdict: 'disagree' }] }, 90),
    ).toMatchObject({
      class: 'unsupported',
      classSentence: expect.stringContaining('safety may block this'),
    });
  });
  it('says which of what is required is not met or unknown, and nothing else', () => {
    const judged = review(
      advance(
        {},
        {
          criteria: [
            { ...MUST, title: 'Crews use it' },
            { ...MUST, id: 'low', must: '>= 40 %' },
            SHOULD,
            UNKNOWN,
          ],
        },
      ),
      use(50),
    );
    expect(judged.classSentence).toBe(
      'the decision went further than the recorded evidence (not met or unknown: Crews use it and paper)',
    );
  });
  it('closed days are no working days', () => {
    const closed = ['2026-09-24', '2026-09-25'];
    expect(
      review({ ...advance(), sites: ['A'], due: '2026-09-18' }, { ...use(90), closed }).class,
    ).toBe('supported');
  });
  it('more than ten working days after it was due is late', () => {
    expect(review({ ...advance(), due: '2026-09-21' }, use(90)).class).toBe('supported');
    expect(review({ ...advance(), due: '2026-09-18' }, use(90)).class).toBe('late');
  });
  it('is judged as of its day with the data known then, and stays when the data is restated', () => {
    const first = weeks('A', [90, 90, 90, 90]).map((cell) => ({ ...cell, vintage: '2026-10-05' }));
    const restated = weeks('A', [60, 60, 60, 60]).map((cell) => ({
      ...cell,
      vintage: '2026-11-01',
      status: 'restated' as const,
    }));
    const judged = review(advance(), {
      ...use(90),
      cells: restated,
      superseded: first,
      asOf: '2026-11-02',
    });
    expect(judged).toMatchObject({
      class: 'evidence-changed',
      positionThen: 'supports-advance',
      position: 'supports-advance',
    });
    expect(judged.results[0]?.value).toBeCloseTo(90);
  });
  it('what the export says came later was not known then; where nothing was restated the period decides', () => {
    const vintage = (cells: ReturnType<typeof weeks>, day: string) =>
      cells.map((cell) => ({ ...cell, vintage: day }));
    const [w0, w1, w2, w3, w4] = weeks('A', [90, 90, 90, 90, 20]).toReversed() as [
      ReturnType<typeof weeks>[number],
      ...ReturnType<typeof weeks>,
    ];
    const known = vintage(
      [w4, w3, w2, w1].filter((cell) => cell !== undefined),
      '2026-09-29',
    );
    const came = vintage([w0], '2026-11-01');
    const restated = vintage([{ ...(w1 as typeof w0), value: 91, numerator: 91 }], '2026-11-01');
    const facts = {
      ...use(90),
      cells: [...known.filter((cell) => cell.period !== w1?.period), ...restated, ...came],
      superseded: known.filter((cell) => cell.period === w1?.period),
      asOf: '2026-11-02',
    };
    const decided = review(advance(), facts);
    expect(decided).toMatchObject({ class: 'supported', positionThen: 'supports-advance' });
    expect(decided.results[0]?.periods.at(-1)).toBe(week(1));
    expect(
      review(advance(), {
        ...facts,
        cells: [...known, ...came],
        superseded: [],
      }).results[0]?.periods.at(-1),
    ).toBe(week(0));
  });
  it('that an export is late today is no doubt about the day of the decision', () => {
    const facts = {
      ...use(90),
      cells: weeks('A', [90, 90, 90, 90], { last: '2026-09-28' }),
      asOf: '2026-11-02',
    };
    expect(review(advance(), { ...facts, late: 12 }).results[0]?.doubts).toEqual([]);
    expect(
      review({ criteria: [MUST], due: '2026-11-02' }, { ...facts, late: 12 }).results[0]?.doubts,
    ).toEqual([expect.stringContaining('12 days late')]);
  });
  it('what came after the decision is not held against it', () => {
    const cells = weeks('A', [90, 90, 90, 90, 20, 20, 20, 20], { last: '2026-10-26' });
    expect(review(advance(), { ...use(90), cells, asOf: '2026-11-02' })).toMatchObject({
      class: 'supported',
    });
  });
  it('without one, a review past its date is overdue', () => {
    expect(review({ criteria: [MUST], due: '2026-10-02' }, use(90))).toMatchObject({
      state: 'overdue',
      class: 'overdue',
    });
    expect(review({ criteria: [MUST], due: '2026-10-20' }, use(90))).toMatchObject({
      state: 'open',
      class: 'open',
    });
  });
});

it('an iteration limit and a ceiling on spending stop as well', () => {
  const spent = {
    ...use(90),
    initiative: { ...use(90).initiative, investment: { planned: 100, spent: 130 } },
  };
  const judged = review({ criteria: [MUST], stopRules: [{ id: 'ceiling', kind: 'spend' }] }, spent);
  expect(judged).toMatchObject({
    position: 'supports-stop',
    sentence: 'The evidence says stop: 130 k EUR spent, ceiling 100.',
    stops: [{ isTrue: true }],
  });
  expect(
    review({ criteria: [MUST], stopRules: [{ id: 'ceiling', kind: 'spend', atMost: 200 }] }, spent)
      .position,
  ).toBe('supports-advance');
});

it('a guardrail as a stop rule speaks only when it shows harm', () => {
  const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 49, 51];
  const metric = {
    spc: 'xmr',
    direction: 'down',
    baseline: { period: `${week(13)}/${sunday(2)}` },
  };
  const stop = { id: 'harm', kind: 'guardrail', metric: 'use' };
  const facts = (last: number[]) => ({
    cells: weeks('A', [...steady.slice(0, 12), ...last]),
    metric,
    initiative: { sites: ['A'] },
  });
  expect(judge(stop, facts([50, 51])).state).toBe('met');
  expect(review({ stopRules: [stop] }, facts([50, 51])).position).toBe('supports-advance');
  expect(review({ stopRules: [stop] }, facts([75, 74])).position).toBe('supports-stop');
});

describe('an initiative that was stopped', () => {
  const TRIAL = 'content/initiatives/trial.mdx';
  const asked = async (...edits: Edit[]) =>
    (await healthy(edits))
      .portal!.reviews.filter((one) => one.initiative === 'trial')
      .map((one) => [one.review.id, one.state]);
  it('is asked for no more decisions; those that were taken stay', async () => {
    expect(await asked([TRIAL, 'due: 2026-12-04', 'due: 2026-09-04'])).toEqual([
      ['trial-g1', 'overdue'],
    ]);
    expect(
      await asked(
        [TRIAL, 'due: 2026-12-04', 'due: 2026-09-04'],
        [TRIAL, 'phase: pilot\n', 'phase: pilot\nstatus: stopped\n'],
      ),
    ).toEqual([]);
    const { portal } = await healthy([
      ['content/initiatives/watch.mdx', 'phase: ', 'status: stopped\nphase: '],
    ]);
    expect(
      portal!.reviews.filter((one) => one.initiative === 'watch').map((one) => one.state),
    ).toEqual(['decided']);
  });
});

describe('a duration judged on a day that has passed', () => {
  const tickets = {
    cells: weeks('A', [3, 3, 3, 3]).map((cell) => ({
      ...cell,
      combine: 'pool' as const,
      events: { closed: [3, 3], open: [] },
    })),
    metric: {
      type: 'behavior',
      value: { duration: { from: 'opened', to: 'closed', unit: 'days' } },
      unit: 'days',
      direction: 'down',
    },
  };
  const doubts = (gate: Record<string, unknown>) =>
    review({ criteria: [{ id: 'c', metric: 'use', must: '<= 4 days' }], ...gate }, tickets)
      .results[0]?.doubts;
  it('says that what has ended since is counted as ended, unless the export keeps vintages', () => {
    expect(
      doubts({ decision: { outcome: 'iterate', date: '2026-10-03', decider: 'D', reason: 'r' } }),
    ).toEqual([
      'What was open on 3 October 2026 is not kept by this export: what has ended since is counted as ended.',
    ]);
    expect(doubts({})).toEqual([]);
  });
});
