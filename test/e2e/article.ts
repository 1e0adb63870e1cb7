import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '#model/time/date.ts';

/** The day that the portfolio is judged on, a Monday. */
const AS_OF = '2026-10-05';
const PLANTS = ['P1', 'P2', 'P3', 'P4', 'P5'];
/** 175 days from the first to the fifth. */
const LIVE = ['2026-02-23', '2026-04-13', '2026-05-25', '2026-07-06', '2026-08-17'];

/**
 * A programme of ten initiatives at five plants, written as a user writes it: six stand still between functions, one went from
 * planning to the line in 84 days and to five plants in 175, use rose from 30 to 85 %, gates came twice as fast since the protocol.
 */
export async function articleFiles(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-article-'));
  const files = { ...portfolio(), ...moving(), ...stuck(), ...metrics(), ...data() };
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, name);
    await mkdir(join(file, '..'), { recursive: true });
    await writeFile(file, text);
  }
  return root;
}

function portfolio(): Record<string, string> {
  return {
    'content/portfolio.yaml': `name: Five plants
asOf: ${AS_OF}
friction: { export: friction }
trustProtocol: { since: 2026-05-01 }
events:
  - { date: 2026-04-06, title: Alerts redesigned with planners, kind: change, metrics: [decisions] }
  - { date: 2026-06-15, title: Fire in hall 2, kind: incident, sites: [P2] }
`,
    'content/sites.yaml': PLANTS.map((id, at) => `- { id: ${id}, name: Plant ${at + 1} }\n`).join(
      '',
    ),
    'content/goals/quality.yaml': `title: Defects are entered where they arise
metric: station-use
target: { value: 90, by: 2027-06-30 }
owner: Q. Lead
`,
  };
}

const POD = `pod:
  since: 2026-03-02
  itLead: { name: I. One, successMetric: gate-pace }
  otLead: O. Two
  businessLead: B. Three
  executiveSponsor: { name: S. Four, successMetric: gate-pace }
`;

function gates(id: string, days: readonly string[]): string {
  const rows = days.map(
    (day, at) =>
      `  - { id: ${id}-${at}, phase: pilot, due: ${day}, decision: { outcome: iterate, date: ${day}, decider: S. Four, reason: one more try } }\n`,
  );
  return `gates:\n${rows.join('')}`;
}

/** Four steps of about 80 days before the protocol, three of about 40 since. */
function steps(first: string, wobble: number): string[] {
  const days = [first];
  for (const step of [80, 79, 81, 80]) days.push(addDays(days.at(-1) as string, step + wobble));
  days.push('2026-05-04');
  for (const step of [40, 39, 41]) days.push(addDays(days.at(-1) as string, step + wobble));
  return days;
}

function moving(): Record<string, string> {
  const voice = `---
title: Defects at the station
summary: Operators enter a defect where it arises.
goals: [quality]
metrics: [station-use]
phase: pilot
start: 2025-12-01
${POD}sites:
${PLANTS.map((site, at) => `  - { site: ${site}, phase: pilot, live: ${LIVE[at]} }\n`).join('')}${gates('voice', steps('2025-06-02', 0))}---
`;
  const more = ['energy', 'torque', 'pull'].map((id, at): [string, string] => [
    `content/initiatives/${id}.mdx`,
    `---
title: Initiative ${id}
goals: [quality]
phase: pilot
start: 2025-05-01
sites: [{ site: P${at + 1}, phase: pilot }]
${gates(id, steps(addDays('2025-06-02', at - 1), at - 1))}---
`,
  ]);
  return { 'content/initiatives/voice.mdx': voice, ...Object.fromEntries(more) };
}

/** Six whose gate is overdue while one function waits for another. */
function stuck(): Record<string, string> {
  return Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((at) => [
      `content/initiatives/stuck-${at}.mdx`,
      `---
title: Stuck ${at}
goals: [quality]
phase: pilot
start: 2025-09-01
sites: [{ site: P1, phase: pilot }]
gates:
  - { id: stuck-${at}-g, phase: pilot, due: 2026-03-0${at} }
---
`,
    ]),
  );
}

