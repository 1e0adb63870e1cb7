import { z } from 'zod';
import { EVIDENCE_KINDS, OUTCOMES, SIGN_OFF_ROLES, VETO_SUBJECTS, type Comparator, type Requirement } from '#model/gate.ts';
import { GRAINS } from '#model/period.ts';
import { date, id, ids, periods, share, text } from './common.ts';

const COMPARISON = /^\s*(>=|<=|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*(.*?)\s*$/;

/** `">= 80 %"`, `improved`, `held`, `{ change: "<= -20 %" }` or `{ comparison: favourable }`. */
const requirement = z.union([
  z.literal('improved').transform((): Requirement => ({ kind: 'improved' })),
  z.literal('held').transform((): Requirement => ({ kind: 'held' })),
  z
    .string()
    .regex(COMPARISON, '">= 80 %", improved, held, { change: "<= -20 %" } or { comparison: favourable }')
    .transform((value): Requirement => {
      const [, comparator, number, unit] = COMPARISON.exec(value) as unknown as [string, Comparator, string, string];
      return { kind: 'threshold', comparator, value: Number(number), unit };
    }),
  z.strictObject({ change: z.string().regex(COMPARISON, 'a change such as "<= -20 %"') }).transform(({ change }): Requirement => {
    const [, comparator, number] = COMPARISON.exec(change) as unknown as [string, Comparator, string];
    return { kind: 'change', comparator, percent: Number(number) };
  }),
  z.strictObject({ comparison: z.literal('favourable') }).transform((): Requirement => ({ kind: 'comparison' })),
]);

const fields = {
  id,
  title: text.optional(),
  /** must: knock-out; should: wanted. */
  level: z.enum(['must', 'should']).default('must'),
  kind: z.enum(EVIDENCE_KINDS).default('metric'),
  metric: id.optional(),
  must: requirement.optional(),
  over: z.strictObject({ last: z.number().int().positive(), grain: z.enum(GRAINS).optional() }).default({ last: 4 }),
  sustained: z.union([z.number().int().positive().transform((n) => ({ k: n, n })), z.strictObject({ k: z.number().int().positive(), n: z.number().int().positive() })]).nullable().default(null),
  per: z.enum(['site', 'line', 'pooled']).default('pooled'),
  across: z
    .union([
      z.literal('all').transform(() => ({ kind: 'all' as const })),
      z.strictObject({ atLeast: z.number().int().positive() }).transform(({ atLeast }) => ({ kind: 'at-least' as const, k: atLeast })),
      z.strictObject({ share }).transform((value) => ({ kind: 'share' as const, share: value.share })),
    ])
    .default({ kind: 'all' }),
  minimum: z.strictObject({ coverage: share.default(0.75), denominator: z.number().default(0), n: z.number().default(0), baselinePeriods: z.number().int().default(3) }).default({ coverage: 0.75, denominator: 0, n: 0, baselinePeriods: 3 }),
  sites: ids,
  lines: ids,
  waivable: z.boolean().optional(),
  /** Why this number. */
  why: text.optional(),
  operators: z.number().int().optional(),
  shifts: z.number().int().optional(),
  unaided: share.optional(),
  score: z.number().min(0).max(100).optional(),
  atMost: z.number().optional(),
  severity: z.number().int().optional(),
  items: ids,
  by: text.optional(),
  date: date.optional(),
  file: z.string().optional(),
  baseline: z.strictObject({ value: z.number().optional(), period: periods.optional() }).optional(),
};

interface Judged {
  kind: string;
  metric?: string | undefined;
  must?: unknown;
}
const NAMES_METRIC = { message: 'a metric id: this kind of criterion is judged from a metric', path: ['metric'] };
const SAYS_MUST = { message: 'what the metric must show: ">= 80 %", improved, held, { change: "<= -20 %" } or { comparison: favourable }', path: ['must'] };
const hasMetric = (criterion: Judged) => !['metric', 'guardrail'].includes(criterion.kind) || criterion.metric !== undefined;
const hasMust = (criterion: Judged) => criterion.kind !== 'metric' || criterion.must !== undefined;

const single = z
  .strictObject(fields)
  .refine(hasMetric, NAMES_METRIC)
  .refine(hasMust, SAYS_MUST)
  .transform((criterion) => ({ ...criterion, waivable: criterion.waivable ?? criterion.kind !== 'guardrail', parts: null }));

/** A criterion of a gate; see the guide for its meaning. `kind: group` combines others in three-valued logic, with `allOf` or `anyOf`. */
export const criterionSchema = z
  .strictObject({ ...fields, allOf: z.array(single).min(2).optional(), anyOf: z.array(single).min(2).optional() })
  .refine((criterion) => (criterion.kind === 'group') === Boolean(criterion.allOf ?? criterion.anyOf), { message: 'kind: group together with allOf or anyOf, a list of at least two criteria', path: ['kind'] })
  .refine((criterion) => !(criterion.allOf && criterion.anyOf), { message: 'one of allOf and anyOf', path: ['anyOf'] })
  .refine(hasMetric, NAMES_METRIC)
  .refine(hasMust, SAYS_MUST)
  .transform(({ allOf, anyOf, ...criterion }) => ({
    ...criterion,
    waivable: criterion.waivable ?? criterion.kind !== 'guardrail',
    parts: allOf ? { logic: 'all-of' as const, criteria: allOf } : anyOf ? { logic: 'any-of' as const, criteria: anyOf } : null,
  }));

/** `content/frameworks/<id>.yaml` */
export const frameworkSchema = z.strictObject({
  title: text,
  phases: z
    .array(
      z.strictObject({
        id,
        title: text,
        objective: z.string().default(''),
        /** The gate that closes the phase: G1. */
        gate: z.string(),
        gateTitle: z.string().default(''),
        criteria: z.array(criterionSchema).default([]),
        signOffs: z.array(z.enum(SIGN_OFF_ROLES)).default(['it-lead', 'ot-lead', 'business-lead']),
      }),
    )
    .min(1, 'at least one phase: a framework without phases has no gates'),
});

/** One entry of `gates` in an initiative. */
export const reviewSchema = z.strictObject({
  id,
  phase: id,
  title: text.optional(),
  sites: ids,
  due: date,
  criteria: z.array(criterionSchema).default([]),
  /** true: only the criteria written here, none of the framework's. */
  only: z.boolean().default(false),
  stopRules: z.array(criterionSchema).default([]),
  /** What `trilens lock` writes before the window opens: the mark of each criterion. */
  locked: z.strictObject({ on: date, criteria: z.record(z.string(), z.string().regex(/^[0-9a-f]{8}$/, 'eight hexadecimal digits in quotes, as `trilens lock` writes them')) }).optional(),
  signOffs: z
    .array(
      z.strictObject({
        role: z.enum(SIGN_OFF_ROLES),
        name: text,
        date,
        verdict: z.enum(['agree', 'agree-with-conditions', 'disagree', 'abstain']),
        /** What a disagreement is about. */
        on: z.enum(VETO_SUBJECTS).optional(),
        comment: text.optional(),
        /** Hash of the evidence that was seen, from the gate's page. */
        evidence: z.string().optional(),
      }),
    )
    .default([]),
  decision: z
    .strictObject({
      outcome: z.enum(OUTCOMES),
      date,
      decider: text,
      reason: text.optional(),
      conditions: z.array(z.strictObject({ text, owner: text, due: date, done: z.boolean().default(false) })).default([]),
      reviewBy: date.optional(),
      until: z.string().optional(),
      lessons: z.string().optional(),
      override: z.strictObject({ criteria: ids, reason: text, acceptedBy: text, compensating: z.array(z.string()).default([]), expires: date }).optional(),
    })
    .optional(),
});
