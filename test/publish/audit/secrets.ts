import { appendFile, cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPortfolio } from '#ingest/portfolio.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { ROOT } from '../../cli/trilens.ts';
import { initiative } from './secretInitiative.ts';
import { type Secret, Words } from './secretWords.ts';

/** Weekly values that no other metric has. */
export const PAY = Array.from(
  { length: 40 },
  (_, week) => 51_234.5 + week * 317.25 + (week % 5) * 11.5,
);

/** The starter with one record of each kind for leadership, every field of it filled. */
export async function withSecrets(): Promise<{ portfolio: Portfolio; secrets: Secret[] }> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-secrets-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  await mkdir(join(dir, 'content/reports'), { recursive: true });
  const put = (file: string, text: string) => writeFile(join(dir, file), text);
  const w = new Words();
  const person = w.name('person', 'name');
  const ids = { goal: w.id('goal'), metric: w.id('metric'), initiative: w.id('initiative') };
  await appendFile(
    join(dir, 'content/portfolio.yaml'),
    `\naudiences: [leadership, plant]\nstandups: { export: standups }\npeople: [{ name: ${person}, role: planner }]\nevents: [{ date: 2026-09-14, title: ${w.text('event', 'title')}, audience: leadership }, { date: 2026-09-15, title: ${w.text('event', 'title of a metric')}, metrics: [${ids.metric}] }]\n`,
  );
  await put(
    `content/goals/${ids.goal}.yaml`,
    `title: ${w.title('goal')}
code: ${w.id('goal', 'code')}
aliases: [${w.id('goal', 'alias')}]
audience: leadership
statement: ${w.text('goal', 'statement')}
metric: ${ids.metric}
owner: ${w.name('goal', 'owner')}
reasonNone: { it: ${w.text('goal', 'reasonNone')}, ot: ${w.text('goal', 'reasonNone of OT')} }
contributions: { business: [{ text: ${w.text('goal', 'contributions text')}, owner: ${w.name('goal', 'contributions owner')} }] }
history: [{ date: 2026-05-01, field: target, from: 5, to: 6, reason: ${w.text('goal', 'history reason')}, decision: ${w.title('goal', 'history decision')} }]
`,
  );
  await put(
    `content/metrics/${ids.metric}.yaml`,
    `title: ${w.title('metric')}
aliases: [${w.id('metric', 'alias')}]
audience: leadership
description: ${w.text('metric', 'description')}
why: ${w.text('metric', 'why')}
owner: ${w.name('metric', 'owner')}
steward: ${w.name('metric', 'steward')}
numerator: ${w.text('metric', 'numerator')}
denominator: ${w.text('metric', 'denominator')}
variant: ${w.text('metric', 'variant')}
validatedByOt: { name: ${w.name('metric', 'validatedByOt')}, date: 2026-05-01 }
type: outcome
direction: down
unit: EUR
decimals: 2
export: stops
date: week
dimensions: { site: plant }
value: { sum: ${w.id('metric', 'column').replaceAll('-', '_')} }
grain: week
rebase: [{ date: 2026-04-06, reason: ${w.text('metric', 'rebase reason')} }]
definitions: [{ version: "1", validFrom: 2026-01-01, text: ${w.text('metric', 'definitions text')} }]
leads: [{ metric: unplanned-stops, lagWeeks: 2, mechanism: ${w.text('metric', 'leads mechanism')} }]
lenses: { it: { title: ${w.title('metric', 'lens title')}, note: ${w.text('metric', 'lens note')} } }
`,
  );
  const column = w.secrets.find(({ field }) => field === 'column') as Secret;
  column.text = column.text.replaceAll('-', '_');
  await put(`content/initiatives/${ids.initiative}.mdx`, initiative(w, { ...ids, person }));
  await appendFile(
    join(dir, 'content/roadmap/items.yaml'),
    `- { id: ${w.id('item')}, title: ${w.title('item')}, audience: leadership, layer: it, owner: ${w.name('item', 'owner')}, when: 2027-Q1, status: planned, note: ${w.text('item', 'note')}, moc: ${w.id('item', 'moc')}, moved: [{ from: 2026-Q4, reason: ${w.text('item', 'moved reason')} }] }\n`,
  );
  await put(
    `content/playbooks/${w.id('playbook')}.mdx`,
    `---
title: ${w.title('playbook')}
summary: ${w.text('playbook', 'summary')}
readers: ${w.title('playbook', 'readers')}
audience: leadership
owner: ${w.name('playbook', 'owner')}
aliases: [${w.id('playbook', 'alias')}]
tags: [${w.title('playbook', 'tags')}]
approvedBy: [planner, ${w.title('playbook', 'approvedBy')}]
approvals: [{ role: planner, name: ${w.name('playbook', 'approvals name')}, date: 2026-05-01, text: "0a1b2c3d" }]
---

${w.text('playbook', 'body')}.

## ${w.title('playbook', 'heading')}

<Steps>

<Step role="operator" minutes={1}>${w.text('playbook', 'step')}.</Step>
<Step role="operator" minutes={1}>${w.text('playbook', 'second step')}.</Step>

</Steps>

<Callout title="${w.title('playbook', 'callout title')}">
${w.text('playbook', 'callout text')}.
</Callout>
`,
  );
  await put(
    `content/reports/${w.id('report')}.mdx`,
    `---
title: ${w.title('report')}
aliases: [${w.id('report', 'alias')}]
summary: ${w.text('report', 'summary')}
period: 2026-10
audience: leadership
readers: ${w.title('report', 'readers')}
authors: [${w.name('report', 'authors')}]
highlights: [${w.text('report', 'highlights')}]
decisionsNeeded: [${w.text('report', 'decisionsNeeded')}]
---

${w.text('report', 'body')}.
`,
  );
  await appendFile(
    join(dir, 'content/playbooks/name-a-stop.mdx'),
    `\n<Audience is="leadership">\n\n${w.text('section', 'text')}.\n\n</Audience>\n`,
  );
  await logs(dir, w, { initiative: ids.initiative, column: column.text });
  const { portfolio, problems } = await loadPortfolio({
    contentDir: join(dir, 'content'),
    dataDir: join(dir, 'data'),
    cacheDir: join(dir, 'cache'),
    asOf: null,
  });
  if (!portfolio)
    throw new Error(JSON.stringify(problems.filter((one) => one.severity === 'error')));
  return { portfolio, secrets: w.secrets };
}

