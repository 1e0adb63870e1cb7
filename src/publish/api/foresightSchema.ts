import { z } from 'zod';

const date = z.iso.date();
const perMonth = z
  .number()
  .nullable()
  .describe('Thousands of the currency a month; null: it cannot be said');

const delay = z.looseObject({
  id: z.string().describe('Of the request or the gate review'),
  initiative: z.string(),
  kind: z.enum(['request', 'gate']),
  items: z.array(z.string()).describe('Open roadmap items that wait'),
  initiatives: z.array(z.string()).describe('Live initiatives that wait'),
  perMonth,
  isAtMost: z.boolean().describe('Only a part of what is counted is known to wait'),
  benefits: z.array(z.looseObject({ initiative: z.string(), perMonth, isAtMost: z.boolean() })),
  points: z
    .array(
      z.looseObject({
        goal: z.string(),
        isNorthStar: z.boolean(),
        isAtMost: z.boolean(),
        likely: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    )
    .describe('Expected contributions that cannot come, in the unit of the goal'),
  stops: z
    .array(z.looseObject({ site: z.string(), next: date.nullable(), after: date.nullable() }))
    .describe('Next planned stops of plants at which the work needs one'),
  sentence: z.string(),
});

/** Fields of `foresight.json`: what can be said of what is to come. */
export const foresightFields = {
  delays: z
    .looseObject({ decisions: z.array(delay), perMonth })
    .describe('What it costs to leave decisions open; together each benefit once'),
};
