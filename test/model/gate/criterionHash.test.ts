import { describe, expect, it } from 'vitest';
import { criterionSchema } from '#ingest/schemas/criterion.ts';
import { criterionHash } from '#model/gate/criterionHash.ts';
import { isMeasured, type Criterion } from '#model/record/criterion.ts';
import { isOfMetric, week, weeks, world } from './evidence.ts';

const read = (written: Record<string, unknown>): Criterion =>
  criterionSchema.parse({
    id: 'use',
    ...(isOfMetric(written['kind']) ? { metric: 'use' } : {}),
    ...(written['kind'] === undefined || written['kind'] === 'metric' ? { must: '>= 80 %' } : {}),
    ...written,
  });
const mark = (
  written: Record<string, unknown>,
  metric: Record<string, unknown> = {},
  initiative: Record<string, unknown> = {},
) => {
  const facts = world({ cells: weeks('A', [90]), metric, initiative });
  return markOf(read(written), facts);
};
const markOf = (criterion: Criterion, facts = world({ cells: weeks('A', [90]) })) =>
  criterionHash(
    criterion,
    (id) => facts.portfolio.metrics.find((one) => one.id === id),
    facts.initiative,
  );
const plain = mark({});
const DESIGN = {
  metric: 'use',
  treated: ['A'],
  controls: ['B'],
  before: '2026-01/2026-02',
  after: '2026-03/2026-04',
};

describe('the mark of a criterion holds what its author wrote', () => {
  it('a field that a later version of the tool adds, with what it means unwritten, leaves every lock valid', () => {
    const criterion = read({});
    if (!isMeasured(criterion)) throw new Error('this criterion is judged from a metric');
    const later = {
      ...criterion,
      cooldown: 2,
      over: { ...criterion.over, skip: 0 },
      minimum: { ...criterion.minimum, people: 5 },
    };
    expect(markOf(later)).toBe(plain);
  });
  it('what holds anyway may be written out', () => {
    const written = {
      level: 'must',
      kind: 'metric',
      over: { last: 4, grain: 'week' },
      per: 'pooled',
      across: 'all',
      minimum: { coverage: '75 %' },
      sites: [],
      waivable: true,
    };
    expect(mark(written)).toBe(plain);
  });
  it.each([
    ['spaces', { must: '>=80%' }],
    ['a unit that is the metric’s own', { must: '>= 80' }],
    ['a title', { title: 'Crews use it' }],
    ['a reason', { why: 'else paper' }],
  ])('%s change nothing', (_, written) => expect(mark(written)).toBe(plain));
  it('the same written in two ways is one mark', () => {
    expect(mark({ sustained: 3 })).toBe(mark({ sustained: { n: 3, k: 3 } }));
    expect(mark({ across: { share: '80 %' } })).toBe(mark({ across: { share: 0.8 } }));
  });
  it('a statement that is given after the lock changes nothing', () => {
    const paper = { id: 'risk', kind: 'document', metric: undefined, must: undefined };
    expect(mark({ ...paper, by: 'Ida', date: '2026-09-01', file: 'risk.pdf' })).toBe(mark(paper));
  });

  it.each<[string, Record<string, unknown>]>([
    ['threshold', { must: '>= 70 %' }],
    ['comparator', { must: '> 80 %' }],
    ['level', { level: 'should' }],
    ['metric', { metric: 'other' }],
    ['window', { over: { last: 8 } }],
    ['sustained', { sustained: 3 }],
    ['scope', { per: 'site' }],
    ['share of sites', { across: { atLeast: 2 } }],
    ['coverage', { minimum: { coverage: '50 %' } }],
    ['minimum', { minimum: { denominator: 30 } }],
    ['site', { sites: ['A'] }],
    ['line', { lines: ['A1'] }],
    ['way past it', { waivable: false }],
  ])('another %s is another mark', (_, written) => expect(mark(written)).not.toBe(plain));
  it('so is another field of each other kind of evidence', () => {
    const marks = [
      { kind: 'checkpoint' },
      { kind: 'checkpoint', operators: 5 },
      { kind: 'checkpoint', shifts: 2 },
      { kind: 'checkpoint', unaided: '80 %' },
      { kind: 'checkpoint', score: 70 },
      { kind: 'issues' },
      { kind: 'issues', severity: 2 },
      { kind: 'iterations' },
      { kind: 'iterations', atMost: 3 },
      { kind: 'spend', atMost: 3 },
      { kind: 'roadmap', items: ['gateway'] },
      { kind: 'roadmap', items: ['network'] },
    ].map((written) => mark(written));
    expect(new Set(marks).size).toBe(marks.length);
  });
  it('so is a part of a group', () => {
    const group = (must: string, logic = 'allOf') =>
      mark({
        kind: 'group',
        [logic]: [
          { id: 'a', metric: 'use', must },
          { id: 'b', metric: 'use', must: 'held' },
        ],
      });
    expect(new Set([group('>= 80 %'), group('>= 70 %'), group('>= 80 %', 'anyOf')]).size).toBe(3);
  });
});

describe('what a criterion is held against belongs to it', () => {
  const moved = { baseline: { period: `${week(9)}/${week(5)}` } };
  it.each([
    ['a change', { must: { change: '>= 10 %' } }],
    ['a signal of improvement', { must: 'improved' }],
    ['a guardrail', { kind: 'guardrail', must: undefined }],
  ])('%s: another baseline of the metric is another mark', (_, written) =>
    expect(mark(written, moved)).not.toBe(mark(written)),
  );
  it('a plain threshold: the baseline is nothing to it', () => expect(mark({}, moved)).toBe(plain));
  it('another unit, direction, grain or population of the metric is another mark', () => {
    const marks = [
      {},
      { unit: 'points' },
      { direction: 'down' },
      { grain: 'month' },
      { population: 'sample' },
    ].map((metric) => mark({ must: '>= 80' }, metric));
    expect(new Set(marks).size).toBe(marks.length);
  });
  it('a comparison: other lines or weeks are another mark', () => {
    const marks = [{}, { controls: ['C'] }, { before: '2025-12/2026-02' }, { washout: 4 }].map(
      (more) =>
        mark({ must: { comparison: 'favourable' } }, {}, { comparison: { ...DESIGN, ...more } }),
    );
    expect(new Set(marks).size).toBe(marks.length);
  });
});
