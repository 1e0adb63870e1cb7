import { z } from 'zod';
import { date, id, ids, lens, period, text } from './common.ts';

/** Front matter of `content/playbooks/<id>.mdx` */
export const playbookSchema = z.strictObject({
  title: text,
  summary: z.string().default(''),
  audience: z.string().optional(),
  lenses: z.array(lens).default([]),
  phase: id.optional(),
  goals: ids,
  metrics: ids,
  initiatives: ids,
  owner: text.optional(),
  reviewed: date.optional(),
  /** Plants that followed it and were accepted; the plant that wrote it does not count. */
  provedAt: z.array(z.strictObject({ site: id, review: id.optional() })).default([]),
  reviewEveryDays: z.number().int().positive().default(365),
  tags: z.array(z.string()).default([]),
  order: z.number().default(100),
});

/** Front matter of `content/reports/<id>.mdx` */
export const reportSchema = z.strictObject({
  title: text,
  summary: z.string().optional(),
  period,
  kind: z.enum(['monthly', 'quarterly', 'custom']).default('monthly'),
  asOf: date.optional(),
  status: z.enum(['draft', 'published']).default('draft'),
  audience: z.string().optional(),
  authors: z.array(z.string()).default([]),
  highlights: z.array(z.string()).default([]),
  decisionsNeeded: z.array(z.string()).default([]),
});
