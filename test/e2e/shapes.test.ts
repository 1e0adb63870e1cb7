import { execFile } from 'node:child_process';
import type { Server } from 'node:http';
import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browser, serve } from './browser.ts';
import { barePortfolio, longPortfolio } from './long.ts';

interface Built {
  url: string;
  server: Server;
  pages: string[];
}

let chrome: Browser;
let long: Built;
let bare: Built;
beforeAll(async () => {
  chrome = await browser();
  long = await built(await longPortfolio());
  bare = await built(await barePortfolio());
});
afterAll(async () => {
  await chrome?.close();
  for (const one of [long, bare]) one?.server.close();
});

/** A portfolio as a finished portal, with the addresses of its pages; the guide is the same in each. */
async function built(dir: string): Promise<Built> {
  const out = join(dir, 'dist');
  const at = (part: string) => join(dir, part);
  await promisify(execFile)(process.execPath, [
    'src/cli/main.ts',
    'build',
    '--content',
    at('content'),
    '--data',
    at('data'),
    '--out',
    out,
    '--cache',
    at('cache'),
  ]);
  const pages: string[] = [];
  for await (const file of glob('**/index.html', { cwd: out }))
    if (!file.startsWith('guide/')) pages.push(file.replace(/index\.html$/, ''));
  return { ...(await serve(out)), pages: pages.sort() };
}

async function open(width: number, options: { hasTouch?: boolean } = {}): Promise<Page> {
  return (
    await chrome.newContext({
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      ...options,
    })
  ).newPage();
}

describe('words without an end, names of eighty letters and values of thirteen digits', () => {
  it.each([390, 820, 1440])(
    'make no page wider than a screen of %i px, and stand in no column of single letters',
    async (width) => {
      const page = await open(width);
      const wrong: string[] = [];
      for (const path of long.pages) {
        await page.goto(long.url + path);
        wrong.push(
          ...(
            await page.evaluate(() => {
              const edge = document.documentElement.clientWidth + 1;
              const parts = [...document.querySelectorAll<HTMLElement>('body *')].filter(
                (part) => part.checkVisibility() && !part.closest('svg, .scroll, .skip'),
              );
              const said = (part: HTMLElement) =>
                `${part.tagName} ${part.className}: ${part.textContent?.trim().slice(0, 40)}`;
              const wide = parts
                .filter((part) => part.getBoundingClientRect().right > edge)
                .map((part) => `too wide, ${said(part)}`);
              const text = (part: HTMLElement) =>
                [...part.childNodes]
                  .filter((node) => node.nodeType === 3)
                  .map((node) => node.textContent?.trim())
                  .join('');
              const thin = parts
                .filter(
                  (part) =>
                    text(part).length > 12 &&
                    part.getBoundingClientRect().width > 1 &&
                    part.getBoundingClientRect().width < 45,
                )
                .map((part) => `letter by letter, ${said(part)}`);
              return [...wide, ...thin];
            })
          ).map((what) => `/${path}: ${what}`),
        );
      }
      expect(wrong).toEqual([]);
      await page.context().close();
    },
  );

  it('never part a number in two', async () => {
    const page = await open(1440);
    await page.goto(long.url);
    const lines = await page
      .locator('.goals .value strong')
      .first()
      .evaluate((part) => {
        const range = document.createRange();
        const text = part.firstChild as Text;
        range.setStart(text, 0);
        range.setEnd(text, /^[\d,]+/.exec(text.data)?.[0].length ?? 0);
        return range.getClientRects().length;
      });
    expect(lines).toBe(1);
    await page.context().close();
  });
});

describe('a portfolio that has hardly begun', () => {
  it('says on every page what is there and what is not, with no empty sum and no broken sentence', async () => {
    const page = await open(390);
    for (const path of bare.pages) {
      await page.goto(bare.url + path);
      const words = await page.locator('main').innerText();
      expect(words.length, `/${path}`).toBeGreaterThan(30);
      expect(await page.locator('h1').count(), `/${path}`).toBe(1);
      expect(
        words.match(/.*(?:undefined|NaN|\bnull\b|\b0 of 0\b|\b1 findings\b).*|^tell.*/m)?.[0],
        `/${path}`,
      ).toBeUndefined();
    }
    await page.context().close();
  });
});

describe('a tablet in gloves', () => {
  it('finds every button, fold and switch at least 44 px high', async () => {
    const page = await open(820, { hasTouch: true });
    for (const path of [
      '',
      'gates/',
      'initiatives/early-signs/',
      'sites/',
      'playbooks/name-a-stop/',
      'data/',
      'roadmap/',
    ]) {
      await page.goto(long.url + path);
      const small = await page.evaluate(() =>
        [
          ...document.querySelectorAll<HTMLElement>(
            'button, .button, summary, select, .lens a, input',
          ),
        ]
          .filter((part) => part.checkVisibility())
          .flatMap((part) => {
            const { height } = (part.closest('label') ?? part).getBoundingClientRect();
            return height < 44
              ? [
                  `${part.tagName} ${part.className} "${part.textContent?.trim().slice(0, 30)}": ${height}`,
                ]
              : [];
          }),
      );
      expect(small, `/${path}`).toEqual([]);
    }
    await page.context().close();
  });
});
