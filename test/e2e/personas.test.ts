import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from './browser.ts';
import { type Demo, demoSite } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

/** A reader who begins on the overview, and whose clicks are counted. */
async function reader(width: number) {
  const page = await demo.open('', width);
  let clicks = 0;
  return {
    page,
    clicks: () => clicks,
    async goes(link: Locator) {
      clicks++;
      await follow(link);
    },
    async presses(button: Locator) {
      clicks++;
      await button.click();
    },
  };
}

/** How far down the page something ends, in screens. */
async function screens(page: Page, part: Locator): Promise<number> {
  const bottom = await part.evaluate((element) => element.getBoundingClientRect().bottom + scrollY);
  return bottom / (page.viewportSize()?.height ?? 1);
}

describe('who comes with a question', () => {
  it('in finance, on a phone, has the money and the own decisions within two screens, three taps away', async () => {
    const { page, clicks, goes, presses } = await reader(390);
    await presses(page.locator('button.menu'));
    await goes(page.locator('.sections a', { hasText: 'For you' }));
    await goes(page.locator('main a', { hasText: /^Finance$/ }).first());
    expect(clicks()).toBe(3);
    expect(await page.locator('h1').innerText()).toMatch(/spent; finance confirmed/);
    for (const sum of ['Spent', 'Claimed', 'Confirmed by finance', 'Claimed twice'])
      expect(
        await screens(page, page.locator('main').getByText(sum, { exact: true }).first()),
      ).toBeLessThan(2);
    const decision = page.locator('h2', { hasText: 'Decisions of finance' });
    expect(await screens(page, decision)).toBeLessThan(2);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('in the transformation office, on Monday, has the agenda in one click, with who and by when', async () => {
    const { page, clicks, goes } = await reader(1440);
    await goes(page.locator('main a', { hasText: /^Agenda for / }).first());
    expect(clicks()).toBe(1);
    expect(await page.locator('h1').innerText()).toMatch(/decisions are asked for/);
    const first = page.locator('main article, main li').filter({ hasText: 'needed by' }).first();
    expect(await first.innerText()).toMatch(/needed by \d+\s\w+\s\d{4}/);
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.sections').isVisible()).toBe(false);
    await page.context().close();
  });

  it('who leads IT has the questions that IT owes in one click, on the first screen', async () => {
    const { page, clicks, goes } = await reader(1440);
    await goes(page.locator('[data-lens-link="it"]'));
    expect(clicks()).toBe(1);
    const owed = page.locator('h2', { hasText: /questions to\s+IT\s+are\s+open/ });
    expect(await screens(page, owed)).toBeLessThan(1);
    await page.context().close();
  });

  it('who manages a plant has the own plant in two clicks, and its roadmap in one more', async () => {
    const { page, clicks, goes } = await reader(1440);
    await goes(page.locator('.sections a', { hasText: 'Sites' }));
    await goes(page.locator('main a', { hasText: 'San Telmo Norte' }).first());
    expect(clicks()).toBe(2);
    expect(page.url()).toMatch(/sites\/STN\/$/);
    await goes(page.locator('main a[href$="roadmap/site/STN/"]').first());
    expect(clicks()).toBe(3);
    await page.context().close();
  });

  it('who is asked for one decision finds it by name, with what waiting costs', async () => {
    const { page, clicks, goes } = await reader(1440);
    await goes(page.locator('.sections a', { hasText: 'For you' }));
    await goes(page.locator('main a', { hasText: 'W. Tanaka' }));
    expect(clicks()).toBe(2);
    expect(await page.locator('h1').innerText()).toMatch(/owes one decision/);
    expect(await page.locator('main').innerText()).toMatch(/waiting .*costs/);
    await page.context().close();
  });
});
