import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from './browser.ts';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

describe('a reader who does not know the words', () => {
  it.each([390, 1440])(
    'finds two charts, the states and the terms on one page at %i px',
    async (width) => {
      const page = await demo.open('read/', width);
      expect(await page.locator('figure.chart h3').allTextContents()).toEqual([
        'No signal of change: the movements are within what this process does anyway.',
        'Improved since May 2026.',
      ]);
      expect(await page.locator('.glossary dt').count()).toBeGreaterThanOrEqual(30);
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth),
      ).toBe(true);
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );

  it('is led there from every page, and to the guide for authors apart', async () => {
    const page = await demo.open('goals/');
    await follow(page.getByRole('link', { name: 'How to read' }));
    expect(await page.locator('h1').textContent()).toBe('How to read this portal');
    await follow(page.getByRole('link', { name: 'The guide for authors' }));
    expect(page.url()).toContain('/guide/');
    await page.context().close();
  });

  it('has the definition of a term where it is, by pointer and by keyboard, and Escape closes it', async () => {
    const page = await demo.open('');
    const term = page.locator('main a.term', { hasText: 'North Star' });
    const shown = page.locator('.term-window:popover-open');
    await term.hover();
    await shown.waitFor();
    expect(await shown.textContent()).toContain('The one measure');
    await page.mouse.move(2, 890);
    await shown.waitFor({ state: 'hidden' });
    await term.focus();
    await shown.waitFor();
    expect(await term.getAttribute('aria-describedby')).toBe('term-window');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await shown.waitFor({ state: 'hidden' });
    await follow(term);
    expect(page.url()).toMatch(/\/read\/#north-star$/);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('shows it with the first tap of a finger, and follows with the second', async () => {
    const first = await demo.open('');
    const context = await first
      .context()
      .browser()
      ?.newContext({ hasTouch: true, viewport: { width: 390, height: 800 } });
    const page = await context?.newPage();
    if (!page) throw new Error('no browser');
    await page.goto(first.url());
    const term = page.locator('main a.term').first();
    await term.tap();
    await page.locator('.term-window:popover-open').waitFor();
    expect(page.url()).toBe(first.url());
    await term.tap();
    await page.waitForURL(/\/read\/#/);
    await page.context().close();
    await first.context().close();
  });
});
