import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { addDays } from '#model/time/date.ts';

/** A bottler across the end of a year of 53 weeks: made up, with what auditors look for. Every number is drawn by this, so that runs are the same. */
function drawn(seed: number): (low: number, high: number) => number {
  let state = seed;
  return (low, high) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return low + Math.floor((state / 2 ** 32) * (high - low + 1));
  };
}

export const AS_OF = '2027-02-10';
/** 2026-W06 to 2027-W05, 2026-W53 among them. */
const WEEKS = Array.from({ length: 53 }, (_, at) => addDays('2026-02-02', 7 * at));
const MONTHS = [
  '2026-06',
  '2026-07',
  '2026-08',
  '2026-09',
  '2026-10',
  '2026-11',
  '2026-12',
  '2027-01',
];
const LINES = [
  ['lago', 'F1'],
  ['lago', 'F2'],
  ['mira', 'F3'],
  ['nord', 'F4'],
] as const;
const file = (header: string, rows: readonly string[]) => `${[header, ...rows].join('\n')}\n`;

/** Good of filled bottles a line and week. Lago is closed in the last week of the year; Mira sent nothing for one week. */
function fills(): string {
  const number = drawn(7);
  return file(
    'week,site,line,good,filled',
    WEEKS.flatMap((week, at) =>
      LINES.flatMap(([site, line]) => {
        const filled = number(800, 1400);
        const good = Math.round((filled * (905 + Math.min(at, 40) + number(0, 24))) / 1000);
        return (site === 'lago' && week === '2026-12-28') ||
          (site === 'mira' && week === '2027-01-11')
          ? []
          : [`${week},${site},${line},${good},${filled}`];
      }),
    ),
  );
}

/** Each stop with its minutes: even and odd counts a month. */
function stops(): string {
  const number = drawn(11);
  return file(
    'day,site,minutes',
    MONTHS.flatMap((month, at) =>
      ['lago', 'mira'].flatMap((site) =>
        Array.from(
          { length: 9 + ((at + site.length) % 4) },
          () => `${month}-${String(number(1, 28)).padStart(2, '0')},${site},${number(3, 240)}`,
        ),
      ),
    ),
  );
}

/** Each ticket with its beginning and end; some are open still, in January most. */
function tickets(): string {
  const number = drawn(13);
  return file(
    'opened,closed,site',
    MONTHS.flatMap((month, at) =>
      Array.from({ length: 12 }, (_, index) => {
        const day = number(1, 20);
        const hours = number(2, 190);
        const opened = `${month}-${String(day).padStart(2, '0')}T08:00`;
        const end = `${month}-${String(day + Math.floor((8 + hours) / 24)).padStart(2, '0')}T${String((8 + hours) % 24).padStart(2, '0')}:00`;
        return `${opened},${index % (at === 7 ? 2 : 5) === 0 ? '' : end},${index % 2 === 0 ? 'lago' : 'mira'}`;
      }),
    ),
  );
}

/** Who uses the board at the line. At Nord three people could. */
function use(): string {
  const number = drawn(17);
  const eligible = { lago: 40, mira: 24, nord: 3 };
  return file(
    'week,site,active,eligible',
    WEEKS.slice(-20).flatMap((week) =>
      Object.entries(eligible).map(
        ([site, of]) =>
          `${week},${site},${site === 'nord' ? number(1, 3) : Math.round((of * number(70, 95)) / 100)},${of}`,
      ),
    ),
  );
}

/** Cost a month, extracted on the fifth of the next; October at Lago was restated in December. */
function cost(): string {
  const number = drawn(19);
  const rows = MONTHS.flatMap((month, at) =>
    ['lago', 'mira', 'nord'].map(
      (site) => `${month}-01,${site},${number(200, 320)},${MONTHS[at + 1] ?? '2027-02'}-05`,
    ),
  );
  return file('month,site,cost,drawn', [...rows, '2026-10-01,lago,377,2026-12-20']);
}

