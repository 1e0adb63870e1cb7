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
  /** What people say in meetings: G-1. */
  code: z.string().optional(),
  title: text,
  /** Verb of change, metric, from, to, by when. */
  statement: z.string().default(''),
  /** The goal above; the North Star has none. */
  parent: id.optional(),
  metric: id.optional(),
  baseline: z.strictObject({ value: z.number(), period: periods.optional() }).optional(),
  target: z.strictObject({ value: z.number(), by: date }).optional(),
  owner: text.optional(),
  guardrails: ids,
  status: z.enum(['active', 'achieved', 'retired']).default('active'),
  /** Changes of baseline or target, each with its reason and decision. */
  history,
  /** Functions that bring nothing to it, with the reason. */
  reasonNone,
  /** What each function brings to it. */
  contributions: z
    .strictObject({ business: z.array(contribution).default([]), it: z.array(contribution).default([]), ot: z.array(contribution).default([]) })
    .default({ business: [], it: [], ot: [] }),
});
