import { appendFile, cp, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { loadPortfolio } from '#ingest/portfolio.ts';
import { edition } from '#model/edition/edition.ts';
import { withoutColumns } from '#model/edition/columns.ts';
import type { Portal } from '#model/portal.ts';
import type { ExportReport } from '#model/record/export.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Standing } from '#model/record/standing.ts';
import { standing } from '#model/report/takeStanding.ts';
import { portalFor } from '#site/compose.ts';
import { ROOT } from '../../cli/trilens.ts';

/** The starter with a plan, a metric and a column that leadership alone may know of. */
async function withSecrets(): Promise<Portfolio> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-edition-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  const at = (file: string) => join(dir, file);
  const edit = async (file: string, from: string, to: string) => {
    const text = await readFile(at(file), 'utf8');
    const changed = text.replace(from, to);
    expect(changed, `${file}: ${from}`).not.toBe(text);
    await writeFile(at(file), changed);
  };
  await appendFile(
    at('content/portfolio.yaml'),
    `
audiences: [leadership, plant]
standups: { export: standups }
people:
  - { name: Q. Broker, role: adviser }
  - { name: C. Plan, role: planner }
  - { name: E. Draft, role: writer }
languages: [en, de]
search: { synonyms: { Aderlass: [close south, stop], Falke: [close south], Nothalt: [emergency] } }
variables: { old-hall: "Hall nine, 4712", control-room: "4711" }
meetings:
  - { id: closure-board, title: Closure board, dates: [2026-12-01], audience: leadership }
  - { id: brokers, title: Talk of the brokers, dates: [2026-12-01], deciders: [Q. Broker] }
  - { id: monday, title: Monday, dates: [2026-12-01], deciders: [Q. Broker, B. Line] }
`,
  );
  await writeFile(
    at('content/glossary.yaml'),
    '- { term: Cold hall, definition: A hall that is let go., audience: leadership }\n- { term: Stop, definition: A halt of more than a minute. }\n',
  );
  await writeFile(
    at('content/playbooks/count-stops.mdx'),
    `---
title: Count stops
summary: Who counts what.
owner: B. Line
reviewed: 2026-10-01
---

Call <Var name="control-room" /> first.

<Steps>
<Step title="Count them" role="operator" minutes={1}>Every hour.</Step>
<Audience is="leadership">
<Step title="Weigh them for the closure" role="planner" minutes={1}>Ask <Var name="old-hall" /> for <Term is="Cold hall">what goes</Term>.</Step>
</Audience>
</Steps>
`,
  );
  // Made when nothing of the source was for leadership alone.
  await writeFile(
    at('content/playbooks/count-stops.de.mdx'),
    '---\ntranslationOf: "00000000"\ntitle: Stillstände zählen\n---\n\n<Steps>\n<Step title="Zählen" role="operator" minutes={1}>Jede Stunde.</Step>\n<Step title="Für die Schließung wiegen" role="planner" minutes={1}>Halle fragen.</Step>\n</Steps>\n',
  );
  await writeFile(
    at('content/initiatives/close-south.mdx'),
    `---
title: Close South
summary: The old hall goes.
audience: leadership
goals: [fewer-stops]
metrics: [unplanned-stops]
phase: pilot
pod: { businessLead: Q. Broker }
gates: [{ id: close-south-g1, phase: pilot, due: 2026-11-30 }]
---

Nothing here is for others.
`,
  );
  await appendFile(
    at('content/roadmap/items.yaml'),
    '- { id: closure-of-line-9, title: Closing line nine, layer: business, audience: leadership, goals: [fewer-stops], owner: C. Plan, start: 2026-Q4, end: 2027-Q1, status: planned }\n',
  );
  await edit(
    'content/initiatives/early-signs.mdx',
    'stopRules: [more',
    `decisionsOpen:
  - { id: D-1, question: May the windows move, decider: Head of plant, requested: 2026-09-01, neededBy: 2026-12-01, holds: [closure-of-line-9, close-south, planned-windows] }
stopRules: [more`,
  );
  await writeFile(
    at('content/metrics/pay.yaml'),
    `title: Pay of a week
audience: leadership
type: outcome
direction: down
unit: EUR
export: stops
date: week
dimensions: { site: plant }
value: { sum: wage_cost }
grain: week
`,
  );
  await edit(
    'content/metrics/rejected-parts.yaml',
    'business: { title: Scrap,',
    'business: { title: Scrap, board: pay,',
  );
  await edit(
    'data/datapackage.json',
    '{ "name": "rejected", "type": "integer" }',
    `{ "name": "rejected", "type": "integer" }, { "name": "wage_cost", "type": "number" }`,
  );
  const rows = (await readFile(at('data/stops.csv'), 'utf8')).trimEnd().split('\n');
  await writeFile(
    at('data/stops.csv'),
    `${rows.map((row, index) => `${row},${index === 0 ? 'wage_cost' : index === 40 ? 'secret' : 500 + index}`).join('\n')}\n`,
  );
  await appendFile(
    at('data/friction.csv'),
    (await readFile(at('data/friction.csv'), 'utf8'))
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.replace(/^[^,]*/, 'F-77')
      .replace('early-signs,ot,it,3', 'close-south,ot,it,2')
      .replace('Show the list', 'Show the wages') + '\n',
  );
  const contract = JSON.parse(await readFile(at('data/datapackage.json'), 'utf8'));
  contract.resources.push({
    name: 'standups',
    path: 'standups.csv',
    schema: {
      fields: ['initiative', 'date', 'held', 'business', 'it', 'ot'].map((name) => ({
        name,
        type: name === 'date' ? 'date' : name === 'initiative' ? 'string' : 'integer',
      })),
    },
    trilens: { owner: 'Pods' },
  });
  await writeFile(at('data/datapackage.json'), JSON.stringify(contract, null, 1));
  await writeFile(
    at('data/standups.csv'),
    `initiative,date,held,business,it,ot\n${Array.from({ length: 12 }, (_, day) => `close-south,2026-10-${String(day + 1).padStart(2, '0')},0,1,1,1\n`).join('')}early-signs,2026-10-05,1,1,1,1\nearly-signs,2026-10-12,1,1,1,1\n`,
  );
  await appendFile(
    at('content/playbooks/name-a-stop.mdx'),
    '\n<Audience is="leadership">\n\nWho stops is watched by name.\n\n</Audience>\n\nRead this twice.\n',
  );
  await writeFile(
    at('content/playbooks/talk-of-wages.mdx'),
    '---\ntitle: Talking of wages\nsummary: For those who decide.\naudience: leadership\nowner: C. Plan\nreviewed: 2026-10-01\n---\n\nSay it first.\n',
  );
  await edit(
    'content/playbooks/name-a-stop.mdx',
    'reviewEveryDays: 180',
    'reviewEveryDays: 180\nprovedAt: [{ site: SOUTH, review: close-south-g1 }]',
  );
  const { portfolio, problems } = await loadPortfolio({
    contentDir: at('content'),
    dataDir: at('data'),
    cacheDir: at('cache'),
    asOf: null,
  });
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
  return portfolio as Portfolio;
}

