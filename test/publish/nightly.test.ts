import { globSync } from 'node:fs';
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';

const folder = async () => mkdtemp(join(tmpdir(), 'trilens-nightly-'));

/** Every file of a built portal by its path. */
async function filesOf(dir: string): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  for (const name of (await readdir(dir, { recursive: true })).sort()) {
    const path = join(dir, name);
    if ((await stat(path)).isFile()) files.set(name, await readFile(path));
  }
  return files;
}

it('a nightly build from the cache is byte for byte the build that nothing was kept for', async () => {
  const dir = await folder();
  for (const name of ['content', 'data'])
    await cp(join(ROOT, name), join(dir, name), { recursive: true });
  const build = (out: string, cache: string, ...more: string[]) =>
    trilens([
      'build',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--out',
      join(dir, out),
      '--cache',
      join(dir, cache),
      ...more,
    ]);
  expect(await build('first', 'cache')).toMatchObject({ code: 0 });

  // The night after: new rows in one export, a metric and an initiative renamed, a playbook whose review is due, another day.
  await appendFile(
    join(dir, 'data/alert-acted-24h.csv'),
    (await readFile(join(dir, 'data/alert-acted-24h.csv'), 'utf8'))
      .trimEnd()
      .split('\n')
      .at(-1)
      ?.replaceAll(/2026-\d\d-\d\d/g, '2026-10-05') + '\n',
  );
  const edit = async (file: string, from: RegExp, to: string) => {
    const text = await readFile(join(dir, file), 'utf8');
    expect(text).toMatch(from);
    await writeFile(join(dir, file), text.replace(from, to));
  };
  await edit(
    'content/metrics/work-order-wau.yaml',
    /^title: .*$/m,
    'title: Crews at work with digital orders',
  );
  await edit('content/initiatives/early-warning.mdx', /^title: .*$/m, 'title: Earlier Warning');
  await edit(
    'content/playbooks/prepare-gate-review.mdx',
    /^reviewed: .*$/m,
    'reviewed: 2024-01-01',
  );
  await cp(join(dir, 'cache'), join(dir, 'fresh'), { recursive: true });
  const kept = ['pages', 'charts', 'search.json', 'portfolios/*/content.json'];
  for (const pattern of kept) {
    const [path = pattern] = globSync(join(dir, 'fresh', pattern));
    await rm(path, { recursive: true });
  }

  expect(await build('nightly', 'cache', '--as-of', '2026-10-09')).toMatchObject({ code: 0 });
  expect(await build('cold', 'fresh', '--as-of', '2026-10-09')).toMatchObject({ code: 0 });
  const nightly = await filesOf(join(dir, 'nightly'));
  const cold = await filesOf(join(dir, 'cold'));
  const first = await filesOf(join(dir, 'first'));
  expect([...nightly.keys()]).toEqual([...cold.keys()]);
  expect(
    [...cold.keys()].filter((name) => !nightly.get(name)?.equals(cold.get(name) as Buffer)),
  ).toEqual([]);
  const says = (files: Map<string, Buffer>, page: string, words: string) =>
    String(files.get(`playbooks/${page}/index.html`)).includes(words);
  const showsOverdue = (files: Map<string, Buffer>) =>
    /<p class="callout warning overdue"(?![^>]*\shidden)/.test(
      String(files.get('playbooks/prepare-gate-review/index.html')),
    );
  expect([first, nightly].map(showsOverdue)).toEqual([false, true]);
  expect(says(nightly, 'alert-first-triage', 'Earlier Warning')).toBe(true);
  expect(says(nightly, 'weekly-three-lens-standup', '9\u00a0October 2026')).toBe(true);
}, 240_000);
