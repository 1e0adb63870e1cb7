import { z } from 'zod';
import { DECLARED, METRIC_ROLES } from '#model/initiative.ts';
import { date, id, ids, lens, period, periods, reasonNone, text } from './common.ts';
import { reviewSchema } from './gate.ts';

const member = z
  .union([text, z.strictObject({ name: text, responsibility: text.optional(), /** Per cent of working time. */ allocation: z.number().min(0).max(100).optional(), decisionRights: z.array(z.string()).default([]), successMetric: id.optional() })])
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
      /** When the lines and periods were settled. */
      locked: z.strictObject({ on: date }).optional(),
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
        /** Who on the line answers for it; not the project. */
        owner: text.optional(),
        /** The day finance agreed on the method. */
        agreedWithFinance: date.optional(),
        /** Nothing is claimed before this holds: use first, then value. */
        startCondition: z.strictObject({ metric: id, must: z.string().regex(/^\s*(>=|<=|>|<)\s*-?\d+(\.\d+)?\s*\S*\s*$/, 'a threshold such as ">= 60 %"') }).optional(),
        /** Claims end so many months after the start; what lasts longer is run rate. */
        horizonMonths: z.number().int().positive().default(24),
        /** false: shown beside the totals, never in them. */
        inTotal: z.boolean().default(true),
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
        /** Operators who were on shift when it was held. */
        ofPresent: z.number().int().min(0).optional(),
        /** What operators said, and how much of it was answered. */
        commentsReceived: z.number().int().min(0).optional(),
        commentsAnswered: z.number().int().min(0).optional(),
        outcome: z.enum(['accepted', 'accepted-with-actions', 'rejected']).default('accepted'),
      }),
    )
    .default([]),
  lessons: z.array(z.strictObject({ date, text, reusedBy: ids, /** Playbooks that it proves wrong. */ contradicts: ids })).default([]),
  stopRules: z.array(z.string()).default([]),
  /** Management-of-change numbers. */
  mocRefs: z.array(z.string()).default([]),
  /** Who decides what: one decider a class; `agree` are the narrow vetoes. */
  decisionRights: z
    .array(
      z.strictObject({
        class: text,
        decider: z.union([text.transform((name) => [name]), z.array(text)]).default([]),
        recommend: z.array(text).default([]),
        agree: z.array(text).default([]),
        input: z.array(text).default([]),
        perform: z.array(text).default([]),
        slaWorkingDays: z.number().positive().optional(),
        escalatesTo: text.optional(),
      }),
    )
    .default([]),
  /** The employees' representation agreed to measuring use at a site. */
  privacyClearance: z.array(z.strictObject({ site: id, by: text, date, scope: text.optional() })).default([]),
  /** What the pod says of itself; compared with what is computed. */
  declaredStatus: z.enum(DECLARED).optional(),
  reasonNone,
  decisionsOpen: z.array(z.strictObject({ id: z.string(), question: text, decider: text, requested: date, neededBy: date, holds: ids })).default([]),
});