/** Logs, a column and an export for leadership. */
async function logs(
  dir: string,
  w: Words,
  { initiative, column }: { initiative: string; column: string },
): Promise<void> {
  const at = (file: string) => join(dir, file);
  const rows = (await readFile(at('data/stops.csv'), 'utf8')).trimEnd().split('\n');
  const cell = (index: number) =>
    index === 0 ? column : (PAY[Math.floor((index - 1) / 2)] ?? 70_000);
  await writeFile(
    at('data/stops.csv'),
    `${rows.map((row, index) => `${row},${cell(index)}`).join('\n')}\n`,
  );
  const [head = ''] = (await readFile(at('data/friction.csv'), 'utf8')).split('\n');
  const values: Record<string, string> = {
    id: w.id('friction'),
    initiative,
    from_lens: 'ot',
    to_lens: 'it',
    severity: '2',
    site: 'NORTH',
    opened: '2026-10-01T06:00',
    title: w.text('friction', 'title'),
    next_step_owner: w.name('friction', 'next step owner'),
  };
  await appendFile(
    at('data/friction.csv'),
    `${head
      .trim()
      .split(',')
      .map((name) => values[name] ?? '')
      .join(',')}\n`,
  );
  if (!head.includes('next_step_owner')) w.secrets.pop();
  const contract = JSON.parse(await readFile(at('data/datapackage.json'), 'utf8'));
  contract.resources[0].schema.fields.push({ name: column, type: 'number' });
  contract.resources.push(
    {
      name: 'standups',
      path: 'standups.csv',
      schema: { fields: ['initiative', 'date', 'held'].map((name) => ({ name, type: 'string' })) },
      trilens: { owner: 'Pods' },
    },
    {
      name: w.id('export'),
      title: w.title('export'),
      path: 'ledger.csv',
      schema: { fields: [{ name: 'day', type: 'date' }] },
      trilens: {
        owner: w.name('export', 'owner'),
        steward: w.name('export', 'steward'),
        system: w.title('export', 'system'),
        audience: 'leadership',
      },
    },
  );
  await writeFile(at('data/datapackage.json'), JSON.stringify(contract));
  await writeFile(
    at('data/standups.csv'),
    `initiative,date,held\n${initiative},2026-10-01,yes\nearly-signs,2026-10-01,yes\n`,
  );
  await writeFile(at('data/ledger.csv'), 'day\n2026-10-01\n');
}
