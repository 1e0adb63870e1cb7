import { z } from 'zod';
import {
  type OwnCriterionKind,
  type OwnField,
  type OwnValue,
  ownCriteria,
} from '#model/gate/kinds/own.ts';
import {
  EVIDENCE_KINDS,
  type Criterion,
  type EvidenceKind,
  type OwnCriterion,
} from '#model/record/criterion.ts';
import { GRAINS } from '#model/time/period.ts';
import { date, id, ids, idOr, periods, share, text } from './common.ts';
import { requirement } from './requirement.ts';

const WAIVABLE = 'May a decision go past it? Guardrails may not unless they say so.';
const KIND =
  'What it is judged from: a metric, a guardrail, records such as field validations and sign-offs, or a group of criteria.';
const kind = <K extends EvidenceKind>(name: K) => z.literal(name).describe(KIND);

const common = {
  id: id.describe('Its name within the gate.'),
  title: text.optional().describe('What it asks, in words.'),
  level: z.enum(['must', 'should']).default('must').describe('Must: knock-out; should: wanted.'),
  waivable: z.boolean().default(true).describe(WAIVABLE),
  why: text.optional().describe('Why this number.'),
};

const sites = ids.describe('Only these plants.');
const count = z.number().int().positive().max(1000);

/** Where and over how long a metric is looked at. */
const measured = {
  metric: idOr('a metric id: this kind of criterion is judged from a metric').describe(
    'The metric that it is judged from.',
  ),
  over: z
    .strictObject({
      last: count.describe('So many complete periods.'),
      grain: z.enum(GRAINS).optional().describe('Of this length: that of the metric.'),
    })
    .default({ last: 4 })
    .describe('How many of the last periods are looked at.'),
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
  sites,
  lines: ids.describe('Only these lines.'),
  baseline: z
    .strictObject({
      value: z.number().optional().describe('As a number,'),
      period: periods.optional().describe('or computed over these periods.'),
    })
    .optional()
    .describe('What a change is measured against, where it is not the metric’s own.'),
};

/** A person's word; the data behind it is named, not asked. */
const stated = {
  by: z.string().optional().describe('Who stated it.'),
  date: date.optional().describe('On which day; it expires after 180 days.'),
  file: z.string().optional().describe('Where the proof lies.'),
  metric: id.optional().describe('The metric that would show it.'),
  must: requirement.optional().describe('What that metric would have to show.'),
};

/** The fields of each kind beside those of every criterion. The compiler asks for each kind. */
const FIELDS = {
  metric: {
    kind: z
      .literal('metric')
      .optional()
      .transform(() => 'metric' as const)
      .describe(KIND),
    ...measured,
    must: requirement.describe(
      'What the metric has to show: ">= 80 %", improved, held, { change: "<= -20 %" } or { comparison: favourable }.',
    ),
    sustained: z
      .union([
        count.transform((n) => ({ k: n, n })),
        z.strictObject({ k: z.number().int().positive(), n: z.number().int().positive() }),
      ])
      .optional()
      .transform((value) => value ?? null)
      .describe('In how many periods on end, or in k of n, it has to hold.'),
  },
  guardrail: {
    kind: kind('guardrail'),
    ...measured,
    waivable: z.boolean().default(false).describe(WAIVABLE),
    must: requirement.optional().describe('Nothing but held: a guardrail asks for no harm.'),
  },
  checkpoint: {
    kind: kind('checkpoint'),
    sites,
    operators: count.optional().describe('Operators who have to have tried it; else 5.'),
    shifts: count.optional().describe('Shifts that have to have tried it; else 1.'),
    unaided: share.optional().describe('Share of tasks done without help.'),
    score: z
      .number()
      .min(0)
      .max(100)
      .optional()
      .describe('Usability score that has to be reached.'),
  },
  issues: {
    kind: kind('issues'),
    sites,
    severity: count.optional().describe('This severity and worse; else 1.'),
  },
  benefit: { kind: kind('benefit'), sites },
  roadmap: {
    kind: kind('roadmap'),
    items: z.array(id).min(1).describe('The roadmap items that have to be done; at least one.'),
  },
  document: { kind: kind('document'), ...stated },
  attestation: { kind: kind('attestation'), ...stated },
  iterations: {
    kind: kind('iterations'),
    atMost: z.number().int().min(0).optional().describe('Most iterations; else 3.'),
  },
  spend: {
    kind: kind('spend'),
    atMost: z
      .number()
      .positive()
      .optional()
      .describe('Most money, in thousands of the currency; else the budget.'),
  },
} satisfies Record<Exclude<EvidenceKind, 'group'>, z.ZodRawShape>;

