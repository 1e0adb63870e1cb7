import { readdir } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { criterionSchema } from '#ingest/schemas/criterion.ts';
import { criterionWords } from '#model/gate/criterionWords.ts';
import { EVIDENCE_KINDS, type EvidenceKind } from '#model/record/criterion.ts';
import { judge, review, weeks, type World } from '../evidence.ts';

interface Case {
  /** As written, beside `id` and `kind`. */
  fields: Record<string, unknown>;
  asks: string;
  met: World;
  notMet: World | null;
  /** As a stop rule it is true when it is met, or when it is not met. */
  stopsWhen: 'met' | 'not-met';
}
const nothing: World = { cells: [] };
const steady: World = { cells: weeks('A', [90, 90, 90, 90]) };
const item = (status: string) => ({ id: 'network', title: 'The network', status, needs: [] });
const benefit = { planned: 100, claimed: 90, realized: 80 };
const validation = { date: '2026-09-20', site: 'A', operators: 6, shifts: 2 };
const usual = Array.from({ length: 24 }, (_, at) => 50 + (at % 3));

const CASES: Record<EvidenceKind, Case> = {
  metric: {
    fields: { metric: 'use', must: '>= 80 %' },
    asks: 'at least 80 %, over the last 4 periods; 75 % of them must have come',
    met: steady,
    notMet: { cells: weeks('A', [70, 70, 70, 70]) },
    stopsWhen: 'met',
  },
  guardrail: {
    fields: { metric: 'use' },
    asks: 'no signal of harm, over the last 4 periods; 75 % of them must have come; cannot be waived',
    met: { cells: weeks('A', usual), metric: { spc: 'xmr' } },
    notMet: { cells: weeks('A', [...usual, 10, 10, 10, 10]), metric: { spc: 'xmr' } },
    stopsWhen: 'not-met',
  },
  checkpoint: {
    fields: {},
    asks: 'a field validation at the line with 5 operators on 1 shift, nothing blocking open',
    met: {
      cells: [],
      initiative: { checkpoints: [{ ...validation, atTheLine: true, outcome: 'accepted' }] },
    },
    notMet: {
      cells: [],
      initiative: { checkpoints: [{ ...validation, atTheLine: true, outcome: 'rejected' }] },
    },
    stopsWhen: 'met',
  },
  issues: {
    fields: {},
    asks: 'no issue of severity 1 open',
    met: nothing,
    notMet: null,
    stopsWhen: 'met',
  },
  benefit: {
    fields: {},
    asks: 'a benefit that finance confirmed',
    met: { cells: [], initiative: { benefits: [{ ...benefit, confirmedBy: 'C. Yates' }] } },
    notMet: { cells: [], initiative: { benefits: [benefit] } },
    stopsWhen: 'met',
  },
  roadmap: {
    fields: { items: ['network'] },
    asks: 'done: network',
    met: { cells: [], roadmap: [item('done')] as unknown as NonNullable<World['roadmap']> },
    notMet: { cells: [], roadmap: [item('planned')] as unknown as NonNullable<World['roadmap']> },
    stopsWhen: 'met',
  },
  document: {
    fields: { by: 'S. Pike', date: '2026-09-01', file: 'risk.pdf' },
    asks: 'a document of a named person, not older than 180 days',
    met: nothing,
    notMet: null,
    stopsWhen: 'met',
  },
  attestation: {
    fields: { by: 'S. Pike', date: '2026-09-01' },
    asks: 'the word of a named person, not older than 180 days',
    met: nothing,
    notMet: null,
    stopsWhen: 'met',
  },
  iterations: {
    fields: { atMost: 0 },
    asks: 'at most 0 iterations',
    met: nothing,
    notMet: null,
    stopsWhen: 'not-met',
  },
  spend: {
    fields: { atMost: 100 },
    asks: 'spending of at most 100',
    met: { cells: [], initiative: { investment: { planned: 90, spent: 90 } } },
    notMet: { cells: [], initiative: { investment: { planned: 90, spent: 120 } } },
    stopsWhen: 'not-met',
  },
  group: {
    fields: {
      anyOf: [
        { id: 'a', kind: 'benefit' },
        { id: 'b', kind: 'issues' },
      ],
    },
    asks: 'any of 2',
    met: nothing,
    notMet: null,
    stopsWhen: 'met',
  },
};

