import type { Case } from './healthy.ts';

const COST = 'content/goals/cost.yaml';
const STOPS = 'content/goals/stops.yaml';
const DOWN = 'content/metrics/downtime.yaml';
const COST_METRIC = 'content/metrics/cost.yaml';
const WATCH = 'content/initiatives/watch.mdx';
const MORE = ['two', 'three', 'four', 'five', 'six', 'seven'].map(
  (name): [string, null, string] => [
    `content/goals/${name}.yaml`,
    null,
    `title: ${name}\nparent: cost\nstatus: active\n`,
  ],
);
/** Cost that came down by half an euro a month and stands at 94. */
const SLOW: [string, RegExp, string] = [
  'content/metrics/cost.yaml',
  /target: .*/,
  'target: { value: 80, by: 2026-12-31 }',
];
/** The same rise or fall in the newest twelve months, without noise, so that a date can be projected. */
const FALLING: [string, RegExp, string] = [
  'data/cost.csv',
  /2025-10-01,A[\s\S]*$/,
  `${months()
    .flatMap((month, at) =>
      ['A', 'B'].map(
        (site) =>
          `${month},${site},${Math.round((98 - 0.5 * at + (at % 2) * 0.2) * 2000)},2000,2026-10-06`,
      ),
    )
    .join('\n')}\n`,
];

export const goalCases: Case[] = [
  {
    rule: 'goal/one-north-star',
    when: 'a second goal stands without a parent',
    edits: [['content/goals/rival.yaml', null, 'title: Rival\nstatement: Cut lead time.\n']],
    record: 'goals/rival',
  },
  {
    rule: 'goal/one-north-star',
    when: 'the North Star counts what was delivered',
    edits: [['content/metrics/cost.yaml', 'type: outcome', 'type: delivery']],
    record: 'goals/cost',
    at: 'metric: cost',
  },
  {
    rule: 'goal/too-many',
    when: 'seven outcomes are active',
    edits: MORE,
    silent: MORE.slice(0, 4),
  },
  {
    rule: 'goal/quantified',
    when: 'there is no date',
    edits: [
      [STOPS, /target: .*\n/, ''],
      ['content/metrics/downtime.yaml', /target: .*\n/, ''],
    ],
    record: 'goals/stops',
  },
  {
    rule: 'goal/quantified',
    when: 'the statement begins with a wish',
    edits: [[STOPS, 'Cut unplanned stops', 'Better unplanned stops']],
    record: 'goals/stops',
    at: 'statement: Better',
    silent: [[STOPS, 'Cut unplanned stops', 'Halve unplanned stops']],
  },
  {
    rule: 'goal/lens-contribution',
    when: 'a contribution of OT has no owner',
    edits: [[STOPS, 'owner: Olaf, ', '']],
    record: 'goals/stops',
    at: '- { text: Act within',
    silent: [
      [STOPS, / {2}ot:\n.*\n/, ''],
      [STOPS, null, 'reasonNone: { ot: the line is not concerned }\n'],
    ],
  },
  {
    rule: 'goal/orphan',
    when: 'nobody works for it',
    edits: [
      ['content/goals/wish.yaml', null, 'title: Wish\nparent: cost\nstatement: Cut waste.\n'],
    ],
    record: 'goals/wish',
    silent: [['content/goals/wish.yaml', null, 'title: Wish\nparent: cost\nstatus: retired\n']],
  },
  {
    rule: 'goal/cover-gap',
    when: 'what is expected is less than what remains',
    edits: [
      [STOPS, 'value: 8.5', 'value: 5'],
      [DOWN, 'value: 8.5', 'value: 5'],
      [STOPS, 'likely: 1.5', 'likely: 0.4'],
    ],
    record: 'goals/stops',
    silent: [
      [STOPS, 'value: 8.5', 'value: 7.5'],
      [DOWN, 'value: 8.5', 'value: 7.5'],
    ],
  },
  {
    rule: 'goal/cover-belief',
    when: 'all that is expected is believed',
    edits: [[STOPS, 'evidence: estimated', 'evidence: belief']],
    record: 'goals/stops',
  },
  {
    rule: 'goal/no-guardrail',
    when: 'nothing watches the North Star',
    edits: [[COST, 'guardrails: [yield]', 'guardrails: []']],
    record: 'goals/cost',
  },
  {
    rule: 'goal/moved-silently',
    when: 'the target was 92 and is 96',
    earlier: [],
    edits: [
      [COST, 'value: 92', 'value: 96'],
      [COST_METRIC, 'value: 92', 'value: 96'],
    ],
    record: 'goals/cost',
    at: 'target: { value: 96',
    silent: [
      [COST, 'value: 92', 'value: 96'],
      [COST_METRIC, 'value: 92', 'value: 96'],
      [
        COST,
        null,
        'history:\n  - { date: 2026-09-01, field: target, from: 92, to: 96, reason: a plant was sold, decision: D-1 }\n',
      ],
    ],
  },
  {
    rule: 'goal/unreachable-pace',
    when: 'two reports in a row the range lies after the date',
    edits: [SLOW, FALLING, [COST, 'value: 92, by: 2027-12-31', 'value: 80, by: 2026-12-31']],
    record: 'goals/cost',
    at: 'target:',
    silent: [FALLING],
  },
  {
    rule: 'finding/goal-late',
    when: 'the range lies after the date',
    edits: [SLOW, FALLING, [COST, 'value: 92, by: 2027-12-31', 'value: 80, by: 2026-12-31']],
    record: 'goals/cost',
  },
  {
    rule: 'initiative/orphan',
    when: 'an initiative names no goal',
    edits: [['content/initiatives/trial.mdx', 'goals: [stops]', 'goals: []']],
    record: 'initiatives/trial',
  },
  {
    rule: 'roadmap/missing-layer',
    when: 'a goal has no item of IT',
    edits: [
      [
        'content/roadmap/all.yaml',
        / {2}initiative: watch\n {2}goals: \[stops\]\n {2}owner: Ida/,
        '  initiative: watch\n  goals: [cost]\n  owner: Ida',
      ],
    ],
    record: 'goals/stops',
  },
  {
    rule: 'roadmap/missing-layer',
    when: 'an initiative has no items and gives no reason',
    edits: [['content/initiatives/trial.mdx', /reasonNone: .*\n/, '']],
    record: 'initiatives/trial',
  },
  {
    rule: 'roadmap/orphan',
    when: 'an item leads up to nothing',
    edits: [
      [
        'content/roadmap/all.yaml',
        null,
        '- { id: X, title: A tool, layer: it, owner: Ida, when: 2026-Q4 }\n',
      ],
    ],
    record: 'roadmap/X',
    at: '- { id: X',
  },
  {
    rule: 'finding/stalled',
    when: 'an initiative is declared stalled',
    edits: [
      [WATCH, 'status: on-course', 'status: on-course'],
      [
        WATCH,
        'declaredStatus: on-course',
        'status: stalled\nstall: { since: 2026-06-01, reason: nobody decides, blockedBy: business, waitingFor: ot }',
      ],
    ],
    record: 'initiatives/watch',
    at: 'stall:',
  },
].map((entry) => ({ ...entry, edits: entry.edits.filter(([, from, to]) => from !== to) }) as Case);

function months(): string[] {
  return Array.from(
    { length: 12 },
    (_, at) =>
      `${2025 + Math.floor((9 + at) / 12)}-${String(((9 + at) % 12) + 1).padStart(2, '0')}-01`,
  );
}
