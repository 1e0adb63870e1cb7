import { execFile } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { largeRoadmap } from '../roadmap/large.ts';
import { browser, follow, serve } from './browser.ts';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
let large: { url: string; page: (width: number) => Promise<Page>; close: () => Promise<void> };
beforeAll(async () => {
  demo = await demoSite();
  const dir = await mkdtemp(join(tmpdir(), 'trilens-'));
  const { contentDir, dataDir } = await largeRoadmap(dir, 150);
  await promisify(execFile)(process.execPath, [
    'src/cli/main.ts',
    'build',
    '--content',
    contentDir,
    '--data',
    dataDir,
    '--cache',
    join(dir, 'cache'),
    '--out',
    join(dir, 'site'),
  ]);
  const { url, server } = await serve(join(dir, 'site'));
  const chrome = await browser();
  large = {
    url,
    page: async (width) => {
      const page = await (await chrome.newContext({ viewport: { width, height: 900 } })).newPage();
      await page.goto(`${url}roadmap/`);
      return page;
    },
    close: async () => {
      await chrome.close();
      server.close();
    },
  };
});
afterAll(async () => {
  await demo?.close();
  await large?.close();
});

/** Texts of items that reach over the edge of their box. */
const overflows = (page: Page) =>
  page.evaluate(async () => {
    await document.fonts.ready;
    return [...document.querySelectorAll<SVGGElement>('svg[data-map] .item')].flatMap((item) => {
      const box = (item.querySelector('.box') as SVGGraphicsElement).getBBox();
      return [...item.querySelectorAll<SVGGraphicsElement>('text')].flatMap((text) => {
        const own = text.getBBox();
        return own.x + own.width > box.x + box.width ||
          own.y + own.height > box.y + box.height ||
          own.y < box.y
          ? [text.textContent ?? '']
          : [];
      });
    });
  });

