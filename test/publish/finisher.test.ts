import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Finisher } from '#publish/finish/finisher.ts';
import { KeptPages } from '#publish/pages/keptPages.ts';
import { keptBytes, keptParts } from '#publish/twin/kept.ts';

const page = (text: string) =>
  `<html lang="en"><body><main data-pagefind-body><h1>${text}</h1></main><footer><time data-as-of datetime="2026-10-01">1 October 2026</time></footer></body></html>`;

/** A page as it is written: a number and what it counts stay together. */
const set = (text: string) => page(text).replaceAll(/(?<=\d) (?=EUR|October)/g, '\u00a0');

async function workshop() {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-finish-'));
  return {
    out: join(dir, 'out'),
    cacheDir: join(dir, 'cache'),
    name: 'portal',
    units: ['EUR'],
    asOf: '2026-10-02',
    twins: {
      portal: 'Bakery',
      audience: null,
      base: '/',
      url: null,
      asOf: '2026-10-02',
      frozen: {},
      numbers: {},
    },
  };
}

const drawn = (address: string, key: string | null, text: string) => ({
  kind: 'drawn' as const,
  address,
  key,
  html: page(text),
});

it('sets, writes and keeps pages as they come, and what they say can be searched', async () => {
  const place = await workshop();
  const finisher = new Finisher(place);
  for (let at = 0; at < 400; at++)
    await finisher.add(drawn(`playbooks/p${at}/`, `key ${at}`, `Scrap costs ${at} EUR`));
  await finisher.add(drawn('', null, 'Overview'));
  await finisher.end(true);
  await finisher.searched();
  expect(await readFile(join(place.out, 'playbooks/p399/index.html'), 'utf8')).toBe(
    set('Scrap costs 399 EUR'),
  );
  expect(await readFile(join(place.out, 'index.html'), 'utf8')).toBe(set('Overview'));
  const words = JSON.parse(
    await readFile(join(place.out, 'pagefind/vocabulary.json'), 'utf8'),
  ) as string[];
  expect(words.slice(0, 3)).toEqual(['costs', 'eur', 'scrap']);
  expect(words).toEqual(expect.arrayContaining(['399', 'overview']));
  expect(
    JSON.parse(await readFile(join(place.out, 'pagefind-words/pagefind-entry.json'), 'utf8'))
      .languages.en.page_count,
  ).toBe(400);
  const kept = await KeptPages.open(join(place.cacheDir, 'pages'), 'portal');
  const { html, twin } = keptParts((await kept.get('key 7'))?.html ?? Buffer.alloc(0));
  expect(html.toString()).toBe(set('Scrap costs 7 EUR'));
  expect(twin).toBe('\n# Scrap costs 7 EUR');
  expect(await readFile(join(place.out, 'playbooks/p399/index.html.md'), 'utf8')).toMatch(
    /page: \/playbooks\/p399\/\nas_of: 2026-10-02\n---\n\n# Scrap costs 399 EUR\n$/,
  );
  await kept.close();
});

it('writes a kept page with the day of this build', async () => {
  const place = await workshop();
  const finisher = new Finisher(place);
  await finisher.add({
    kind: 'kept',
    address: 'guide/',
    key: 'guide',
    html: keptBytes({ html: Buffer.from(page('Guide')), twin: 'Guide\n# The guide' }),
    mark: null,
  });
  await finisher.end(true);
  await finisher.searched();
  const written = await readFile(join(place.out, 'guide/index.html'), 'utf8');
  expect(written).toBe(
    page('Guide')
      .replace('2026-10-01', '2026-10-02')
      .replace('1 October 2026', '2\u00a0October 2026'),
  );
  expect(await readFile(join(place.out, 'guide/index.html.md'), 'utf8')).toContain('# The guide');
});

it('keeps nothing of a build that is not whole', async () => {
  const place = await workshop();
  const finisher = new Finisher(place);
  await finisher.add(drawn('guide/', 'guide', 'Guide'));
  await finisher.end(false);
  expect(await readdir(join(place.cacheDir, 'pages'))).toEqual([]);
});

it('fails with the reason where a page cannot be written', async () => {
  const place = await workshop();
  await writeFile(place.out, 'a file where the folder should be');
  const finisher = new Finisher(place);
  const all = (async () => {
    for (let at = 0; at < 100; at++) await finisher.add(drawn(`playbooks/p${at}/`, null, 'Triage'));
    await finisher.end(true);
  })();
  await expect(all).rejects.toThrow(/ENOTDIR|EEXIST/);
});

it('fails, and waits for nothing, once the thread beside it is gone', async () => {
  const finisher = new Finisher({ ...(await workshop()), units: null as never });
  const all = (async () => {
    await finisher.add(drawn('guide/', null, 'Guide'));
    await finisher.end(true);
  })();
  await expect(all).rejects.toThrow(/null/);
  await expect(finisher.searched()).rejects.toThrow(/null/);
});