const SINGLE = [
  z.strictObject({ ...common, ...FIELDS.metric }),
  z.strictObject({ ...common, ...FIELDS.guardrail }),
  z.strictObject({ ...common, ...FIELDS.checkpoint }),
  z.strictObject({ ...common, ...FIELDS.issues }),
  z.strictObject({ ...common, ...FIELDS.benefit }),
  z.strictObject({ ...common, ...FIELDS.roadmap }),
  z.strictObject({ ...common, ...FIELDS.document }),
  z.strictObject({ ...common, ...FIELDS.attestation }),
  z.strictObject({ ...common, ...FIELDS.iterations }),
  z.strictObject({ ...common, ...FIELDS.spend }),
  // `trilens.config.ts` is read before this module is.
  ...ownCriteria.all.map(ownSchema),
] as const;

/** A criterion of a kind of the portfolio's own; its fields are kept apart from those of every criterion. */
function ownSchema({ kind: name, fields = {} }: OwnCriterionKind) {
  const shape = Object.fromEntries(
    Object.entries(fields).map(([field, about]) => [field, fieldSchema(about)]),
  );
  const asked = { ...common, kind: z.literal(name).describe(KIND) };
  return z.strictObject({ ...shape, ...asked }).transform((written): OwnCriterion => {
    const { id: own, title, level, waivable, why, kind: of, ...rest } = written;
    return { id: own, title, level, waivable, why, kind: 'own', own: of, fields: rest };
  });
}

function fieldSchema({ is, says, required }: OwnField): z.ZodType<OwnValue | undefined> {
  const schema =
    is === 'number'
      ? z.number()
      : is === 'yes-no'
        ? z.boolean()
        : is === 'texts'
          ? z.array(text)
          : is === 'text'
            ? text
            : z.enum(is);
  return (required ? schema : schema.optional()).describe(says);
}

const KINDS = {
  error: ({ code }: { code?: string | undefined }) =>
    code === 'invalid_union' ? kindNames().join(', ') : undefined,
};

/** As gates write them. */
function kindNames(): string[] {
  return [...EVIDENCE_KINDS, ...ownCriteria.all.map((one) => one.kind)];
}

const parts = z
  .array(z.discriminatedUnion('kind', SINGLE, KINDS))
  .min(2)
  .optional();

const group = z
  .strictObject({
    ...common,
    kind: kind('group'),
    allOf: parts.describe('Criteria that all have to be met.'),
    anyOf: parts.describe('Criteria of which one has to be met.'),
  })
  .refine(({ allOf, anyOf }) => (allOf === undefined) !== (anyOf === undefined), {
    message: 'kind: group together with either allOf or anyOf, a list of at least two criteria',
    path: ['kind'],
  })
  .transform(({ allOf, anyOf, ...criterion }) => ({
    ...criterion,
    parts: allOf
      ? { logic: 'all-of' as const, criteria: allOf }
      : { logic: 'any-of' as const, criteria: anyOf ?? [] },
  }));

/** A criterion of a gate; without `kind` it is judged from a metric. Of each kind only its own fields are taken. */
export const criterionSchema: z.ZodType<Criterion> = z.discriminatedUnion(
  'kind',
  [...SINGLE, group],
  KINDS,
);
