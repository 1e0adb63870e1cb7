import type { Case, Edit } from './healthy.ts';

const USE = 'content/metrics/app-use.yaml';
const ACTED = 'content/metrics/acted.yaml';
const DOWN = 'content/metrics/downtime.yaml';
const WATCH = 'content/initiatives/watch.mdx';
const PEOPLE = 'content/portfolio.yaml';

/** A further metric, from the rows of downtime, that an initiative watches. */
const metric = (id: string, text: string): Edit[] => [
  [
    `content/metrics/${id}.yaml`,
    null,
    `direction: up\nexport: downtime\ndate: period\ngrain: month\ndimensions: { site: site }\nowner: Paul\nsteward: Ida\nlenses: { business: { title: B, note: n }, it: { title: I, note: n }, ot: { title: O, note: n } }\n${text}`,
  ],
  [
    WATCH,
    '  - { id: yield, role: guardrail }',
    `  - { id: yield, role: guardrail }\n  - { id: ${id}, role: context }`,
  ],
];
const RATIO =
  'numerator: n\ndenominator: d\nvalue: { ratio: { numerator: { sum: a }, denominator: { sum: b } } }\n';
/** Twelve months of events at two sites: so many a month. */
const events = (each: number): Edit[] => [
  [
    'data/yield.csv',
    /[\s\S]*/,
    `period,site,a,b,as_of\n${Array.from(
      { length: 24 },
      (_, at) =>
        `${2024 + Math.floor((9 + at) / 12)}-${String(((9 + at) % 12) + 1).padStart(2, '0')}-01`,
    )
      .flatMap((month, at) =>
        ['A', 'B'].map((site) => `${month},${site},${each + (at % 3)},100000,2026-10-06`),
      )
      .join('\n')}\n`,
  ],
];

