import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { BrowserContext } from 'playwright-core';
import type { IsoDate } from '#model/time/date.ts';
import { accessiblePdf, type PageWords } from './accessible.ts';
import { normalizePdf } from './normalize.ts';

/** A built folder, and the address under which its readers will find it. */
export interface BuiltSite {
  dir: string;
  base: string;
  /** `https://portal.example.com`, or null where nobody said; links that lead out of a document then are plain text. */
  origin: string | null;
}

/** What stands on every sheet. */
export interface RunningHead {
  left: string;
  right: string;
  foot: string;
}

const NOWHERE = 'http://portal.invalid';
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
};

/** One page as a tagged PDF with an outline. Every request is answered from the build; scripts do not run. */
export async function printPage(
  context: BrowserContext,
  site: BuiltSite,
  path: string,
  head: RunningHead,
  day: IsoDate,
): Promise<Buffer> {
  const origin = site.origin ?? NOWHERE;
  const page = await context.newPage();
  try {
    await page.route('**/*', async (route) => {
      if (route.request().resourceType() === 'script') return route.abort();
      const url = new URL(route.request().url());
      const inside =
        url.origin === origin && url.pathname.startsWith(site.base)
          ? decodeURIComponent(url.pathname.slice(site.base.length))
          : null;
      const file =
        inside === null || inside.split('/').includes('..')
          ? null
          : join(site.dir, inside.endsWith('/') || inside === '' ? `${inside}index.html` : inside);
      const body = file === null ? null : await readFile(file).catch(() => null);
      if (file === null || body === null) return route.abort();
      return route.fulfill({
        body,
        contentType: TYPES[extname(file)] ?? 'application/octet-stream',
      });
    });
    await page.goto(origin + site.base + path, { waitUntil: 'load' });
    await page.addStyleTag({ content: sheet(head) });
    await page.emulateMedia({ media: 'print', colorScheme: 'light', reducedMotion: 'reduce' });
    await page.evaluate(async (nowhere) => {
      for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href]')) {
        const elsewhere = link.href.split('#')[0] !== location.href.split('#')[0];
        if (elsewhere && link.href.startsWith(nowhere)) link.removeAttribute('href');
      }
      for (const image of document.images) image.loading = 'eager';
      await document.fonts.ready;
    }, NOWHERE);
    const words = await page.evaluate(wordsOf);
    const printed = await page.pdf({
      tagged: true,
      outline: true,
      preferCSSPageSize: true,
      printBackground: true,
    });
    return accessiblePdf(normalizePdf(printed, day), words, day);
  } finally {
    await page.close();
  }
}

/** Runs in the page. */
function wordsOf(): PageWords {
  const plain = (element: Element | null) =>
    (element?.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
  const seen = (element: Element) => element.checkVisibility();
  return {
    title: document.title,
    language: document.documentElement.lang,
    headings: [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].filter(seen).map(plain),
    figures: [...document.querySelectorAll('figure')]
      .filter(seen)
      .map((figure) => plain(figure.querySelector('.chart-finding, figcaption'))),
  };
}

/** Margins of the sheet as CSS, with the page's own font. */
function sheet(head: RunningHead): string {
  const small = "font: 8pt 'Source Sans 3 Variable', sans-serif; color: #444";
  return `@page { margin: 17mm 14mm 15mm;
  @top-left { content: ${quoted(head.left)}; ${small}; vertical-align: top; padding-top: 7mm }
  @top-right { content: ${quoted(head.right)}; ${small}; vertical-align: top; padding-top: 7mm }
  @bottom-left { content: ${quoted(head.foot)}; ${small} }
  @bottom-right { content: counter(page) " / " counter(pages); ${small} }
}
@page :first { margin-top: 12mm; @top-left { content: none } @top-right { content: none } }`;
}

/** A CSS string of any text. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^\p{L}\p{N} .,;:·()%–-]/gu, (mark) => `\\${mark.codePointAt(0)!.toString(16)} `)}"`;
}