/** All that an edition holds, as text. */
const textOf = ({ before: _, lineOf: __, observations, ...portfolio }: Portfolio) =>
  JSON.stringify([portfolio, [...observations.keys()]]);

const standingOf = (portal: Portal): Standing => ({
  ...standing(portal, ['trust/response-sla']),
  forecasts: portal.foresight.forecasts.kept,
  courses: portal.foresight.courses,
});

describe('an edition', () => {
  let whole: Portfolio;
  let plant: Portfolio;
  let portal: Portal;
  beforeAll(async () => {
    whole = await withSecrets();
    plant = edition(whole, 'plant');
    portal = portalFor(whole, 'plant');
  });

  it.each([
    'closure-of-line-9',
    'Closing line nine',
    'close-south',
    'Close South',
    'close-south-g1',
    'wage_cost',
    'Q. Broker',
    'F-77',
    'Who stops is watched',
    'Show the wages',
    '"pay"',
    'Falke',
    'close south',
    'Closure board',
    'Talk of the brokers',
    'Cold hall',
    'Hall nine, 4712',
    'Weigh them for the closure',
    'Für die Schließung wiegen',
  ])('does not hold %s in any field, and the whole does', (secret) => {
    expect(textOf(whole)).toContain(secret);
    expect(textOf(plant)).not.toContain(secret);
    expect(JSON.stringify([portal.findings, portal.answers, portal.headline])).not.toContain(
      secret,
    );
  });

  it('keeps what only stands beside it', () => {
    const [decision] = plant.initiatives.flatMap(({ decisionsOpen }) => decisionsOpen);
    expect(decision?.holds).toEqual(['planned-windows']);
    const playbook = plant.playbooks.find(({ id }) => id === 'name-a-stop');
    expect(playbook?.provedAt).toEqual([{ site: 'SOUTH' }]);
    expect(plant.settings.people?.map(({ name }) => name)).toEqual(['C. Plan', 'E. Draft']);
    expect(plant.settings.search?.synonyms).toEqual({ Aderlass: ['stop'], Nothalt: ['emergency'] });
    expect(plant.settings.variables).toEqual({ 'control-room': '4711' });
    expect(plant.settings.meetings).toMatchObject([{ id: 'monday', deciders: ['B. Line'] }]);
    expect(plant.settings.glossary).toMatchObject([{ term: 'Stop' }]);
    expect(plant.written?.find(({ record }) => record === 'playbooks/name-a-stop')?.text).toContain(
      'Read this twice.',
    );
  });

  it('counts the rows of a log that it shows', () => {
    const log = (portfolio: Portfolio, name: string) =>
      portfolio.exports.find(({ contract }) => contract.name === name);
    expect(log(whole, 'friction')).toMatchObject({ rowsIn: 8, accepted: 8 });
    expect(log(plant, 'friction')).toMatchObject({
      rowsIn: 7,
      accepted: 7,
      files: [{ rowsIn: 7, accepted: 7 }],
    });
    expect(log(plant, 'standups')).toMatchObject({ rowsIn: 2, accepted: 2 });
    expect(portal.trust.standups).toMatchObject({ planned: 2, held: 2 });
    expect(portalFor(whole, null).trust.standups).toMatchObject({ planned: 14, held: 2 });
  });

  it('counts a row that was quarantined for a withheld column, and does not say why', () => {
    const stops = plant.exports.find(({ contract }) => contract.name === 'stops');
    expect(stops).toMatchObject({ rowsIn: 88, accepted: 87, quarantined: 1 });
    expect(stops?.quarantine).toMatchObject([
      { column: null, reason: 'a value that this edition does not show', raw: '' },
    ]);
    expect(whole.exports[0]?.quarantine).toMatchObject([{ column: 'wage_cost' }]);
  });

  it('says nothing of what was open in the build before and is withheld now, and nothing of it has ended', () => {
    const before = standingOf(portalFor(whole, null));
    expect(JSON.stringify(before)).toContain('Show the wages');
    const said = (portal: Portal) => JSON.stringify([portal.changes, standingOf(portal)]);
    const later = portalFor(whole, 'plant', { previous: before });
    expect(later.changes.build).not.toBeNull();
    for (const secret of [
      'close-south',
      'Close South',
      'Show the wages',
      'closure-of-line-9',
      'pay/',
      'talk-of-wages',
      'Talking of wages',
    ])
      expect([secret, said(later).includes(secret)]).toEqual([secret, false]);
    const ended = later.changes.build?.list.filter(({ text }) => /^Closed|ended/.test(text));
    const same = portalFor(whole, null, { previous: before }).changes.build?.list;
    expect([ended, same]).toEqual([[], []]);
  });

  it('has no forecast of earlier days about what is withheld, and no field that nobody decided on', () => {
    const forecast = (kind: 'target-date' | 'item-done' | 'gate-decided', subject: string) =>
      ({ kind, subject }) as never;
    const course = (kind: 'item' | 'gate', id: string) => ({ kind, id }) as never;
    const kept = {
      forecasts: [
        forecast('target-date', 'pay'),
        forecast('item-done', 'closure-of-line-9'),
        forecast('gate-decided', 'close-south-g1'),
        forecast('target-date', 'pay-that-is-gone'),
        forecast('target-date', 'unplanned-stops'),
      ],
      courses: [
        course('item', 'closure-of-line-9'),
        course('gate', 'close-south-g1'),
        course('item', 'planned-windows'),
      ],
    };
    const later = { ...whole, kept, somethingNew: 'close-south' };
    const shown = edition(later, 'plant');
    expect(shown.kept).toEqual({
      forecasts: [forecast('target-date', 'unplanned-stops')],
      courses: [course('item', 'planned-windows')],
    });
    expect(shown).not.toHaveProperty('somethingNew');
  });

  it('names no step that was open in the build before and is withheld now', () => {
    const before = standingOf(portalFor(whole, null));
    const step = 'Weigh them for the closure';
    expect(JSON.stringify(before)).toContain(step);
    const said = (previous: Standing) =>
      portalFor(whole, 'plant', { previous })
        .changes.build?.list.filter(({ id }) => id === 'playbook/count-stops')
        .map(({ text }) => text);
    // The text is as it was; these readers have less of it.
    expect(said(before)).toEqual([]);
    const texts = before.texts?.map((text) => ({ ...text, text: 'other', rest: 'other' }));
    expect(said({ ...before, texts })).toEqual([
      'Playbook “Count stops”: the text around the steps changed.',
    ]);
  });

  it('shows no translation that may say openly what its source has put into a section for others', () => {
    const shown = (portfolio: Portfolio) =>
      portfolio.playbooks.find(({ id }) => id === 'count-stops')?.inLanguages?.de;
    expect(shown(whole)?.translation?.isCurrent).toBe(false);
    expect(shown(plant)).toEqual({ texts: { title: 'Stillstände zählen' } });
    expect(shown(edition(whole, 'leadership'))).toEqual(shown(whole));
  });

  it('has no column of a withheld metric by its name, wherever a report of its export keeps one', () => {
    const stops = whole.exports[0] as ExportReport;
    const file = stops.files[0] as ExportReport['files'][number];
    const shown = withoutColumns(
      {
        ...stops,
        contract: {
          ...stops.contract,
          spans: { from: 'a', to: 'b', columns: ['wage_cost', 'stop_hours'] },
          counters: [{ as: 'wage_cost' }],
        },
        files: [{ ...file, marks: { wage_cost: '€' }, nines: { wage_cost: '9999', other: '99' } }],
        suspicions: [
          { rule: 'export/sentinel', sentence: 'A column holds nines.', columns: ['wage_cost'] },
        ],
      },
      new Set(['wage_cost']),
    );
    expect(JSON.stringify({ ...shown, quarantine: [] })).not.toContain('wage_cost');
    expect(shown.contract.spans?.columns).toEqual(['stop_hours']);
    expect(shown.files[0]?.nines).toEqual({ other: '99' });
  });

  it('has findings whose sentences count what it shows, and none that the whole lacks', () => {
    const keys = (of: Portal) =>
      new Set(of.findings.map(({ rule, record }) => `${rule} ${record}`));
    const all = keys(portalFor(whole, null));
    expect([...keys(portal)].filter((key) => !all.has(key))).toEqual([]);
    expect(portal.findings.length).toBeGreaterThan(0);
  });
});
