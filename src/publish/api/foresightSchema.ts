import { z } from 'zod';
import { forecastSchema } from '#ingest/schemas/standing.ts';
import { FORECAST_KINDS } from '#model/foresight/forecast/forecast.ts';
import { SIGNS } from '#model/foresight/stall/stallWarning.ts';
import { GRAINS } from '#model/time/period.ts';

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

const period = z.iso.date().nullable();
const chance = z.number().min(0).max(1);

const power = z.looseObject({
  review: z.string(),
  initiative: z.string(),
  due: date,
  tooEarly: z.string().nullable().describe('Why it is due before it can speak'),
  criteria: z.array(
    z.looseObject({
      criterion: z.string(),
      title: z.string(),
      metric: z.string(),
      grain: z.enum(GRAINS),
      expected: z
        .looseObject({
          level: z.number(),
          base: z.number(),
          sigmas: z.number(),
          assumed: z.boolean().describe('Nobody wrote it: one sigma is taken'),
        })
        .nullable(),
      from: period.describe('First whole period after the change'),
      periodsByDue: z.number().int().nullable(),
      least: z.number().int().describe('Periods without which there is no result'),
      curve: z.array(chance).describe('Chance to pass after 1, 2 … periods'),
      atDue: chance.nullable(),
      enough: z.number().int().nullable().describe('Periods until 80 %'),
      sure: z.number().int().nullable().describe('Periods until 90 %'),
      sentence: z.string(),
    }),
  ),
});

/** Fields of `foresight.json`: what can be said of what is to come. */
export const foresightFields = {
  forecasts: z
    .looseObject({
      kept: z.array(forecastSchema),
      scores: z.array(
        z.looseObject({
          kind: z.enum(FORECAST_KINDS),
          open: z.number().int(),
          scored: z.number().int(),
          cameTrue: z.number().int(),
          promised: z.number().nullable(),
          sentence: z.string(),
        }),
      ),
    })
    .describe('Forecasts with the day they were made, and how many came true'),
  stalls: z
    .looseObject({
      warnings: z.array(
        z.looseObject({
          initiative: z.string(),
          since: date,
          signs: z.array(z.looseObject({ sign: z.enum(SIGNS), since: date, what: z.string() })),
          sentence: z.string(),
        }),
      ),
      record: z.looseObject({
        due: z.number().int(),
        slipped: z.number().int(),
        caught: z.number().int(),
        leadDays: z.number().nullable(),
        false: z.number().int(),
        sentence: z.string(),
      }),
    })
    .describe('Signs of a stall, and how such warnings did when the past is replayed'),
  rollouts: z
    .array(
      z.looseObject({
        initiative: z.string(),
        metric: z.string(),
        plants: z.array(
          z.looseObject({
            site: z.string(),
            weight: z.number().describe('Headroom times volume'),
            days: z.number(),
            start: date,
            end: date,
            load: z.number().int(),
          }),
        ),
        first: z.array(
          z.looseObject({
            site: z.string(),
            excess: z.number().describe('How much more is lost when it comes first'),
          }),
        ),
        isExact: z.boolean(),
        unknown: z.array(z.string()),
        sentence: z.string(),
      }),
    )
    .describe('Where initiatives that are being scaled lose least by going next'),
  dates: z
    .looseObject({
      basis: z.array(
        z.looseObject({
          kind: z.enum(['item', 'gate']),
          finished: z.number().int(),
          backtest: z.looseObject({ scored: z.number().int(), within: z.number().int() }),
          sentence: z.string(),
        }),
      ),
      dates: z.array(
        z.looseObject({
          kind: z.enum(['item', 'gate']),
          id: z.string(),
          planned: date,
          low: date.nullable().describe('Null: later than anything that the past can say'),
          middle: date.nullable(),
          high: date.nullable(),
        }),
      ),
    })
    .describe('When open items and undecided gates will come: 80 % of cases lie within'),
  gates: z.array(power).describe('How likely each undecided gate is to see what is expected'),
  delays: z
    .looseObject({ decisions: z.array(delay), perMonth })
    .describe('What it costs to leave decisions open; together each benefit once'),
};
