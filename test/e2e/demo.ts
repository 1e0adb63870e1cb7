import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { ENV } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';

export interface Demo {
  /** The built folder. */
  dist: string;
  url: string;
  /** A page in a context of its own, with what went wrong on it. */
  open: (path: string, width?: number) => Promise<Page & { errors: string[] }>;
  close: () => Promise<void>;
}

/** The demonstration portfolio, built under a sub-path and served as a static host would. */
export async function demoSite(): Promise<Demo> {
  const dist = join(await mkdtemp(join(tmpdir(), 'trilens-')), 'site');
  await promisify(execFile)(
    process.execPath,
    ['src/cli/main.ts', 'build', '--out', dist, '--base', '/portal/'],
    { env: ENV },
  );
  const { url, server } = await serve(dist, '/portal/');
  const chrome = await browser();
  return {
    dist,
    url,
    async open(path, width = 1440) {
      const page = Object.assign(
        await (
          await chrome.newContext({ viewport: { width, height: 900 }, reducedMotion: 'reduce' })
        ).newPage(),
        { errors: [] as string[] },
      );
      page.on(
        'console',
        (message) => message.type() === 'error' && page.errors.push(message.text()),
      );
      page.on('pageerror', (error) => page.errors.push(String(error)));
      page.on(
        'request',
        (request) =>
          !request.url().startsWith(url) &&
          !request.url().startsWith('data:') &&
          !request.url().startsWith('blob:') &&
          page.errors.push(`left the site: ${request.url()}`),
      );
      await page.goto(url + path);
      return page;
    },
    async close() {
      await chrome.close();
      server.close();
    },
  };
}

/** What axe finds, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Not as a script element: a page's own policy forbids those.
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core'), 'utf8'));
  return page.evaluate(async () =>
    (
      await (
        globalThis as never as {
          axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        }
      ).axe.run()
    ).violations.map((violation) => `${violation.id}: ${violation.nodes[0]?.html.slice(0, 160)}`),
  );
}
