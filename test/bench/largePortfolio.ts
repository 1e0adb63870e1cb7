import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '#model/time/date.ts';
import { playbook, sentence } from './playbookSite.ts';
import { random } from './random.ts';

/** A whole large portfolio: what each part of it counts. */
export interface PortalSize {
  playbooks: number;
  initiatives: number;
  items: number;
  metrics: number;
  friction: number;
  sites: number;
  weeks: number;
}

const FULL: PortalSize = {
  playbooks: 5000,
  initiatives: 200,
  items: 1000,
  metrics: 500,
  friction: 20_000,
  sites: 20,
  weeks: 156,
};
const FIRST_WEEK = '2023-10-02';
/** Metrics an export: 22 exports at full size. */
const TOGETHER = 23;
const LENSES = ['business', 'it', 'ot'];
const LAST_DAY = (size: PortalSize) => addDays(FIRST_WEEK, 7 * (size.weeks - 1));

/** The whole portfolio, or a part of it: plants and weeks stay, everything else is `share` of it. */
export function portalSize(share: number): PortalSize {
  const part = (whole: number) => Math.max(1, Math.round(whole * share));
  return {
    ...FULL,
    playbooks: part(FULL.playbooks),
    initiatives: part(FULL.initiatives),
    items: part(FULL.items),
    metrics: Math.max(8, part(FULL.metrics)),
    friction: part(FULL.friction),
  };
}

/** Writes it as its owners would: content, exports and their contract; the same one every time. */
export async function writeLargePortfolio(dir: string, size: PortalSize): Promise<void> {
  const next = random(23);
  for (const folder of ['playbooks', 'metrics', 'goals', 'initiatives', 'roadmap'])
    await mkdir(join(dir, 'content', folder), { recursive: true });
  await mkdir(join(dir, 'data'), { recursive: true });
  const write = (path: string, text: string) => writeFile(join(dir, path), text);
  await write(
    'content/portfolio.yaml',
    'id: large\nname: A large portfolio\nnorthStar: goal-0\nfriction: { export: friction }\n',
  );
  const sites = Array.from({ length: size.sites }, (_, index) => siteId(index));
  await write(
    'content/sites.yaml',
    sites.map((id) => `- { id: ${id}, name: Plant ${id} }\n`).join(''),
  );
  for (let index = 0; index < 6; index++)
    await write(`content/goals/goal-${index}.yaml`, goal(index));
  for (let index = 0; index < size.metrics; index++)
    await write(`content/metrics/metric-${index}.yaml`, metric(index, next));
  for (let index = 0; index < size.initiatives; index++)
    await write(`content/initiatives/initiative-${index}.mdx`, initiative(index, size, next));
  await write(
    'content/roadmap/items.yaml',
    Array.from({ length: size.items }, (_, index) => item(index, size, next)).join(''),
  );
  const about = {
    goals: ['goal-0'],
    site: siteId(0),
    initiatives: (index: number) => [`initiative-${index % size.initiatives}`],
  };
  for (let index = 0; index < size.playbooks; index++)
    await write(`content/playbooks/playbook-${index}.mdx`, playbook(index, size, next, about));
  const exports = Array.from({ length: Math.ceil(size.metrics / TOGETHER) }, (_, index) => index);
  await write(
    'data/datapackage.json',
    JSON.stringify(
      { resources: [...exports.map((index) => resource(index, size)), frictionResource()] },
      null,
      1,
    ),
  );
  for (const index of exports) await write(`data/export-${index}.csv`, exported(index, size, next));
  await write('data/friction.csv', friction(size, next));
}

/** The one new dump of a night: one export with one new day. */
export async function appendLargeDay(dir: string, size: PortalSize): Promise<void> {
  const day = addDays(LAST_DAY(size), 1);
  const cells = metricsOf(0, size)
    .map(() => '51,100')
    .join(',');
  const rows = Array.from(
    { length: size.sites },
    (_, index) => `${day},${siteId(index)},${cells}\n`,
  );
  await writeFile(join(dir, 'data/export-0.csv'), rows.join(''), { flag: 'a' });
}

const siteId = (index: number) => `S${String(index + 1).padStart(2, '0')}`;

function metricsOf(exported: number, size: PortalSize): number[] {
  return Array.from({ length: size.metrics }, (_, index) => index).filter(
    (index) => Math.floor(index / TOGETHER) === exported,
  );
}

function goal(index: number): string {
  const parent = index === 0 ? '' : 'parent: goal-0\n';
  return `title: Goal number ${index}\nmetric: metric-${index}\nowner: Operations\n${parent}target: { value: ${index % 2 === 0 ? 40 : 60}, by: 2027-06-30 }\n`;
}

function metric(index: number, next: () => number): string {
  return `title: "${sentence(next, 3).replace('.', '')} ${index}"
type: ${['outcome', 'behavior', 'adoption'][index % 3]}
direction: ${index % 2 === 0 ? 'down' : 'up'}
unit: "%"
export: export-${Math.floor(index / TOGETHER)}
date: day
grain: week
dimensions: { site: site }
value: { ratio: { numerator: { sum: part_${index} }, denominator: { sum: whole_${index} } } }
owner: Operations
`;
}

