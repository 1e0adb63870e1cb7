import { z } from 'zod';
import { METRIC_ROLES } from '#model/initiative.ts';
import { date, id, ids, lens, period, periods, text } from './common.ts';
import { reviewSchema } from './gate.ts';

const member = z
  .union([text, z.strictObject({ name: text, responsibility: text.optional(), decisionRights: z.array(z.string()).default([]), successMetric: id.optional() })])
  .transform((value) => (typeof value === 'string' ? { name: value, decisionRights: [] as string[] } : value));

/** Front matter of `content/initiatives/<id>.mdx` */
export const initiativeSchema = z.strictObject({
  code: z.string().optional(),
  title: text,
  summary: z.string().default(''),
  goals: ids,
  metrics: z
    .array(z.union([id.transform((name) => ({ id: name, role: 'primary' as (typeof METRIC_ROLES)[number] })), z.strictObject({ id, role: z.enum(METRIC_ROLES).default('primary') })]))
    .default([]),
  hypothesis: z.strictObject({ weBelieve: text, willChange: text.optional(), because: text.optional(), falsifiedIf: text.optional() }).optional(),
  comparison: z
    .strictObject({
      metric: id,
      /** Line or site ids. */
      treated: z.array(id).min(1),
      controls: z.array(id).min(1),
      before: periods,
      after: periods,
      whyThesePilots: text.optional(),
      /** First periods after the start in which people still learn. */
      washout: z.number().int().min(0).default(2),
      excluded: z.array(z.strictObject({ line: id, reason: text })).default([]),
      /** Other changes on the same lines in the same time. */
      coInterventions: z.array(text).default([]),
      /** How the pilot may have reached the comparison lines. */
      spillover: text.optional(),
    })
    .optional(),
  framework: id.default('pilot-iterate-scale'),
  phase: id,
  phaseSince: date.optional(),
  status: z.enum(['active', 'paused', 'stalled', 'done', 'stopped']).default('active'),
  stall: z.strictObject({ since: date, reason: text, blockedBy: lens, waitingFor: lens }).optional(),
  pod: z
    .strictObject({ itLead: member.optional(), otLead: member.optional(), businessLead: member.optional(), executiveSponsor: member.optional(), operatorVoice: member.optional() })
    .default({}),
  perspectives: z.strictObject({ business: text.optional(), it: text.optional(), ot: text.optional() }).default({}),
  sites: z
    .array(z.union([id.transform((site) => ({ site, phase: '' })), z.strictObject({ site: id, phase: z.string().default(''), since: date.optional(), live: date.optional(), line: id.optional() })]))
    .default([]),
  start: date.optional(),
  /** Thousands of the portfolio's currency. */
  investment: z.strictObject({ planned: z.number(), spent: z.number(), technology: z.number().optional(), process: z.number().optional(), adoption: z.number().optional() }).optional(),
  benefits: z
    .array(
      z.strictObject({
        title: z.string().default('Benefit'),
        class: z.enum(['cashable', 'cost-avoidance', 'capacity', 'working-capital', 'revenue', 'risk', 'dis-benefit']).default('cashable'),
        period: period.optional(),
        metric: id.optional(),
        site: id.optional(),
        planned: z.number().default(0),
        claimed: z.number().default(0),
        realized: z.number().default(0),
        /** Who in finance confirmed it; without a name nothing counts as realised. */
        confirmedBy: text.optional(),
        confirmedOn: date.optional(),
        share: z.number().min(0).max(1).optional(),
      }),
    )
    .default([]),
  /** Costs and benefits a quarter (month, year), thousands of the portfolio's currency; leave out what has not come yet. */
  cashFlow: z
    .array(z.strictObject({ period, plannedCost: z.number().default(0), cost: z.number().optional(), planned: z.number().default(0), claimed: z.number().optional(), validated: z.number().optional() }))
    .default([]),
  iterations: z
    .array(z.strictObject({ period: periods, tried: text, learned: text, changed: z.string().default(''), metric: id.optional(), before: periods.optional(), after: periods.optional() }))
    .default([]),
  gates: z.array(reviewSchema).default([]),
  /** Field validation: what operators said before a roll-out. */
  checkpoints: z
    .array(
      z.strictObject({
        id: z.string().optional(),
        date,
        site: id,
        line: id.optional(),
        operators: z.number().int().min(0),
        shifts: z.number().int().min(0).default(1),
        atTheLine: z.boolean().default(true),
        feedbackScore: z.number().min(0).max(100).optional(),
        tasks: z.strictObject({ unaided: z.number().int().min(0), attempts: z.number().int().positive() }).optional(),
        findings: z.array(z.string()).default([]),
        /** Blocking findings still open. */
        blocking: z.number().int().min(0).default(0),
        resolved: z.boolean().default(true),
        resolvedOn: date.optional(),
        outcome: z.enum(['accepted', 'accepted-with-actions', 'rejected']).default('accepted'),
      }),
    )
    .default([]),
  lessons: z.array(z.strictObject({ date, text, reusedBy: ids })).default([]),
  stopRules: z.array(z.string()).default([]),
  /** Management-of-change numbers. */
  mocRefs: z.array(z.string()).default([]),
  decisionsOpen: z.array(z.strictObject({ id: z.string(), question: text, decider: text, requested: date, neededBy: date, holds: ids })).default([]),
});
