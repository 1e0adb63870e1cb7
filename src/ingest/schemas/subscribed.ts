import { z } from 'zod';
import type { Subscribed } from '#model/record/subscribed.ts';

const date = z.iso.date();

/** What subscribers have from a build: published in `/api/portfolio.json`. */
export const subscribedSchema: z.ZodType<Subscribed> = z.looseObject({
  asOf: date,
  news: z.record(z.string(), date),
  events: z.record(
    z.string(),
    z.looseObject({
      date,
      sequence: z.number().int().min(0),
      changed: date,
      mark: z.string(),
    }),
  ),
});
