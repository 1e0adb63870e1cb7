import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';
import { violations } from './demo.ts';

let dir: string;
let chrome: Browser;
let site: { url: string; server: Server };

const FIRST = `---
title: Start the oven
then: [bake]
provedAt:
  - { site: north, since: 2026-01-01 }
---

<Include part="lockout" />

What counts is <Term>OEE</Term>. Call <Var name="desk" />.

## Why

\`\`\`python title="read.py" {1}
x = 1
\`\`\`

$$
\\frac{a}{b}
$$

\`\`\`mermaid title="Alarm"
flowchart LR
A[Stop] --> B[Open]
\`\`\`

<Tabs>

<Tab title="Line 1">
Press.
</Tab>

<Tab title="Line 2">
Turn.
</Tab>

</Tabs>

<Cards>

<Card title="Bake" href="bake.mdx">
What follows.
</Card>

</Cards>

## How

<Steps title="Do it">

<Step title="Look" minutes={2}>
Look well.
</Step>

Wait until it is dark.

<Step title="Close">
Gently.
</Step>

</Steps>

<Tabs>

<Tab title="Gas">

> [!CAUTION]
> It hisses.

</Tab>

<Tab title="Wood">
Ash.
</Tab>

</Tabs>
`;

const FILES = {
  'playbooks/oven/start.mdx': FIRST,
  'playbooks/oven/bake.mdx': '---\ntitle: Bake\nneeds: [start]\n---\n\nBake well.\n',
  'playbooks/oven/hidden.mdx': '---\ntitle: Unheard of\nunlisted: true\n---\n\nxylographic\n',
  'parts/lockout.mdx': '## Lock out\n\nTwo locks.\n',
  'glossary.yaml': '- { term: OEE, definition: Share of planned time. }\n',
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-library-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  for (const folder of ['playbooks/oven', 'parts'])
    await mkdir(join(dir, 'content', folder), { recursive: true });
  for (const [name, text] of Object.entries(FILES))
    await writeFile(join(dir, 'content', name), text.replace('north', await firstSite()));
  await appendFile(
    join(dir, 'content/portfolio.yaml'),
    'url: https://portal.example.com/\nvariables: { desk: "4711" }\n',
  );
  const places = ['--content', join(dir, 'content'), '--data', join(dir, 'data')];
  const out = ['--cache', join(dir, 'cache'), '--out', join(dir, 'dist')];
  expect(await trilens(['build', ...places, ...out])).toMatchObject({ code: 0 });
  site = await serve(join(dir, 'dist'));
  chrome = await browser();
}, 240_000);

afterAll(async () => {
  await chrome?.close();
  site?.server.close();
  await rm(dir, { recursive: true });
});

async function firstSite(): Promise<string> {
  const text = await readFile(join(dir, 'content/sites.yaml'), 'utf8');
  return /\bid: ([\w-]+)/.exec(text)?.[1] ?? '';
}

async function open(path: string, viewport = { width: 1440, height: 900 }) {
  const context = await chrome.newContext({ viewport });
  const page = await context.newPage();
  await page.goto(`${site.url}${path}`);
  return page;
}

describe('a playbook in a library', () => {
  it('says where it is, what follows, and marks the part that is read', async () => {
    const page = await open('playbooks/start/');
    expect(await page.locator('.breadcrumbs li').allInnerTexts()).toEqual([
      'Playbooks',
      'Oven',
      'Start the oven',
    ]);
    expect(await page.locator('.then a').allInnerTexts()).toEqual(['Bake']);
    const links = page.locator('.page-contents.side a');
    expect(await links.allInnerTexts()).toEqual(['Lock out', 'Why', 'How', 'Do it']);
    await page.evaluate(() => document.querySelector('[id^="steps-"]')?.scrollIntoView());
    await page.waitForSelector('.page-contents.side a[aria-current]:has-text("Do it")');
    await page.context().close();
  });

  it('shows a definition where the term is, without leaving the page', async () => {
    const page = await open('playbooks/start/', { width: 390, height: 800 });
    const term = page.locator('a.term', { hasText: 'OEE' });
    await page.waitForLoadState('networkidle');
    await term.focus();
    await page.waitForSelector('.term-window:popover-open');
    expect(await page.locator('.term-window').innerText()).toBe('Share of planned time.');
    await page.keyboard.press('Escape');
    expect(await page.locator('.term-window').isVisible()).toBe(false);
    expect(await term.getAttribute('href')).toBe('/read/#own-oee');
    expect(await readFile(join(dir, 'dist/read/index.html'), 'utf8')).toContain('id="own-oee"');
    expect(await page.locator('.var').innerText()).toBe('4711');
    await page.context().close();
  });

  it('has tabs that arrow keys move between, and all of their texts on paper', async () => {
    const page = await open('playbooks/start/');
    await page.focus('[role=tab]');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('[data-panel^=Line]:visible').innerText()).toContain('Turn.');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('[data-panel^=Line]:visible').allInnerTexts()).toEqual([
      expect.stringContaining('Press.'),
      expect.stringContaining('Turn.'),
    ]);
    await page.context().close();
  });

  it('is clean for axe, narrow and wide, and has no inline style', async () => {
    for (const width of [390, 1440]) {
      const page = await open('playbooks/start/', { width, height: 900 });
      expect(await violations(page), String(width)).toEqual([]);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth),
        String(width),
      ).toBe(true);
      await page.context().close();
    }
    expect(await readFile(join(dir, 'dist/playbooks/start/index.html'), 'utf8')).not.toMatch(
      /<[^>]* style=/,
    );
  });

  it('has a card whose code tells the page which text was printed', async () => {
    const page = await open('playbooks/start/?card=00000000');
    expect(await page.locator('[data-card-says]').innerText()).toContain('is not of this text');
    const revision = await page.locator('[data-playbook-bar]').getAttribute('data-revision');
    await page.goto(`${site.url}playbooks/start/?card=${revision}`);
    expect(await page.locator('[data-card-says]').innerText()).toContain('has this text');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.card-foot svg').isVisible()).toBe(true);
    // The card has its steps with what is between them, and a warning wherever it is written.
    await page.evaluate(() => {
      document.documentElement.dataset.card = '';
    });
    const card = await page.locator('.playbook').innerText();
    expect(card).toMatch(/Look well\.\s+Wait until it is dark\.[\s\S]*Close/);
    expect(card).toContain('It hisses.');
    expect(card).not.toContain('What counts is');
    await page.context().close();
  });
});

it('the list has the folders, and what is unlisted is in no list, no search and no sitemap', async () => {
  const list = await readFile(join(dir, 'dist/playbooks/index.html'), 'utf8');
  expect(list).toContain('id="folder-oven"');
  expect(list).not.toContain('Unheard of');
  expect(await readFile(join(dir, 'dist/sitemap-0.xml'), 'utf8')).not.toContain('hidden');
  expect(await readFile(join(dir, 'dist/pagefind/vocabulary.json'), 'utf8')).not.toContain(
    'xylographic',
  );
  const page = await open('playbooks/hidden/');
  expect(await page.locator('h1').innerText()).toBe('Unheard of');
  await page.context().close();
});
