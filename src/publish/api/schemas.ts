import { EVIDENCE_KINDS } from '#model/record/criterion.ts';
import { z } from 'zod';
import { foresightFields } from './foresightSchema.ts';
import { standingSchema } from '#ingest/schemas/standing.ts';
import { subscribedSchema } from '#ingest/schemas/subscribed.ts';
import { CHANGE_GROUPS } from '#model/record/changes.ts';
import { FRESHNESS } from '#model/record/export.ts';
import { SEVERITIES } from '#model/record/finding.ts';
import {
  DECISION_CLASSES,
  OUTCOMES,
  POSITIONS,
  RESULTS,
  SIGN_OFF_ROLES,
} from '#model/record/gate.ts';
import { METHODS } from '#model/metric/limits/judged.ts';
import { LENSES } from '#model/record/lens.ts';
import { METRIC_TYPES } from '#model/record/metric.ts';
import { REPORT_KINDS } from '#model/record/report.ts';
import { GRAINS } from '#model/time/period.ts';

/** Version of the documents under `/api/`; a field is added, never changed, within one. */
export const API_VERSION = 1;

const date = z.iso.date();
/** `2026-11-17`, `2026-W47`, `2026-11` or `2026-Q4`. */
const period = z.string().regex(/^\d{4}-(\d{2}(-\d{2})?|W\d{2}|Q[1-4])$/);
const number = z.number().nullable();
const head = { version: z.literal(API_VERSION), asOf: date };
const money = z
  .looseObject({
    planned: z.number(),
    claimed: z.number(),
    confirmed: z.number(),
    spent: z.number(),
    budget: z.number(),
  })
  .describe('Thousands of the currency; confirmed is what finance confirmed');
const lens = z.enum(LENSES);
const limits = z.looseObject({
  mean: z.number(),
  lower: z.number(),
  upper: z.number(),
  from: period,
  to: period,
});

const signal = z.looseObject({
  period,
  rule: z.number().int().min(1).max(4),
  kind: z.enum(['improvement', 'concern', 'neutral']),
});

/** How all sites together, one site or one line is judged. */
const process = z.looseObject({
  site: z.string().nullable(),
  line: z.string().nullable(),
  variation: z
    .enum(['improvement', 'concern', 'common-cause', 'unknown'])
    .describe('What the newest point says against the limits'),
  assurance: z
    .enum(['pass', 'fail', 'hit-or-miss', 'unknown'])
    .describe('Where the target lies to the limits'),
  since: period.nullable().describe('First period of the signals that the newest belongs to'),
  unjudged: z.string().nullable().describe('Why no limits reach the newest point'),
  made: z
    .array(
      z.looseObject({
        from: period,
        to: period,
        method: z.enum(METHODS),
        why: z.string(),
        basis: z
          .looseObject({ from: period, to: period, n: z.number().int() })
          .describe('The points that the limits are computed from'),
        fixed: z.boolean().describe('They stand still on the baseline'),
        note: z.string().nullable().describe('Why a named baseline does not fix them'),
        movingRange: number.describe('Mean of the differences of neighbours that were kept'),
        ranges: z.number().int().describe('How many differences that is the mean of'),
        screenedOut: z
          .number()
          .int()
          .describe('Differences left out as 3.267 times the mean or more'),
        leftOut: z
          .array(period)
          .describe('Single values far from the rest, which the limits are not made of'),
        season: z
          .looseObject({ lag: z.number().int(), before: z.string() })
          .optional()
          .describe(
            'Values come again after so many periods; a seasonal chart holds each against the one before',
          ),
        between: z
          .looseObject({ mean: z.number(), lower: z.number(), upper: z.number() })
          .optional()
          .describe('Between two rare events, in periods or cases (g and t charts)'),
        sigmaZ: number.describe('By how much more than chance proportions vary (Laney)'),
      }),
    )
    .describe('How the limits of each stretch were made'),
  limits: z.array(limits),
  signals: z.array(signal),
});

