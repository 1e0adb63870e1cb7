import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

const settled = (page: Page) =>
  page.waitForFunction(
    () =>
      document.querySelector('[data-results]:not([aria-busy])') &&
      document.querySelector('[data-count]')?.textContent,
  );
const titles = (page: Page) => page.locator('[data-results] a[data-page]').allTextContents();

describe('search', () => {
  it.each(['/', 'Control+k'])('opens over any page with %s, and Escape leads back', async (key) => {
    const page = await demo.open('metrics/first-pass-yield/');
    await page.keyboard.press(key);
    await page.waitForSelector('dialog[open] [data-filters] select');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.search)).toBe(
      '',
    );
    await page.keyboard.type('headset');
    await page
      .locator('[data-results] a[data-page]', { hasText: 'Hands-Free Defect Capture' })
      .waitFor();
    await settled(page);
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await page.locator('dialog[open]').count()).toBe(0);
    expect(page.url()).toContain('metrics/first-pass-yield/');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('finds a metric by its name in any lens', async () => {
    const page = await demo.open('search/');
    for (const words of [
      'Lost machine hours',
      'Downtime event stream',
      'Unplanned stops',
      'Unplanned downtime',
    ]) {
      await page.fill('[data-search]', words);
      await settled(page);
      await page.waitForFunction(
        (name) =>
          [...document.querySelectorAll('[data-results] a[data-page]')].some(
            (link) => link.textContent === name,
          ),
        'Unplanned downtime',
      );
    }
    await page.context().close();
  });

  it('keeps words and filters in the address, counts them aloud, and names where on a page they stand', async () => {
    const page = await demo.open('search/?q=headset&kind=report');
    await settled(page);
    expect(await page.inputValue('[data-search]')).toBe('headset');
    expect(await page.locator('select[name="kind"]').inputValue()).toBe('report');
    expect(await titles(page)).toEqual(['Tideline in September 2026']);
    expect(await page.getAttribute('[data-count]', 'role')).toBe('status');
    expect(await page.textContent('[data-count]')).toBe('One page.');
    const part = page.locator('.result-parts a').first();
    expect(await part.getAttribute('href')).toMatch(/reports\/2026-09\/#/);
    await page.click('text=Clear filters');
    await page.waitForFunction(() => !location.search.includes('kind='));
    await page.waitForFunction(
      () => document.querySelectorAll('[data-results] a[data-page]').length > 1,
    );
    await page.context().close();
  });

  it('finds what was meant when letters are swapped, missing or too many, and says so', async () => {
    const page = await demo.open('search/');
    for (const [typed, meant] of [
      ['haedset', 'headset'],
      ['hedset', 'headset'],
      ['headssett', 'headset'],
      ['maintenence', 'maintenance'],
    ] as const) {
      await page.fill('[data-search]', typed);
      await page.waitForFunction(
        (words) =>
          document.querySelector('[data-count]')?.textContent?.includes(`Nothing for “${words}”`),
        typed,
      );
      expect(await page.textContent('[data-count]'), typed).toContain(`for “${meant}”`);
      expect((await titles(page)).length, typed).toBeGreaterThan(0);
    }
    await page.fill('[data-search]', 'qzxvw');
    await page.waitForFunction(() =>
      document.querySelector('[data-count]')?.textContent?.startsWith('No page'),
    );
    await page.context().close();
  });

  it('is walked by arrow keys through pages and their headings, and back to the field', async () => {
    const page = await demo.open('search/?q=headset');
    await settled(page);
    await page.focus('[data-search]');
    const links = await page.locator('[data-results] a').count();
    await page.keyboard.press('ArrowDown');
    await page.waitForFunction(() => document.activeElement?.matches('[data-results] a'));
    for (let step = 1; step < links; step++) await page.keyboard.press('ArrowDown');
    expect(
      await page.evaluate(
        () => document.activeElement === [...document.querySelectorAll('[data-results] a')].at(-1),
      ),
    ).toBe(true);
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => (document.activeElement as HTMLElement).dataset.search)).toBe(
      '',
    );
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !location.pathname.includes('/search/'));
    await page.context().close();
  });
});