export const metricCases: Case[] = [
  {
    rule: 'metric/owner',
    when: 'no steward',
    edits: [[DOWN, 'steward: Ida\n', '']],
    record: 'metrics/downtime',
  },
  {
    rule: 'metric/owner',
    when: 'the owner left',
    edits: [[PEOPLE, null, '  - { name: Paul, until: 2026-06-30 }\n']],
    record: 'metrics/downtime',
    at: 'owner: Paul',
    silent: [[PEOPLE, null, '  - { name: Paul, until: 2027-06-30 }\n']],
  },
  {
    rule: 'metric/denominator',
    when: 'a rate does not say over what',
    edits: [[DOWN, 'denominator: planned hours\n', '']],
    record: 'metrics/downtime',
  },
  {
    rule: 'metric/unsafe-rollup',
    when: 'percentages are averaged',
    edits: metric(
      'share',
      'title: Share\ntype: outcome\nunit: "%"\nnumerator: n\ndenominator: d\nvalue: { mean: a }\n',
    ),
    record: 'metrics/share',
    silent: metric(
      'share',
      'title: Hours\ntype: outcome\nunit: h\nnumerator: n\ndenominator: d\nvalue: { mean: a }\n',
    ),
  },
  {
    rule: 'metric/unsafe-rollup',
    when: 'people are added up over months',
    edits: metric('people', 'title: Users\ntype: adoption\nunit: users\nvalue: { sum: a }\n'),
    record: 'metrics/people',
  },
  {
    rule: 'metric/unsafe-rollup',
    when: 'a formula halves the sum of two percentages',
    edits: metric(
      'mix',
      'title: Mix\ntype: outcome\nunit: "%"\nvalue: { formula: (downtime + yield) / 2 }\n',
    ),
    record: 'metrics/mix',
  },
  {
    rule: 'metric/cumulative-progress',
    when: 'log-ins since launch have a target',
    edits: [[USE, 'indicator: leading', 'indicator: leading\ncumulative: true\ntarget: 90']],
    record: 'metrics/app-use',
  },
  {
    rule: 'metric/delivery-as-success',
    when: 'the only proof is what was delivered',
    edits: [
      [USE, 'type: adoption', 'type: delivery'],
      [DOWN, 'type: outcome', 'type: delivery'],
    ],
    record: 'initiatives/watch',
    at: '- { id: app-use',
    // The measure of how work is done is there, and only not primary.
    fix: /^make .+ primary, and add an adoption metric$/,
  },
  {
    rule: 'metric/type-mix',
    when: 'nobody measures use',
    edits: [[WATCH, '  - { id: app-use, role: primary }\n', '']],
    record: 'initiatives/watch',
    silent: [
      ['content/initiatives/trial.mdx', '  - { id: app-use, role: primary }\n', ''],
      ['content/initiatives/trial.mdx', 'phase: pilot\nphaseSince', 'phase: frame\nphaseSince'],
    ],
  },
  {
    rule: 'metric/only-lagging',
    when: 'after a year all metrics lag',
    edits: [
      [USE, 'indicator: leading', 'indicator: lagging'],
      [ACTED, 'indicator: leading', 'indicator: lagging'],
    ],
    record: 'initiatives/watch',
    silent: [[USE, 'indicator: leading', 'indicator: lagging']],
  },
  {
    rule: 'metric/lead-unlinked',
    when: 'leading names nothing',
    edits: [[ACTED, /leads:\n.*\n/, '']],
    record: 'metrics/acted',
    at: 'indicator: leading',
  },
  {
    rule: 'metric/lead-not-confirmed',
    when: 'checked by May, and nothing followed',
    edits: [
      [ACTED, 'mechanism: a bearing', 'checkBy: 2026-05-31, mechanism: a bearing'],
      [DOWN, 'direction: down', 'direction: up'],
      [DOWN, 'target: { value: 8.5', 'target: { value: 12'],
      ['content/goals/stops.yaml', 'target: { value: 8.5', 'target: { value: 12'],
    ],
    record: 'metrics/acted',
    silent: [
      [ACTED, 'mechanism: a bearing', 'checkBy: 2026-05-31, mechanism: a bearing'],
      [DOWN, 'direction: down', 'direction: down\nspc: xmr'],
    ],
  },
  {
    rule: 'metric/lens-names',
    when: 'OT has no name for it',
    edits: [[DOWN, / {2}ot: .*\n/, '']],
    record: 'metrics/downtime',
  },
  {
    rule: 'metric/person-level',
    when: 'a column with names is published',
    edits: [
      [
        'data/datapackage.json',
        '"owner": "Service desk"',
        '"owner": "Service desk",\n"publish": ["operator_id"]',
      ],
      [
        'data/datapackage.json',
        '"name": "id",',
        '"name": "operator_id", "type": "string" }, {"name": "id",',
      ],
      ['data/friction.csv', 'id,initiative', 'operator_id,id,initiative'],
      ['data/friction.csv', /F-(\d)/, 'O1,F-1'],
      ['data/friction.csv', '\nF-2', '\nO1,F-2'],
      ['data/friction.csv', '\nF-3', '\nO1,F-3'],
      ['data/friction.csv', '\nF-4', '\nO1,F-4'],
    ],
    record: 'data/friction',
  },
  {
    rule: 'metric/definition-break',
    when: 'what is counted changed under the same version',
    earlier: [],
    edits: [[DOWN, 'numerator: { sum: a }', 'numerator: { sum: b }']],
    record: 'metrics/downtime',
    silent: [
      [DOWN, 'numerator: { sum: a }', 'numerator: { sum: b }'],
      [
        DOWN,
        null,
        'definitions:\n  - { version: "1", validFrom: 2024-10-01, text: stops }\n  - { version: "2", validFrom: 2026-09-01, text: all hours }\n',
      ],
    ],
  },
  {
    rule: 'metric/unit-scale',
    when: 'a target of 0.85 stands beside 98 %',
    edits: [
      [DOWN, 'target: { value: 8.5', 'target: { value: 0.085'],
      ['content/goals/stops.yaml', 'value: 8.5', 'value: 0.085'],
    ],
    record: 'metrics/downtime',
    at: 'target:',
  },
  {
    rule: 'metric/unit-scale',
    when: 'the goal counts in thousands, its metric in units',
    edits: [
      ['content/goals/cost.yaml', 'value: 92', 'value: 0.092'],
      ['content/metrics/cost.yaml', /target: .*\n/, ''],
    ],
    record: 'goals/cost',
  },
  {
    rule: 'metric/unit-scale',
    when: 'a statement says by 15 % of a percentage',
    edits: [['content/goals/stops.yaml', 'from 10 to 8.5 %', 'by 15 %']],
    record: 'goals/stops',
    at: 'statement:',
  },
  {
    rule: 'metric/duplicate',
    when: 'the same rows are counted under two ids',
    edits: metric('stops-again', `title: Stops\ntype: outcome\nunit: "%"\n${RATIO}`),
    record: 'metrics/stops-again',
  },
  {
    rule: 'metric/target-inside-noise',
    when: 'the target lies within what the process does anyway',
    edits: [
      [DOWN, 'value: 8.5', 'value: 9.9'],
      ['content/goals/stops.yaml', 'value: 8.5', 'value: 9.9'],
      // It drifts: limits are drawn because its owner asks for them.
      [DOWN, null, 'spc: xmr\n'],
    ],
    record: 'metrics/downtime',
    at: 'target:',
  },
  {
    rule: 'metric/target-beyond-process',
    when: 'a stable process is asked for more and nothing is planned',
    edits: [
      ...metric(
        'scrap',
        'title: Scrap\ntype: outcome\nunit: "%"\nexport: yield\ntarget: 99.9\nspc: xmr\n'.replace(
          'export: yield\n',
          '',
        ) + RATIO,
      ).map(([file, from, to]): Edit => [
        file,
        from,
        String(to).replace('export: downtime', 'export: yield'),
      ]),
    ],
    record: 'metrics/scrap',
    silent: [['content/metrics/yield.yaml', null, 'target: 95\n']],
  },
  {
    rule: 'metric/no-guardrail',
    when: 'nothing is watched for harm',
    edits: [[WATCH, '  - { id: yield, role: guardrail }\n', '']],
    record: 'initiatives/watch',
  },
  {
    rule: 'metric/spc-on-rare-events',
    when: 'three events a month have limits',
    edits: events(2),
    record: 'metrics/yield',
    silent: events(40),
  },
  {
    rule: 'metric/baseline-short',
    when: 'eight months are named as a baseline',
    edits: [
      [DOWN, 'baseline: { period: 2024-10/2025-09 }', 'baseline: { period: 2024-10/2025-05 }'],
      ['content/goals/stops.yaml', 'period: 2024-10/2025-09', 'period: 2024-10/2025-05'],
    ],
    record: 'metrics/downtime',
    at: 'baseline:',
    silent: [[DOWN, 'baseline: { period: 2024-10/2025-09 }', 'baseline: 9.8']],
  },
  {
    rule: 'metric/spc-on-ramp',
    when: 'limits are drawn over the first weeks of use',
    edits: [[USE, 'spc: none', 'spc: xmr']],
    record: 'metrics/app-use',
    at: 'spc: xmr',
    silent: [
      [USE, 'spc: none', 'spc: xmr'],
      ['content/initiatives/trial.mdx', '  - { id: app-use, role: primary }\n', ''],
    ],
  },
  {
    rule: 'metric/nps-operators',
    when: 'a tool on the line is judged by NPS',
    edits: metric(
      'nps',
      'title: NPS of the app\ntype: adoption\nunit: points\nvalue: { max: a }\n',
    ),
    record: 'metrics/nps',
  },
  {
    rule: 'metric/survey-thin',
    when: 'a survey has two answers',
    edits: metric(
      'survey',
      'title: Ease\ntype: behavior\nunit: points\npopulation: sample\nnumerator: n\ndenominator: d\nvalue: { mean: a }\n',
    ),
    record: 'metrics/survey',
  },
  {
    rule: 'metric/survey-thin',
    when: 'one shift of two was asked',
    edits: [[WATCH, 'operators: 8, shifts: 2', 'operators: 8, shifts: 1']],
    record: 'initiatives/watch',
    at: '- { id: V-2',
  },
  {
    rule: 'metric/otif-variant',
    when: 'OTIF does not say which date',
    edits: metric('otif', `title: OTIF\ntype: outcome\nunit: "%"\n${RATIO}`),
    record: 'metrics/otif',
    silent: metric(
      'otif',
      `title: OTIF\nvariant: first confirmed date, order line\ntype: outcome\nunit: "%"\n${RATIO}`,
    ),
  },
  {
    rule: 'metric/oee-boundary',
    when: 'OEE of two plants has no time model',
    edits: metric('oee', `title: OEE\ntype: outcome\nunit: "%"\n${RATIO}`),
    record: 'metrics/oee',
    silent: metric(
      'oee',
      `title: OEE\ntype: outcome\nunit: "%"\ntimeModel: { setUp: a loss, breaks: left out, minorStops: speed loss }\n${RATIO}`,
    ),
  },
  {
    rule: 'metric/unused',
    when: 'a metric of two years feeds nothing; one by which a seat is measured does',
    edits: metric('shelf', `title: Shelf\ntype: outcome\nunit: "%"\n${RATIO}`).slice(0, 1),
    record: 'metrics/shelf',
    silent: [
      ...metric('shelf', `title: Shelf\ntype: outcome\nunit: "%"\n${RATIO}`).slice(0, 1),
      [WATCH, 'itLead: { name: Ida }', 'itLead: { name: Ida, successMetric: shelf }'],
    ],
  },
];