/** One number over time, for all sites (`site` null) and for each. */
const metric = z.looseObject({
  ...head,
  id: z.string(),
  title: z.string(),
  type: z.enum(METRIC_TYPES),
  indicator: z.enum(['leading', 'lagging']),
  unit: z.string(),
  direction: z.enum(['up', 'down']).describe('Which way is better'),
  grain: z.enum(GRAINS),
  definition: z
    .looseObject({
      text: z.string().nullable().describe('What is counted, as its owner wrote it'),
      computed: z.string().describe('How rows become the number, in words'),
      export: z.string().nullable(),
      date: z.string().nullable().describe('Column that dates a row'),
      where: z
        .array(z.looseObject({ column: z.string(), in: z.array(z.string()) }))
        .describe('Rows that count'),
      dimensions: z.looseObject({}).describe('Columns that hold site, line, role and initiative'),
      value: z.looseObject({ kind: z.string() }),
      numerator: z.string().nullable(),
      denominator: z.string().nullable(),
      versions: z.array(z.looseObject({ version: z.string(), validFrom: date, text: z.string() })),
    })
    .describe('All that decides which rows count and how they become the number'),
  freshness: z.enum(FRESHNESS),
  extracted: date.nullable(),
  doubts: z.array(z.string()).describe('Sentences that belong beside the number'),
  series: z.array(
    z.looseObject({
      period,
      site: z.string().nullable(),
      value: number,
      numerator: number,
      denominator: number,
      n: z.number(),
      interval: z
        .looseObject({ low: number, high: number })
        .optional()
        .describe('95 % interval of a median of durations; null: open'),
    }),
  ),
  parts: z
    .array(
      z.looseObject({
        period,
        site: z.string().nullable(),
        value: number,
        days: z.number(),
        of: z.number(),
      }),
    )
    .describe('Periods at both ends that the rows do not cover: so far, and part of no judgement'),
  limits: z.array(limits).describe('Natural process limits of all sites together, by stretch'),
  signals: z.array(signal),
  process: z.array(process).describe('All sites together, each site and each line'),
  target: z
    .looseObject({
      value: z.number(),
      by: date.optional(),
      trajectory: z.array(z.looseObject({ period, value: z.number() })),
    })
    .nullable(),
  projection: z
    .looseObject({ date, low: date, high: date.nullable() })
    .nullable()
    .describe('80 % interval of the date on which the target is reached'),
  status: z.string(),
});

const changes = z.looseObject({
  since: z.looseObject({
    asOf: date,
    report: z.looseObject({ id: z.string(), title: z.string() }).nullable(),
  }),
  list: z.array(
    z.looseObject({
      group: z.enum(CHANGE_GROUPS),
      id: z.string(),
      tone: z.enum(['good', 'bad', 'neutral']),
      text: z.string(),
      path: z.string(),
    }),
  ),
});

const portfolio = z.looseObject({
  ...head,
  id: z.string().describe('Of the portfolio; it stays when the name changes'),
  name: z.string(),
  audience: z.string().nullable().describe('Whom this edition is for; null: everything is in it'),
  headline: z.string(),
  answers: z.array(
    z.looseObject({
      question: z.string(),
      answer: z.string(),
      number: z.string().nullable(),
      href: z.string(),
      source: z.string().nullable(),
      tone: z.enum(['good', 'bad', 'neutral', 'unknown']),
    }),
  ),
  goals: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      northStar: z.boolean(),
      metric: z.string().nullable(),
      value: number,
      moving: z.enum(['improving', 'worsening', 'no-signal', 'unknown']),
      sentence: z.string(),
    }),
  ),
  initiatives: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      phase: z.string(),
      status: z.string(),
      money,
      position: z.enum(POSITIONS).nullable(),
    }),
  ),
  money,
  reports: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      kind: z.enum(REPORT_KINDS),
      period: z.string(),
      status: z.enum(['draft', 'published']),
      asOf: z.string(),
      frozen: z.boolean(),
      hash: z.string().nullable(),
      restated: z.array(
        z.looseObject({
          metric: z.string(),
          site: z.string().nullable(),
          period: z.string(),
          reported: z.string(),
          latest: z.string(),
          because: z.string(),
        }),
      ),
    }),
  ),
  playbooks: z.array(
    z.looseObject({
      id: z.string(),
      title: z.string(),
      folder: z.array(z.string()),
      owner: z.string().nullable(),
      reviewed: z.string().nullable(),
      reviewDue: z.string().nullable(),
      text: z.string().describe('A hash over what the page says'),
      status: z.enum(['uncontrolled', 'changed', 'not-approved', 'not-yet-valid', 'approved']),
      revision: z.string().nullable(),
      validFrom: z.string().nullable(),
      approvals: z.array(z.looseObject({ role: z.string(), name: z.string(), date: z.string() })),
      lacking: z.array(z.string()).describe('Roles that have not approved the text as it is'),
    }),
  ),
  changes: z
    .looseObject({ build: changes.nullable(), report: changes.nullable() })
    .describe('Since the build named by --previous, and since the newest published report'),
  standing: standingSchema.describe('What a later build is compared with, by --previous'),
  subscribed: subscribedSchema
    .nullable()
    .describe(
      'Days of the feeds and numbers of the events, for the build that is given this one by --previous',
    ),
  stalled: z.looseObject({
    stalled: z.number().int(),
    unknown: z.number().int().describe('Of which nothing dated says whether they move'),
    active: z.number().int(),
    byPair: z.array(z.looseObject({ from: lens, to: lens, initiatives: z.array(z.string()) })),
  }),
});

