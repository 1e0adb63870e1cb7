import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { WhatIf } from '#model/foresight/whatIf/answer.ts';
import { coverOf } from '#model/goal/goalCover.ts';
import type { Portal } from '#model/portal.ts';
import { podLoad } from '#model/questions/pods.ts';
import { writeDocuments } from '#publish/api/writeDocuments.ts';
import { subscriptionsOf } from '#publish/feeds/subscriptions.ts';
import { composePortal } from '#site/compose.ts';
import { trilens } from './trilens.ts';

const WATCH = 'content/initiatives/watch.mdx';
const ITEMS = 'content/roadmap/all.yaml';
const SITES = 'content/sites.yaml';
let root: string;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'trilens-what-if-'));
});
afterAll(() => rm(root, { recursive: true, force: true }));

type Edit = [file: string, from: string | RegExp, to: string];

/** The healthy portfolio, with what somebody wrote into its files. */
async function portfolio(name: string, edits: Edit[] = []): Promise<string> {
  const dir = join(root, name);
  await cp('test/fixtures/healthy', dir, { recursive: true });
  for (const [file, from, to] of edits) {
    const text = await readFile(join(dir, file), 'utf8');
    const changed = text.replace(from, to);
    if (changed === text) throw new Error(`${file} does not hold ${from}`);
    await writeFile(join(dir, file), changed);
  }
  return dir;
}

const ask = (dir: string, ...args: string[]) =>
  trilens([
    'what-if',
    ...args,
    '--content',
    join(dir, 'content'),
    '--data',
    join(dir, 'data'),
    '--cache',
    join(dir, 'cache'),
  ]);

/** Every file as its bytes: documents, tables and workbooks. */
async function files(dir: string): Promise<Record<string, string>> {
  const found = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    await Promise.all(
      found.map(async (entry) => {
        const path = join(entry.parentPath, entry.name);
        return [path.slice(dir.length), await readFile(path, 'latin1')] as const;
      }),
    ),
  );
}

const POD = /pod:\n( {2}.*\n)+/;
/** Whom the edition is for that is asked, and what every portfolio of the case has beside. */
const FOR_THE_PLANT: { audience: string; beside: Edit[] } = {
  audience: 'plant',
  beside: [
    [
      'content/portfolio.yaml',
      /$/,
      'audiences: [board, plant]\nurl: https://example.org/portal/\n',
    ],
    ['content/initiatives/trial.mdx', /^---\n/, '---\naudience: board\n'],
  ],
};
const CASES: [change: string, edits: Edit[], edition?: typeof FOR_THE_PLANT][] = [
  [
    'stop watch',
    [[WATCH, /(declaredStatus: on-course\n[\s\S]*?)(\n---\n)/, '$1\nstatus: stopped$2']],
  ],
  [
    'pause watch',
    [[WATCH, /(declaredStatus: on-course\n[\s\S]*?)(\n---\n)/, '$1\nstatus: paused$2']],
    FOR_THE_PLANT,
  ],
  ['lose-pod watch', [[WATCH, POD, 'pod: {}\n#\n#\n#\n#\n#\n']]],
  [
    'delay watch 2 weeks',
    [
      [WATCH, 'due: 2026-11-20', 'due: 2026-12-04'],
      // What is in progress keeps the day on which it began.
      [ITEMS, 'end: 2027-12', 'end: 2028-01-14'],
      [ITEMS, 'end: 2026-12\n  status: in-progress', 'end: 2027-01-14\n  status: in-progress'],
      [ITEMS, 'start: 2026-09\n  end: 2026-12', 'start: 2026-09-15\n  end: 2027-01-14'],
    ],
  ],
  ['drop B', [[SITES, '{ id: B,', '{ id: B, until: 2026-10-07,']]],
  ['drop A', [[SITES, '{ id: A,', '{ id: A, until: 2026-10-07,']]],
];

