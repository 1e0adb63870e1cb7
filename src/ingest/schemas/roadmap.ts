import { z } from 'zod';
import { ITEM_CONFIDENCES, ITEM_KINDS, ITEM_STATUSES, NEED_TYPES } from '#model/roadmap.ts';
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
    /** Ids of items that must come first; with a type where "first" does not mean "finished". */
    needs: z.array(z.union([id, z.strictObject({ item: id, type: z.enum(NEED_TYPES) })])).default([]),
    /** Level of the automation pyramid, 0 to 4; level 3 (MES, historian) names who answers for it. */
    isa95Level: z.number().int().min(0).max(4).optional(),
    ownerLayer: lens.optional(),
    /** The day it was done, where that is not its planned end. */
    doneOn: date.optional(),
    sites: ids,
    note: text.optional(),
    /** What it is: training and policy are items, not footnotes. */
    kind: z.enum(ITEM_KINDS).optional(),
    /** How firm the date is. */
    confidence: z.enum(ITEM_CONFIDENCES).optional(),
    /** A change that waits for a stop of the line: `needed` until the stop is booked, then its days; `not-needed` where the line can run. */
    stopWindow: z.union([z.enum(['needed', 'not-needed']), z.strictObject({ from: date, to: date })]).optional(),
    /** Number of the management of change; `missing` while it is not given, `not-needed` where none is due. */
    moc: text.optional(),
    moved: z.array(z.strictObject({ from: period, reason: text.optional() })).default([]),
  })
  .refine((item) => item.when !== undefined || item.end !== undefined, { message: 'when: 2026-Q4, or start and end', path: ['when'] })
  .transform(({ needs, ...item }) => ({
    ...item,
    needs: needs.map((need) => (typeof need === 'string' ? need : need.item)),
    needTypes: Object.fromEntries(needs.flatMap((need) => (typeof need === 'string' ? [] : [[need.item, need.type] as const]))),
  }));

export const roadmapSchema = z.array(roadmapItemSchema);