const written = (kind: EvidenceKind) => ({ kind, ...CASES[kind].fields });

describe.each(EVIDENCE_KINDS)('a criterion of kind %s', (kind) => {
  const { asks, met, notMet, stopsWhen } = CASES[kind];

  it('says what it asks', () =>
    expect(criterionWords(criterionSchema.parse({ id: 'c', ...written(kind) }))).toBe(asks));

  it('is met, and not met, each with a reason that does not repeat the state', () => {
    for (const [state, label, facts] of [
      ['met', 'met', met],
      ['not-met', 'not met', notMet],
    ] as const) {
      if (facts === null) continue;
      const result = judge(written(kind), facts);
      expect(result).toMatchObject({ state });
      expect(result.because).not.toMatch(/^(met|not met|stale|not enough data)/);
      expect(result.sentence).toBe(`${label}: ${result.because}`);
    }
  });

  it(`is true as a stop rule when it is ${stopsWhen}`, () => {
    const stop = (facts: World) =>
      review({ stopRules: [{ id: 's', ...written(kind) }] }, facts).stops[0]?.isTrue;
    expect(stop(met)).toBe(stopsWhen === 'met');
    if (notMet) expect(stop(notMet)).toBe(stopsWhen === 'not-met');
  });

  it('refuses the fields of every other kind', () => {
    const others: Record<string, unknown> = {
      metric: 'use',
      must: 'held',
      sustained: 2,
      over: { last: 2 },
      operators: 3,
      severity: 2,
      items: ['network'],
      by: 'S. Pike',
      atMost: 2,
      anyOf: [],
    };
    const own: Partial<Record<EvidenceKind, string[]>> = {
      metric: ['metric', 'must', 'sustained', 'over'],
      guardrail: ['metric', 'must', 'over'],
      checkpoint: ['operators'],
      issues: ['severity'],
      roadmap: ['items'],
      document: ['by', 'metric', 'must'],
      attestation: ['by', 'metric', 'must'],
      iterations: ['atMost'],
      spend: ['atMost'],
      group: ['anyOf'],
    };
    for (const [field, value] of Object.entries(others)) {
      if (own[kind]?.includes(field)) continue;
      const read = criterionSchema.safeParse({ id: 'c', ...written(kind), [field]: value });
      expect(read.error?.issues[0], field).toMatchObject({
        code: 'unrecognized_keys',
        keys: [field],
      });
    }
  });
});

describe('a criterion that asks nothing is refused', () => {
  it.each([
    ['a roadmap without items', { kind: 'roadmap' }],
    ['a roadmap with no item', { kind: 'roadmap', items: [] }],
    ['a metric without must', { kind: 'metric', metric: 'use' }],
    ['a guardrail without a metric', { kind: 'guardrail' }],
    ['a checkpoint of no operators', { kind: 'checkpoint', operators: 0 }],
    ['a group of one', { kind: 'group', allOf: [{ id: 'a', kind: 'issues' }] }],
    ['a group without parts', { kind: 'group' }],
    ['a kind that is not one', { kind: 'vote' }],
  ])('%s', (_, fields) =>
    expect(criterionSchema.safeParse({ id: 'c', ...fields }).success).toBe(false),
  );
});

it('an item that the roadmap does not hold is never counted as done', () => {
  expect(judge({ kind: 'roadmap', items: ['gone'] }, nothing)).toMatchObject({
    state: 'insufficient-data',
    reason: 'no-item',
  });
});

it('a refused validation shows no operators to spare', () => {
  const { notMet } = CASES.checkpoint;
  expect(judge(written('checkpoint'), notMet ?? nothing)).toMatchObject({
    state: 'not-met',
    value: null,
    margin: null,
    because: 'validation of 20 September 2026: the operators refused it',
  });
});

it('every kind has its file', async () => {
  const files = await readdir('src/model/gate/kinds');
  const shared: Partial<Record<EvidenceKind, string>> = {
    guardrail: 'metric',
    document: 'statement',
    attestation: 'statement',
  };
  for (const kind of EVIDENCE_KINDS) expect(files).toContain(`${shared[kind] ?? kind}.ts`);
});
