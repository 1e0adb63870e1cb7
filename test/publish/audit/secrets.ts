import { appendFile, cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadPortfolio } from '#ingest/portfolio.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { ROOT } from '../../cli/trilens.ts';

/** A text that leadership alone may know: of which kind of record, and in which of its fields. */
export interface Secret {
  of: string;
  field: string;
  text: string;
  isId: boolean;
}

/** Weekly values that no other metric has. */
export const PAY = Array.from(
  { length: 40 },
  (_, week) => 51_234.5 + week * 317.25 + (week % 5) * 11.5,
);

const PARTS = ['bra', 'vok', 'tel', 'mir', 'zus', 'pla', 'gor', 'fen', 'dal', 'qui', 'sor', 'nex'];

/** Words that nobody says, the same ones at each run. */
class Words {
  private count = 0;
  readonly secrets: Secret[] = [];

  private word(): string {
    this.count++;
    const [a, b, c] = [this.count, this.count * 5 + 1, this.count * 7 + 3];
    return `${PARTS[a % 12]}${PARTS[b % 12]}${PARTS[c % 12]}${PARTS[Math.floor(a / 12) % 12]}`;
  }

  private add(of: string, field: string, text: string, isId = false): string {
    this.secrets.push({ of, field, text, isId });
    return text;
  }

  id = (of: string, field = 'id') => this.add(of, field, `${this.word()}-${this.word()}-7`, true);
  name = (of: string, field: string) => this.add(of, field, `Q. ${this.word()}`);
  title = (of: string, field = 'title') => this.add(of, field, `${this.word()} ${this.word()}`);
  text = (of: string, field: string) =>
    this.add(
      of,
      field,
      `The ${this.word()} and the ${this.word()} go ${this.word()} before it is paid`,
    );
}

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
    `\naudiences: [leadership, plant]\nstandups: { export: standups }\npeople: [{ name: ${person}, role: planner }]\n`,
  );
  await put(
    `content/goals/${ids.goal}.yaml`,
    `title: ${w.title('goal')}
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
    `- { id: ${w.id('item')}, title: ${w.title('item')}, audience: leadership, layer: it, owner: ${w.name('item', 'owner')}, when: 2027-Q1, status: planned, note: ${w.text('item', 'note')}, moved: [{ from: 2026-Q4, reason: ${w.text('item', 'moved reason')} }] }\n`,
  );
  await put(
    `content/playbooks/${w.id('playbook')}.mdx`,
    `---
title: ${w.title('playbook')}
summary: ${w.text('playbook', 'summary')}
readers: ${w.title('playbook', 'readers')}
audience: leadership
owner: ${w.name('playbook', 'owner')}
tags: [${w.title('playbook', 'tags')}]
---

${w.text('playbook', 'body')}.

## ${w.title('playbook', 'heading')}

<Callout title="${w.title('playbook', 'callout title')}">
${w.text('playbook', 'callout text')}.
</Callout>
`,
  );
  await put(
    `content/reports/${w.id('report')}.mdx`,
    `---
title: ${w.title('report')}
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

function initiative(w: Words, ids: { goal: string; metric: string; person: string }): string {
  const of = 'initiative';
  const text = (field: string) => w.text(of, field);
  const name = (field: string) => w.name(of, field);
  return `---
title: ${w.title(of)}
code: ${w.id(of, 'code')}
summary: ${text('summary')}
audience: leadership
goals: [${ids.goal}, fewer-stops]
metrics: [${ids.metric}]
hypothesis: { weBelieve: ${text('weBelieve')}, willChange: ${text('willChange')}, because: ${text('because')}, falsifiedIf: ${text('falsifiedIf')} }
phase: pilot
stall: { since: 2026-08-01, reason: ${text('stall reason')}, blockedBy: it, waitingFor: ot }
pod:
  itLead: { name: ${name('itLead')}, responsibility: ${text('responsibility')}, deputy: ${name('deputy')}, decisionRights: [${text('decisionRights of a seat')}] }
  otLead: ${ids.person}
  executiveSponsor: ${name('executiveSponsor')}
perspectives: { business: ${text('perspectives business')}, it: ${text('perspectives it')}, ot: ${text('perspectives ot')} }
benefits: [{ title: ${w.title(of, 'benefit title')}, planned: 10, confirmedBy: ${name('confirmedBy')}, owner: ${name('benefit owner')} }]
iterations: [{ period: 2026-06/2026-07, tried: ${text('tried')}, learned: ${text('learned')}, changed: ${text('changed')} }]
checkpoints: [{ id: ${w.id(of, 'checkpoint id')}, date: 2026-05-26, site: NORTH, operators: 6, findings: [${text('checkpoint findings')}] }]
lessons: [{ date: 2026-07-01, text: ${text('lesson')} }]
stopRules: [${text('stopRules')}]
mocRefs: [${w.id(of, 'mocRefs')}]
decisionRights: [{ class: ${w.title(of, 'decision class')}, decider: ${name('decider')}, recommend: [${name('recommend')}], escalatesTo: ${name('escalatesTo')} }]
privacyClearance: [{ site: NORTH, by: ${name('clearance by')}, date: 2026-05-01, scope: ${text('clearance scope')} }]
reasonNone: { ot: ${text('reasonNone')} }
decisionsOpen: [{ id: ${w.id(of, 'decision id')}, question: ${text('question')}, decider: ${name('question decider')}, requested: 2026-09-01, neededBy: 2026-12-01, ifNotDecided: ${text('ifNotDecided')}, options: [{ title: ${w.title(of, 'option title')}, means: ${text('option means')} }] }]
gates:
  - id: ${w.id(of, 'gate id')}
    phase: pilot
    title: ${w.title(of, 'gate title')}
    due: 2026-10-01
    criteria: [{ id: ${w.id(of, 'criterion id')}, title: ${w.title(of, 'criterion title')}, kind: attestation, by: ${name('attested by')}, date: 2026-09-01, why: ${text('criterion why')} }]
    signOffs: [{ role: it-lead, name: ${name('sign-off')}, date: 2026-09-20, verdict: disagree, comment: ${text('sign-off comment')} }]
    decision: { outcome: iterate, date: 2026-09-25, decider: ${name('gate decider')}, reason: ${text('decision reason')}, lessons: ${text('decision lessons')}, conditions: [{ text: ${text('condition')}, owner: ${name('condition owner')}, due: 2026-12-01 }] }
---

${text('body')}.
`;
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
