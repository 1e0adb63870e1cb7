import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { follow } from './browser.ts';
import { type Demo, demoSite, violations } from './demo.ts';

let demo: Demo;
beforeAll(async () => {
  demo = await demoSite();
});
afterAll(() => demo?.close());

const METRIC = 'line-downtime';

describe('from the total to a site to a line', () => {
  it('takes three clicks, and the address says where one is', async () => {
    const page = await demo.open('metrics/');
    await follow(page.locator(`a[href$="/metrics/${METRIC}/"]`).first());
    const shown = () =>
      page
        .locator('[data-scope]:visible')
        .evaluateAll((figures) =>
          figures.map((figure) => (figure as HTMLElement).dataset['scope']),
        );
    const all = await shown();
    const site = page.locator('[data-scopes]').first().locator('.drill a').first();
    const name = (await site.innerText()).replace(/ alone$/, '');
    await site.click();
    expect(new URL(page.url()).searchParams.get('site')).not.toBeNull();
    const ofSite = await shown();
    expect(ofSite[0]).toBe(name);
    expect(ofSite.length).toBeGreaterThan(1);
    expect(ofSite.length).toBeLessThan(all.length);
    await page.locator('.drill a:visible').first().click();
    expect(new URL(page.url()).searchParams.get('line')).not.toBeNull();
    expect(await shown()).toHaveLength(1);
    expect(await page.locator('[data-trail]').innerText()).toMatch(/^All › .+ › .+/);
    // What is sent on shows the same, and going back goes one step.
    const line = await shown();
    await page.reload();
    expect(await shown()).toEqual(line);
    await page.goBack();
    expect(await shown()).toEqual(ofSite);
    await page.locator('[data-trail] a').first().click();
    expect(await shown()).toEqual(all);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});

describe('a page for a frame', () => {
  it('has no menus, says how high it is, and leads to the whole page', async () => {
    // A page of another host, as Teams, SharePoint or a wiki is.
    const around = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(
        `<iframe src="${demo.url}embed/${METRIC}/?site=VEL" width="600"></iframe><script>onmessage=(e)=>{window.said=e.data}</script>`,
      );
    });
    await new Promise<void>((done) => around.listen(0, '127.0.0.1', done));
    const page = await demo.open('offline/');
    await page.goto(`http://127.0.0.1:${(around.address() as { port: number }).port}/`);
    await page.waitForFunction(() => 'said' in globalThis);
    const said = await page.evaluate(() => (globalThis as unknown as { said: object }).said);
    expect(said).toMatchObject({ type: 'trilens-height', page: METRIC });
    expect((said as { height: number }).height).toBeGreaterThan(150);
    const frame = page.frames()[1]!;
    expect(await frame.locator('header.top, nav').count()).toBe(0);
    expect(await frame.locator('[data-scope]:visible').count()).toBeGreaterThan(0);
    expect(await frame.locator('a[target="_blank"]').getAttribute('href')).toContain(
      `/metrics/${METRIC}/`,
    );
    around.close();
    await page.context().close();
  });

  it.each([390, 1440])('has no accessibility violation at %i px', async (width) => {
    const page = await demo.open(`embed/${METRIC}/`, width);
    expect(await violations(page)).toEqual([]);
    expect(
      await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      ),
    ).toBeLessThanOrEqual(0);
    expect(page.errors).toEqual([]);
    await page.context().close();
  });
});
