import { z } from 'zod';
import { AGGREGATES, METRIC_TYPES, type ColumnAggregate, type ValueRule } from '#model/metric.ts';
import { GRAINS } from '#model/period.ts';
import { date, id, ids, periods, text } from './common.ts';

/** `{ sum: column }`: exactly one aggregate of one column. */
const aggregate = z
  .partialRecord(z.enum(AGGREGATES), z.string())
  .refine((value) => Object.keys(value).length === 1, `one of ${AGGREGATES.join(', ')} with a column, such as { sum: hours }`)
  .transform((value): ColumnAggregate => {
    const [name, column] = Object.entries(value)[0] as [ColumnAggregate['aggregate'], string];
    return { aggregate: name, column };
  });

const value = z.union([
  z.strictObject({ ratio: z.strictObject({ numerator: aggregate, denominator: aggregate, scale: z.number().positive().optional() }) }).transform(({ ratio }): ValueRule => ({ kind: 'ratio', ...ratio, scale: ratio.scale ?? 0 })),
  z.strictObject({ duration: z.strictObject({ from: z.string(), to: z.string(), unit: z.enum(['hours', 'days', 'working-days']).default('days') }) }).transform(({ duration }): ValueRule => ({ kind: 'duration', ...duration })),
  z.strictObject({ formula: text }).transform(({ formula }): ValueRule => ({ kind: 'formula', expression: formula })),
  aggregate.transform((of): ValueRule => ({ kind: 'column', of })),
]);

/** `content/metrics/<id>.yaml` */
export const metricSchema = z
  .strictObject({
    title: text,
    description: text.optional(),
    why: text.optional(),
    /** Who answers for the value. */
    owner: text.optional(),
    /** Who answers for the data. */
    steward: text.optional(),
    type: z.enum(METRIC_TYPES),
    indicator: z.enum(['leading', 'lagging']).default('lagging'),
    unit: z.string().default(''),
    /** Digits after the decimal mark. */
    decimals: z.number().int().min(0).max(6).default(1),
    /** What counts, exactly: what is in, what is out. */
    numerator: text.optional(),
    /** Over what it is counted. */
    denominator: text.optional(),
    /** Values outside are impossible. */
    range: z.tuple([z.number(), z.number()]).optional(),
    /** Which of several usual definitions this is: "first confirmed date, order line". */
    variant: text.optional(),
    /** For OEE: how set-up, breaks and minor stops are counted. */
    timeModel: z.strictObject({ setUp: text, breaks: text, minorStops: text }).optional(),
    /** Who on the shop floor compared it with what the machines did, and when. */
    validatedByOt: z.strictObject({ name: text, date }).optional(),
    /** Which way is better. */
    direction: z.enum(['up', 'down']),
    /** Name of the resource in data/datapackage.json. */
    export: z.string().default(''),
    /** Column that dates a row. */
    date: z.string().default('date'),
    where: z.record(z.string(), z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))])).default({}),
    dimensions: z.strictObject({ site: z.string().optional(), line: z.string().optional(), role: z.string().optional(), initiative: z.string().optional() }).default({}),
    value,
    grain: z.enum(GRAINS).default('month'),
    /** A value, or the periods to compute it from. */
    baseline: z.union([z.number().transform((number) => ({ value: number })), z.strictObject({ value: z.number().optional(), period: periods.optional() })]).optional(),
    target: z.union([z.number().transform((number) => ({ value: number })), z.strictObject({ value: z.number(), by: date.optional() })]).optional(),
    /** Dates where process limits start anew, each with a reason. */
    rebase: z.array(z.strictObject({ date, reason: text })).default([]),
    definitions: z.array(z.strictObject({ version: z.string(), validFrom: date, text })).default([]),
    population: z.enum(['census', 'sample']).default('census'),
    spc: z.enum(['xmr', 'none']).default('xmr'),
    /** Metrics that this one protects. */
    guards: ids,
    leads: z.array(z.strictObject({ metric: id, lagWeeks: z.number(), mechanism: text, checkBy: date.optional() })).default([]),
    /** How each function reads the same number; `board`: the metric that holds what this function's own board shows. */
    lenses: z.partialRecord(z.enum(['business', 'it', 'ot']), z.strictObject({ title: text.optional(), note: text.optional(), board: id.optional() })).default({}),
    cumulative: z.boolean().default(false),
  })
  .transform((metric) => ({
    ...metric,
    where: Object.entries(metric.where).map(([column, wanted]) => ({ column, in: (Array.isArray(wanted) ? wanted : [wanted]).map(String) })),
    value: metric.value.kind === 'ratio' && metric.value.scale === 0 ? { ...metric.value, scale: metric.unit === '%' ? 100 : 1 } : metric.value,
  }));
