import { describe, expect, it } from 'vitest';
import { OUTCOMES, POSITIONS, type Position } from '#model/gate.ts';
import { judge, review, week, weeks, type World } from './evidence.ts';

const use = (percent: number): World => ({ cells: weeks('A', [percent, percent, percent, percent]), initiative: { sites: ['A'], pod: { itLead: 'Ida', otLead: 'Otto', businessLead: 'Bea' } } });
const MUST = { id: 'use', metric: 'use', must: '>= 80 %' };
const SHOULD = { id: 'wanted', level: 'should', metric: 'use', must: '>= 95 %' };
const UNKNOWN = { id: 'paper', kind: 'document' };
const HARM = { id: 'refused', metric: 'use', must: '<= 20 %' };
const signed = (...roles: string[]) => roles.map((role) => ({ role, name: role, date: '2026-10-05', verdict: 'agree' }));

/** A review for each position. */
const AT: Record<Position, { gate: Record<string, unknown>; facts: World }> = {
  'supports-advance': { gate: { criteria: [MUST] }, facts: use(90) },
  'supports-advance-with-conditions': { gate: { criteria: [MUST, SHOULD] }, facts: use(90) },
  'supports-iterate': { gate: { criteria: [MUST, UNKNOWN] }, facts: use(50) },
  undetermined: { gate: { criteria: [MUST, UNKNOWN] }, facts: use(90) },
  'supports-stop': { gate: { criteria: [MUST], stopRules: [HARM] }, facts: use(10) },
};

