import { z } from 'zod';
import { ITEM_CONFIDENCES, ITEM_KINDS, ITEM_STATUSES } from '#model/roadmap.ts';
import { date, id, ids, lens, period, text } from './common.ts';

/** One item of `content/roadmap/*.yaml` */
export const roadmapItemSchema = z
  .strictObject({
    id,
    title: text,
    layer: lens,
    initiative: id.optional(),
    goals: ids,
    owner: text.optional(),
    start: period.optional(),
    end: period.optional(),
    /** One quarter, month or date instead of start and end. */
    when: period.optional(),
    status: z.enum(ITEM_STATUSES).default('planned'),
    /** When it was done. */
    doneOn: date.optional(),
    needs: ids,
    sites: ids,
    note: text.optional(),
    /** What it is: training and policy are items, not footnotes. */
    kind: z.enum(ITEM_KINDS).optional(),
    /** How firm the date is. */
    confidence: z.enum(ITEM_CONFIDENCES).optional(),
    /** A change that waits for a stop of the line: `needed` until the stop is booked, then its days. */
    stopWindow: z.union([z.literal('needed'), z.strictObject({ from: date, to: date })]).optional(),
    /** Number of the management of change, or `missing` while it is not given. */
    moc: text.optional(),
    moved: z.array(z.strictObject({ from: period, reason: text.optional() })).default([]),
  })
  .refine((item) => item.when !== undefined || item.end !== undefined, { message: 'when: 2026-Q4, or start and end', path: ['when'] });

export const roadmapSchema = z.array(roadmapItemSchema);
