import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addDays } from '#model/time/date.ts';
import { random } from './random.ts';

/** How much is built: playbooks of about 7 KB, and metrics in eight exports of five sites by week. */
export interface SiteSize {
  playbooks: number;
  metrics: number;
  weeks: number;
}

export const SITE_SIZE: SiteSize = { playbooks: 1000, metrics: 40, weeks: 156 };

const SITES = ['north', 'south', 'east', 'west', 'harbour'];
const FIRST_WEEK = '2023-10-02';
const EXPORTS = 8;

/** Writes a portfolio as a user would: playbooks, metrics, goals, an initiative, and CSV exports with their contract. */
export async function writePortfolio(dir: string, size: SiteSize): Promise<void> {
  const next = random(11);
  for (const folder of [
    'content/playbooks',
    'content/metrics',
    'content/goals',
    'content/initiatives',
    'data',
  ])
    await mkdir(join(dir, folder), { recursive: true });
  const write = (path: string, text: string) => writeFile(join(dir, path), text);
  await write('content/portfolio.yaml', 'name: A large portfolio\nnorthStar: cost\n');
  await write(
    'content/sites.yaml',
    SITES.map((id) => `- { id: ${id}, name: Plant ${id} }\n`).join(''),
  );
  await write(
    'content/goals/cost.yaml',
    'title: Cost per good unit\nmetric: metric-0\nowner: Operations\ntarget: { value: 60, by: 2027-06-30 }\n',
  );
  await write(
    'content/initiatives/first.mdx',
    '---\ntitle: The first initiative\nsummary: One that every playbook serves.\ngoals: [cost]\nphase: pilot\nmetrics: [{ id: metric-0, role: primary }]\n---\n\nIts story.\n',
  );
  for (let index = 0; index < size.metrics; index++)
    await write(`content/metrics/metric-${index}.yaml`, metric(index));
  for (let index = 0; index < size.playbooks; index++)
    await write(`content/playbooks/playbook-${index}.mdx`, playbook(index, size, next));
  const names = Array.from({ length: EXPORTS }, (_, index) => `export-${index}`);
  await write('data/datapackage.json', JSON.stringify({ resources: names.map(resource) }, null, 1));
  for (const [index, name] of names.entries())
    await write(`data/${name}.csv`, exported(index, size, next));
}

/** The one new dump of a night: one export with one new day; the others are due in a week. */
export async function appendDay(dir: string, size: SiteSize): Promise<void> {
  const day = addDays(FIRST_WEEK, 7 * (size.weeks - 1) + 1);
  const rows = SITES.map(
    (site) =>
      `${day},${site},${metricsOf(0, size)
        .map(() => '51,100')
        .join(',')}\n`,
  );
  await writeFile(join(dir, 'data/export-0.csv'), rows.join(''), { flag: 'a' });
}

function metricsOf(exported: number, size: SiteSize): number[] {
  return Array.from({ length: size.metrics }, (_, index) => index).filter(
    (index) => index % EXPORTS === exported,
  );
}

function metric(index: number): string {
  return `title: Measure number ${index}
type: ${['adoption', 'behavior', 'outcome'][index % 3]}
direction: ${index % 2 === 0 ? 'down' : 'up'}
unit: "%"
export: export-${index % EXPORTS}
date: day
grain: week
dimensions: { site: site }
value: { ratio: { numerator: { sum: part_${index} }, denominator: { sum: whole_${index} } } }
owner: Operations
target: { value: 60, by: 2027-06-30 }
`;
}

function resource(name: string, index: number) {
  const columns = metricsOf(index, SITE_SIZE).flatMap((metric) => [
    `part_${metric}`,
    `whole_${metric}`,
  ]);
  const fields = [
    { name: 'day', type: 'date' },
    { name: 'site' },
    ...columns.map((column) => ({ name: column, type: 'number' })),
  ];
  return {
    name,
    path: `${name}.csv`,
    schema: { fields, primaryKey: ['day', 'site'] },
    trilens: { owner: 'Data team', site: 'site', everyDays: 7 },
  };
}

