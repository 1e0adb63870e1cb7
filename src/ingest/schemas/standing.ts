import { z } from 'zod';
import { FORECAST_KINDS } from '#model/foresight/forecast/forecast.ts';
import { DECISION_CLASSES, OUTCOMES, POSITIONS } from '#model/record/gate.ts';
import { FRESHNESS } from '#model/record/export.ts';
import { LENSES } from '#model/record/lens.ts';
import type { Standing } from '#model/record/standing.ts';

const date = z.iso.date();
const text = z.string();
const site = text.nullable();

/** A forecast with its day, and what came of it. */
export const forecastSchema = z.looseObject({
  kind: z.enum(FORECAST_KINDS),
  subject: text.describe('Of the metric, the roadmap item or the review'),
  made: date,
  low: date,
  high: date.nullable().describe('Null: open'),
  promised: z.number().describe('The chance that was promised'),
  target: z.number().nullable(),
  outcome: z
    .enum(['open', 'true', 'false', 'void'])
    .describe('void: what it was said of has been changed'),
  scored: date.nullable(),
  afterwards: z.literal(true).optional().describe('Made later, from what was known on its day'),
});

/** What was promised first of an item or a gate, and when it came. */
export const courseSchema = z.looseObject({
  kind: z.enum(['item', 'gate']),
  id: text,
  start: date.nullable(),
  promised: date,
  done: date.nullable(),
  seenOpen: z.boolean(),
  isOpen: z.boolean(),
});

/** What two builds are compared by: published in `/api/portfolio.json` and kept with every frozen report. */
export const standingSchema: z.ZodType<Standing> = z.looseObject({
  asOf: date,
  gates: z.array(
    z.looseObject({
      id: text,
      initiative: text,
      title: text,
      due: date,
      state: z.enum(['open', 'overdue', 'decided', 'upcoming']),
      position: z.enum(POSITIONS),
      class: z.enum([...DECISION_CLASSES, 'override-expired', 'open', 'overdue']).nullable(),
      outcome: z.enum(OUTCOMES).nullable(),
      decided: date.nullable(),
      decider: text.nullable(),
    }),
  ),
  signals: z.array(
    z.looseObject({
      metric: text,
      site,
      title: text,
      kind: z.enum(['improvement', 'concern']),
      since: date.nullable(),
      shown: text,
    }),
  ),
  metrics: z.array(
    z.looseObject({
      id: text,
      title: text,
      target: text.nullable(),
      by: date.nullable(),
      baseline: text.nullable(),
      definition: text,
      reached: z.boolean().nullable(),
      shown: text,
    }),
  ),
  values: z.array(
    z.looseObject({ metric: text, site, periods: z.array(text), shown: z.array(text) }),
  ),
  initiatives: z.array(
    z.looseObject({ id: text, title: text, phase: text, status: text, pod: z.record(text, text) }),
  ),
  texts: z
    .array(
      z.looseObject({
        kind: z.enum(['playbook', 'report']),
        id: text,
        title: text,
        revision: text.nullable(),
        text,
        rest: text,
        steps: z.record(text, text),
      }),
    )
    .optional(),
  wordings: z
    .array(
      z.looseObject({
        kind: z.enum(['goal', 'initiative']),
        id: text,
        title: text,
        parts: z.record(text, text).describe('A hash of each part that says something'),
      }),
    )
    .optional(),
  roadmap: z.array(z.looseObject({ id: text, title: text, when: text, status: text })),
  findings: z.array(
    z.looseObject({
      rule: text,
      severity: z.enum(['error', 'warn', 'info']),
      record: text,
      path: text,
      title: text,
      what: text,
    }),
  ),
  rules: z.array(text).optional(),
  forecasts: z.array(forecastSchema).optional(),
  courses: z.array(courseSchema).optional(),
  friction: z.array(
    z.looseObject({ id: text, title: text, severity: z.number(), to: z.enum(LENSES) }),
  ),
  exports: z.array(
    z.looseObject({
      name: text,
      title: text,
      freshness: z.enum(FRESHNESS),
      failed: z.boolean(),
      extracted: date.nullable(),
    }),
  ),
});