export const CASH = [
  { period: '2026-Q1', plannedCost: 120, cost: 131, planned: 0 },
  { period: '2026-Q2', plannedCost: 30, cost: 28, planned: 20, claimed: 18, validated: 12 },
  { period: '2026-Q4', plannedCost: 0, cost: 4, planned: 60, claimed: 66, validated: 45 },
  { period: '2027-Q2', plannedCost: 0, planned: 80 },
  { period: '2027-Q3', plannedCost: 10, planned: 80 },
];

const field = (names: string, of: Record<string, string> = {}) => ({
  fields: names.split(',').map((name) => ({ name, type: of[name] ?? 'number' })),
});
const metric = (title: string, rest: string) =>
  `title: ${title}\nowner: Plant manager\nsteward: Data office\n${rest}`;
const gates = (id: string, framework: string, more: string) => `---
title: ${id === 'label-check' ? 'Label check' : 'Short stops'}
goals: [good-bottles]
framework: ${framework}
phase: pilot
start: 2026-09-01
sites: [lago, mira]
${more}---
`;

const CONTENT: Record<string, string> = {
  'content/portfolio.yaml': `name: Clear Springs\nasOf: ${AS_OF}\nnorthStar: good-bottles\ndiscountRate: 0.12\n`,
  'content/sites.yaml':
    '- { id: lago, name: Lago, lines: [{ id: F1, name: F1 }, { id: F2, name: F2 }], closed: [2026-W53] }\n- { id: mira, name: Mira, lines: [{ id: F3, name: F3 }], closed: [2027-01-04] }\n- { id: nord, name: Nord, lines: [{ id: F4, name: F4 }] }\n',
  'content/goals/good-bottles.yaml':
    'title: Good bottles at the first pass\nstatement: Raise the share of good bottles\nmetric: yield\nowner: Head of plants\nbaseline: { value: 91, period: 2026-W06/2026-W17 }\ntarget: { value: 97, by: 2027-06-30 }\n',
  'content/metrics/yield.yaml': metric(
    'Good bottles',
    'type: outcome\ndirection: up\nunit: "%"\nexport: fills\ndate: week\ngrain: week\ndimensions: { site: site, line: line }\nvalue: { ratio: { numerator: { sum: good }, denominator: { sum: filled } } }\nbaseline: { period: 2026-W06/2026-W17 }\ntarget: { value: 97, by: 2027-06-30 }\n',
  ),
  'content/metrics/bottles.yaml': metric(
    'Bottles a month',
    'type: outcome\ndirection: up\nunit: bottles\nexport: fills\ndate: week\ngrain: month\ndimensions: { site: site, line: line }\nvalue: { sum: good }\n',
  ),
  'content/metrics/stop.yaml': metric(
    'Usual stop',
    'type: outcome\ndirection: down\nunit: min\ndecimals: 1\nexport: stops\ndate: day\ngrain: month\ndimensions: { site: site }\nvalue: { median: minutes }\n',
  ),
  'content/metrics/long-stop.yaml': metric(
    'Long stop',
    'type: outcome\ndirection: down\nunit: min\nexport: stops\ndate: day\ngrain: month\ndimensions: { site: site }\nvalue: { p90: minutes }\n',
  ),
  'content/metrics/wait.yaml': metric(
    'Wait for an answer',
    'type: behavior\ndirection: down\nunit: h\nexport: tickets\ndate: opened\ngrain: month\ndimensions: { site: site }\nvalue: { duration: { from: opened, to: closed, unit: hours } }\n',
  ),
  'content/metrics/use.yaml': metric(
    'Board at the line',
    'type: adoption\nindicator: leading\ndirection: up\nunit: "%"\nexport: use\ndate: week\ngrain: week\nspc: none\ndimensions: { site: site }\nvalue: { ratio: { numerator: { sum: active }, denominator: { sum: eligible } } }\n',
  ),
  'content/metrics/cost.yaml': metric(
    'Filling cost',
    'type: outcome\ndirection: down\nunit: k EUR\nexport: cost\ndate: month\ngrain: month\ndimensions: { site: site }\nvalue: { sum: cost }\n',
  ),
  'content/metrics/cost-per-bottle.yaml': metric(
    'Cost of a thousand bottles',
    'type: outcome\ndirection: down\nunit: EUR\ndecimals: 2\ngrain: month\nvalue: { formula: "1000 * 1000 * cost / bottles" }\nbaseline: { period: 2026-06/2026-08 }\n',
  ),
  'content/frameworks/house.yaml':
    'title: House way\nphases:\n  - { id: pilot, title: Pilot, gate: G1, gateTitle: Leave the pilot, signOffs: [ot-lead] }\n',
  'content/frameworks/group.yaml':
    'title: Group way\nphases:\n  - { id: pilot, title: Trial, gate: G1, gateTitle: Buy it, signOffs: [] }\n',
  'content/initiatives/label-check.mdx': gates(
    'label-check',
    'house',
    `metrics: [{ id: yield, role: primary }]
cashFlow:
${CASH.map((entry) => `  - ${JSON.stringify(entry)}\n`).join('')}gates:
  - id: label-g1
    phase: pilot
    due: 2027-02-20
    criteria:
      - { id: each, metric: yield, must: ">= 95.5 %", per: site, sustained: { k: 3, n: 4 }, over: { last: 4 } }
      - { id: pool, metric: yield, must: ">= 93 %", over: { last: 8 } }
      - { id: change, metric: cost-per-bottle, must: { change: "<= -5 %" }, over: { last: 2 } }
      - { id: used, level: should, metric: use, must: ">= 60 %", sites: [nord], per: site }
`,
  ),
  'content/initiatives/short-stops.mdx': gates(
    'short-stops',
    'group',
    'metrics: [{ id: stop, role: primary }]\ngates:\n  - { id: stops-g1, phase: pilot, due: 2027-02-12, criteria: [{ id: shorter, metric: stop, must: "<= 90 min", over: { last: 2 } }] }\n',
  ),
  'content/reports/q4.mdx':
    '---\ntitle: Fourth quarter\nperiod: 2026-Q4\nkind: quarterly\nstatus: draft\n---\n\nGood bottles <Metric id="yield" />; at Mira <Metric id="yield" site="mira" />; a thousand bottles cost <Metric id="cost-per-bottle" />.\n\n<Decisions />\n',
  'data/datapackage.json': JSON.stringify({
    resources: [
      {
        name: 'fills',
        path: 'fills.csv',
        schema: field('week,site,line,good,filled', {
          week: 'date',
          site: 'string',
          line: 'string',
        }),
        trilens: { owner: 'Filling', everyDays: 7 },
      },
      {
        name: 'stops',
        path: 'stops.csv',
        schema: field('day,site,minutes', { day: 'date', site: 'string' }),
        trilens: { owner: 'Filling', everyDays: 31 },
      },
      {
        name: 'tickets',
        path: 'tickets.csv',
        schema: field('opened,closed,site', {
          opened: 'datetime',
          closed: 'datetime',
          site: 'string',
        }),
        trilens: { owner: 'Service desk', everyDays: 31 },
      },
      {
        name: 'use',
        path: 'use.csv',
        schema: field('week,site,active,eligible', { week: 'date', site: 'string' }),
        trilens: { owner: 'Boards', everyDays: 7, humanOnly: true },
      },
      {
        name: 'cost',
        path: 'cost.csv',
        schema: {
          ...field('month,site,cost,drawn', { month: 'date', site: 'string', drawn: 'date' }),
          primaryKey: ['month', 'site'],
        },
        trilens: { owner: 'Controlling', everyDays: 31, vintage: 'drawn' },
      },
    ],
  }),
};

/** The files of the bottler in a new folder. */
export async function bottler(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'trilens-bottler-'));
  const files: Record<string, string> = {
    ...CONTENT,
    'data/fills.csv': fills(),
    'data/stops.csv': stops(),
    'data/tickets.csv': tickets(),
    'data/use.csv': use(),
    'data/cost.csv': cost(),
  };
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(root, name)), { recursive: true });
    await writeFile(join(root, name), text);
  }
  return root;
}
