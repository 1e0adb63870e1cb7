import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite } from './demo.ts';

/** The printable width of A4 within the margins of print.css, in CSS pixels. */
const SHEET = 695;
const KINDS = ['', 'goals/', 'goals/conversion-cost/', 'initiatives/', 'initiatives/early-warning/', 'gates/', 'metrics/', 'metrics/work-order-wau/', 'sites/', 'sites/STN/', 'trust/', 'playbooks/', 'playbooks/alert-first-triage/', 'reports/', 'reports/2026-09/', 'reports/2026-q3-board/', 'findings/', 'changes/', 'data/', 'guide/', 'guide/components/', 'guide/content/'];

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

async function onPaper(path: string): Promise<Page> {
  const page = await demo.open(path, SHEET);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => { document.documentElement.dataset.theme = 'dark'; });
  return page;
}

describe('on paper', () => {
  it.each(KINDS)('/%s stays within the sheet, without controls, in black on white even when the screen is dark', async (path) => {
    const page = await onPaper(path);
    const over = await page.evaluate(() => {
      const edge = document.documentElement.clientWidth + 1;
      return [...document.querySelectorAll('main *')].filter((part) => part.checkVisibility() && !part.closest('svg') && part.getBoundingClientRect().width > 0 && part.getBoundingClientRect().right > edge).map((part) => `${part.tagName} ${part.className}: ${part.textContent?.trim().slice(0, 50)}`);
    });
    expect(over).toEqual([]);
    for (const control of ['.sections', '.lens', '.top button', '.filters', '.chart-downloads']) expect(await page.locator(`${control} >> visible=true`).count(), control).toBe(0);
    expect(await page.evaluate(() => [getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color])).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
    await page.context().close();
  });

  it('the overview of leadership takes two sheets: the twelve answers on the first', async () => {
    const page = await onPaper('');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
    await page.context().close();
  });
});
