import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkReport, entriesOf } from '#cli/reporters/report.ts';
import { sarif } from '#cli/reporters/sarif.ts';
import { junit } from '#cli/reporters/junit.ts';
import type { Portal } from '#model/portal.ts';
import type { Subscribed } from '#model/record/subscribed.ts';
import { subscriptionsOf } from '#publish/feeds/subscriptions.ts';
import { composePortal } from '#site/compose.ts';
import { ROOT } from '../../cli/trilens.ts';

const INITIATIVE = 'content/initiatives/early-signs.mdx';
const DECISION = `    decision:
      outcome: advance-with-conditions
      date: 2026-10-20
      decider: D. Sponsor
      reason: The line cannot wait.
      conditions:
        - { id: cables, text: Cables are fixed, owner: B. Line, due: 2026-10-24 }
        - { text: Names are one, owner: A. Data, due: 2026-12-01 }
`;
const REQUEST = `decisionsOpen:
  - { id: D-1, question: Which line is next, decider: D. Sponsor, requested: 2026-09-01, neededBy: 2026-11-20 }
stopRules:`;

let dir = '';
const original: Record<string, string> = {};
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-identity-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  await edit(INITIATIVE, 'stopRules:', REQUEST);
  // A finding that names the initiative.
  await edit(INITIATIVE, '  operatorVoice: E. Shift\n', '');
  for (const file of [INITIATIVE, 'content/portfolio.yaml'])
    original[file] = await readFile(join(dir, file), 'utf8');
});
afterAll(() => rm(dir, { recursive: true }));

async function edit(file: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(dir, file), 'utf8');
  expect(text).toContain(from);
  await writeFile(join(dir, file), text.replace(from, to));
}

/** The portal after some edits, which are taken back. */
async function portalOf(asOf: string, ...edits: [string, string, string][]): Promise<Portal> {
  for (const [file, from, to] of edits) await edit(file, from, to);
  const { portal, problems } = await composePortal({
    contentDir: join(dir, 'content'),
    dataDir: join(dir, 'data'),
    cacheDir: join(dir, 'cache'),
    asOf,
  });
  for (const [file, text] of Object.entries(original)) await writeFile(join(dir, file), text);
  if (!portal) throw new Error(JSON.stringify(problems));
  return portal;
}

const of = (portal: Portal, before: Subscribed | null = null) => {
  const { events, news, published } = subscriptionsOf(portal, before);
  return { events: new Map(events.map((event) => [event.id, event])), news, published };
};

const RENAMED: [string, string, string][] = [
  ['content/portfolio.yaml', 'name: Our transformation', 'name: Our journey'],
  [INITIATIVE, 'title: Early signs', 'title: Earlier signs'],
  [INITIATIVE, 'question: Which line is next', 'question: Where do we go next'],
];

describe('ids of feeds and calendar', () => {
  it('stay when the portfolio, an initiative and a question are called otherwise', async () => {
    const before = of(await portalOf('2026-10-28'));
    const after = of(await portalOf('2026-10-28', ...RENAMED));
    expect(before.events.size).toBeGreaterThan(2);
    expect([...after.events.values()].map(({ uid }) => uid)).toEqual(
      [...before.events.values()].map(({ uid }) => uid),
    );
    expect(after.news.map(({ uuid }) => uuid)).toEqual(before.news.map(({ uuid }) => uuid));
    expect(before.news.length).toBeGreaterThan(0);
  });
  it('come from the name where a portfolio has no id, and are others in another portfolio', async () => {
    const without = (name: string): [string, string, string][] => [
      ['content/portfolio.yaml', 'id: our-transformation', '# none'],
      ['content/portfolio.yaml', 'name: Our transformation', `name: ${name}`],
    ];
    const first = await portalOf('2026-10-28', ...without('Ägäis & Söhne'));
    expect(first.portfolio.settings.id).toBe('agais-sohne');
    const other = await portalOf('2026-10-28', ...without('変革'));
    expect(other.portfolio.settings.id).toMatch(/^portfolio-[0-9a-f]{8}$/);
    expect(of(other).events.get('review/early-signs-g1')?.uid).not.toBe(
      of(first).events.get('review/early-signs-g1')?.uid,
    );
  });
  it('a condition keeps its id when its words change', async () => {
    const decided = (text: string) =>
      portalOf(
        '2026-10-22',
        [INITIATIVE, '    criteria:\n', `${DECISION}    criteria:\n`],
        [INITIATIVE, 'Cables are fixed', text],
      );
    expect([...of(await decided('Cables are fixed')).events.keys()]).toEqual(
      expect.arrayContaining(['condition/early-signs-g1/cables', 'condition/early-signs-g1/2']),
    );
    expect([...of(await decided('All cables are fixed')).events.keys()]).toEqual([
      ...of(await decided('Cables are fixed')).events.keys(),
    ]);
  });
  it('a signal keeps its id when a later look dates its beginning otherwise', async () => {
    const { news } = of(await portalOf('2026-10-28'));
    for (const { id } of news.filter((item) => item.kind === 'signal'))
      expect(id).not.toMatch(/\d{4}-\d\d-\d\d/);
  });
});