function metrics(): Record<string, string> {
  const shared = 'date: week\ngrain: week\nowner: A. Owner\nsteward: B. Steward\n';
  return {
    'content/metrics/station-use.yaml': `title: Defects entered at the station
type: adoption
direction: up
unit: "%"
export: use
dimensions: { site: site }
value: { ratio: { numerator: { sum: entered }, denominator: { sum: defects } } }
spc: none
${shared}`,
    'content/metrics/decisions.yaml': `title: Decisions by planners
type: behavior
direction: up
unit: decisions
export: decisions
value: { sum: decisions }
${shared}`,
    'content/metrics/gate-pace.yaml': `title: From gate to gate
type: behavior
direction: down
unit: d
value: { clock: gate-to-gate }
grain: quarter
`,
  };
}

function data(): Record<string, string> {
  const weeks = Array.from({ length: 52 }, (_, at) => addDays('2025-10-06', 7 * at));
  const use = weeks.flatMap((week, at) =>
    PLANTS.map((site, plant) => {
      const live = LIVE[plant] as string;
      const since = (Date.parse(week) - Date.parse(live)) / 864e5;
      // From 30 to 85 % within 24 weeks of the go-live; a straight rise with a little noise.
      const share = since < 0 ? 30 : Math.min(85, 30 + (since / 168) * 55);
      return `${week},${site},${Math.round(share * 2 + ((at * 7 + plant) % 3) - 1)},200`;
    }),
  );
  const decisions = weeks.map(
    (week, at) => `${week},${(week < '2026-04-06' ? 50 : 70) + [0, 2, -2, 1, -1][at % 5]!}`,
  );
  const asks = [
    ...Array.from({ length: 17 }, (_, at) =>
      ask(`S${at}`, 'voice', addDays('2026-01-05', at * 4), 360 + 4 * at),
    ),
    ...Array.from({ length: 28 }, (_, at) =>
      ask(`F${at}`, 'voice', addDays('2026-05-11', at * 5), 3 + at / 10),
    ),
    ...[1, 2, 3, 4, 5, 6].map(
      (at) => `W${at},stuck-${at},it,ot,1,P1,2026-02-1${at}T08:00,,,Access to the line`,
    ),
  ];
  return {
    'data/use.csv': `week,site,entered,defects\n${use.join('\n')}\n`,
    'data/decisions.csv': `week,decisions\n${decisions.join('\n')}\n`,
    'data/friction.csv': `id,initiative,from_lens,to_lens,severity,site,opened,first_response,resolved,title\n${asks.join('\n')}\n`,
    'data/datapackage.json': JSON.stringify({ name: 'article', resources: RESOURCES }, null, 1),
  };
}

function ask(id: string, initiative: string, day: string, hours: number): string {
  const at = new Date(Date.parse(`${day}T08:00Z`) + hours * 3.6e6).toISOString().slice(0, 16);
  return `${id},${initiative},business,ot,2,P1,${day}T08:00,${at},${at},Question ${id}`;
}

const field = (name: string, type: string) => ({ name, type });
const RESOURCES = [
  {
    name: 'use',
    path: 'use.csv',
    schema: {
      fields: [
        field('week', 'date'),
        field('site', 'string'),
        field('entered', 'number'),
        field('defects', 'number'),
      ],
    },
    trilens: { owner: 'A', steward: 'B', everyDays: 7 },
  },
  {
    name: 'decisions',
    path: 'decisions.csv',
    schema: { fields: [field('week', 'date'), field('decisions', 'number')] },
    trilens: { owner: 'A', steward: 'B', everyDays: 7 },
  },
  {
    name: 'friction',
    path: 'friction.csv',
    schema: {
      fields: [
        field('id', 'string'),
        ...['initiative', 'from_lens', 'to_lens'].map((name) => field(name, 'string')),
        field('severity', 'integer'),
        field('site', 'string'),
        ...['opened', 'first_response', 'resolved'].map((name) => field(name, 'datetime')),
        field('title', 'string'),
      ],
    },
    trilens: { owner: 'A', steward: 'B' },
  },
];
