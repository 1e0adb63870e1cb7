import { cp, glob, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchText } from '#publish/search/searchText.ts';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';
import { violations } from './demo.ts';

const PLAYBOOKS: Record<string, string> = {
  valve: `---
title: Close the valve
owner: S. Pike, shift systems
---

The valve turns. Use drive AB-1234/56 with the PLC 6ES7 315-2EH14-0AB0. CO₂ at 5 µm, naïve café. See the P&ID.

<Steps><Step title="Purge with argonite" role="technician">Slowly.</Step></Steps>
`,
  other: `---
title: Sicherheitsventilprüfung
---

Drive AB-1234/57 is another one. A list of values.
`,
};

let dir: string;
let site: { url: string; server: Server };
let chrome: Browser;
let page: Page;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-search-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  for (const [id, text] of Object.entries(PLAYBOOKS))
    await writeFile(join(dir, `content/playbooks/${id}.mdx`), text);
  const settings = join(dir, 'content/portfolio.yaml');
  await writeFile(
    settings,
    `${await readFile(settings, 'utf8')}search: { synonyms: { Absperrung: [valve] } }\n`,
  );
  const built = await trilens([
    ...['build', '--content', join(dir, 'content'), '--data', join(dir, 'data')],
    ...['--cache', join(dir, 'cache'), '--out', join(dir, 'dist')],
  ]);
  expect(built).toMatchObject({ code: 0 });
  site = await serve(join(dir, 'dist'));
  chrome = await browser();
  page = await chrome.newPage();
  await page.goto(`${site.url}search/`);
}, 180_000);

afterAll(async () => {
  await chrome?.close();
  site?.server.close();
  await rm(dir, { recursive: true, force: true });
});

/** What the page answers: its sentence, and the titles of the records before those of the guide. */
async function ask(words: string): Promise<{ said: string; titles: string[]; doors: string[] }> {
  await page.fill('[data-search]', '');
  await page.waitForFunction(() => document.querySelector('[data-count]')?.textContent === '');
  await page.fill('[data-search]', words);
  await page.waitForFunction(
    () =>
      document.querySelector('[data-results]:not([aria-busy])') &&
      document.querySelector('[data-count]')?.textContent,
  );
  return {
    said: (await page.textContent('[data-count]')) ?? '',
    titles: await page
      .locator('[data-results] > li:not(.result-group ~ li) a[data-page]')
      .allTextContents(),
    doors: await page.locator('[data-results] a[data-door]').allTextContents(),
  };
}

it('every word that a page has in its main part is in the index', async () => {
  const texts = new Map<string, string>();
  for await (const file of glob('pagefind*/fragment/*.pf_fragment', { cwd: join(dir, 'dist') })) {
    const raw = gunzipSync(await readFile(join(dir, 'dist', file))).toString('utf8');
    const { url, content } = JSON.parse(raw.slice(raw.indexOf('{')));
    texts.set(url.replace(/^\//, ''), content);
  }
  expect(texts.size).toBeGreaterThan(100);
  const missing: string[] = [];
  for await (const file of glob('**/index.html', { cwd: join(dir, 'dist') })) {
    const searched = searchText(await readFile(join(dir, 'dist', file), 'utf8'));
    if (searched === null) continue;
    const known = new Set(wordsOf(texts.get(file.replace(/index\.html$/, '')) ?? ''));
    for (const word of wordsOf(await readable(searched)))
      if (!known.has(word)) missing.push(`${file}: ${word}`);
  }
  expect([...new Set(missing)].slice(0, 20)).toEqual([]);
});

/** What a page says, as a browser reads it, without what is left out on purpose: filters, facts of a criterion, the map beside the list. */
const readable = (html: string) =>
  page.evaluate((source) => {
    const read = new DOMParser().parseFromString(source, 'text/html');
    for (const part of read.querySelectorAll('[data-pagefind-ignore]')) part.remove();
    // A power is one word with its base.
    for (const part of read.querySelectorAll('sup, sub')) part.replaceWith(part.textContent);
    read.normalize();
    const texts: string[] = [];
    const walker = read.createTreeWalker(read.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(walker.currentNode.textContent ?? '');
    return texts.join(' ');
  }, html);

const wordsOf = (text: string) => text.toLowerCase().match(/[\p{Letter}\p{Number}]{2,}/gu) ?? [];

describe('search', () => {
  it.each([
    ['argonite', 'Close the valve'],
    ['purge with argonite', 'Close the valve'],
    ['valves', 'Close the valve'],
    ['Absperrung', 'Close the valve'],
    ['2EH14', 'Close the valve'],
    ['6ES7 315-2EH14-0AB0', 'Close the valve'],
    ['CO2', 'Close the valve'],
    ['P&ID', 'Close the valve'],
    ['naive cafe', 'Close the valve'],
    ['prüfung', 'Sicherheitsventilprüfung'],
    ['pruefung', 'Sicherheitsventilprüfung'],
    ['ventil', 'Sicherheitsventilprüfung'],
  ])('finds %s on %s, and first', async (words, title) => {
    const { said, titles } = await ask(words);
    expect(titles[0], said).toBe(title);
    expect(said).not.toContain('Nothing');
  });

  it('finds a part number alone, and not its neighbour', async () => {
    for (const words of ['AB-1234/56', '1234/56', 'AB123456']) {
      const { said, titles } = await ask(words);
      expect(titles, words).toEqual(['Close the valve']);
      expect(said).toBe('One page.');
    }
  });

  it('finds nothing for a word that is on no page, and says so', async () => {
    for (const words of ['forklift', 'Wartung', 'valve forklift', 'LOTO']) {
      const { said, titles } = await ask(words);
      expect(titles, words).toEqual([]);
      expect(said).toBe(`No page has “${words.replace('valve ', '')}”.`);
    }
  });

  it('offers the nearest words, and a tap searches for one', async () => {
    await ask('argonxte');
    expect(await page.textContent('[data-count]')).toContain('“argonite”');
    await ask('valvexx');
    await page.locator('.result-near button', { hasText: /^valve$/ }).click();
    await page.waitForFunction(
      () =>
        document.querySelector('[data-results] a[data-page]')?.textContent === 'Close the valve',
    );
  });

  it('shows roles and people, and the guide after the records', async () => {
    expect((await ask('technician')).doors).toEqual(['Technician']);
    expect((await ask('pike')).doors).toEqual(['S. Pike, shift systems']);
    const { said } = await ask('playbook');
    expect(said).toMatch(/^(\d+ pages|One page), and \d+ of the guide\.$/);
    expect(await violations(page)).toEqual([]);
  });
});