/** What an answer says of goals, gates and people is so in the portal that a build makes of the change. */
function holdsIn(portal: Portal, { goals, gates, people, late, items }: WhatIf): void {
  for (const { goal, after } of goals) {
    const state = portal.goals.find((one) => one.goal.id === goal);
    expect(state && coverOf(state, portal), goal).toEqual(after);
  }
  const open = portal.reviews.filter(({ state }) => state !== 'decided');
  for (const { review, does, due } of gates) {
    const there = open.find((one) => one.review.id === review);
    if (does === 'moves') expect(there?.review.due, review).toBe(due);
  }
  const found = (rule: string) =>
    portal.findings.filter((one) => one.rule === rule).map(({ record }) => record);
  for (const { review, does } of gates)
    if (does === 'has-no-plant')
      expect(
        portal.findings
          .filter(({ rule }) => rule === 'gate/closed-plant')
          .flatMap(({ records }) => records),
        review,
      ).toContain(`gates/${review}`);
    else if (does === 'goes') expect(open.map((one) => one.review.id)).not.toContain(review);
  for (const id of late) expect(found('roadmap/order')).toContain(`roadmap/${id}`);
  expect(found('roadmap/closed-plant').every((id) => items.includes(id.slice(8)))).toBe(true);
  const seats = new Map(podLoad(portal).map((one) => [one.person, one.seats]));
  for (const { person, podsLeft } of people)
    expect(new Set(seats.get(person)?.map(({ initiative }) => initiative) ?? []).size, person).toBe(
      podsLeft,
    );
}

describe('trilens what-if', () => {
  for (const [change, edits, { audience, beside } = { audience: null, beside: [] }] of CASES)
    it(`answers "${change}" with the documents of a build in whose files it is written`, async () => {
      const name = change.replaceAll(' ', '-');
      const [asked, written] = [
        await portfolio(`${name}-asked`, beside),
        await portfolio(`${name}-written`, [...beside, ...edits]),
      ];
      const { code, out } = await ask(
        asked,
        change,
        '--api',
        join(asked, 'out'),
        '--to',
        join(asked, 'what-if.json'),
        ...(audience === null ? [] : ['--audience', audience]),
      );
      expect(code, out).toBe(0);
      const { portal } = await composePortal(
        {
          contentDir: join(written, 'content'),
          dataDir: join(written, 'data'),
          cacheDir: join(written, 'cache'),
          asOf: null,
        },
        audience,
      );
      if (!portal) throw new Error(`${change} cannot be built`);
      await writeDocuments(portal, join(written, 'out'), subscriptionsOf(portal, null).published);
      const [tried, real] = [await files(join(asked, 'out')), await files(join(written, 'out'))];
      expect(Object.keys(tried).toSorted()).toEqual(Object.keys(real).toSorted());
      for (const [file, text] of Object.entries(real)) expect(tried[file], file).toBe(text);
      const answer = JSON.parse(await readFile(join(asked, 'what-if.json'), 'utf8')) as WhatIf & {
        files: Record<string, string> | null;
      };
      // Files hold what an edition does not know.
      expect(answer.files === null).toBe(audience !== null);
      for (const [file, text] of Object.entries(answer.files ?? {}))
        expect(text).toBe(await readFile(join(written, file), 'utf8'));
      holdsIn(portal, answer);
    });
  it('changes no file, and leaves no trace in the cache', async () => {
    const dir = await portfolio('untouched');
    const before = await files(join(dir, 'content'));
    await ask(dir, 'stop watch');
    expect(await files(join(dir, 'content'))).toEqual(before);
    const plain = await portfolio('plain');
    const sources = (of: string) => ({
      contentDir: join(of, 'content'),
      dataDir: join(of, 'data'),
      cacheDir: join(of, 'cache'),
      asOf: null,
    });
    const [after, fresh] = [await composePortal(sources(dir)), await composePortal(sources(plain))];
    expect(after.portal?.findings).toEqual(fresh.portal?.findings);
  });
  it('ends with wrong usage and no number where it cannot be asked', async () => {
    const { code, out, err } = await ask(await portfolio('refused'), 'stop wach');
    expect([code, out]).toEqual([64, '']);
    expect(err).toContain('Did you mean "watch"?');
  });
});