describe('a roadmap of 150 items in a browser', () => {
  it('keeps every text inside its item', async () => {
    const page = await large.page(1440);
    expect(await page.locator('svg[data-map] .item').count()).toBe(150);
    expect(await overflows(page)).toEqual([]);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('is passed over by keyboard with one key', async () => {
    const page = await large.page(1440);
    await page.locator('.map-scroll').first().focus();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'Skip the drawing: the same as a list',
    );
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(() => document.activeElement?.closest('[data-lists]') !== null),
    ).toBe(true);
    await page.context().close();
  });

  it('begins at today where it is wider than the screen, and the list has a way to today', async () => {
    const page = await large.page(1440);
    const line = await page
      .locator('svg[data-map] .now line')
      .evaluate((now) => now.getBoundingClientRect().x);
    expect(line).toBeGreaterThan(0);
    expect(line).toBeLessThan(1440);
    await follow(page.locator('.jump a', { hasText: 'from Q4 2026' }).nth(1));
    expect(page.url()).toMatch(/#it-Q4-2026$/);
    await page.waitForFunction(
      () => Math.abs(document.querySelector('#it-Q4-2026')?.getBoundingClientRect().y ?? 999) < 300,
    );
    await page.context().close();
  });

  it('begins with its initiatives by quarter, counted, of which each cell opens to whole names', async () => {
    const page = await large.page(1440);
    const counts = await page
      .locator('.fold summary')
      .evaluateAll((all) => all.map((one) => Number.parseInt(one.textContent ?? '', 10)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(150);
    const cell = page.locator('.fold details').first();
    await cell.locator('summary').click();
    expect(await cell.locator('li a:visible').count()).toBe(counts[0]);
    const names = await page
      .locator('.fold li a')
      .evaluateAll(
        (links) =>
          (links as HTMLAnchorElement[]).filter(
            (link) =>
              document.getElementById(link.hash.slice(1))?.querySelector('.title strong')
                ?.textContent !== link.textContent,
          ).length,
      );
    expect(names).toBe(0);
    await page.context().close();
  });

  it('keeps the quarters and the layers in sight, and says every name whole', async () => {
    for (const width of [1440, 390]) {
      const page = await large.page(width);
      const region = page.locator('.map-scroll.scroll');
      await region.evaluate((window) => window.scrollTo(300, 700));
      const box = (await region.boundingBox())!;
      const heads = (await region.locator('.heads').boundingBox())!;
      const sides = (await region.locator('.sides').boundingBox())!;
      expect(Math.abs(heads.y - box.y)).toBeLessThan(2);
      expect(Math.abs(sides.x - box.x)).toBeLessThan(2);
      // Wherever it is scrolled to, the name of a layer is beside it.
      const seen = await region.evaluate((window) => {
        const own = window.getBoundingClientRect();
        return [...window.querySelectorAll('.sides .layer')].some((name) => {
          const { top, bottom } = name.getBoundingClientRect();
          return bottom > own.top && top < own.bottom;
        });
      });
      expect(seen).toBe(true);
      const cut = await region.evaluate(
        (window) =>
          [...window.querySelectorAll<SVGAElement>('.item')].filter(
            (item) =>
              !item
                .getAttribute('aria-label')
                ?.startsWith(
                  document
                    .getElementById(item.dataset['item'] ?? '')
                    ?.querySelector('.title strong')?.textContent ?? '?',
                ),
          ).length,
      );
      expect(cut).toBe(0);
      await page.context().close();
    }
  });

  it('is a drawing and an ordered list on a phone, with links to what each item needs and is needed by', async () => {
    const page = await large.page(390);
    expect(await page.locator('svg[data-map]').isVisible()).toBe(true);
    expect(await page.locator('[data-entry]:visible').count()).toBe(150);
    const broken = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('.ties a')]
        .filter((link) => !document.getElementById(decodeURIComponent(link.hash.slice(1))))
        .map((link) => link.hash),
    );
    expect(broken).toEqual([]);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('is drawn on sheets of A3 landscape with their quarters over them, then follows the list', async () => {
    const page = await large.page(1440);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [width = 0, height = 0] = (/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)/.exec(pdf) ?? [])
      .slice(1)
      .map(Number);
    expect(Math.round(width / 10)).toBe(119);
    expect(Math.round(height / 10)).toBe(84);
    await page.emulateMedia({ media: 'print' });
    const sheets = await page.locator('.sheet:visible').allInnerTexts();
    expect(sheets[0]).toMatch(/^Sheet 1 of \d: Q1 2025 to Q\d 20\d\d$/);
    expect(await page.locator('svg.map:visible').count()).toBe(sheets.length);
    await page.context().close();
  });
});

describe('the roadmap of the demonstration', () => {
  it('lights up what IT and OT bring to a goal, dims the rest, says it in words, and keeps it in the address', async () => {
    const page = await demo.open('roadmap/');
    expect(await overflows(page)).toEqual([]);
    await page.selectOption('select[name="goal"]', 'otif');
    expect(page.url()).toContain('?goal=otif');
    // The drawing of this goal alone takes the place of the whole one.
    await page.waitForFunction(() => !document.querySelector('[data-item="RM-OT-01"]'));
    const lit = await page
      .locator('svg[data-map] .item.lit')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset.item));
    expect(lit).toEqual(expect.arrayContaining(['RM-B-03', 'RM-IT-07', 'RM-OT-08', 'RM-OT-05']));
    expect(lit).not.toContain('RM-OT-01');
    expect(await page.locator('[data-said]').innerText()).toMatch(
      /^OTIF: \d Business, \d IT, \d OT items; \d blocked\. (One carries|\d carry) the goal without a line to another of its items: /,
    );
    expect(await page.locator('h1').innerText()).toMatch(/^OTIF: \d of \d+ items, \d blocked$/);
    expect(await page.locator('#RM-OT-01').isVisible()).toBe(false);
    await page.reload();
    await page.waitForFunction(() => !document.querySelector('[data-item="RM-OT-01"]'));
    expect(await page.locator('svg[data-map] .item.lit').count()).toBe(lit.length);
    // Two choices dim what fits neither.
    await page.selectOption('select[name="layer"]', 'it');
    await page.waitForFunction(() => document.querySelector('[data-item="RM-OT-01"]'));
    expect(
      Number(
        await page
          .locator('[data-item="RM-OT-01"]')
          .evaluate((item) => getComputedStyle(item).opacity),
      ),
    ).toBeLessThan(0.5);
    await page.click('button[type="reset"]');
    await page.waitForFunction(
      () => document.querySelectorAll('svg[data-map] .item.lit').length === 0,
    );
    expect(await page.locator('#RM-OT-01').isVisible()).toBe(true);
    expect(await page.locator('h1').innerText()).toMatch(/items are blocked/);
    // Each choice is a step of the history.
    await page.goBack();
    await page.locator('#RM-OT-01').waitFor({ state: 'hidden' });
    expect(page.url()).toContain('layer=it');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('shows an item and a line beside the drawing, and goes from item to item along its lines', async () => {
    const page = await demo.open('roadmap/');
    await page.locator('svg[data-map] [data-item="RM-OT-05"] .title').click();
    const peek = page.locator('.peek');
    expect(await peek.locator('.title strong').innerText()).toBe(
      await page.locator('#RM-OT-05 .title strong').innerText(),
    );
    expect(page.url()).not.toContain('#');
    const next = peek.locator('.ties a').first();
    const id = (await next.getAttribute('href'))!.slice(1);
    await next.hover();
    expect(await page.locator('svg[data-map] g[data-from].lit').count()).toBe(1);
    await next.click();
    expect(await peek.locator('.title strong').innerText()).toBe(
      await page.locator(`[id="${id}"] .title strong`).innerText(),
    );
    await page.keyboard.press('Escape');
    expect(await peek.isVisible()).toBe(false);
    await page.locator('svg[data-map] g[data-from] .grip').first().dispatchEvent('click');
    expect(await peek.innerText()).toContain(' needs ');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('is walked by keyboard: one stop, arrows from item to item, the chain lit, Enter to its entry', async () => {
    const page = await demo.open('roadmap/');
    expect(await page.locator('svg[data-map] a:not([tabindex="-1"])').count()).toBe(1);
    await page.focus('svg[data-map] a:not([tabindex="-1"])');
    for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
    const focused = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.item);
    expect(focused).toMatch(/^RM-/);
    expect(await page.locator(`[data-item="${focused}"].lit`).count()).toBe(1);
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/*#${focused}`);
    await page.context().close();
  });

  it.each(
    [
      'roadmap/',
      'roadmap/it/',
      'roadmap/goal/otif/',
      'roadmap/site/STN/',
      'roadmap/initiative/sequence-assist/',
    ].flatMap(
      (path) =>
        [
          [path, 1440, 'light'],
          [path, 820, 'dark'],
        ] as const,
    ),
  )('/%s at %i px, %s, has no accessibility violation', async (path, width, colorScheme) => {
    const page = await demo.open(path, width);
    await page.emulateMedia({ colorScheme });
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('has a page of its own for an initiative without scripts, reached from the initiative: its items, those it waits for, and where the waiting begins', async () => {
    const chrome = await browser();
    const page = await (
      await chrome.newContext({ viewport: { width: 390, height: 844 }, javaScriptEnabled: false })
    ).newPage();
    await page.goto(`${demo.url}initiatives/paperless-work-orders/`);
    await follow(page.getByRole('link', { name: 'Its roadmap, with what it waits for' }));
    expect(page.url()).toMatch(/roadmap\/initiative\/paperless-work-orders\/$/);
    const own = await page
      .locator('[data-entry]')
      .evaluateAll((items) =>
        items.map((item) => [
          (item as HTMLElement).id,
          (item as HTMLElement).dataset['initiatives']
            ?.trim()
            .split(' ')
            .includes('paperless-work-orders'),
        ]),
      );
    expect(own.every(([, tied]) => tied)).toBe(true);
    expect(own.map(([id]) => id)).toEqual(expect.arrayContaining(['RM-OT-03', 'RM-OT-09']));
    expect(await page.locator('main').innerText()).toContain('The whole roadmap');
    await page.goto(`${demo.url}roadmap/`);
    await page.locator('summary', { hasText: 'Print or share one layer' }).click();
    expect(
      await page.locator('.pages a[href$="roadmap/initiative/paperless-work-orders/"]').isVisible(),
    ).toBe(true);
    await chrome.close();
  });

  it('has a page of its own for a plant without scripts: what it asks, what it waits for, and the next stop', async () => {
    const page = await demo.open('roadmap/site/STN/');
    const text = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ');
    expect(text).toContain(
      'Needs a stop window at San Telmo Norte; none is booked, the next stop begins 21 December 2026.',
    );
    expect(text).toContain('Waits for a decision of Plant manager STN, asked 9 February 2026');
    await page.context().close();
  });
});
