import { glob, readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { POLICY } from '#site/policy.ts';
import { type Demo, demoSite } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
}, 180_000);
afterAll(() => demo?.close());

/** One page of each section and depth: the pages of one section are drawn alike. */
async function kinds(): Promise<string[]> {
  const paths: string[] = [];
  for await (const file of glob('**/index.html', { cwd: demo.dist }))
    paths.push(file.replace(/index\.html$/, ''));
  const kind = (path: string) => `${path.split('/')[0]} ${path.split('/').length}`;
  return [
    ...new Map(paths.sort().map((path) => [kind(path), path])).values(),
    'no-such-page/../404.html',
  ];
}

describe('on a host that sends no headers', () => {
  it('every page carries the policy, first of all, and no page does anything that it refuses', async () => {
    const paths = await kinds();
    expect(paths.length).toBeGreaterThan(30);
    const page = await demo.open('');
    for (const path of paths) {
      await page.goto(demo.url + path);
      expect(
        await page.evaluate(() => document.querySelector('meta[charset] + meta')?.outerHTML),
        path,
      ).toContain('http-equiv="Content-Security-Policy"');
    }
    expect(page.errors).toEqual([]);
    await page.context().close();
  }, 180_000);

  it('what gets into a page does not run, load or send', async () => {
    const page = await demo.open('goals/');
    await page.evaluate(() => {
      document.body.setAttribute('onclick', 'document.title = "run"');
      document.body.append(
        Object.assign(document.createElement('script'), { textContent: 'document.title = "run"' }),
      );
      document.body.append(
        Object.assign(document.createElement('img'), { src: 'https://example.org/pixel.gif' }),
      );
    });
    await page.locator('h1').click();
    expect(await page.title()).not.toBe('run');
    expect(
      await page.evaluate(() =>
        fetch('https://example.org/').then(
          () => 'sent',
          () => 'refused',
        ),
      ),
    ).toBe('refused');
    expect(
      page.errors.filter((error) => error.includes('Content Security Policy')).length,
    ).toBeGreaterThanOrEqual(3);
    await page.context().close();
  }, 60_000);

  it('search, charts to explore and to take along, and reading without a network work under it', async () => {
    const page = await demo.open('search/?q=headset');
    await page.locator('[data-results] a').first().waitFor();
    await page.goto(`${demo.url}metrics/work-order-wau/`);
    await page.locator('[data-explore]').first().click();
    await page.locator('.explore-drawing .mark-line path').first().waitFor({ state: 'attached' });
    await page.locator('.chart-table > summary').first().click();
    for (const kind of ['svg', 'png']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`[data-download="${kind}"]`).first().click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${kind}$`));
    }
    await page.goto(`${demo.url}playbooks/`);
    expect(
      await page.evaluate(() =>
        navigator.serviceWorker.ready.then(({ active }) => active?.scriptURL),
      ),
    ).toContain('sw.js');
    expect(page.errors).toEqual([]);
    await page.context().close();
  }, 120_000);

  it('servers that do send headers send the same, and who may show the portal in a frame', async () => {
    const nginx = /Content-Security-Policy "([^"]+)"/.exec(
      await readFile('src/publish/setup/nginx/nginx.conf', 'utf8'),
    )?.[1];
    const azure = JSON.parse(
      await readFile('src/publish/setup/azure/staticwebapp.config.json', 'utf8'),
    ) as { globalHeaders: Record<string, string> };
    expect(nginx).toBe(`${POLICY}; frame-ancestors 'self'`);
    expect(azure.globalHeaders['Content-Security-Policy']).toBe(nginx);
  });
});
