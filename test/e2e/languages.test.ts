import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';
import { violations } from './demo.ts';

let dir: string;
let chrome: Browser;
let site: { url: string; server: Server };

const GERMAN = `---
translationOf: "00000000"
title: Einen Stillstand benennen
summary: Wer in den zehn Minuten nach dem Stillstand was tut.
---

Die Instandsetzungen beginnen am Bildschirm.

<Steps>
  <Step title="Grund wählen" role="operator" minutes={1}>Sichern, dann wählen.</Step>
  <Step title="Grund bestätigen" role="technician" minutes={5}>Nach der Instandsetzung.</Step>
</Steps>
`;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-languages-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  const content = (file: string) => join(dir, 'content', file);
  const settings = await readFile(content('portfolio.yaml'), 'utf8');
  await writeFile(
    content('portfolio.yaml'),
    settings.replace('name: Our', 'languages: [en, de, ar, en-XA]\nname: Our'),
  );
  await writeFile(content('playbooks/name-a-stop.de.mdx'), GERMAN);
  await writeFile(
    content('playbooks/other.mdx'),
    '---\ntitle: Xylographic check\n---\n\nLook at the carburettor.\n',
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

async function open(path: string, width = 1440): Promise<Page> {
  const context = await chrome.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  await page.goto(`${site.url}${path}`);
  return page;
}

it('draws a translated playbook in its language and says that its source has moved on', async () => {
  const page = await open('de/playbooks/name-a-stop/', 390);
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  expect(await page.locator('h1').innerText()).toBe('Einen Stillstand benennen');
  // The number and its unit are held together by a no-break space.
  expect(await page.locator('.kicker').innerText()).toBe('2 Schritte, etwa 6\u00a0min');
  expect(await page.locator('.translation.warning').innerText()).toContain('veraltet');
  await page.locator('.one-step input').first().check();
  expect(await page.locator('[data-progress]').innerText()).toBe('1 von 2 erledigt');
  expect(await page.locator('[data-run-state]').innerText()).toContain(
    'Auf diesem Gerät gespeichert.',
  );
  expect(await violations(page)).toEqual([]);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(390);
  await page.context().close();
});

it('shows the text of the source, marked, where it is not translated, in the direction of each part', async () => {
  const page = await open('ar/playbooks/other/');
  expect(await page.locator('html').getAttribute('dir')).toBe('rtl');
  // No catalogue ships in Arabic: the portal's own words are English and say so.
  expect(await page.locator('body').getAttribute('lang')).toBe('en');
  const german = await open('de/playbooks/other/');
  expect(await german.locator('.translation').innerText()).toContain('nicht auf Deutsch übersetzt');
  expect(await german.locator('h1').getAttribute('lang')).toBe('en');
  expect(await german.locator('.in-language[lang=en]').innerText()).toContain('carburettor');
  await page.context().close();
  await german.context().close();
});

it('switches on the page, remembers the choice, and opens the source where a link asks for it', async () => {
  const page = await open('playbooks/name-a-stop/');
  await page.locator('[data-language-link=de]').click();
  await page.waitForURL('**/de/playbooks/name-a-stop/');
  await page.goto(`${site.url}playbooks/other/`);
  await page.waitForURL('**/de/playbooks/other/');
  await page.goto(`${site.url}playbooks/other/?in=en`);
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
  expect(await page.locator('link[rel=alternate][hreflang=de]').getAttribute('href')).toBe(
    '/de/playbooks/other/',
  );
  await page.context().close();
});

it('searches in the language of the page by its stems, and offers the others', async () => {
  const page = await open('de/search/');
  await page.locator('main [data-search]').fill('Instandsetzung');
  await page.locator('[data-page]', { hasText: 'Einen Stillstand benennen' }).waitFor();
  await page.locator('main [data-search]').fill('carburettor');
  const others = page.locator('.result-languages a[lang=en]');
  await others.waitFor();
  await others.click();
  await page.locator('[data-page]', { hasText: 'Xylographic check' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/search/');
  await page.context().close();
});

it('has no plain word of the portal on the pages of playbooks in the pseudo-language', async () => {
  const page = await open('en-XA/playbooks/name-a-stop/');
  for (const path of ['', '../', '../../search/', '../../offline/']) {
    await page.goto(`${site.url}en-XA/playbooks/name-a-stop/${path}`);
    expect(await plainWords(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      1440,
    );
  }
  await page.context().close();
});

/** What is on the pages and in no catalogue: names that people wrote, and what Intl says. */
const FACTS = [
  ...['Our transformation', 'B. Line', 'North plant', 'South plant', 'Excel', 'JSON'],
  ...['English (Pseudo-Accents)', 'English', 'min', 'Early signs', 'Unplanned stops', 'pilot'],
  ...['January', 'February', 'March', 'April', 'June', 'July', 'August'],
  ...['September', 'October', 'November', 'December', 'trilens build', 'Xylographic check'],
];

/** Words in plain letters that are neither marked as English nor such facts. */
function plainWords(page: Page): Promise<string[]> {
  return page.evaluate((facts) => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (element?.closest('script, style, noscript, [hidden]:not(.playbook-bar), [lang=en]'))
        continue;
      let text = (node.textContent ?? '').replaceAll('\u00a0', ' ');
      for (const fact of facts) text = text.replaceAll(fact, '');
      if (/[A-Za-z]{3}/.test(text)) found.push(text.trim());
    }
    return found;
  }, FACTS);
}
