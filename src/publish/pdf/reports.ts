import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser } from 'playwright-core';
import { longDate } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { reportDate } from '#model/record/report.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { launch, type Printer } from './browser.ts';
import { type BuiltSite, printPage, type RunningHead } from './print.ts';

/** Raised whenever the same page is to be printed differently. */
const LAYOUT = 1;
/** Milliseconds for one report. */
const PATIENCE = 120_000;

/**
 * Prints every published report beside its page, `reports/<id>/<id>.pdf`. A PDF is kept under the hash of its page, styles and
 * browser. Gives back null, or the one sentence to say when the browser could not print; the pages then lose their links to it.
 */
export async function printReports(
  portal: Portal,
  site: BuiltSite,
  printer: Printer,
  cacheDir: string,
): Promise<string | null> {
  const kept = new CacheFolder(join(cacheDir, 'pdf'));
  const published = portal.reports
    .filter(({ report }) => report.status === 'published')
    .map(({ report }) => report);
  let browser: Browser | null = null;
  try {
    for (const report of published) {
      const path = `reports/${report.id}/`;
      const day = /^\d{4}-\d\d-\d\d$/.test(reportDate(report))
        ? reportDate(report)
        : portal.portfolio.asOf;
      const head: RunningHead = {
        left: report.title,
        right: portal.portfolio.settings.name,
        foot: `As of ${longDate(day)}${site.origin === null ? '' : ` · ${site.origin.replace(/^https?:\/\//, '')}${site.base}${path}`}`,
      };
      const key = JSON.stringify([
        LAYOUT,
        printer.id,
        site.origin,
        site.base,
        head,
        await digestOf(join(site.dir, path, 'index.html'), site),
      ]);
      const found = await kept.get(key);
      let pdf: Uint8Array;
      if (found !== null) pdf = Buffer.from(found, 'base64');
      else {
        browser ??= await launch(printer);
        const context = await browser.newContext({
          bypassCSP: true,
          serviceWorkers: 'block',
          locale: portal.portfolio.settings.locale,
          timezoneId: 'UTC',
          viewport: { width: 1200, height: 900 },
        });
        pdf = await withinPatience(printPage(context, site, path, head, day));
        await context.close();
        await kept.put(key, Buffer.from(pdf).toString('base64'));
      }
      await writeFile(join(site.dir, path, `${report.id}.pdf`), pdf);
    }
    return null;
  } catch (error) {
    for (const report of published)
      await withoutLink(join(site.dir, `reports/${report.id}/index.html`), `${report.id}.pdf`);
    return `Reports were not printed to PDF: ${(error as Error).message.split('\n')[0]}`;
  } finally {
    await browser?.close();
    await kept.prune();
  }
}

/** A browser that hangs costs a PDF, never the night. */
async function withinPatience<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const out = new Promise<never>((_, failed) => {
    timer = setTimeout(
      () => failed(new Error(`the browser did not answer within ${PATIENCE / 1000} s`)),
      PATIENCE,
    );
  });
  return Promise.race([work, out]).finally(() => clearTimeout(timer));
}

/** Hash of a page and of the styles it names; fonts and pictures bear their own hash in their names. */
async function digestOf(file: string, site: BuiltSite): Promise<string> {
  const html = await readFile(file, 'utf8');
  const hash = createHash('sha256').update(html);
  for (const [, href = ''] of html.matchAll(/<link rel="stylesheet" href="([^"]+)"/g))
    hash.update(await readFile(join(site.dir, href.slice(site.base.length))));
  return hash.digest('hex');
}

async function withoutLink(file: string, name: string): Promise<void> {
  const html = await readFile(file, 'utf8');
  await writeFile(
    file,
    html.replaceAll(/<a [^>]*href="([^"]+)"[^>]*>.*?<\/a>/gs, (link, href: string) =>
      basename(href) === name ? '' : link,
    ),
  );
}
