import { z } from 'zod';
import {
  AGGREGATES,
  MEASURES,
  METRIC_TYPES,
  SPC,
  tellsUse,
  type ColumnAggregate,
  type Metric,
  type ValueRule,
} from '#model/record/metric.ts';
import { CLOCKS } from '#model/record/clock.ts';
import { nearest } from '#model/problem.ts';
import { GRAINS, span } from '#model/time/period.ts';
import { date, id, ids, lens, periods, text } from './common.ts';

/** `{ sum: column }`: exactly one aggregate of one column. */
const aggregate = z
  .partialRecord(z.enum(AGGREGATES), z.string())
  .refine(
    (value) => Object.keys(value).length === 1,
    `one of ${AGGREGATES.join(', ')} with a column, such as { sum: hours }`,
  )
  .transform((value): ColumnAggregate => {
    const [name, column] = Object.entries(value)[0] as [ColumnAggregate['aggregate'], string];
    return { aggregate: name, column };
  });

const value = z.union(
  [
    z
      .strictObject({
        ratio: z.strictObject({
          numerator: aggregate,
          denominator: aggregate,
          scale: z.number().positive().optional(),
        }),
      })
      .transform(({ ratio }): ValueRule => ({ kind: 'ratio', ...ratio, scale: ratio.scale ?? 0 })),
    z
      .strictObject({
        duration: z.strictObject({
          from: z.string(),
          to: z.string(),
          unit: z.enum(['hours', 'days', 'working-days']).default('days'),
        }),
      })
      .transform(({ duration }): ValueRule => ({ kind: 'duration', ...duration })),
    z
      .strictObject({ formula: text })
      .transform(({ formula }): ValueRule => ({ kind: 'formula', expression: formula })),
    z
      .strictObject({
        clock: z.enum(CLOCKS),
        unit: z.enum(['hours', 'days']).default('days'),
        initiative: id.optional(),
        from: lens.optional(),
        to: lens.optional(),
      })
      .transform((rule): ValueRule => ({ kind: 'clock', ...rule })),
    aggregate.transform((of): ValueRule => ({ kind: 'column', of })),
  ],
  {
    error: `one of ${AGGREGATES.join(', ')} with a column, such as { sum: hours }, or { ratio: … }, { duration: … }, { formula: … }, { clock: … }`,
  },
);

/** `content/metrics/<id>.yaml` */
export const metricSchema = z
  .strictObject({
    title: text.describe('Its name; each lens may have one of its own.'),
    description: text.optional().describe('What it measures, in a sentence.'),
    why: text.optional().describe('Why anybody should look at it.'),
    aliases: ids.describe('Ids that it had before: their addresses lead here.'),
    owner: text.optional().describe('Who answers for the value.'),
    steward: text.optional().describe('Who answers for the data.'),
    type: z
      .enum(METRIC_TYPES)
      .describe(
        'Is it used (adoption), is work done differently (behavior), did the result move (outcome)? delivery is never evidence of success.',
      ),
    measures: z
      .enum(MEASURES)
      .optional()
      .describe('What a reader looks it up by, under whatever title it has.'),
    indicator: z
      .enum(['leading', 'lagging'])
      .default('lagging')
      .describe('Does it move before the result, or with it?'),
    unit: z
      .string()
      .default('')
      .describe('What stands after the number; "%" makes a ratio a percentage.'),
    decimals: z.number().int().min(0).max(6).default(1).describe('Digits after the decimal mark.'),
    numerator: text.optional().describe('What counts, exactly: what is in, what is out.'),
    denominator: text.optional().describe('Over what it is counted.'),
    range: z
      .tuple([z.number(), z.number()])
      .refine(([low, high]) => low < high, 'two numbers, the smaller first')
      .optional()
      .describe('Values outside are impossible.'),
    variant: text
      .optional()
      .describe('Which of several usual definitions this is: "first confirmed date, order line".'),
    timeModel: z
      .strictObject({ setUp: text, breaks: text, minorStops: text })
      .optional()
      .describe('For OEE: how set-up, breaks and minor stops are counted.'),
    validatedByOt: z
      .strictObject({ name: text, date })
      .optional()
      .describe('Who on the shop floor compared it with what the machines did, and when.'),
    direction: z.enum(['up', 'down']).describe('Which way is better.'),
    export: z.string().default('').describe('Name of the resource in data/datapackage.json.'),
    date: z.string().default('date').describe('Column that dates a row.'),
    where: z
      .record(
        z.string(),
        z.union([z.string(), z.number(), z.array(z.union([z.string(), z.number()]))]),
      )
      .default({})
      .describe('Rows that count: column and value, or column and list of values.'),
    dimensions: z
      .object({
        site: z.string().optional(),
        line: z.string().optional(),
        role: z.string().optional(),
        initiative: z.string().optional(),
      })
      .catchall(z.union([z.string(), z.array(z.string()).min(2)]))
      .superRefine(dimensionNames)
      .default({})
      .describe(
        'Columns that hold site, line, role and initiative, and any other by which charts part it: `reason: stop_reason`; several are a path: `flow: [cause, action]`.',
      ),
    value: value.describe('How rows become a number, see below.'),
    grain: z.enum(GRAINS).default('month').describe('Length of its periods.'),
    baseline: z
      .union([
        z.number().transform((number) => ({ value: number })),
        z.strictObject({ value: z.number().optional(), period: periods.optional() }),
      ])
      .optional()
      .describe('A value, or the periods to compute it from.'),
    target: z
      .union([
        z.number().transform((number) => ({ value: number })),
        z.strictObject({ value: z.number(), by: date.optional() }),
      ])
      .optional()
      .describe(
        'A value, or a value and the date by which it is due; then the planned course is drawn.',
      ),
    rebase: z
      .array(z.strictObject({ date, reason: text }))
      .default([])
      .describe('Dates where process limits start again, each with a reason.'),
    definitions: z
      .array(z.strictObject({ version: z.string(), validFrom: date, text }))
      .default([])
      .describe('Versions of its definition, each from a date: no comparison across them.'),
    population: z
      .enum(['census', 'sample'])
      .default('census')
      .describe(
        'Everything that happened, or a sample of it: decides whether an interval is shown.',
      ),
    spc: z
      .enum(SPC)
      .default('auto')
      .describe(
        'The chart of its process limits. auto: the one that fits (see the guide); p, p-prime, u, u-prime, g for ratios, c and t for counts, xmr for anything; none for what is meant to rise from zero.',
      ),
    guards: ids.describe('Metrics that this one protects.'),
    leads: z
      .array(
        z.strictObject({
          metric: id,
          lagWeeks: z.number().min(0).max(520),
          mechanism: text,
          checkBy: date.optional(),
        }),
      )
      .default([])
      .describe('Metrics that are to follow this one, after how many weeks, and why.'),
    lenses: z
      .partialRecord(
        z.enum(['business', 'it', 'ot']),
        z.strictObject({ title: text.optional(), note: text.optional(), board: id.optional() }),
      )
      .default({})
      .describe(
        'How each function reads the same number; `board`: the metric that holds what this function’s own board shows.',
      ),
    audience: z
      .string()
      .optional()
      .describe('Who may know of it: one of portfolio.yaml’s audiences; absent: everybody.'),
    cumulative: z
      .boolean()
      .default(false)
      .describe('A running total; a finding says what to show instead.'),
  })
  .superRefine(clockRefusals)
  .superRefine(pathRefusals)
  .superRefine(({ baseline, rebase, definitions }, { addIssue }) => {
    const range = span(baseline && 'period' in baseline ? (baseline.period ?? '') : '');
    if (!range) return;
    const breaks = [
      ...rebase.map((entry) => entry.date),
      ...definitions.slice(1).map((entry) => entry.validFrom),
    ];
    const inside = breaks.find((day) => day > range.from && day <= range.to);
    if (inside !== undefined)
      addIssue({
        code: 'custom',
        path: ['baseline'],
        message: `a baseline on one side of ${inside}, where a rebase or a new definition begins`,
      });
  })
  .transform(({ dimensions: { site, line, role, initiative, ...free }, ...metric }) => ({
    ...metric,
    dimensions: { site, line, role, initiative },
    ...(Object.keys(free).length > 0 ? { free } : {}),
    where: Object.entries(metric.where).map(([column, wanted]) => ({
      column,
      in: (Array.isArray(wanted) ? wanted : [wanted]).map(String),
    })),
    value:
      metric.value.kind === 'ratio' && metric.value.scale === 0
        ? { ...metric.value, scale: metric.unit === '%' ? 100 : 1 }
        : metric.value,
  }));

