import { z } from 'zod';
import { span } from '#model/time/period.ts';
import { ITEM_CONFIDENCES, ITEM_KINDS, ITEM_STATUSES, NEED_TYPES } from '#model/record/roadmap.ts';
import { date, id, ids, inReach, LATER, lens, period, text } from './common.ts';

function endsAfter(start: string, end: string): boolean {
  if (![start, end].every(inReach)) return true;
  const [from, to] = [span(start), span(end)];
  return from === null || to === null || from.from <= to.to;
}

/** One item of `content/roadmap/*.yaml` */
export const roadmapItemSchema = z
  .strictObject({
    id: id.describe('What other items call it.'),
    title: text.describe('What will be there.'),
    layer: lens.describe('Which function does it.'),
    initiative: id.optional().describe('The initiative that it belongs to.'),
    audience: z
      .string()
      .optional()
      .describe('Who may know of it; absent: who may know of its initiative.'),
    goals: ids.describe('Goals that it serves.'),
    owner: text.optional().describe('Who answers for it.'),
    start: period.optional().describe('When it begins.'),
    end: period.optional().describe('When it is done.'),
    when: period.optional().describe('One quarter, month or date instead of start and end.'),
    status: z.enum(ITEM_STATUSES).default('planned').describe('Where it stands.'),
    needs: z
      .array(
        z.union([
          id,
          z.strictObject({
            item: id.describe('The item that it waits for.'),
            type: z
              .enum(NEED_TYPES)
              .describe(
                'finish-start: it begins when the other is finished, as where only an id is written; start-start: when the other has begun; finish-finish: it ends no earlier.',
              ),
          }),
        ]),
      )
      .default([])
      .describe(
        'Ids of items that must come first; with a type where "first" does not mean "finished".',
      ),
    isa95Level: z
      .number()
      .int()
      .min(0)
      .max(4)
      .optional()
      .describe(
        'Level of the automation pyramid, 0 to 4; level 3 (MES, historian) names who answers for it.',
      ),
    ownerLayer: lens.optional().describe('Whose the owner is, where it is not the layer.'),
    doneOn: date.optional().describe('The day it was done, where that is not its planned end.'),
    sites: ids.describe('Plants where it happens.'),
    note: text.optional().describe('What else to know.'),
    kind: z
      .enum(ITEM_KINDS)
      .optional()
      .describe('What it is: training and policy are items, not footnotes.'),
    confidence: z.enum(ITEM_CONFIDENCES).optional().describe('How firm the date is.'),
    stopWindow: z
      .union([
        z.enum(['needed', 'not-needed']),
        z
          .strictObject({
            from: date.describe('First day of the stop.'),
            to: date.describe('Last day of the stop.'),
          })
          .refine(({ from, to }) => from <= to, LATER),
      ])
      .optional()
      .describe(
        'A change that waits for a stop of the line: `needed` until the stop is booked, then its days; `not-needed` where the line can run.',
      ),
    moc: text
      .optional()
      .describe(
        'Number of the management of change; `missing` while it is not given, `not-needed` where none is due.',
      ),
    moved: z
      .array(
        z.strictObject({
          from: period.describe('The end that was promised before: 2026-Q2.'),
          reason: text.optional().describe('Why it moved.'),
        }),
      )
      .default([])
      .describe('Where it stood before, and why it moved.'),
  })
  .refine((item) => item.when !== undefined || item.end !== undefined, {
    message: 'when: 2026-Q4, or start and end',
    path: ['when'],
  })
  .refine(
    (item) => item.start === undefined || item.end === undefined || endsAfter(item.start, item.end),
    { message: 'a period that ends no earlier than start begins', path: ['end'] },
  )
  .transform(({ needs, ...item }) => ({
    ...item,
    needs: needs.map((need) => (typeof need === 'string' ? need : need.item)),
    needTypes: Object.fromEntries(
      needs.flatMap((need) => (typeof need === 'string' ? [] : [[need.item, need.type] as const])),
    ),
  }));

export const roadmapSchema = z.array(roadmapItemSchema);
