import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
}, 180_000);
afterAll(() => demo?.close());

const PAGES = ['reports/', 'reports/2026-09/', 'reports/2026-q3-board/', 'reports/san-telmo-2026-q3/', 'changes/'];

describe('reports in the browser', () => {
  it.each(PAGES)('%s: axe finds nothing, nothing fails, and a phone needs no sideways scrolling', async (path) => {
    const page = await demo.open(path, 390);
    expect(await violations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
    expect(page.errors).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('the monthly report answers twelve questions, then says what is asked, by whom, until when', async () => {
    const page = await demo.open('reports/2026-09/');
    expect(await page.locator('.twelve > li').count()).toBe(12);
    const asked = page.locator('.asked > li');
    expect(await asked.first().textContent()).toMatch(/Plant manager STN.*working days over/s);
    expect(await page.locator('.report').textContent()).toContain('None of the three functions has signed.');
    await page.context().close();
  }, 180_000);

  it('cash and capacity are never added up', async () => {
    const page = await demo.open('reports/2026-09/');
    const rows = await page.locator('table:has(caption:text("Benefits to date")) tbody tr').allTextContents();
    expect(rows.at(-1)).toMatch(/Capacity is not cash/);
    expect(rows.filter((row) => /^Total/i.test(row))).toEqual([]);
    expect(rows.find((row) => row.startsWith('Cash') && !row.startsWith('Cashable'))).toBeDefined();
    await page.context().close();
  }, 180_000);

  it('the published reports say what the data of the demonstration says, and on which stale export they rest', async () => {
    const page = await demo.open('reports/2026-09/');
    expect(await page.locator('#restated').count()).toBe(0);
    expect(await page.locator('.report').textContent()).toContain('Frozen on data that was out of date: Sequence override');
    expect(await page.locator('.report').textContent()).toContain('The newest data gives the same numbers.');
    await page.context().close();
  }, 180_000);
});
