import { execFile, execFileSync, spawn } from 'node:child_process';
import { glob, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trilens } from '../cli/trilens.ts';
import { browser } from './browser.ts';

const NGINX = ['/usr/sbin/nginx', '/usr/local/sbin/nginx'].find((path) => {
  try {
    execFileSync(path, ['-v'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
});

/** nginx with the configuration that `trilens setup nginx` writes, serving a published release of the demonstration. */
describe.skipIf(NGINX === undefined)('nginx with the shipped configuration', () => {
  let dir: string;
  let url: string;
  let chrome: Browser;
  let stop: () => void;

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'trilens-nginx-'));
    await promisify(execFile)('chmod', ['755', dir]);
    expect(
      await trilens(['build', '--out', join(dir, 'dist'), '--base', '/portal/']),
    ).toMatchObject({ code: 0 });
    expect(
      await trilens(['publish', '--from', join(dir, 'dist'), '--to', join(dir, 'site')]),
    ).toMatchObject({ code: 0 });
    expect(
      await trilens([
        'setup',
        'nginx',
        dir,
        '--to',
        join(dir, 'site'),
        '--host',
        'localhost',
        '--base',
        '/portal/',
      ]),
    ).toMatchObject({ code: 0 });
    const port = await freePort();
    // Only where it listens is changed: a test may not open port 80.
    const server = (await readFile(join(dir, 'nginx.conf'), 'utf8'))
      .replace('listen 80;', `listen 127.0.0.1:${port};`)
      .replace('listen [::]:80;', '');
    await writeFile(join(dir, 'portal.conf'), server);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${dir}/tmp-${name};`)
      .join(' ');
    await writeFile(
      join(dir, 'main.conf'),
      `${process.getuid?.() === 0 ? 'user root;\n' : ''}pid ${dir}/nginx.pid;\nerror_log ${dir}/error.log;\nevents {}\nhttp { access_log off; ${temporary} include ${dir}/portal.conf; }\n`,
    );
    const child = spawn(
      NGINX as string,
      ['-c', join(dir, 'main.conf'), '-e', join(dir, 'error.log'), '-g', 'daemon off;'],
      { stdio: 'inherit' },
    );
    stop = () => child.kill('SIGTERM');
    url = `http://localhost:${port}/portal/`;
    for (
      let tries = 0;
      tries < 100 &&
      !(await fetch(url).then(
        (answer) => answer.ok,
        () => false,
      ));
      tries++
    )
      await new Promise((wait) => setTimeout(wait, 50));
    chrome = await browser();
  });
  afterAll(async () => {
    await chrome?.close();
    stop?.();
  });

  /** A page that records what the browser refused. */
  async function watched(): Promise<{ page: Page; refused: string[] }> {
    const context = await chrome.newContext({ serviceWorkers: 'block' });
    const page = await context.newPage();
    const refused: string[] = [];
    await page.exposeFunction('refuse', (what: string) => refused.push(`${page.url()}: ${what}`));
    await page.addInitScript(() =>
      addEventListener('securitypolicyviolation', (event) =>
        (globalThis as never as { refuse: (what: string) => void }).refuse(
          `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`,
        ),
      ),
    );
    page.on(
      'console',
      (message) => message.type() === 'error' && refused.push(`${page.url()}: ${message.text()}`),
    );
    page.on('pageerror', (error) => refused.push(`${page.url()}: ${error}`));
    return { page, refused };
  }

  it('no page does anything that the Content-Security-Policy refuses', async () => {
    const { page, refused } = await watched();
    let pages = 0;
    for await (const file of glob('**/index.html', { cwd: join(dir, 'site/current') })) {
      await page.goto(url + file.replace(/index\.html$/, ''));
      pages++;
    }
    expect(pages).toBeGreaterThan(60);
    expect(refused).toEqual([]);
    // The policy is in force: what a page must not do is refused.
    await page.evaluate(() => {
      document.body.setAttribute('onclick', 'document.title = "run"');
      document.body.append(
        Object.assign(document.createElement('script'), { textContent: 'document.title = "run"' }),
      );
    });
    expect(await page.title()).not.toBe('run');
    expect(refused.length).toBeGreaterThan(0);
    await page.context().close();
  }, 180_000);

  it('search finds under the policy', async () => {
    const { page, refused } = await watched();
    await page.goto(`${url}search/?q=headset`);
    await page.locator('[data-results] a').first().waitFor();
    expect(refused).toEqual([]);
    await page.context().close();
  });

  it('a chart is explored with Vega under the policy: nothing is evaluated', async () => {
    const { page, refused } = await watched();
    await page.goto(`${url}metrics/work-order-wau/`);
    await page.locator('[data-explore]').first().click();
    await page.locator('.explore-drawing svg').waitFor();
    await page.locator('.explore-drawing .mark-line path').first().waitFor({ state: 'attached' });
    await page.locator('.explore-drawing svg').hover();
    for (const select of await page.locator('.explore select').all())
      await select.selectOption({ index: 1 });
    expect(refused).toEqual([]);
    await page.context().close();
  });

  it('a chart is downloaded as a picture and the theme is switched under the policy', async () => {
    const { page, refused } = await watched();
    await page.goto(`${url}metrics/work-order-wau/`);
    await page.locator('[data-theme-toggle]').click();
    await page.locator('.chart-table > summary').first().click();
    for (const kind of ['svg', 'png']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator(`[data-download="${kind}"]`).first().click(),
      ]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`\\.${kind}$`));
    }
    expect(refused).toEqual([]);
    await page.context().close();
  });

  it('hashed files are kept for a year, pages are asked for again and compressed, and every answer carries the security headers', async () => {
    const asset = (await readdir(join(dir, 'site/current/assets'))).find(
      (name) => name.startsWith('Page.') && name.endsWith('.css'),
    );
    const answer = await fetch(`${url}assets/${asset}`, { headers: { 'accept-encoding': 'gzip' } });
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'max-age=31536000',
      'content-encoding': 'gzip',
      'x-content-type-options': 'nosniff',
    });
    const home = await fetch(url, { headers: { 'accept-encoding': 'gzip' } });
    const policy = home.headers.get('content-security-policy') ?? '';
    expect(Object.fromEntries(home.headers)).toMatchObject({
      'cache-control': 'no-cache',
      'content-encoding': 'gzip',
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'same-origin',
    });
    expect(policy).toContain("frame-ancestors 'self'");
    expect(policy).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
    const unchanged = await fetch(url, {
      headers: { 'if-none-match': home.headers.get('etag') ?? '' },
    });
    expect(unchanged.status).toBe(304);
    const missing = await fetch(`${url}no-such-page/`);
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('</html>');
    expect(missing.headers.get('content-security-policy')).toBe(policy);
    const folder = await fetch(`${url}goals`, { redirect: 'manual' });
    expect([folder.status, folder.headers.get('location')]).toEqual([301, '/portal/goals/']);
    // As people type it: the bare host, and the sub-path without its last slash.
    const typed = async (path: string) => {
      const { status, headers } = await fetch(new URL(path, url), { redirect: 'manual' });
      return [status, headers.get('location')];
    };
    expect(await typed('/portal')).toEqual([301, '/portal/']);
    expect(await typed('/')).toEqual([302, '/portal/']);
    const csv = (await readdir(join(dir, 'site/current/api/metrics'))).find((name) =>
      name.endsWith('.csv'),
    );
    expect((await fetch(`${url}api/metrics/${csv}`)).headers.get('content-type')).toBe(
      'text/csv; charset=utf-8',
    );
    const held = `releases/${(await readdir(join(dir, 'site/releases')))[0]}`;
    for (const path of [
      held,
      `portal/${held}`,
      `portal../${held}`,
      `portal/%2e%2e/${held}`,
      'portal../.lock',
      '.lock',
      'portal/assets/../../releases/',
    ]) {
      expect((await fetch(`${new URL(url).origin}/${path}`)).status, path).toBe(404);
    }
  });

  it('a page that is open while a release is put in place still gets its files, and the next visit shows the new release', async () => {
    const { page, refused } = await watched();
    await page.goto(`${url}goals/`);
    const old = (await readdir(join(dir, 'site/current/assets'))).find(
      (name) => name.startsWith('Steps.') || name.endsWith('.js'),
    ) as string;
    const home = await readFile(join(dir, 'dist/index.html'), 'utf8');
    await writeFile(
      join(dir, 'dist/index.html'),
      home.replace('</main>', '<p>second release</p></main>'),
    );
    const gone = `pagefind/fragment/${(await readdir(join(dir, 'dist/pagefind/fragment')))[0]}`;
    await promisify(execFile)('rm', [join(dir, 'dist/assets', old), join(dir, 'dist', gone)]);
    expect(
      await trilens(['publish', '--from', join(dir, 'dist'), '--to', join(dir, 'site')]),
    ).toMatchObject({ code: 0 });
    expect((await fetch(`${url}assets/${old}`)).status).toBe(200);
    // What was said in the release before is not to be had any more.
    expect((await fetch(`${url}${gone}`)).status).toBe(404);
    await page.goto(url);
    expect(await page.textContent('main')).toContain('second release');
    expect(refused.filter((line) => !line.includes(old))).toEqual([]);
    await page.context().close();
  });
});

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
