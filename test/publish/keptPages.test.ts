import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { type KeptPage, KeptPages, PagesToKeep } from '#publish/pages/keptPages.ts';

const page = (text: string, mark: string | null = null) => ({ html: Buffer.from(text), mark });

/** A folder in which a build has kept these pages. */
async function folder(pages: Record<string, string>): Promise<string> {
  const dir = join(await mkdtemp(join(tmpdir(), 'trilens-kept-')), 'pages');
  const kept = await PagesToKeep.open(dir, 'portal');
  for (const [key, text] of Object.entries(pages))
    await kept.put(key, page(text, `mark of ${key}`));
  await kept.close(true);
  return dir;
}

/** What a later build finds in it. */
async function held(dir: string, key: string): Promise<KeptPage | null> {
  const kept = await KeptPages.open(dir, 'portal');
  const found = await kept.get(key);
  await kept.close();
  return found;
}

it('gives back what the build before kept, and nothing else', async () => {
  const dir = await folder({ a: '<p>Über</p>', b: '' });
  expect(await held(dir, 'a')).toEqual(page('<p>Über</p>', 'mark of a'));
  expect(await held(dir, 'b')).toEqual(page('', 'mark of b'));
  expect(await held(dir, 'c')).toBeNull();
});

it('holds after a build what that build kept, in one file', async () => {
  const dir = await folder({ a: 'first', b: 'second' });
  const night = await PagesToKeep.open(dir, 'portal');
  await night.put('b', (await held(dir, 'b')) as KeptPage);
  await night.put('c', page('x'.repeat(3_000_000)));
  await night.close(true);
  expect(await held(dir, 'a')).toBeNull();
  expect((await held(dir, 'b'))?.html.toString()).toBe('second');
  expect((await held(dir, 'c'))?.html).toHaveLength(3_000_000);
  expect(await readdir(dir)).toEqual(['portal']);
});

it('stays as it was when a build fails', async () => {
  const dir = await folder({ a: 'first' });
  const failed = await PagesToKeep.open(dir, 'portal');
  await failed.put('b', page('second'));
  await failed.close(false);
  expect((await held(dir, 'a'))?.html.toString()).toBe('first');
  expect(await held(dir, 'b')).toBeNull();
});

it.each<[string, (whole: string) => string]>([
  ['a page was altered', (whole) => whole.replace('first', 'fake!')],
  ['the table was altered', (whole) => whole.replace('"at"', '"ta"')],
  ['its end is missing', (whole) => whole.slice(0, -10)],
  ['it is empty', () => ''],
])('shows nothing from a file of which %s', async (_, damage) => {
  const dir = await folder({ a: 'first' });
  const file = join(dir, 'portal');
  await writeFile(file, damage(await readFile(file, 'latin1')), 'latin1');
  expect(await held(dir, 'a')).toBeNull();
});

it('costs nothing but time where it cannot be written', async () => {
  const kept = await PagesToKeep.open('/dev/null/pages', 'portal');
  await kept.put('a', page('x'.repeat(2_000_000)));
  await kept.close(true);
  expect(await held('/dev/null/pages', 'a')).toBeNull();
});
