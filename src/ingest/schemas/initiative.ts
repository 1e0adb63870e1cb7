import { z } from 'zod';
import { DECLARED, METRIC_ROLES } from '#model/record/initiative.ts';
import { date, id, ids, lens, period, periods, reasonNone, text } from './common.ts';
import { reviewSchema } from './gate.ts';

/** An item of UMUX-Lite. */
const item = z.number().min(1, 'from 1 to 7').max(7, 'from 1 to 7');

/** A seat of a pod: a name, or a name with these. */
export const seatSchema = z.strictObject({
  name: text.describe('Who sits there.'),
  responsibility: text.optional().describe('What they answer for; else the usual of the role.'),
  deputy: text.optional().describe('Who answers when they are away.'),
  allocation: z.number().min(0).max(100).optional().describe('Per cent of their working time.'),
  decisionRights: z.array(z.string()).default([]).describe('What they decide alone.'),
  successMetric: id
    .optional()
    .describe('The metric by which they are measured; its newest value stands beside it.'),
});

const member = z
  .union([text, seatSchema])
  .transform((value) =>
    typeof value === 'string' ? { name: value, decisionRights: [] as string[] } : value,
  );

/** How large a change is expected to be. */
const effectSchema = z
  .strictObject({
    metric: id.describe('The metric that is expected to change.'),
    by: z
      .number()
      .refine((by) => by !== 0, 'a difference other than 0: without an effect nothing is expected')
      .optional()
      .describe('By how much, in its unit: −2.2.'),
    to: z.number().optional().describe('Or the level that it is expected to reach.'),
  })
  .refine(({ by, to }) => (by === undefined) !== (to === undefined), {
    message: 'either by, a difference, or to, a level',
    path: ['by'],
  });