describe('an event of the calendar', () => {
  it('has the same SEQUENCE and stamps every night while nothing about it changes', async () => {
    const monday = of(await portalOf('2026-10-26'));
    const tuesday = of(await portalOf('2026-10-27'));
    expect(tuesday.events.get('review/early-signs-g1')).toEqual(
      monday.events.get('review/early-signs-g1'),
    );
  });
  it('rises in SEQUENCE when it moves: later by itself, earlier by the build before', async () => {
    const before = of(await portalOf('2026-10-26'));
    const seen = before.events.get('review/early-signs-g1');
    const moved = (due: string) =>
      portalOf('2026-10-27', [INITIATIVE, 'due: 2026-12-15', `due: ${due}`]);
    const later = of(await moved('2027-01-20')).events.get('review/early-signs-g1');
    expect(later?.sequence).toBeGreaterThan(seen?.sequence ?? 0);
    const sooner = of(await moved('2026-12-01'), before.published);
    expect(sooner.events.get('review/early-signs-g1')).toMatchObject({
      uid: seen?.uid,
      sequence: (seen?.sequence ?? 0) + 1,
      changed: '2026-10-27',
    });
    const again = of(await moved('2026-12-01'), sooner.published);
    expect(again.events.get('review/early-signs-g1')).toEqual(
      sooner.events.get('review/early-signs-g1'),
    );
  });
  it('is on today once it is overdue, and says since when; one that is decided is on the day of the decision', async () => {
    const late = of(await portalOf('2026-12-20')).events;
    expect(late.get('review/early-signs-g1')).toMatchObject({
      date: '2026-12-20',
      title: expect.stringMatching(/^Overdue: review G/),
      text: expect.stringContaining('Was due on 2026-12-15.'),
    });
    expect(late.get('request/early-signs/D-1')).toMatchObject({
      date: '2026-12-20',
      title: 'Overdue decision: Which line is next',
    });
    const decided = of(
      await portalOf('2026-10-22', [INITIATIVE, '    criteria:\n', `${DECISION}    criteria:\n`]),
    ).events.get('review/early-signs-g1');
    expect(decided).toMatchObject({ date: '2026-10-20', isDone: true });
    expect(decided?.sequence).toBeGreaterThan(late.get('review/early-signs-g1')?.sequence ?? 0);
  });
});

describe('news', () => {
  it('is dated when it became known: never before the build that did not have it yet', async () => {
    const first = of(await portalOf('2026-10-28'));
    expect(first.news.some(({ kind }) => kind === 'signal')).toBe(true);
    const hidden = { ...first.published, asOf: '2026-10-27', news: {} };
    for (const { published } of of(await portalOf('2026-10-28'), hidden).news)
      expect(published).toBe('2026-10-28');
    const next = of(await portalOf('2026-10-29'), first.published);
    for (const item of next.news)
      expect(item.published).toBe(first.published.news[item.uuid] ?? '2026-10-29');
  });
});

describe('entries of a check', () => {
  const keys = (portal: Portal) => {
    const report = checkReport(portal, [], 'never', {
      content: join(dir, 'content'),
      data: join(dir, 'data'),
      portfolio: portal.portfolio.settings,
    });
    const { runs } = JSON.parse(sarif(report)) as {
      runs: {
        automationDetails: { id: string };
        results: { partialFingerprints: Record<string, string> }[];
      }[];
    };
    return {
      entries: entriesOf(report),
      run: runs[0]?.automationDetails.id,
      prints: runs[0]?.results.map((result) => result.partialFingerprints['trilens/v2']).sort(),
      names: [...junit(report).matchAll(/<testcase classname="([^"]*)" name="([^"]*)"/g)]
        .map(([, rule, name]) => `${rule} ${name}`)
        .sort(),
    };
  };
  it('have the same SARIF fingerprint and JUnit name when titles and numbers change', async () => {
    const before = keys(await portalOf('2026-10-28'));
    const after = keys(await portalOf('2026-10-28', ...RENAMED));
    expect(before.entries.length).toBeGreaterThan(1);
    expect(after.entries.map(({ message }) => message)).not.toEqual(
      before.entries.map(({ message }) => message),
    );
    expect(after.prints).toEqual(before.prints);
    expect(after.names).toEqual(before.names);
    expect(new Set(before.prints).size).toBe(before.entries.length);
    expect(new Set(before.names).size).toBe(before.names.length);
    expect(before.run).toBe('trilens/our-transformation/');
  });
});