function exported(index: number, size: SiteSize, next: () => number): string {
  const metrics = metricsOf(index, size);
  const rows = [`day,site,${metrics.map((metric) => `part_${metric},whole_${metric}`).join(',')}`];
  for (let week = 0; week < size.weeks; week++) {
    for (const site of SITES) {
      const cells = metrics.map(
        () => `${40 + Math.floor(next() * 20)},${90 + Math.floor(next() * 20)}`,
      );
      rows.push(`${addDays(FIRST_WEEK, 7 * week)},${site},${cells.join(',')}`);
    }
  }
  return `${rows.join('\n')}\n`;
}

const WORDS =
  'line shift cell gauge reading order spindle pallet fixture drawing check record handover planner operator technician supervisor stop start clean measure compare report repair release hold confirm ask answer before after during every second new old first last good scrap rework queue board standup alert cause action owner date week month plant machine tool part batch label scanner tablet paper drawer bench guard lock key'.split(
    ' ',
  );

export function sentence(next: () => number, words: number): string {
  const picked = Array.from(
    { length: words },
    () => WORDS[Math.floor(next() * WORDS.length)] as string,
  ).join(' ');
  return `${picked.charAt(0).toUpperCase()}${picked.slice(1)}.`;
}

const paragraph = (next: () => number, sentences: number) =>
  Array.from({ length: sentences }, () => sentence(next, 9 + Math.floor(next() * 8))).join(' ');

/** About 7 KB: prose, steps, a checklist, a table, questions, two live numbers and a chart. */
export function playbook(
  index: number,
  size: Pick<SiteSize, 'metrics'>,
  next: () => number,
  about = { goals: ['cost'], site: 'north', initiatives: (_: number) => ['first'] },
): string {
  const id = (offset: number) => `metric-${(index + offset) % size.metrics}`;
  const steps = ['it-lead', 'ot-lead', 'business-lead', 'ot-lead', 'technician', 'shift-lead'].map(
    (role, at) =>
      `<Step role="${role}" minutes={${5 * (at + 1)}} title="${sentence(next, 4)}">\n${paragraph(next, 2)}\n</Step>`,
  );
  return `---
title: "Playbook ${index}: ${sentence(next, 4)}"
summary: ${sentence(next, 14)}
readers: Shift leads
lenses: [${['business', 'it', 'ot'][index % 3]}]
phase: ${index % 2 === 0 ? 'pilot' : 'scale'}
goals: [${about.goals.join(', ')}]
metrics: [${id(0)}, ${id(7)}]
initiatives: [${about.initiatives(index).join(', ')}]
owner: Operations
reviewed: 2026-09-14
tags: [tag-${index % 20}]
---

${paragraph(next, 5)}

## What to do

<Steps title="In this order">
${steps.join('\n')}
</Steps>

The number now: <Metric id="${id(0)}" />, and beside it <Metric id="${id(7)}" site="${about.site}" />.

<Chart metric="${id(0)}" />

<Checklist title="Before the shift ends">
${Array.from({ length: 6 }, () => `- ${sentence(next, 10)}`).join('\n')}
</Checklist>

## Why it works

${Array.from({ length: 4 }, () => paragraph(next, 4)).join('\n\n')}

| Case | What to do | Who |
| --- | --- | --- |
${Array.from({ length: 5 }, () => `| ${sentence(next, 4)} | ${sentence(next, 7)} | ${sentence(next, 2)} |`).join('\n')}

## Questions

${Array.from({ length: 3 }, () => `<Faq question="${sentence(next, 8)}">\n${paragraph(next, 3)}\n</Faq>`).join('\n')}

<Takeaways>
${Array.from({ length: 3 }, () => `- ${sentence(next, 12)}`).join('\n')}
</Takeaways>
`;
}