/** Front matter of `content/initiatives/<id>.mdx` */
export const initiativeSchema = z.strictObject({
  code: z.string().optional().describe('What people call it in meetings: I-3.'),
  title: text.describe('Its name.'),
  aliases: ids.describe('Ids that it had before: their addresses lead here.'),
  summary: z.string().default('').describe('What it is, in a sentence or two.'),
  audience: z
    .string()
    .optional()
    .describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
  goals: ids.describe('Goals that it serves.'),
  metrics: z
    .array(
      z.union([
        id.transform((name) => ({ id: name, role: 'primary' as (typeof METRIC_ROLES)[number] })),
        z.strictObject({ id, role: z.enum(METRIC_ROLES).default('primary') }),
      ]),
    )
    .default([])
    .describe('Metrics that it moves: a primary one, inputs, guardrails, context.'),
  hypothesis: z
    .strictObject({
      weBelieve: text.describe('What is tried.'),
      willChange: text.optional().describe('What will be different, and by how much.'),
      because: text.optional().describe('How that comes about.'),
      falsifiedIf: text.optional().describe('What would prove it wrong.'),
      effect: z
        .union([effectSchema.transform((one) => [one]), z.array(effectSchema).min(1)])
        .optional()
        .describe(
          'How large the change is expected to be, one entry for each metric: how long a gate must wait is computed from it.',
        ),
    })
    .optional()
    .describe('What is believed, what will change, why, and what would prove it wrong.'),
  comparison: z
    .strictObject({
      metric: id.describe('The metric that is compared.'),
      treated: z.array(id).min(1).describe('Line or site ids.'),
      controls: z.array(id).min(1).describe('Line or site ids that do without it.'),
      before: periods.describe('The periods before.'),
      after: periods.describe('The periods after.'),
      whyThesePilots: text
        .optional()
        .describe('Why these lines were chosen; the best line is a poor pilot.'),
      washout: z
        .number()
        .int()
        .min(0)
        .max(520)
        .default(2)
        .describe('First periods after the start in which people still learn.'),
      excluded: z
        .array(z.strictObject({ line: id, reason: text }))
        .default([])
        .describe('Lines that are left out, each with the reason.'),
      coInterventions: z
        .array(text)
        .default([])
        .describe('Other changes on the same lines in the same time.'),
      spillover: text.optional().describe('How the pilot may have reached the comparison lines.'),
      locked: z
        .strictObject({ on: date })
        .optional()
        .describe('When the lines and periods were settled.'),
    })
    .optional()
    .describe('Lines that have it against lines that do not, before and after.'),
  framework: id
    .default('pilot-iterate-scale')
    .describe('Its stage-gate framework; `pilot-iterate-scale` is shipped.'),
  phase: id.describe('The phase of the framework that it is in.'),
  phaseSince: date.optional().describe('When that phase began.'),
  status: z
    .enum(['active', 'paused', 'stalled', 'done', 'stopped'])
    .default('active')
    .describe('What the pod says it is.'),
  stall: z
    .strictObject({
      since: date.describe('Since when nothing moves.'),
      reason: text.describe('Why, in words.'),
      blockedBy: lens.describe('The function that owes the next step.'),
      waitingFor: lens.describe('The function that waits.'),
    })
    .optional()
    .describe('Since when nothing moves, why, which function blocks and which waits.'),
  pod: z
    .strictObject({
      since: date
        .optional()
        .describe('When it began to work as a pod: clocks and metrics are shown before and since.'),
      itLead: member.optional().describe('Leads for IT.'),
      otLead: member.optional().describe('Leads for OT.'),
      businessLead: member.optional().describe('Leads for the business.'),
      executiveSponsor: member
        .optional()
        .describe('Budget, escalation, gate decisions: one person.'),
      operatorVoice: member.optional().describe('Speaks for those who use it on the line.'),
    })
    .default({})
    .describe(
      'Who leads it in IT, OT and business, who sponsors it, who speaks for the operators: a name, or a name with responsibility, decision rights and success metric.',
    ),
  trustProtocol: z
    .strictObject({ since: date.describe('The day from which it holds.') })
    .optional()
    .describe(
      'Since when its trust protocol holds; clocks and metrics are shown before and since.',
    ),
  perspectives: z
    .strictObject({
      business: text.optional().describe('What the business units say.'),
      it: text.optional().describe('What IT says.'),
      ot: text.optional().describe('What OT says.'),
    })
    .default({})
    .describe('What each function says about it, in its own words.'),
  sites: z
    .array(
      z.union([
        id.transform((site) => ({ site, phase: '' })),
        z.strictObject({
          site: id.describe('The plant.'),
          phase: z.string().default('').describe('The phase that it is in there.'),
          since: date.optional().describe('When that phase began there.'),
          live: date
            .optional()
            .describe('First day of use there; a gate judges no week before it.'),
          line: id.optional().describe('The line where it runs.'),
        }),
      ]),
    )
    .default([])
    .describe('Where it runs, in which phase and since when.'),
  start: date.optional().describe('When it began.'),
  investment: z
    .strictObject({
      planned: z.number().describe('What was granted.'),
      spent: z.number().describe('What was spent so far.'),
      technology: z.number().optional().describe('Of it for technology,'),
      process: z.number().optional().describe('for changing the work,'),
      adoption: z.number().optional().describe('and for bringing people along.'),
    })
    .optional()
    .describe('Thousands of the portfolio’s currency.'),
  benefits: z
    .array(
      z.strictObject({
        title: z.string().default('Benefit').describe('What the benefit is.'),
        class: z
          .enum([
            'cashable',
            'cost-avoidance',
            'capacity',
            'working-capital',
            'revenue',
            'risk',
            'dis-benefit',
          ])
          .default('cashable')
          .describe('What kind of money it is; only cashable ones reach the accounts.'),
        period: period.optional().describe('When it comes.'),
        metric: id.optional().describe('The metric that shows it.'),
        site: id.optional().describe('The plant where it comes.'),
        planned: z.number().default(0).describe('What was planned.'),
        claimed: z.number().default(0).describe('What the pod says it brought.'),
        realized: z.number().default(0).describe('What finance found in the accounts.'),
        confirmedBy: text
          .optional()
          .describe('Who in finance confirmed it; without a name nothing counts as realised.'),
        confirmedOn: date.optional().describe('When finance confirmed it.'),
        share: z
          .number()
          .min(0)
          .max(1)
          .optional()
          .describe('Part of it that is this initiative’s, 0 to 1.'),
        owner: text.optional().describe('Who on the line answers for it; not the project.'),
        agreedWithFinance: date.optional().describe('The day finance agreed on the method.'),
        startCondition: z
          .strictObject({
            metric: id,
            must: z
              .string()
              .regex(/^\s*(>=|<=|>|<)\s*-?\d+(\.\d+)?\s*\S*\s*$/, 'a threshold such as ">= 60 %"'),
          })
          .optional()
          .describe('Nothing is claimed before this holds: use first, then value.'),
        horizonMonths: z
          .number()
          .int()
          .positive()
          .max(1200)
          .default(24)
          .describe('Claims end so many months after the start; what lasts longer is run rate.'),
        inTotal: z
          .boolean()
          .default(true)
          .describe('false: shown beside the totals, never in them.'),
      }),
    )
    .default([])
    .describe(
      'What it brings, planned, claimed and confirmed by finance; thousands of the currency.',
    ),
  cashFlow: z
    .array(
      z.strictObject({
        period: z
          .string()
          .regex(
            /^\d{4}(-(Q[1-4]|0[1-9]|1[0-2]))?$/,
            'a quarter, a month or a year such as 2026-Q4, 2026-11 or 2026',
          )
          .describe('The quarter (month, year).'),
        plannedCost: z.number().default(0).describe('Planned costs.'),
        cost: z.number().optional().describe('Costs that came.'),
        planned: z.number().default(0).describe('Planned benefit.'),
        claimed: z.number().optional().describe('Benefit that the pod claims.'),
        validated: z.number().optional().describe('Benefit that finance validated.'),
      }),
    )
    .default([])
    .describe(
      'Costs and benefits a quarter (month, year), thousands of the portfolio’s currency; leave out what has not come yet.',
    ),
  iterations: z
    .array(
      z.strictObject({
        period: periods.describe('When it was tried.'),
        tried: text.describe('What was tried.'),
        learned: text.describe('What was learned.'),
        changed: z.string().default('').describe('What was changed for the next.'),
        metric: id.optional().describe('The metric to show; else the primary one.'),
        before: periods
          .optional()
          .describe('Periods of its value before, where they are not those before `period`.'),
        after: periods.optional().describe('Periods of its value after the change.'),
      }),
    )
    .default([])
    .describe('What was tried, what was learned, what was changed.'),
  gates: z.array(reviewSchema).default([]).describe('Its gate reviews.'),
  checkpoints: z
    .array(
      z.strictObject({
        id: z.string().optional().describe('Its name in the log.'),
        date: date.describe('When it was held.'),
        site: id.describe('At which plant.'),
        line: id.optional().describe('At which line.'),
        operators: z.number().int().min(0).describe('How many operators tried it.'),
        shifts: z.number().int().min(0).default(1).describe('On how many shifts.'),
        atTheLine: z.boolean().default(true).describe('At the machine, not in a meeting room?'),
        feedbackScore: z.number().min(0).max(100).optional().describe('Usability score, 0 to 100.'),
        answers: z
          .array(z.tuple([item, item]))
          .min(1)
          .optional()
          .describe(
            'Answers of single people from 1 to 7: it does what I need, it is easy to use. The score is made from them, with an interval.',
          ),
        tasks: z
          .strictObject({ unaided: z.number().int().min(0), attempts: z.number().int().positive() })
          .optional()
          .describe('Tasks done without help, of those tried.'),
        findings: z.array(z.string()).default([]).describe('What was found.'),
        blocking: z.number().int().min(0).default(0).describe('Blocking findings still open.'),
        resolved: z.boolean().default(true).describe('Is everything that was found resolved?'),
        resolvedOn: date.optional().describe('Since when.'),
        ofPresent: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe('Operators who were on shift when it was held.'),
        commentsReceived: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe('What operators said, and how much of it was answered.'),
        commentsAnswered: z
          .number()
          .int()
          .min(0)
          .optional()
          .describe('How many of the comments were answered.'),
        outcome: z
          .enum(['accepted', 'accepted-with-actions', 'rejected'])
          .default('accepted')
          .describe('What came of it.'),
      }),
    )
    .default([])
    .describe('Field validation: what operators said before a roll-out.'),
  lessons: z
    .array(
      z.strictObject({
        date: date.describe('When it was learned.'),
        text: text.describe('What was learned.'),
        reusedBy: ids.describe('Initiatives that used it.'),
        contradicts: ids.describe('Playbooks that it proves wrong.'),
      }),
    )
    .default([])
    .describe('What was learned for others, and who used it.'),
  stopRules: z.array(z.string()).default([]).describe('What would end it, in words.'),
  mocRefs: z.array(z.string()).default([]).describe('Management-of-change numbers.'),
  decisionRights: z
    .array(
      z.strictObject({
        class: text.describe('What kind of decision: budget, a threshold, a roll-out.'),
        decider: z
          .union([text.transform((name) => [name]), z.array(text)])
          .default([])
          .describe('Who decides: one.'),
        recommend: z.array(text).default([]).describe('Who proposes.'),
        agree: z
          .array(text)
          .default([])
          .describe('Without whom it is not decided: the narrow vetoes.'),
        input: z.array(text).default([]).describe('Who is heard.'),
        perform: z.array(text).default([]).describe('Who carries it out.'),
        slaWorkingDays: z
          .number()
          .positive()
          .max(3650)
          .optional()
          .describe('Working days in which it is decided.'),
        escalatesTo: text.optional().describe('Who decides when it is not.'),
      }),
    )
    .default([])
    .describe('Who decides what: one decider a class; `agree` are the narrow vetoes.'),
  privacyClearance: z
    .array(
      z.strictObject({
        site: id.describe('The plant.'),
        by: text.describe('Who agreed.'),
        date: date.describe('When.'),
        scope: text.optional().describe('To what.'),
      }),
    )
    .default([])
    .describe('The employees’ representation agreed to measuring use at a site.'),
  declaredStatus: z
    .enum(DECLARED)
    .optional()
    .describe('What the pod says of itself; compared with what is computed.'),
  reasonNone: reasonNone.describe('Functions that bring nothing to it, with the reason.'),
  decisionsOpen: z
    .array(
      z.strictObject({
        id: z.string().describe('Its name in the decision log.'),
        question: text.describe('What is to be decided.'),
        decider: text.describe('Who is asked.'),
        requested: date.describe('Since when.'),
        neededBy: date.describe('By when it is needed.'),
        holds: ids.describe('Roadmap items or initiatives that wait for it.'),
        options: z
          .array(
            z.strictObject({
              title: text.describe('One way to decide.'),
              means: text
                .optional()
                .describe('What follows from it: money, time, what it is tied to.'),
              agree: z.array(lens).default([]).describe('Functions that recommend it.'),
              disagree: z.array(lens).default([]).describe('Functions that advise against it.'),
            }),
          )
          .default([])
          .describe('The ways to decide, each with what follows and who is for and against it.'),
        ifNotDecided: text
          .optional()
          .describe('What happens if nobody decides: the cost of waiting.'),
        decided: z
          .strictObject({
            date: date.describe('When it was decided.'),
            choice: text.describe('The option that was taken, or what was decided instead.'),
            by: text.optional().describe('Who decided, where it was not the decider.'),
            reason: text.optional().describe('Why.'),
          })
          .optional()
          .describe('What came of it. The request stays as a record and is no longer open.'),
      }),
    )
    .default([])
    .describe('Decisions that somebody waits for.'),
});
