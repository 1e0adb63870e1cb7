import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Demo, demoSite, violations } from './demo.ts';

const METRIC = 'metrics/unplanned-downtime/';
let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

async function download(page: Page, control: string): Promise<{ name: string; bytes: Buffer }> {
  const figure = page.locator('[data-chart]').first();
  if (!(await figure.locator('details').evaluate((details: HTMLDetailsElement) => details.open)))
    await figure.locator('summary').click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    figure.locator(control).click(),
  ]);
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

describe('a total of fewer sites than usual', () => {
  it('says so under the chart, and in the row of each such period', async () => {
    const page = await demo.open('metrics/work-order-wau/');
    const figure = page.locator('figure').first();
    expect((await figure.locator('figcaption').innerText()).replaceAll('\u00a0', ' ')).toMatch(
      /In (\w+) weeks not every site reported: see the numbers\./,
    );
    const rows = await figure
      .locator('details tbody tr')
      .evaluateAll((all) =>
        all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent ?? '')),
      );
    const heads = await figure.locator('details thead th').allTextContents();
    const sites = rows.map((row) => row[heads.indexOf('Sites')] ?? '');
    expect(sites[0]).toBe('5');
    expect(sites.filter((cell) => /^[34] of 5$/.test(cell)).length).toBeGreaterThan(2);
    await page.context().close();
  });
});

describe('a chart taken along', () => {
  it('as SVG stands for itself: finding, source, real colours, its font inside', async () => {
    const page = await demo.open(METRIC);
    await page.emulateMedia({ colorScheme: 'dark' });
    const { name, bytes } = await download(page, '[data-download="svg"]');
    const svg = bytes.toString();
    expect(name).toBe('unplanned-downtime.svg');
    expect(svg).not.toContain('var(');
    expect(svg).toContain('font/woff2;base64,');
    expect(page.errors).toEqual([]);
    const said = await (
      await demo.open('')
    ).evaluate((text) => {
      const root = new DOMParser().parseFromString(text, 'image/svg+xml');
      return {
        broken: root.querySelector('parsererror')?.textContent ?? null,
        texts: [...root.querySelectorAll('text')].map((node) => node.textContent).join(' '),
      };
    }, svg);
    expect(said.broken).toBeNull();
    expect(said.texts).toContain(
      ((await page.locator('[data-chart] .chart-finding').first().textContent()) ?? '')
        .trim()
        .split(' ')
        .slice(0, 4)
        .join(' '),
    );
    expect(said.texts).toMatch(/Source: .*extracted/);
    await page.context().close();
  });

  it('as PNG has the drawing on white in its own font', async () => {
    const page = await demo.open(METRIC);
    const { name, bytes } = await download(page, '[data-download="png"]');
    expect(name).toBe('unplanned-downtime.png');
    const seen = await page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), {
        width: image.width,
        height: image.height,
      });
      const pen = canvas.getContext('2d') as CanvasRenderingContext2D;
      pen.drawImage(image, 0, 0);
      const { data } = pen.getImageData(0, 0, image.width, image.height);
      const colours = new Set<string>();
      for (let at = 0; at < data.length; at += 4)
        colours.add(`${data[at]},${data[at + 1]},${data[at + 2]},${data[at + 3]}`);
      return {
        width: image.width,
        corner: [...data.slice(0, 4)],
        line: colours.has('20,80,95,255'),
        colours: colours.size,
      };
    }, bytes.toString('base64'));
    expect(seen).toMatchObject({ width: 1600, corner: [255, 255, 255, 255], line: true });
    expect(seen.colours).toBeGreaterThan(20);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('as CSV is the metric’s own file', async () => {
    const page = await demo.open(METRIC);
    const { name, bytes } = await download(page, 'a[href$=".csv"]');
    expect(name).toBe('unplanned-downtime.csv');
    expect(bytes.toString()).toBe(
      await readFile(`${demo.dist}/api/metrics/unplanned-downtime.csv`, 'utf8'),
    );
    await page.context().close();
  });
});