const result = z.looseObject({
  id: z.string(),
  level: z.enum(['must', 'should']),
  kind: z.enum([...EVIDENCE_KINDS, 'own']),
  metric: z.string().nullable(),
  state: z.enum(RESULTS),
  reason: z.string().describe('Stable code: below-threshold, too-few, stale …'),
  because: z.string().describe('Why, without the state'),
  sentence: z.string(),
  value: number,
  threshold: number,
  margin: number,
  periods: z.array(date),
  n: z.number(),
  unit: z.string().describe('Of value, threshold and margin'),
  sites: z.array(z.string()),
  asked: z.string().describe('What the criterion asks, in words'),
  waivable: z.boolean(),
  units: z
    .array(
      z.looseObject({
        id: z.string(),
        name: z.string(),
        state: z.enum(RESULTS),
        value: number,
        values: z.array(number),
        n: z.number(),
        sentence: z.string(),
      }),
    )
    .describe('Sites, lines, or all of them pooled'),
  export: z.string().nullable(),
  sources: z.array(z.string()).describe('Every export behind it'),
  vintage: date.nullable(),
  ageDays: number.describe('Days from the vintage to the day of judging'),
  earliest: date.nullable(),
  hash: z.string().describe('Mark of what is asked, for locks'),
});

const gates = z.looseObject({
  ...head,
  gates: z.array(
    z.looseObject({
      id: z.string(),
      initiative: z.string(),
      gate: z.string(),
      due: date,
      state: z.enum(['open', 'overdue', 'decided', 'upcoming']),
      position: z.enum(POSITIONS).describe('What the evidence supports'),
      class: z
        .enum([...DECISION_CLASSES, 'override-expired', 'open', 'overdue'])
        .nullable()
        .describe('How the recorded decision stands to its evidence'),
      sentence: z.string(),
      title: z.string(),
      phase: z.string(),
      sites: z.array(z.string()),
      sequence: z.number().int().describe('First, second … review of this gate'),
      iterations: z.number().int().describe('Decisions to iterate before it'),
      positionThen: z
        .enum(POSITIONS)
        .nullable()
        .describe('As of the decision, with the data known then'),
      positionLatest: z.enum(POSITIONS).nullable().describe('The same day on the latest data'),
      classSentence: z.string(),
      decision: z
        .looseObject({
          outcome: z.enum(OUTCOMES),
          date,
          decider: z.string(),
          conditions: z.array(
            z.looseObject({
              text: z.string(),
              owner: z.string(),
              due: date,
              state: z.enum(['open', 'done', 'lapsed']),
            }),
          ),
        })
        .nullable(),
      signOffs: z.array(
        z.looseObject({
          role: z.enum(SIGN_OFF_ROLES),
          name: z.string(),
          date,
          verdict: z.string(),
          stands: z.enum(['valid', 'void', 'veto', 'dissent']),
        }),
      ),
      missingSignOffs: z.array(z.enum(SIGN_OFF_ROLES)),
      evidence: z.string().describe('Hash that sign-offs bind to'),
      lock: z
        .looseObject({
          on: date,
          moved: z.array(z.string()),
          removed: z.array(z.string()),
          added: z.array(z.string()),
        })
        .nullable(),
      results: z.array(result),
      stopRules: z.array(result.extend({ isTrue: z.boolean() })),
    }),
  ),
});

const findings = z.looseObject({
  ...head,
  findings: z.array(
    z.looseObject({
      rule: z.string().describe('Id of the rule; its page is guide/rules/<id>/'),
      severity: z.enum(SEVERITIES),
      record: z
        .string()
        .describe('What it is about: initiatives/<id>, metrics/<id>, data/<export> …'),
      records: z.array(z.string()).describe('Other records that it involves'),
      path: z.string().describe('Page of the record, relative to the portal'),
      title: z.string(),
      what: z.string(),
      why: z.string(),
      fix: z.string(),
      file: z.string().nullable(),
      line: z.number().int().nullable(),
      lens: lens.nullable().describe('Function that should act'),
      role: z.string().nullable(),
      person: z.string().nullable(),
      initiative: z.string().nullable(),
      accepted: z
        .looseObject({ reason: z.string(), by: z.string(), until: date })
        .nullable()
        .describe('Accepted for a while; null where it is open'),
    }),
  ),
});

const data = z.looseObject({
  ...head,
  exports: z.array(
    z.looseObject({
      name: z.string(),
      title: z.string(),
      freshness: z.enum(FRESHNESS),
      rowsIn: z.number().int(),
      accepted: z.number().int(),
      quarantined: z.number().int(),
      ignored: z.number().int(),
      newest: date.nullable(),
      extracted: date.nullable(),
      lastGood: z.boolean(),
      failed: z.boolean(),
      doubts: z.array(z.string()),
      reasons: z.array(z.looseObject({ rule: z.string(), rows: z.number().int() })),
    }),
  ),
});

const foresight = z.looseObject({ ...head, ...foresightFields });

/** The documents under `/api/`, by the name of their schema. */
export const DOCUMENTS = { portfolio, metric, gates, findings, data, foresight };

/** JSON Schema (2020-12) of one document; unknown fields are allowed, since a version only grows. */
export function jsonSchema(name: keyof typeof DOCUMENTS): object {
  return {
    $id: `${name}.schema.json`,
    title: `Trilens ${name}`,
    ...z.toJSONSchema(DOCUMENTS[name]),
  };
}
