import { z } from 'zod';
import { OUTCOMES, PHASE_KINDS, SIGN_OFF_ROLES, VETO_SUBJECTS } from '#model/record/gate.ts';
import { date, id, ids, text } from './common.ts';
import { criterionSchema } from './criterion.ts';

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
            id: id
              .optional()
              .describe(
                'Its name within the gate, for the calendar (default: its place in the list, so a condition that is put before others needs one).',
              ),
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
