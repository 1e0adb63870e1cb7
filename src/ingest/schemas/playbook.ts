import { z } from 'zod';
import { RESETS } from '#model/run/run.ts';
import { date, id, ids, lens, MOST_DAYS, period, text } from './common.ts';

const mark = z
  .string('a hash in quotes, as trilens lock prints it')
  .regex(/^[0-9a-f]{8}$/, 'a hash in quotes, as trilens lock prints it');

/** Front matter of `content/playbooks/<id>.mdx` */
export const playbookSchema = z.strictObject({
  title: text.describe('What is done, as people would search for it.'),
  summary: z.string().default('').describe('What it is good for, in a sentence or two.'),
  readers: text
    .optional()
    .describe('For whom it is written: Maintenance technicians and shift leads.'),
  audience: z
    .string()
    .optional()
    .describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
  aliases: ids.describe('Ids that it had before: their addresses lead here.'),
  lenses: z.array(lens).default([]).describe('Functions that work by it.'),
  phase: id.optional().describe('Phase of an initiative in which it is needed.'),
  goals: ids.describe('Goals that it serves.'),
  metrics: ids.describe('Metrics that it is meant to move; their state stands beside it.'),
  initiatives: ids.describe('Initiatives that use it.'),
  sites: ids.describe('Plants that work by it; where lines are absent too: all.'),
  lines: ids.describe('Lines that work by it, where it is not for their whole plant.'),
  owner: text.optional().describe('Who keeps it right.'),
  reviewed: date.optional().describe('When somebody last followed it and confirmed it.'),
  provedAt: z
    .array(
      z.strictObject({
        site: id,
        review: id.optional(),
        since: date.optional(),
        revision: text.optional(),
      }),
    )
    .default([])
    .describe(
      'Plants that followed it and were accepted; the plant that wrote it does not count. With `since`, the day from which a plant works by it, its metrics are shown before and since; `revision` is the one that it followed first.',
    ),
  reviewEveryDays: z
    .number()
    .int()
    .positive()
    .max(MOST_DAYS)
    .default(365)
    .describe('After so many days it is due again, and says so.'),
  tags: z.array(z.string()).default([]).describe('Words to filter by.'),
  approvedBy: z
    .array(text)
    .default([])
    .describe('Roles that must approve the text before people work by it.'),
  approvals: z
    .array(z.strictObject({ role: text, name: text, date, text: mark }))
    .default([])
    .describe('Who approved which text: role, name, date, and the hash that trilens lock prints.'),
  revisions: z
    .array(
      z.strictObject({
        revision: text,
        date,
        validFrom: date.optional(),
        note: text.optional(),
        text: mark,
        rest: mark,
        steps: z.record(z.string(), mark).default({}),
      }),
    )
    .default([])
    .describe('What was issued, oldest first; trilens lock prints each.'),
  needs: ids.describe('Playbooks that are done before it.'),
  then: ids.describe('Playbooks that follow it.'),
  draft: z
    .boolean()
    .default(false)
    .describe('true: it is read and checked, and shown by trilens dev alone.'),
  publishedFrom: date
    .optional()
    .describe('Day from which it is published; before it, it is like a draft.'),
  unlisted: z
    .boolean()
    .default(false)
    .describe('true: it is reached by its address and by links, and is in no list and no search.'),
  resetEvery: z
    .enum(RESETS)
    .default('never')
    .describe(
      'When its ticks end by themselves on a device: with the shift, with the production day, or never.',
    ),
  acknowledge: text
    .optional()
    .describe(
      'What is entered by who has read the text: Initials, Personnel number. Absent: nobody is asked.',
    ),
  asks: text
    .optional()
    .describe('What is entered before the first tick: Work order, Machine number.'),
  order: z.number().default(100).describe('Place in the list; smaller comes first.'),
});

/** Front matter of `content/reports/<id>.mdx` */
export const reportSchema = z.strictObject({
  title: text.describe('Its title.'),
  summary: z.string().optional().describe('What it says, in a sentence or two.'),
  aliases: ids.describe('Ids that it had before: their addresses lead here.'),
  period: period.describe('What it reports on: 2026-09, 2026-Q3.'),
  kind: z
    .enum(['monthly', 'quarterly', 'custom'])
    .default('monthly')
    .describe('How often such a report comes.'),
  asOf: date.optional().describe('The day that its numbers are judged by.'),
  status: z
    .enum(['draft', 'published'])
    .default('draft')
    .describe('A published report keeps its numbers, see Publishing.'),
  readers: text
    .optional()
    .describe('For whom it is written: Maintenance technicians and shift leads.'),
  slides: z
    .number()
    .int()
    .min(3)
    .optional()
    .describe(
      'Most slides of a quarterly report; 12 when absent. What is left is named on the last.',
    ),
  audience: z
    .string()
    .optional()
    .describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
  authors: z.array(z.string()).default([]).describe('Who wrote it.'),
  highlights: z.array(z.string()).default([]).describe('What to know when nothing else is read.'),
  decisionsNeeded: z.array(z.string()).default([]).describe('What is asked of the reader.'),
});
