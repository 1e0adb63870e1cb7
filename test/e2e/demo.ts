import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { trilens } from '../cli/trilens.ts';
import { browser, serve } from './browser.ts';

export interface Demo {
  /** The built folder. */
  dist: string;
  url: string;
  /** A page in a context of its own, with what went wrong on it. */
  open: (path: string, width?: number) => Promise<Page & { errors: string[] }>;
  close: () => Promise<void>;
}

/** Builds the demonstration portfolio once in a run of the tests: the first that asks builds, the others wait for it. */
async function builtDemo(): Promise<string> {
  const shared = join(tmpdir(), 'demonstration');
  const dist = join(shared, 'site');
  const outcome = join(shared, 'outcome');
  try {
    await mkdir(shared);
  } catch {
    for (;;) {
      const text = await readFile(outcome, 'utf8').catch(() => null);
      if (text === 'built') return dist;
      if (text !== null) throw new Error(text);
      await setTimeout(200);
    }
  }
  const { code, err } = await trilens(['build', '--out', dist, '--base', '/portal/']);
  // Renamed into place, so that nobody reads a half of it.
  await writeFile(
    `${outcome}.new`,
    code === 0 ? 'built' : `the demonstration does not build: ${err}`,
  );
  await rename(`${outcome}.new`, outcome);
  if (code !== 0) throw new Error(err);
  return dist;
}

/** The demonstration portfolio, built under a sub-path and served as a static host would. Nobody may write into it. */
export async function demoSite(): Promise<Demo> {
  const dist = await builtDemo();
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

const axe = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds, one line each. */
export async function violations(page: Page): Promise<string[]> {
  // Not as a script element: a page's own policy forbids those.
  await page.evaluate(await axe);
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
