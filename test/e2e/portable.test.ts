import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trilens } from '../cli/trilens.ts';
import { browser } from './browser.ts';

let dir: string;
let site: string;
let chrome: Browser;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-portable-'));
  await trilens(['init', join(dir, 'mini')]);
  // A name as folders on a share have them.
  site = join(dir, 'Portal (Q4) & more');
  const { code, err } = await trilens([
    'build',
    '--content',
    join(dir, 'mini/content'),
    '--data',
    join(dir, 'mini/data'),
    '--cache',
    join(dir, 'cache'),
    '--out',
    site,
    '--portable',
  ]);
  if (code !== 0) throw new Error(err);
  chrome = await browser();
});
afterAll(async () => {
  await chrome?.close();
  await rm(dir, { recursive: true, force: true });
});

/** A page opened as by double click, with what went wrong on it. */
async function open(path: string): Promise<Page & { errors: string[] }> {
  const page = Object.assign(await chrome.newPage(), { errors: [] as string[] });
  page.on('console', (message) => message.type() === 'error' && page.errors.push(message.text()));
  page.on('pageerror', (error) => page.errors.push(String(error)));
  page.on('requestfailed', (request) => page.errors.push(`failed: ${request.url()}`));
  await page.goto(pathToFileURL(join(site, path)).href);
  return page;
}

describe('a portable folder', () => {
  it('opens every page without an error, styled, with each link leading to a file', async () => {
    const pages = (await readdir(site, { recursive: true })).filter(
      (file) => file.endsWith('.html') && !file.startsWith('guide'),
    );
    expect(pages.length).toBeGreaterThan(20);
    const files = new Set(
      (await readdir(site, { recursive: true })).map(
        (file) => pathToFileURL(join(site, file)).href,
      ),
    );
    const page = await open('index.html');
    const broken: string[] = [];
    for (const path of pages) {
      await page.goto(pathToFileURL(join(site, path)).href);
      const links = await page.evaluate(() =>
        [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
          .map((link) => new URL(link.getAttribute('href') ?? '', location.href).href)
          .map((href) => href.split(/[?#]/)[0] ?? '')
          .filter((href) => href.startsWith('file:')),
      );
      broken.push(...links.filter((href) => !files.has(href)).map((href) => `${path}: ${href}`));
    }
    expect([...new Set(broken)]).toEqual([]);
    expect(page.errors).toEqual([]);
    const font = await page.evaluate(async () => {
      await document.fonts.ready;
      return document.fonts.check('16px "Source Sans 3 Variable"');
    });
    expect(font).toBe(true);
    await page.close();
  }, 120_000);

  it('finds words, and leads to the page that has them', async () => {
    const page = await open('index.html');
    await page.keyboard.press('/');
    await page.locator('[data-search]').fill('playbook');
    await page.locator('[data-results] a[data-page]').first().waitFor();
    expect(await page.locator('[data-results] mark').first().textContent()).toMatch(/playbook/i);
    await page.locator('[data-results] a[data-page]').first().click();
    await page.waitForURL(/\.html$/);
    expect(await page.locator('h1').count()).toBe(1);
    expect(page.errors).toEqual([]);
    await page.close();
  });

  it('opens a chart for a closer look, and takes a table along', async () => {
    const metric = (await readdir(join(site, 'metrics'))).find((name) => !name.includes('.'));
    const page = await open(`metrics/${metric}/index.html`);
    await page.locator('[data-explore]').first().click();
    await page.locator('.explore svg').first().waitFor();
    await page.locator('.chart-table > summary').first().click();
    const saved = page.waitForEvent('download');
    await page.locator('.chart-table[open] .table-tools button', { hasText: 'CSV' }).click();
    expect(await readFile(await (await saved).path(), 'utf8')).toMatch(/Period/);
    expect(page.errors).toEqual([]);
    await page.close();
  });

  it('is refused together with a sub-path', async () => {
    const { code, err } = await trilens([
      'build',
      '--portable',
      '--base',
      '/x/',
      '--out',
      join(dir, 'nowhere'),
    ]);
    expect(code).toBe(64);
    expect(err).toContain('exclude each other');
  });
});