/** One that is running in three plants, with one gate decided and one open. */
function initiative(index: number, size: PortalSize, next: () => number): string {
  const on = (offset: number) => `metric-${(index * 5 + offset) % size.metrics}`;
  const sites = [0, 1, 2].map((offset) => siteId((index + offset) % size.sites));
  const gate = (
    phase: string,
    due: string,
    decision: string,
  ) => `  - id: initiative-${index}-${phase}
    phase: ${phase}
    due: ${due}
${decision}    criteria:
      - { id: level, title: The level holds in each plant, metric: ${on(0)}, per: site, must: ">= 50 %", over: { last: 8 }, sustained: { k: 6, n: 8 }, why: below this it costs more than it saves }
      - { id: change, title: It fell, metric: ${on(1)}, must: { change: "<= -5 %" }, over: { last: 8 }, why: less is chance }
      - { id: better, title: It improved, metric: ${on(2)}, must: improved, over: { last: 8 }, why: less is chance }
`;
  return `---
title: "${sentence(next, 3).replace('.', '')} ${index}"
summary: ${sentence(next, 12)}
goals: [goal-${1 + (index % 5)}]
metrics: [{ id: ${on(0)}, role: primary }, { id: ${on(1)}, role: input }]
phase: ${index % 3 === 0 ? 'scale' : 'pilot'}
phaseSince: 2026-03-02
start: 2025-06-02
sites: [${sites.map((site) => `{ site: ${site}, phase: pilot, since: 2026-03-02 }`).join(', ')}]
pod: { itLead: Person ${index % 60}, otLead: Person ${(index + 7) % 60}, businessLead: Person ${(index + 13) % 60}, executiveSponsor: Person ${index % 9} }
gates:
${gate('pilot', '2026-06-15', `    decision: { outcome: advance, date: 2026-06-${String(1 + (index % 28)).padStart(2, '0')}, decider: Person ${index % 9} }\n`)}${gate('scale', '2027-01-15', '')}---

${sentence(next, 20)}

<Chart metric="${on(0)}" />
`;
}

function item(index: number, size: PortalSize, next: () => number): string {
  const quarter = (offset: number) => {
    const at = (index % 8) + offset;
    return `${2026 + Math.floor(at / 4)}-Q${1 + (at % 4)}`;
  };
  // Each needs the one before it in its own initiative, and every fifth one of another.
  const before = [index - size.initiatives, index % 5 === 0 ? index - 7 : -1];
  const needed = before.filter((at) => at >= 0).map((at) => `item-${at}`);
  const needs = needed.length === 0 ? '' : `, needs: [${needed.join(', ')}]`;
  return `- { id: item-${index}, title: "${sentence(next, 4)}", layer: ${LENSES[index % 3]}, initiative: initiative-${index % size.initiatives}, goals: [goal-${index % 6}], owner: Person ${index % 60}, start: ${quarter(0)}, end: ${quarter(1)}, status: ${index % 11 === 0 ? 'blocked' : 'planned'}${needs}, sites: [${siteId(index % size.sites)}] }\n`;
}

function resource(index: number, size: PortalSize) {
  const columns = metricsOf(index, size).flatMap((metric) => [`part_${metric}`, `whole_${metric}`]);
  return {
    name: `export-${index}`,
    path: `export-${index}.csv`,
    schema: {
      fields: [
        { name: 'day', type: 'date' },
        { name: 'site' },
        ...columns.map((name) => ({ name, type: 'number' })),
      ],
      primaryKey: ['day', 'site'],
    },
    trilens: { owner: 'Data team', site: 'site', everyDays: 7 },
  };
}

function exported(index: number, size: PortalSize, next: () => number): string {
  const metrics = metricsOf(index, size);
  const rows = [`day,site,${metrics.map((metric) => `part_${metric},whole_${metric}`).join(',')}`];
  for (let week = 0; week < size.weeks; week++)
    for (let site = 0; site < size.sites; site++) {
      const cells = metrics.map(
        () => `${40 + Math.floor(next() * 20)},${90 + Math.floor(next() * 20)}`,
      );
      rows.push(`${addDays(FIRST_WEEK, 7 * week)},${siteId(site)},${cells.join(',')}`);
    }
  return `${rows.join('\n')}\n`;
}

const FRICTION =
  'id,initiative,from_lens,to_lens,severity,site,opened,first_response,resolved,category,title';

function frictionResource() {
  const dates = ['opened', 'first_response', 'resolved'];
  return {
    name: 'friction',
    path: 'friction.csv',
    schema: {
      fields: FRICTION.split(',').map((name) => ({
        name,
        ...(dates.includes(name)
          ? { type: 'date' }
          : name === 'severity'
            ? { type: 'integer' }
            : {}),
      })),
      primaryKey: ['id'],
    },
    trilens: { owner: 'Programme office', site: 'site', everyDays: 7, publish: ['title'] },
  };
}

/** Questions over all weeks; a tenth of them has no answer yet. */
function friction(size: PortalSize, next: () => number): string {
  const rows = Array.from({ length: size.friction }, (_, index) => {
    const opened = addDays(FIRST_WEEK, Math.floor(next() * 7 * (size.weeks - 3)));
    const from = Math.floor(next() * 3);
    const answered = next() > 0.1 ? addDays(opened, Math.floor(next() * 9)) : '';
    const resolved =
      answered !== '' && next() > 0.1 ? addDays(answered, Math.floor(next() * 9)) : '';
    return [
      `F-${index}`,
      `initiative-${index % size.initiatives}`,
      LENSES[from],
      LENSES[(from + 1 + (index % 2)) % 3],
      1 + (index % 3),
      siteId(index % size.sites),
      opened,
      answered,
      resolved,
      ['definition', 'data', 'workflow', 'resources'][index % 4],
      sentence(next, 6),
    ].join(',');
  });
  return `${[FRICTION, ...rows].join('\n')}\n`;
}
