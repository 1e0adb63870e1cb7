import { z } from 'zod';
import {
  EVIDENCE_KINDS,
  OUTCOMES,
  PHASE_KINDS,
  SIGN_OFF_ROLES,
  VETO_SUBJECTS,
  type Comparator,
  type Requirement,
} from '#model/record/gate.ts';
import { GRAINS } from '#model/time/period.ts';
import { date, id, ids, periods, share, text } from './common.ts';

/** What follows the number is a unit, so it begins with no digit, point or comma: `>= 2,5 %` and `>= 1,000` could be read in two ways. */
const COMPARISON = /^\s*(>=|<=|≥|≤|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*((?![.,\d]).*?|)\s*$/;
/** A change is relative, in per cent of the baseline: percentage points are another thing. */
const RELATIVE = /^\s*(>=|<=|≥|≤|>|<|=)\s*(-?\d+(?:\.\d+)?)\s*(%|)\s*$/;
const CHANGE =
  'a change in per cent of the baseline: "<= -20 %"; for percentage points ask for the number that has to be reached';
const SIGNS: Record<string, Comparator> = { '≥': '>=', '≤': '<=' };
const comparatorOf = (sign: string) => SIGNS[sign] ?? (sign as Comparator);

const MUST =
  '">= 80 %" (in quotes; 2.5 with a point), improved, held, { change: "<= -20 %" } or { comparison: favourable }';

/** `">= 80 %"`, `improved`, `held`, `{ change: "<= -20 %" }` or `{ comparison: favourable }`. */
const requirement = z.union(
  [
    z.literal('improved').transform((): Requirement => ({ kind: 'improved' })),
    z.literal('held').transform((): Requirement => ({ kind: 'held' })),
    z
      .string()
      .regex(COMPARISON, MUST)
      .transform((value): Requirement => {
        const [, sign, number, unit] = COMPARISON.exec(value) as unknown as [
          string,
          string,
          string,
          string,
        ];
        return { kind: 'threshold', comparator: comparatorOf(sign), value: Number(number), unit };
      }),
    z
      .strictObject({ change: z.string().regex(RELATIVE, CHANGE) })
      .transform(({ change }): Requirement => {
        const [, sign, number] = RELATIVE.exec(change) as unknown as [string, string, string];
        return { kind: 'change', comparator: comparatorOf(sign), percent: Number(number) };
      }),
    z
      .strictObject({ comparison: z.literal('favourable') })
      .transform((): Requirement => ({ kind: 'comparison' })),
  ],
  MUST,
);

const fields = {
  id: id.describe('Its name within the gate.'),
  title: text.optional().describe('What it asks, in words.'),
  level: z.enum(['must', 'should']).default('must').describe('Must: knock-out; should: wanted.'),
  kind: z
    .enum(EVIDENCE_KINDS)
    .default('metric')
    .describe(
      'What it is judged from: a metric, a guardrail, records such as field validations and sign-offs, or a group of criteria.',
    ),
  metric: id.optional().describe('The metric that it is judged from.'),
  must: requirement
    .optional()
    .describe(
      'What the metric has to show: ">= 80 %", improved, held, { change: "<= -20 %" } or { comparison: favourable }.',
    ),
  over: z
    .strictObject({
      last: z.number().int().positive().max(1000).describe('So many complete periods.'),
      grain: z.enum(GRAINS).optional().describe('Of this length: that of the metric.'),
    })
    .default({ last: 4 })
    .describe('How many of the last periods are looked at.'),
  sustained: z
    .union([
      z
        .number()
        .int()
        .positive()
        .max(1000)
        .transform((n) => ({ k: n, n })),
      z.strictObject({ k: z.number().int().positive(), n: z.number().int().positive() }),
    ])
    .optional()
    .transform((value) => value ?? null)
    .describe('In how many periods on end, or in k of n, it has to hold.'),
  per: z
    .enum(['site', 'line', 'pooled'])
    .default('pooled')
    .describe('Judged site by site, line by line, or all together.'),
  across: z
    .union([
      z.literal('all').transform(() => ({ kind: 'all' as const })),
      z
        .strictObject({ atLeast: z.number().int().positive() })
        .transform(({ atLeast }) => ({ kind: 'at-least' as const, k: atLeast })),
      z
        .strictObject({ share })
        .transform((value) => ({ kind: 'share' as const, share: value.share })),
    ])
    .default({ kind: 'all' })
    .describe('How many of them have to meet it: all, { atLeast: 3 } or { share: 80 % }.'),
  minimum: z
    .strictObject({
      coverage: share
        .default(0.75)
        .describe('Share of the window’s periods that have to have come, per site.'),
      denominator: z
        .number()
        .default(0)
        .describe('What the ratio is of, over the window: people, parts, hours.'),
      n: z.number().default(0).describe('Cases over the window.'),
      baselinePeriods: z.number().int().default(3).describe('Periods that a baseline has to have.'),
    })
    .default({ coverage: 0.75, denominator: 0, n: 0, baselinePeriods: 3 })
    .describe('How much data there has to be before anything is said.'),
  sites: ids.describe('Only these plants.'),
  lines: ids.describe('Only these lines.'),
  waivable: z.boolean().optional().describe('May a decision go past it? Guardrails may not.'),
  why: text.optional().describe('Why this number.'),
  operators: z.number().int().optional().describe('Operators who have to have tried it.'),
  shifts: z.number().int().optional().describe('Shifts that have to have tried it.'),
  unaided: share.optional().describe('Share of tasks done without help.'),
  score: z.number().min(0).max(100).optional().describe('Usability score that has to be reached.'),
  atMost: z.number().optional().describe('Most that is allowed.'),
  severity: z.number().int().optional().describe('Of issues: this severity and worse.'),
  items: ids.describe('Roadmap items that have to be done.'),
  by: text.optional().describe('Who has to have confirmed it.'),
  date: date.optional().describe('When it was confirmed.'),
  file: z.string().optional().describe('Where the proof lies.'),
  baseline: z
    .strictObject({
      value: z.number().optional().describe('As a number,'),
      period: periods.optional().describe('or computed over these periods.'),
    })
    .optional()
    .describe('What a change is measured against, where it is not the metric’s own.'),
};

interface Judged {
  kind: string;
  metric?: string | undefined;
  must?: unknown;
}
const NAMES_METRIC = {
  message: 'a metric id: this kind of criterion is judged from a metric',
  path: ['metric'],
};
const SAYS_MUST = {
  message:
    'what the metric must show: ">= 80 %", improved, held, { change: "<= -20 %" } or { comparison: favourable }',
  path: ['must'],
};
const hasMetric = (criterion: Judged) =>
  !['metric', 'guardrail'].includes(criterion.kind) || criterion.metric !== undefined;
const hasMust = (criterion: Judged) => criterion.kind !== 'metric' || criterion.must !== undefined;

const single = z
  .strictObject(fields)
  .refine(hasMetric, NAMES_METRIC)
  .refine(hasMust, SAYS_MUST)
  .transform((criterion) => ({
    ...criterion,
    waivable: criterion.waivable ?? criterion.kind !== 'guardrail',
    parts: null,
  }));

/** A criterion of a gate; see the guide for its meaning. `kind: group` combines others in three-valued logic, with `allOf` or `anyOf`. */
export const criterionSchema = z
  .strictObject({
    ...fields,
    allOf: z
      .array(single)
      .min(2)
      .optional()
      .describe('Criteria that all have to be met; with `kind: group`.'),
    anyOf: z
      .array(single)
      .min(2)
      .optional()
      .describe('Criteria of which one has to be met; with `kind: group`.'),
  })
  .refine(
    (criterion) => (criterion.kind === 'group') === Boolean(criterion.allOf ?? criterion.anyOf),
    {
      message: 'kind: group together with allOf or anyOf, a list of at least two criteria',
      path: ['kind'],
    },
  )
  .refine((criterion) => !(criterion.allOf && criterion.anyOf), {
    message: 'one of allOf and anyOf',
    path: ['anyOf'],
  })
  .refine(hasMetric, NAMES_METRIC)
  .refine(hasMust, SAYS_MUST)
  .transform(({ allOf, anyOf, ...criterion }) => ({
    ...criterion,
    waivable: criterion.waivable ?? criterion.kind !== 'guardrail',
    parts: allOf
      ? { logic: 'all-of' as const, criteria: allOf }
      : anyOf
        ? { logic: 'any-of' as const, criteria: anyOf }
        : null,
  }));

const PHASES =
  'at least one phase, each with id, title and gate: a framework without phases has no gates';

/** `content/frameworks/<id>.yaml` */
export const frameworkSchema = z.strictObject({
  title: text.describe('Its name.'),
  phases: z
    .array(
      z.strictObject({
        id: id.describe('What initiatives call it.'),
        title: text.describe('Its name.'),
        kind: z
          .enum(PHASE_KINDS)
          .optional()
          .describe(
            'What part of the way it is, where its id is none of these; rules about pilots and roll-outs go by it.',
          ),
        objective: z.string().default('').describe('What it is for.'),
        gate: z.string().describe('The gate that closes the phase: G1.'),
        gateTitle: z.string().default('').describe('The question that its gate asks.'),
        criteria: z.array(criterionSchema).default([]).describe('What the gate judges.'),
        signOffs: z
          .array(z.enum(SIGN_OFF_ROLES))
          .default(['it-lead', 'ot-lead', 'business-lead'])
          .describe('Who has to sign.'),
      }),
      PHASES,
    )
    .min(1, PHASES)
    .describe('Its phases in order; a gate closes each.'),
});

/** One entry of `gates` in an initiative. */
export const reviewSchema = z.strictObject({
  id: id.describe('Its name: what other files and addresses call it.'),
  phase: id.describe('The phase that it closes.'),
  title: text.optional().describe('Its title, where the framework’s is not enough.'),
  sites: ids.describe('Plants that it decides about.'),
  due: date.describe('When the decision is due.'),
  ifNotDecided: text.optional().describe('What happens if nobody decides: the cost of waiting.'),
  criteria: z
    .array(criterionSchema)
    .default([])
    .describe('Criteria of its own, beside the framework’s or in their place.'),
  only: z
    .boolean()
    .default(false)
    .describe('true: only the criteria written here, none of the framework’s.'),
  stopRules: z
    .array(criterionSchema)
    .default([])
    .describe('Criteria that end it when they are met.'),
  locked: z
    .strictObject({
      on: date.describe('The day of the lock.'),
      criteria: z
        .record(
          z.string(),
          z
            .string()
            .regex(
              /^[0-9a-f]{8}$/,
              'eight hexadecimal digits in quotes, as `trilens lock` writes them',
            ),
        )
        .describe('The mark of each criterion by its id.'),
    })
    .optional()
    .describe('What `trilens lock` writes before the window opens: the mark of each criterion.'),
  signOffs: z
    .array(
      z.strictObject({
        role: z.enum(SIGN_OFF_ROLES).describe('For which function, or which narrow veto.'),
        name: text.describe('Who signed.'),
        date: date.describe('When.'),
        verdict: z
          .enum(['agree', 'agree-with-conditions', 'disagree', 'abstain'])
          .describe('What they say.'),
        on: z.enum(VETO_SUBJECTS).optional().describe('What a disagreement is about.'),
        comment: text.optional().describe('Why; a disagreement needs one.'),
        evidence: z
          .string()
          .optional()
          .describe('Hash of the evidence that was seen, from the gate’s page.'),
      }),
    )
    .default([])
    .describe('Who agreed, disagreed or abstained, when, and with what comment.'),
  decision: z
    .strictObject({
      outcome: z.enum(OUTCOMES).describe('What was decided.'),
      date: date.describe('When; the evidence of that day counts.'),
      decider: text.describe('Who decided: one person, none of the three leads.'),
      reason: text
        .optional()
        .describe(
          'Why; needed where it goes further or less far than the evidence, and where a lead disagrees.',
        ),
      conditions: z
        .array(
          z.strictObject({
            text: text.describe('What has to happen.'),
            owner: text.describe('Who does it.'),
            due: date.describe('By when.'),
            done: z.boolean().default(false).describe('true once it is done.'),
          }),
        )
        .default([])
        .describe('Conditions of an advance; one that is not done by its day has lapsed.'),
      reviewBy: date.optional().describe('When it is looked at again.'),
      until: z.string().optional().describe('Of a hold: until which date or event.'),
      lessons: z.string().optional().describe('Of a stop: what was learned.'),
      override: z
        .strictObject({
          criteria: ids.describe(
            'Every must that is not met, every stop rule that is true, every role that did not sign.',
          ),
          reason: text.describe('Why it goes on all the same.'),
          acceptedBy: text.describe('Who takes the risk: somebody who does not lead in the pod.'),
          compensating: z
            .array(z.string())
            .default([])
            .describe('What is done instead; at least one.'),
          expires: date.describe('After this day it counts as unsupported.'),
        })
        .optional()
        .describe('An advance past the evidence, with its price.'),
    })
    .optional()
    .describe('What was decided, by whom, under which conditions.'),
});
