import { z } from 'zod';
import type { Contribution } from '#model/record/goal.ts';
import { date, history, id, ids, periods, reasonNone, text } from './common.ts';

/** One entry under `contributions`: a text, or a text with these. */
export const contributionSchema = z.strictObject({
  text: text.describe('What the function brings, in its own words.'),
  metric: id.optional().describe('The metric that it moves; without one it is a slogan.'),
  owner: text.optional().describe('Who answers for it.'),
  via: ids.describe('Initiatives or roadmap items through which it comes.'),
  expected: z
    .strictObject({
      low: z.number().optional().describe('At least.'),
      likely: z.number().describe('Most likely.'),
      high: z.number().optional().describe('At most.'),
    })
    .optional()
    .describe('What it is expected to bring, in the unit of the goal’s metric.'),
  evidence: z
    .enum(['validated', 'estimated', 'belief'])
    .optional()
    .describe('How well the link to the goal is known.'),
});

const contribution = z
  .union([text, contributionSchema])
  .transform((value): Contribution =>
    typeof value === 'string' ? { text: value, via: [] } : value,
  );

/** `content/goals/<id>.yaml` */
export const goalSchema = z.strictObject({
  code: z.string().optional().describe('What people say in meetings: G-1.'),
  title: text.describe('What is to be reached, in the words that people use.'),
  statement: z.string().default('').describe('Verb of change, metric, from, to, by when.'),
  parent: id.optional().describe('The goal above; the North Star has none.'),
  metric: id.optional().describe('The metric that says whether it is reached.'),
  baseline: z
    .strictObject({ value: z.number(), period: periods.optional() })
    .optional()
    .describe('Where it started.'),
  target: z
    .strictObject({ value: z.number(), by: date })
    .optional()
    .describe('Where it is to be, and by when.'),
  aliases: ids.describe('Ids that it had before: their addresses lead here.'),
  owner: text.optional().describe('Who answers for it.'),
  audience: z
    .string()
    .optional()
    .describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
  guardrails: ids.describe('Metrics that must not get worse on the way.'),
  status: z
    .enum(['active', 'achieved', 'retired'])
    .default('active')
    .describe('An achieved or retired goal is shown, and not counted.'),
  history: history.describe('Changes of baseline or target, each with its reason and decision.'),
  reasonNone: reasonNone.describe('Functions that bring nothing to it, with the reason.'),
  contributions: z
    .strictObject({
      business: z.array(contribution).default([]).describe('Of the business units.'),
      it: z.array(contribution).default([]).describe('Of IT.'),
      ot: z.array(contribution).default([]).describe('Of OT.'),
    })
    .default({ business: [], it: [], ot: [] })
    .describe('What each function brings to it.'),
});
