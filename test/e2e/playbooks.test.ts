import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from './browser.ts';
import { type Demo, demoSite, violations } from './demo.ts';

const TRIAGE = 'playbooks/alert-first-triage/';
let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

const visibleSteps = (page: Page) => page.locator('.one-step:visible').count();
const tick = (page: Page, title: string) => page.check(`input[data-step="${title}"]`);

describe('the steps of a playbook', () => {
  it('end with a check list that is ticked with a glove, stays ticked, and is printed with its boxes', async () => {
    const page = await demo.open(TRIAGE);
    const entry = page.locator('.checklist label').first();
    expect((await entry.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await entry.click();
    await page.reload();
    expect(await entry.getByRole('checkbox').isChecked()).toBe(true);
    expect(await page.locator('.checklist').getByRole('checkbox', { checked: true }).count()).toBe(
      1,
    );
    expect(await page.textContent('[data-whole]')).toBe('0 of 7');
    await page.emulateMedia({ media: 'print' });
    const boxes = await page
      .locator('.checklist li')
      .evaluateAll((items) => items.map((item) => getComputedStyle(item, '::before').content));
    expect(boxes).toEqual(['"✓"', '""', '""', '""']);
    await page.context().close();
  });

  it('stay ticked on this device after a reload, and are counted', async () => {
    const page = await demo.open(TRIAGE);
    await tick(page, 'Take it');
    await tick(page, 'Give the answer');
    await page.reload();
    expect(await page.isChecked('input[data-step="Take it"]')).toBe(true);
    expect(await page.isChecked('input[data-step="Go and look"]')).toBe(false);
    expect(await page.textContent('[data-whole]')).toBe('2 of 7');
    expect(await page.textContent('[data-progress]')).toBe('2 of 7 done');
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('are those of one role when asked by keyboard, and no tick is lost', async () => {
    const page = await demo.open(TRIAGE);
    await tick(page, 'Take it');
    await tick(page, 'Give the answer');
    await page.focus('input[name="role"]:checked');
    await page.keyboard.press('ArrowRight');
    expect(await page.isChecked('input[name="role"][value="technician"]')).toBe(true);
    expect(await visibleSteps(page)).toBe(5);
    expect(await page.textContent('[data-whole]')).toBe('1 of 5');
    expect(page.url()).toContain('?role=technician');
    await page.reload();
    expect(await visibleSteps(page)).toBe(5);
    await page.check('input[name="role"][value=""]');
    expect(await visibleSteps(page)).toBe(7);
    expect(await page.isChecked('input[data-step="Give the answer"]')).toBe(true);
    await page.context().close();
  });

  it('can be started again', async () => {
    const page = await demo.open(TRIAGE);
    await tick(page, 'Take it');
    await page.click('[data-reset]');
    await page.reload();
    expect(await page.textContent('[data-whole]')).toBe('0 of 7');
    await page.context().close();
  });

  it('are ticked with a gloved finger: every target is at least 44 px high, those of a step 48', async () => {
    const page = await demo.open(TRIAGE, 390);
    const heights = await page.evaluate(() =>
      [
        ...document.querySelectorAll(
          '.one-step label, .playbook-bar fieldset label span, .playbook-bar button, .faq > summary',
        ),
      ]
        .map((part) => part.getBoundingClientRect().height)
        // What waits for a run to end is hidden.
        .filter((height) => height > 0),
    );
    expect(heights.length).toBeGreaterThan(14);
    expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
    await page.context().close();
  });
});

describe('the printed card', () => {
  it('holds the steps of the chosen role, what is dangerous, owner and review, and nothing else', async () => {
    const page = await demo.open(`${TRIAGE}?role=technician`);
    await page.evaluate(() => {
      globalThis.print = () => undefined;
    });
    await page.click('[data-print-card]');
    await page.emulateMedia({ media: 'print' });
    expect(await visibleSteps(page)).toBe(5);
    expect(await page.locator('.card-head').innerText()).toContain('Technician');
    for (const shown of ['h1', '.callout.safety', '.checklist', '.colophon'])
      expect(await page.isVisible(`.playbook ${shown}`), shown).toBe(true);
    for (const hidden of ['.lead', '.chart', '.faq', '.takeaways', '.playbook-bar'])
      expect(await page.locator(`.playbook ${hidden} >> visible=true`).count(), hidden).toBe(0);
    expect(await page.locator('.about').isVisible()).toBe(false);
    expect(await page.locator('.colophon').innerText()).toMatch(
      /Owner: T\.\sBrandl.*Reviewed 14\sSeptember 2026/,
    );
    await page.context().close();
  });

  it('is one sheet for every playbook, and the page itself prints in full afterwards', async () => {
    for (const entry of await readdir(join(demo.dist, 'playbooks'), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const page = await demo.open(`playbooks/${entry.name}/`);
      await page.evaluate(() => {
        globalThis.print = () => undefined;
      });
      await page.click('[data-print-card]');
      expect(sheets(await page.pdf({ format: 'A4', preferCSSPageSize: true })), entry.name).toBe(1);
      expect(await page.evaluate(() => document.documentElement.dataset.card)).toBeUndefined();
      if (entry.name === 'alert-first-triage')
        expect(sheets(await page.pdf({ format: 'A4', preferCSSPageSize: true }))).toBeGreaterThan(
          1,
        );
      await page.context().close();
    }
  });
});

describe('the list of playbooks', () => {
  it('is narrowed by keyboard, keeps the choice in the address, and says how many are left', async () => {
    const page = await demo.open('playbooks/');
    const all = await page.locator('.playbook-card:visible').count();
    await page.focus('select[name="role"]');
    await page.keyboard.type('Tech');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.search.includes('role=technician'));
    const some = await page.locator('.playbook-card:visible').count();
    expect(some).toBeGreaterThan(0);
    expect(some).toBeLessThan(all);
    expect(await page.textContent('[data-count]')).toBe(`${some} of ${all} playbooks`);
    await page.reload();
    expect(await page.locator('.playbook-card:visible').count()).toBe(some);
    await page.selectOption('select[name="tag"]', 'gates');
    expect(await page.isVisible('[data-none]')).toBe(true);
    await page.click('button[type="reset"]');
    await page.waitForFunction(
      (count) =>
        [...document.querySelectorAll<HTMLElement>('.playbook-card')].filter((card) => !card.hidden)
          .length === count,
      all,
    );
    await page.context().close();
  });
});

describe('a playbook in its surroundings', () => {
  it('leads to its metric and its initiative, and both lead back', async () => {
    const page = await demo.open(TRIAGE);
    for (const target of ['metrics/alert-acted-24h/', 'initiatives/early-warning/']) {
      await page.goto(demo.url + TRIAGE);
      await follow(page.locator(`.about a[href$="${target}"]`));
      await follow(page.locator(`main a[href$="${TRIAGE}"]`).first());
    }
    await page.context().close();
  });

  it('says when its review is overdue', async () => {
    const page = await demo.open('playbooks/downtime-reason-codes/');
    expect(await page.locator('.overdue').innerText()).toMatch(/was due again on 25\sJuly 2026/);
    expect(await (await demo.open(TRIAGE)).locator('.overdue:visible').count()).toBe(0);
    await page.context().close();
  });

  it.each(['field-validation-on-shift', 'plant-onto-backbone', 'prepare-gate-review'])(
    '%s has no accessibility violation in the dark',
    async (id) => {
      const page = await demo.open(`playbooks/${id}/`, 820);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violations(page)).toEqual([]);
      await page.context().close();
    },
  );
});

/** Pages of a PDF. */
function sheets(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0;
}
