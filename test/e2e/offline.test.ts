import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { ROOT, trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';

it('a playbook that was never opened is read, and ticked, without a network', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-offline-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  expect(
    await trilens([
      'build',
      '--content',
      join(dir, 'content'),
      '--data',
      join(dir, 'data'),
      '--cache',
      join(dir, 'cache'),
      '--out',
      join(dir, 'dist'),
      '--base',
      '/portal/',
    ]),
  ).toMatchObject({ code: 0 });
  const { url, server } = await serve(join(dir, 'dist'), '/portal/');
  const chrome = await browser();
  try {
    const page = await chrome.newPage();
    await page.goto(`${url}playbooks/`);
    await page.evaluate(async () => {
      await navigator.serviceWorker.ready;
      while (
        (await caches.keys()).length === 0 ||
        !(await caches.match(new URL('name-a-stop/', location.href).href))
      )
        await new Promise((wait) => setTimeout(wait, 50));
    });
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
    await page.goto(`${url}playbooks/name-a-stop/`);
    const box = page.locator('input[data-step]').first();
    await box.check();
    await page.reload();
    expect(await page.locator('h1').innerText()).toBe('Name a stop');
    expect(await page.locator('input[data-step]').first().isChecked()).toBe(true);
    expect(await page.evaluate(() => getComputedStyle(document.body).fontFamily)).toContain(
      'Source Sans',
    );
    // Search finds what is kept, and says that it looked at no more than that.
    await page.goto(`${url}search/?q=stop`);
    await page.waitForSelector('[data-results] a');
    expect(await page.locator('[data-results]').innerText()).toContain('Name a stop');
    expect(await page.locator('[data-count]').first().innerText()).toContain(
      'There is no network: only playbooks and the guide are searched.',
    );
    // A page that nobody opened before says so, and what is kept; it is not an old copy of another.
    await page.goto(`${url}metrics/unplanned-stops/`);
    expect(await page.locator('h1').innerText()).toBe('This page is not kept on this device');
    await page.getByRole('link', { name: 'Name a stop' }).click();
    expect(await page.locator('h1').innerText()).toBe('Name a stop');
  } finally {
    await chrome.close();
    server.close();
  }
}, 60_000);
