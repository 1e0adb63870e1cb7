import type { Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite } from './demo.ts';

/** The printable width of A4 within the margins of print.css, in CSS pixels. */
const SHEET = 695;
const KINDS = [
  '',
  'goals/',
  'goals/conversion-cost/',
  'initiatives/',
  'initiatives/early-warning/',
  'gates/',
  'metrics/',
  'metrics/work-order-wau/',
  'sites/',
  'sites/STN/',
  'trust/',
  'playbooks/',
  'playbooks/alert-first-triage/',
  'reports/',
  'reports/2026-09/',
  'reports/2026-q3-board/',
  'findings/',
  'changes/',
  'data/',
  'guide/',
  'guide/components/',
  'guide/content/',
];

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

async function onPaper(path: string): Promise<Page> {
  const page = await demo.open(path, SHEET);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'dark';
  });
  return page;
}

describe('on paper', () => {
  it.each(KINDS)(
    '/%s stays within the sheet, without controls, in black on white even when the screen is dark',
    async (path) => {
      const page = await onPaper(path);
      const over = await page.evaluate(() => {
        const edge = document.documentElement.clientWidth + 1;
        return [...document.querySelectorAll('main *')]
          .filter(
            (part) =>
              part.checkVisibility() &&
              !part.closest('svg') &&
              part.getBoundingClientRect().width > 0 &&
              part.getBoundingClientRect().right > edge,
          )
          .map(
            (part) => `${part.tagName} ${part.className}: ${part.textContent?.trim().slice(0, 50)}`,
          );
      });
      expect(over).toEqual([]);
      for (const control of ['.sections', '.lens', '.top button', '.filters', '.chart-downloads'])
        expect(await page.locator(`${control} >> visible=true`).count(), control).toBe(0);
      expect(
        await page.evaluate(() => [
          getComputedStyle(document.body).backgroundColor,
          getComputedStyle(document.body).color,
        ]),
      ).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
      await page.context().close();
    },
  );

  const sheets = async (path: string) => {
    const page = await demo.open('reports/');
    // The portal's fonts are used from the second page on, when they need not be waited for.
    await page.goto(demo.url + path, { waitUntil: 'networkidle' });
    const { text } = await extractText(
      await getDocumentProxy(new Uint8Array(await page.pdf({ preferCSSPageSize: true }))),
    );
    await page.context().close();
    return text.map((sheet) => sheet.replaceAll(/\s+/g, ' '));
  };

  it.each([
    ['initiatives/', 'Portfolio board', 'Paperless Work Orders'],
    ['pods/', 'How it decides', 'OEE Walls'],
  ])(
    '/%s keeps "%s" on the sheet of what it is the head of, and its first sheet is not left empty',
    async (path, head, first) => {
      const [sheet = ''] = await sheets(path);
      expect(sheet).toContain(head);
      expect(sheet).toContain(first);
    },
  );

  it('the first sheet of a monthly report holds the twelve answers, and that of the roadmap everything that holds others up', async () => {
    const [report = ''] = await sheets('reports/2026-09/');
    expect(report).toContain('What must be decided, and by when?');
    expect(report).toContain('Can these numbers be trusted?');
    const roadmap = await sheets('roadmap/');
    for (const held of [
      'PLC hand-over for the sequence OT, blocked',
      'ERP-sequence interface IT, blocked',
      'Planner incentive changed Business, blocked',
      'Edge gateways at San Telmo Norte OT, blocked',
    ])
      expect(roadmap[0]).toContain(held);
    expect(roadmap).toHaveLength(3);
  });

  it('the overview of leadership takes two sheets: the twelve answers on the first', async () => {
    const page = await onPaper('');
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b/g)?.length).toBeLessThanOrEqual(2);
    await page.context().close();
  });
});
