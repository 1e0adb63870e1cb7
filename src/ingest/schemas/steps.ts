import { z } from 'zod';

const column = z.string().min(1);
const rows = z.strictObject({ column, values: z.array(z.string()).min(1) });

/** Repairs of a table, few and declared; each is shown on the data page with the number of rows it touched. */
export const steps = z
  .array(
    z.union(
      [
        z.strictObject({ fillDown: z.array(column).min(1) }),
        z.strictObject({ leaveOut: rows }),
        z.strictObject({ keepOnly: rows }),
        z.strictObject({
          keepGrain: z.strictObject({
            column,
            grain: z.enum(['week', 'month', 'quarter', 'year']),
          }),
        }),
        z.strictObject({ splitFlag: z.strictObject({ column, into: column }) }),
        z.strictObject({ sections: z.strictObject({ into: column }) }),
        z.strictObject({ skipRows: z.array(column).min(1) }),
        z.strictObject({ numberRepeatedNames: z.literal(true) }),
      ],
      'one step: fillDown, leaveOut, keepOnly, keepGrain, splitFlag, sections, skipRows or numberRepeatedNames',
    ),
  )
  .default([]);

/** Columns that are made of others: one date of its parts, or texts joined by a space. */
export const derive = z
  .record(
    z.string(),
    z.union(
      [
        z
          .strictObject({
            year: column,
            quarter: column.optional(),
            month: column.optional(),
            week: column.optional(),
            day: column.optional(),
            hour: column.optional(),
            minute: column.optional(),
          })
          .refine(
            ({ month, day, hour, minute }) =>
              (day === undefined || month !== undefined) &&
              (hour === undefined || day !== undefined) &&
              (minute === undefined || hour !== undefined),
            'a day needs a month, an hour a day, and a minute an hour',
          ),
        z.strictObject({ join: z.array(column).min(2) }),
      ],
      '{ year, month, day, hour } with the columns that hold them, or { join: [day, clock] }',
    ),
  )
  .default({});

/** Meters: what they counted between two readings, as a column of its own. */
export const counters = z
  .array(
    z.strictObject({
      column,
      as: column,
      /** Columns that tell one meter from another. */
      by: z.array(column).default([]),
      /** A counter never falls but by a reset; a snapshot may. */
      kind: z.enum(['counter', 'snapshot']).default('counter'),
      /** The value at which it begins from zero again: 100000 for five digits. */
      rollover: z.number().positive().optional(),
    }),
  )
  .default([]);

/** Numbers that arose between two stamps: each day between has its share. */
export const spans = z
  .strictObject({ from: column, to: column, columns: z.array(column).min(1) })
  .optional();

/** Columns of another export, by a key. */
export const joins = z
  .array(
    z.strictObject({
      with: z.string(),
      /** Column here to column there. */
      on: z
        .record(column, column)
        .refine(
          (on) => Object.keys(on).length > 0,
          'a column here and the one there: { "batch": "id" }',
        ),
      take: z.array(column).min(1),
    }),
  )
  .default([]);

/** Amounts of several currencies, as a column in one, at rates of another export. */
export const money = z
  .array(
    z.strictObject({
      column,
      as: column,
      /** Column with the code of each row's currency. */
      currency: column,
      to: z.string().regex(/^[A-Z]{3}$/, 'a currency code such as EUR'),
      rates: z.strictObject({
        with: z.string(),
        currency: column,
        date: column,
        /** What one unit of the currency is worth in `to`. */
        rate: column,
        /** The rate says what one unit of `to` buys, as the ECB writes it. */
        inverse: z.boolean().default(false),
        maxAgeDays: z.number().int().min(0).max(400).default(7),
      }),
    }),
  )
  .default([]);
