import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

const WITH_TABLES = [
  'gates/',
  'trust/',
  'sites/',
  'data/',
  'misalignment/',
  'pods/',
  'lens/it/',
  'lens/ot/',
  'initiatives/early-warning/',
  'reports/2026-09/',
  'guide/contracts/',
  'guide/content/',
];

describe('a table on a phone', () => {
  it.each(WITH_TABLES)('/%s is read without pushing anything sideways', async (path) => {
    const page = await demo.open(path, 390);
    const pushed = await page.evaluate(() =>
      [...document.querySelectorAll('.scroll')]
        .filter((part) => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1)
        .map((part) => part.getAttribute('aria-label')),
    );
    expect(pushed).toEqual([]);
    await page.context().close();
  });

  it('says at each value what it is: who waits for whom, and which plant', async () => {
    const page = await demo.open('trust/', 390);
    const cards = page.locator('.waits tbody tr');
    const said = await cards
      .first()
      .evaluate((row) =>
        [...row.querySelectorAll('td')]
          .filter((cell) => cell.checkVisibility())
          .map((cell) => getComputedStyle(cell, '::before').content),
      );
    expect(said).toEqual(['"for IT"', '"for OT"']);
    expect(await cards.first().ariaSnapshot()).toMatch(
      /row .*\n\s+- rowheader "Business"\n\s+- cell/,
    );
    await page.goto(`${demo.url}sites/`);
    const plants = await page
      .locator('.matrix tbody tr', { hasText: 'Early Warning' })
      .evaluate((row) =>
        [...row.querySelectorAll('td')]
          .filter((cell) => cell.checkVisibility())
          .map((cell) => cell.dataset['label']),
      );
    expect(plants).toEqual(['Vellbruck', 'Carrow Mills']);
    await page.context().close();
  });
});

describe('the head of a long table', () => {
  const head = (page: Page) =>
    page
      .locator('.exports thead th')
      .first()
      .evaluate((cell) => cell.getBoundingClientRect().top);

  it('stays in sight while its rows pass, and goes with the table', async () => {
    const page = await demo.open('data/', 1440);
    await page.evaluate(() => scrollTo(0, 500));
    expect(await head(page)).toBe(0);
    await page.evaluate(() => scrollTo(0, 2500));
    expect(await head(page)).toBeLessThan(-100);
    await page.context().close();
  });

  it('hides nothing that has the focus or is jumped to', async () => {
    const page = await demo.open('data/', 1440);
    await page.evaluate(() => scrollTo(0, 900));
    const covered: string[] = [];
    await page.locator('.exports tbody a').nth(20).focus();
    for (let back = 0; back < 20; back++) {
      await page.keyboard.press('Shift+Tab');
      const name = await page.evaluate(() => {
        const link = document.activeElement as HTMLElement;
        const { left, top, width, height } = link.getBoundingClientRect();
        return document.elementFromPoint(left + width / 2, top + height / 2)?.closest('a') ===
          link && document.elementFromPoint(left + 4, top + 2)?.closest('a') === link
          ? null
          : link.textContent;
      });
      if (name) covered.push(name);
    }
    expect(covered).toEqual([]);
    await page.goto(`${demo.url}lens/ot/#metric-unplanned-downtime`);
    expect(
      await page.evaluate(
        () =>
          document.querySelector(':target')!.getBoundingClientRect().top >=
          (document.querySelector('.metrics thead th') as HTMLElement).getBoundingClientRect()
            .height,
      ),
    ).toBe(true);
    await page.context().close();
  });

  it('stands still on paper', async () => {
    const page = await demo.open('data/', 1440);
    await page.emulateMedia({ media: 'print' });
    expect(
      await page
        .locator('.exports thead th')
        .first()
        .evaluate((cell) => getComputedStyle(cell).position),
    ).toBe('static');
    await page.context().close();
  });
});

describe('a table of metrics', () => {
  it.each([768, 820, 1024, 1440])(
    'at %i px draws no trace over the word beside it',
    async (width) => {
      const page = await demo.open('initiatives/early-warning/', width);
      const over = await page
        .locator('.metrics tbody tr')
        .evaluateAll(
          (rows) =>
            rows.filter(
              (row) =>
                row.querySelector('.trace svg')!.getBoundingClientRect().right >
                  row.querySelector('.signal span')!.getBoundingClientRect().left &&
                row.querySelector('.trace svg')!.getBoundingClientRect().bottom >
                  row.querySelector('.signal span')!.getBoundingClientRect().top &&
                row.querySelector('.trace svg')!.getBoundingClientRect().top <
                  row.querySelector('.signal span')!.getBoundingClientRect().bottom,
            ).length,
        );
      expect(over).toBe(0);
      await page.context().close();
    },
  );
});