describe('the position', () => {
  it.each(POSITIONS)('%s follows from the evidence', (position) => expect(review(AT[position].gate, AT[position].facts).position).toBe(position));
  it('a missing sign-off leaves it undetermined, though every must is met', () => {
    const gate = { criteria: [MUST], signOffs: signed('it-lead', 'business-lead') };
    expect(review(gate, use(90), ['it-lead', 'ot-lead', 'business-lead'])).toMatchObject({ position: 'undetermined', missingSignOffs: ['ot-lead'] });
  });
  it('an abstention is no sign-off', () => expect(review({ criteria: [MUST], signOffs: [{ ...signed('it-lead')[0], verdict: 'abstain' }] }, use(90), ['it-lead']).missingSignOffs).toEqual(['it-lead']));
  it('disagreement of a role with a veto blocks; that of a lead without one is dissent', () => {
    const gate = (role: string) => ({ criteria: [MUST], signOffs: [{ ...signed(role)[0], verdict: 'disagree', comment: 'not yet' }] });
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

describe('a decision beside the position', () => {
  const TABLE: Record<Position, string[]> = {
    'supports-advance': ['supported', 'supported', 'reason', 'reason', 'reason'],
    'supports-advance-with-conditions': ['unsupported', 'supported', 'supported', 'reason', 'reason'],
    'supports-iterate': ['unsupported', 'unsupported', 'supported', 'reason', 'supported'],
    undetermined: ['unsupported', 'unsupported', 'supported', 'supported', 'reason'],
    'supports-stop': ['unsupported', 'unsupported', 'unsupported', 'reason and date', 'supported'],
  };
  const cells = POSITIONS.flatMap((position) => OUTCOMES.map((outcome, column) => [position, outcome, TABLE[position][column] as string] as const));
  it.each(cells)('%s and %s: %s', (position, outcome, wanted) => {
    const { gate, facts } = AT[position];
    const decided = (more: Record<string, unknown>) => review({ ...gate, decision: { outcome, date: '2026-10-05', decider: 'Sponsor', ...more } }, facts).class;
    const [plain, reasoned, dated] = [decided({}), decided({ reason: 'a new fact' }), decided({ reason: 'a new fact', until: '2026-11-01' })];
    if (wanted === 'supported') expect(plain).toBe('supported');
    if (wanted === 'unsupported') expect([plain, dated]).toEqual(['unsupported', 'unsupported']);
    if (wanted === 'reason') expect([plain, reasoned]).toEqual(['unsupported', 'supported']);
    if (wanted === 'reason and date') expect([plain, reasoned, dated]).toEqual(['unsupported', 'unsupported', 'supported']);
  });

  const advance = (more: Record<string, unknown> = {}, gate: Record<string, unknown> = {}) => ({ criteria: [MUST], ...gate, decision: { outcome: 'advance', date: '2026-10-05', decider: 'Sponsor', ...more } });
  const override = { criteria: ['use'], reason: 'the peak season', acceptedBy: 'COO', compensating: ['paper beside it'], expires: '2026-12-31' };
  it('an override names every unmet criterion, compensates, is accepted above the pod and expires', () => {
    const overridden = (more: Record<string, unknown>, criterion: Record<string, unknown> = {}) => review(advance({ override: { ...override, ...more } }, { criteria: [{ ...MUST, ...criterion }] }), use(50)).class;
    expect(overridden({})).toBe('overridden');
    expect(overridden({ criteria: [] })).toBe('unsupported');
    expect(overridden({ compensating: [] })).toBe('unsupported');
    expect(overridden({ acceptedBy: 'Otto' })).toBe('unsupported');
    expect(overridden({}, { waivable: false })).toBe('unsupported');
    expect(review(advance({ date: '2026-10-05', override: { ...override, expires: '2026-10-04' } }), use(50)).class).toBe('override-expired');
  });
  it('more than ten working days after it was due is late', () => {
    expect(review({ ...advance(), due: '2026-09-21' }, use(90)).class).toBe('supported');
    expect(review({ ...advance(), due: '2026-09-18' }, use(90)).class).toBe('late');
  });
  it('is judged as of its day with the data known then, and stays when the data is restated', () => {
    const first = weeks('A', [90, 90, 90, 90]).map((cell) => ({ ...cell, vintage: '2026-10-05' }));
    const restated = weeks('A', [60, 60, 60, 60]).map((cell) => ({ ...cell, vintage: '2026-11-01', status: 'restated' as const }));
    const judged = review(advance(), { ...use(90), cells: restated, superseded: first, asOf: '2026-11-02' });
    expect(judged).toMatchObject({ class: 'evidence-changed', positionThen: 'supports-advance', position: 'supports-advance' });
    expect(judged.results[0]?.value).toBeCloseTo(90);
  });
  it('what came after the decision is not held against it', () => {
    const cells = weeks('A', [90, 90, 90, 90, 20, 20, 20, 20], { last: '2026-10-26' });
    expect(review(advance(), { ...use(90), cells, asOf: '2026-11-02' })).toMatchObject({ class: 'supported' });
  });
  it('without one, a review past its date is overdue', () => {
    expect(review({ criteria: [MUST], due: '2026-10-02' }, use(90))).toMatchObject({ state: 'overdue', class: 'overdue' });
    expect(review({ criteria: [MUST], due: '2026-10-20' }, use(90))).toMatchObject({ state: 'open', class: 'open' });
  });
});

it('a guardrail as a stop rule speaks only when it shows harm', () => {
  const steady = [50, 52, 49, 51, 50, 48, 51, 50, 52, 49, 50, 51, 49, 51];
  const metric = { spc: 'xmr', direction: 'down', baseline: { period: `${week(13)}/${week(2)}` } };
  const stop = { id: 'harm', kind: 'guardrail', metric: 'use' };
  const facts = (last: number[]) => ({ cells: weeks('A', [...steady.slice(0, 12), ...last]), metric, initiative: { sites: ['A'] } });
  expect(judge(stop, facts([50, 51])).state).toBe('met');
  expect(review({ stopRules: [stop] }, facts([50, 51])).position).toBe('supports-advance');
  expect(review({ stopRules: [stop] }, facts([75, 74])).position).toBe('supports-stop');
});
