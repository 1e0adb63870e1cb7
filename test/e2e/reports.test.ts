import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
}, 180_000);
afterAll(() => demo?.close());

const PAGES = [
  'reports/',
  'reports/2026-09/',
  'reports/2026-q3-board/',
  'reports/san-telmo-2026-q3/',
  'changes/',
];

/** How far down text stands on each sheet of a report's PDF, 0 to 1, its foot left out. */
async function filled(id: string): Promise<number[]> {
  const pdf = await getDocumentProxy(
    new Uint8Array(await readFile(join(demo.dist, `reports/${id}/${id}.pdf`))),
  );
  const sheets = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const page = await pdf.getPage(number);
    const { height } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const above = items.flatMap((item) =>
      'transform' in item && item.str.trim() !== '' && item.transform[5] > 0.055 * height
        ? [item.transform[5] as number]
        : [],
    );
    sheets.push(1 - Math.min(...above) / height);
  }
  return sheets;
}

describe('reports on paper', () => {
  it('a board pack is read in five sheets and one for each paper', async () => {
    const papers =
      (await readFile('content/reports/2026-q3-board.mdx', 'utf8')).match(/^## Paper \d/gm)
        ?.length ?? 0;
    expect(papers).toBe(2);
    expect((await filled('2026-q3-board')).length).toBeLessThanOrEqual(5 + papers);
  });

  it.each(['2026-09', '2026-q3-board', 'san-telmo-2026-q3'])(
    '%s leaves no sheet half empty but its last',
    async (id) => {
      for (const [at, share] of (await filled(id)).slice(0, -1).entries())
        expect(share, `sheet ${at + 1}`).toBeGreaterThan(0.75);
    },
  );

  it('decision papers name the options, who is for and against each, and what happens if nobody decides', async () => {
    const page = await demo.open('reports/2026-q3-board/');
    const asked = await page.locator('#ask-D-11').textContent();
    expect(asked).toMatch(/Suspend it with D-10: .*✓ IT, OT for it; ✕ Business against it/s);
    expect(asked).toContain('If it is not decided: Planners go on being paid against the sequence');
    const gate = await page.locator('#ask-sequence-assist-g1').textContent();
    expect(gate).toMatch(
      /Options: Iterate and hold: supported by the evidence; Stop: possible with a recorded reason; .*would go further than the recorded evidence/s,
    );
    await page.context().close();
  });
});

describe('reports in the browser', () => {
  it.each(PAGES)(
    '%s: axe finds nothing, nothing fails, and a phone needs no sideways scrolling',
    async (path) => {
      const page = await demo.open(path, 390);
      expect(await violations(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        390,
      );
      expect(page.errors).toEqual([]);
      await page.context().close();
    },
    180_000,
  );

  it('the monthly report answers twelve questions, then says what is asked, by whom, until when', async () => {
    const page = await demo.open('reports/2026-09/');
    expect(await page.locator('.twelve > li').count()).toBe(12);
    const asked = page.locator('.asked > li');
    expect(await asked.first().textContent()).toMatch(/Plant manager STN.*working days over/s);
    expect(await page.locator('.report').textContent()).toContain(
      'None of the three functions has signed.',
    );
    await page.context().close();
  }, 180_000);

  it('cash and capacity are never added up', async () => {
    const page = await demo.open('reports/2026-09/');
    const cells = await page
      .locator('table:has(caption:text("Benefits to date")) tbody tr')
      .allTextContents();
    const rows = cells.map((row) => row.trim());
    expect(rows.at(-1)).toMatch(/Capacity is not cash/);
    expect(rows.filter((row) => /^Total/i.test(row))).toEqual([]);
    expect(rows.find((row) => row.startsWith('Cash') && !row.startsWith('Cashable'))).toBeDefined();
    await page.context().close();
  }, 180_000);

  it('the published reports say what the data of the demonstration says, and on which stale export they rest', async () => {
    const page = await demo.open('reports/2026-09/');
    expect(await page.locator('#restated').count()).toBe(0);
    expect(await page.locator('.report').textContent()).toContain(
      'Frozen on data that was out of date: Sequence override',
    );
    expect(await page.locator('.report').textContent()).toContain(
      'The newest data gives the same numbers.',
    );
    await page.context().close();
  }, 180_000);
});