/** Names of dimensions that mean something else in a chart. */
const TAKEN_NAMES = ['period', 'all', 'value'];
const DIMENSIONS = ['site', 'line', 'role', 'initiative'];

/** A dimension of one's own has a plain name; one that is nearly a known one is a slip. */
function dimensionNames(dimensions: object, { addIssue }: z.core.$RefinementCtx): void {
  for (const name of Object.keys(dimensions).filter((one) => !DIMENSIONS.includes(one))) {
    const refuse = (message: string) => addIssue({ code: 'custom', path: [name], message });
    const near = nearest(name, DIMENSIONS);
    if (near !== null) refuse(`${near}, or a name that is not so near to it`);
    else if (TAKEN_NAMES.includes(name) || !/^[a-z][a-z0-9-]*$/.test(name))
      refuse(
        `a name of small letters, digits and hyphens other than ${TAKEN_NAMES.join(', ')}: reason, shift, product-group`,
      );
  }
}

/** Groups of two columns cross those of one: a small group that is withheld in the one could be worked out from the other. */
function pathRefusals(
  metric: { type: Metric['type']; value: ValueRule; dimensions: object },
  { addIssue }: z.core.$RefinementCtx,
): void {
  const path = Object.entries(metric.dimensions).find(([, columns]) => Array.isArray(columns));
  if (path && tellsUse(metric))
    addIssue({
      code: 'custom',
      path: ['dimensions', path[0]],
      message: 'one column: where people are counted, groups of several would tell small ones',
    });
}

/** A clock reads the records: what would name an export or its columns has no effect, and is refused. */
function clockRefusals(
  metric: { value: ValueRule; export: string; where: object; dimensions: object },
  { addIssue }: z.core.$RefinementCtx,
): void {
  const { value: rule } = metric;
  const refuse = (path: string[], message: string) => addIssue({ code: 'custom', path, message });
  const free = Object.keys(metric.dimensions).find((name) => !DIMENSIONS.includes(name));
  if (rule.kind === 'formula' && free !== undefined)
    refuse(
      ['dimensions', free],
      'no dimension of its own: a formula computes with totals, sites and lines',
    );
  if (rule.kind !== 'clock') return;
  if (metric.export !== '')
    refuse(['export'], 'no export: a clock is computed from the records and the friction log');
  for (const field of ['where', 'dimensions'] as const)
    if (Object.keys(metric[field]).length > 0)
      refuse([field], 'no columns: a clock is narrowed with initiative, from and to in value');
  if ((rule.from ?? rule.to) !== undefined && rule.clock !== 'ask-to-answer')
    refuse(['value'], 'from and to only with the clock ask-to-answer: who asked whom');
}