describe('small charts of one metric', () => {
  it('say once what they share and where it comes from; each file that is taken along says it again', async () => {
    const page = await demo.open(METRIC);
    const main = await page.locator('main').innerText();
    expect(main.match(/Source: Machine stops by month, extracted/g)).toHaveLength(2);
    expect(main.match(/all to one scale/g)).toHaveLength(1);
    const figure = page.locator('.grid.small [data-chart]').last();
    await figure.locator('summary').click();
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      figure.locator('[data-download="svg"]').click(),
    ]);
    const texts = [...(await readFile(await file.path(), 'utf8')).matchAll(/<text[^>]*>([^<]*)/g)]
      .map(([, text]) => text)
      .join(' ');
    expect(texts).toMatch(
      /Unplanned downtime, %, by month; usual range .* \(grey\); target 7\.65 \(line\)\./,
    );
    expect(texts).toContain('Source: Machine stops by month, extracted');
    await page.context().close();
  });
});

describe('a chart', () => {
  it('has the colours that a reader forces on the page', async () => {
    const page = await demo.open(METRIC);
    const strokes = () =>
      page.evaluate(() =>
        [
          ...document.querySelectorAll(
            '.chart-wide svg path[stroke], .chart-wide svg line[stroke]',
          ),
        ].map((mark) => getComputedStyle(mark).stroke),
      );
    await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
    const system = await page.evaluate(() =>
      ['CanvasText', 'GrayText', 'LinkText'].map((name) => {
        document.body.style.setProperty('color', name);
        return getComputedStyle(document.body).color;
      }),
    );
    const seen = new Set(await strokes());
    seen.delete('none');
    expect([...seen].filter((colour) => !system.includes(colour))).toEqual([]);
    expect(seen.size).toBeGreaterThan(1);
    await page.context().close();
  });
});

describe('exploring a chart', () => {
  it('loads Vega only when asked, from this site, without eval, and is walked by keyboard', async () => {
    const page = await demo.open(METRIC);
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    expect(
      await page.evaluate(() =>
        performance.getEntriesByType('resource').some((entry) => entry.name.includes('vega')),
      ),
    ).toBe(false);
    await page.locator('[data-explore]').press('Enter');
    const reader = page.getByRole('slider', { name: 'Period to read' });
    await reader.waitFor();
    await page.waitForSelector('.explore-drawing svg');
    expect(asked.some((path) => path.endsWith('/explore/vega.js'))).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('type'))).toBe(
      'checkbox',
    );
    const newest = await reader.getAttribute('aria-valuetext');
    await reader.press('ArrowLeft');
    const before = await reader.getAttribute('aria-valuetext');
    expect(newest).toMatch(/^2026-09: All sites 9\.7/);
    expect(before).toMatch(/^2026-08: All sites/);
    await page.getByRole('checkbox', { name: 'Eskmoor' }).check();
    expect(await page.locator('.explore-said').textContent()).toContain('Eskmoor');
    await page.waitForFunction(
      () => document.querySelectorAll('.explore-drawing .mark-line path').length === 2,
    );
    const inside = await page.evaluate(() => {
      const frame = document.querySelector('.explore-drawing')?.getBoundingClientRect() as DOMRect;
      return [...document.querySelectorAll('.explore-drawing .mark-line path')].every((path) => {
        const box = path.getBoundingClientRect();
        return (
          box.width > 300 &&
          box.left >= frame.left &&
          box.right <= frame.right &&
          box.bottom <= frame.bottom
        );
      });
    });
    expect(inside).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.getByRole('button', { name: 'Close' }).press('Enter');
    expect(await page.evaluate(() => document.activeElement?.hasAttribute('data-explore'))).toBe(
      true,
    );
    expect(page.errors).toEqual([]);
    await page.context().close();
  });

  it('is opened by a link over the periods that it names, and keeps those that are chosen', async () => {
    const page = await demo.open(`${METRIC}?from=2026-01&to=2026-06`);
    const [from, to] = [0, 1].map((at) => page.locator('.explore select').nth(at));
    await page.waitForSelector('.explore-drawing svg');
    const chosen = [from, to].map((select) => select?.locator('option:checked').textContent());
    expect(await Promise.all(chosen)).toEqual(['2026-01', '2026-06']);
    await from?.selectOption({ label: '2026-03' });
    expect(new URL(page.url()).search).toBe('?from=2026-03&to=2026-06');
    await page.locator('.explore button', { hasText: 'Close' }).click();
    expect(new URL(page.url()).search).toBe('');
    await page.context().close();
  });
});
