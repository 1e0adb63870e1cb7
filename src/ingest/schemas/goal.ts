import { z } from 'zod';
import type { Contribution } from '#model/goal.ts';
import { date, history, id, ids, periods, reasonNone, text } from './common.ts';

const contribution = z
  .union([text, z.strictObject({
    text,
    metric: id.optional(),
    owner: text.optional(),
    /** Initiatives or roadmap items through which it comes. */
    via: ids,
    /** What it is expected to bring, in the unit of the goal's metric. */
    expected: z.strictObject({ low: z.number().optional(), likely: z.number(), high: z.number().optional() }).optional(),
    /** How well the link to the goal is known. */
    evidence: z.enum(['validated', 'estimated', 'belief']).optional(),
  })])
  .transform((value): Contribution => (typeof value === 'string' ? { text: value, via: [] } : value));

/** `content/goals/<id>.yaml` */
export const goalSchema = z.strictObject({
  code: z.string().optional().describe('What people say in meetings: G-1.'),
  title: text.describe('What is to be reached, in the words that people use.'),
  statement: z.string().default('').describe('Verb of change, metric, from, to, by when.'),
  parent: id.optional().describe('The goal above; the North Star has none.'),
  metric: id.optional().describe('The metric that says whether it is reached.'),
  baseline: z.strictObject({ value: z.number(), period: periods.optional() }).optional().describe('Where it started.'),
  target: z.strictObject({ value: z.number(), by: date }).optional().describe('Where it is to be, and by when.'),
  owner: text.optional().describe('Who answers for it.'),
  audience: z.string().optional().describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
  guardrails: ids.describe('Metrics that must not get worse on the way.'),
  status: z.enum(['active', 'achieved', 'retired']).default('active').describe('An achieved or retired goal is shown, and not counted.'),
  history: history.describe('Changes of baseline or target, each with its reason and decision.'),
  reasonNone: reasonNone.describe('Functions that bring nothing to it, with the reason.'),
  contributions: z
    .strictObject({ business: z.array(contribution).default([]), it: z.array(contribution).default([]), ot: z.array(contribution).default([]) })
    .default({ business: [], it: [], ot: [] }).describe('What each function brings to it.'),
});
