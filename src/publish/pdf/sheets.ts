import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { isDate, longDate, type IsoDate } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { reportDate } from '#model/record/report.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { launch, type Printer } from './browser.ts';
import { foreignLetters } from './ownFonts.ts';
import { type BuiltSite, printPage, type RunningHead } from './print.ts';

/** Raised whenever the same page is to be printed differently. */
const LAYOUT = 3;
/** Milliseconds for one page. */
const PATIENCE = 120_000;

/** A page that is printed beside itself. */
interface Sheet {
  /** Under the base: `reports/2026-10/`. */
  path: string;
  /** `2026-10.pdf` */
  file: string;
  title: string;
  day: IsoDate;
}

/** The pages that are printed: published reports, and playbooks where the portfolio asks for it. */
export function sheetsOf({ reports, portfolio }: Portal): Sheet[] {
  const published = reports.flatMap(({ report }) =>
    report.status === 'published' ? [report] : [],
  );
  const printed = portfolio.settings.playbookPdf ? portfolio.playbooks : [];
  return [
    ...published.map((report) => ({
      path: `reports/${report.id}/`,
      file: `${report.id}.pdf`,
      title: report.title,
      day: isDate(reportDate(report)) ? reportDate(report) : portfolio.asOf,
    })),
    ...printed.map(({ id, title }) => ({
      path: `playbooks/${id}/`,
      file: `${id}.pdf`,
      title,
      day: portfolio.asOf,
    })),
  ];
}

/**
 * Prints pages beside themselves, `reports/<id>/<id>.pdf`. A PDF is kept under the hash of its page, styles and
 * browser. Gives back what is to be said: that the browser could not print, and the pages then lose their links to it; or that a
 * page has letters that only the machine has a font for.
 */
export async function printSheets(
  sheets: readonly Sheet[],
  portal: Portal,
  { site, printer, cacheDir }: { site: BuiltSite; printer: Printer; cacheDir: string },
): Promise<string[]> {
  const kept = new CacheFolder(join(cacheDir, 'pdf'));
  const press = new Press(portal.portfolio.settings.locale);
  const notes: string[] = [];
  try {
    for (const { path, file, title, day } of sheets) {
      const html = await readFile(join(site.dir, path, 'index.html'), 'utf8');
      const foreign = foreignLetters(html);
      const by = foreign.length === 0 ? printer : { ...printer, fonts: null };
      if (foreign.length > 0)
        notes.push(
          `The PDF of ${path} takes ${foreign.join(' ')} from the fonts of this machine: another machine may print other bytes.`,
        );
      const head = headOf(title, portal, site, { path, day });
      const key = JSON.stringify([
        LAYOUT,
        by.id,
        by.fonts === null,
        site.origin,
        site.base,
        head,
        await digestOf(html, site),
      ]);
      const found = await kept.getBytes(key);
      const pdf =
        found ?? (await press.print(by, (context) => printPage(context, site, path, head, day)));
      if (found === null) await kept.put(key, pdf);
      await writeFile(join(site.dir, path, file), pdf);
    }
    return notes;
  } catch (error) {
    for (const { path, file } of sheets)
      await withoutLink(join(site.dir, path, 'index.html'), file);
    return [...notes, `Pages were not printed to PDF: ${(error as Error).message.split('\n')[0]}`];
  } finally {
    await press.close();
    await kept.prune();
  }
}

function headOf(
  title: string,
  portal: Portal,
  site: BuiltSite,
  { path, day }: { path: string; day: IsoDate },
): RunningHead {
  const place =
    site.origin === null ? '' : ` · ${site.origin.replace(/^https?:\/\//, '')}${site.base}${path}`;
  return {
    left: title,
    right: portal.portfolio.settings.name,
    foot: `As of ${longDate(day)}${place}`,
  };
}

/** Browsers that are started when the first page needs them: one with its own fonts, one with those of the machine. */
class Press {
  private readonly browsers = new Map<string | null, Browser>();
  private readonly locale: string;

  constructor(locale: string) {
    this.locale = locale;
  }

  async print(
    printer: Printer,
    work: (context: BrowserContext) => Promise<Uint8Array>,
  ): Promise<Uint8Array> {
    const browser = this.browsers.get(printer.fonts) ?? (await launch(printer));
    this.browsers.set(printer.fonts, browser);
    const context = await browser.newContext({
      bypassCSP: true,
      serviceWorkers: 'block',
      locale: this.locale,
      timezoneId: 'UTC',
      viewport: { width: 1200, height: 900 },
    });
    const pdf = await withinPatience(work(context));
    await context.close();
    return pdf;
  }

  async close(): Promise<void> {
    for (const browser of this.browsers.values()) await browser.close();
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

/** Hash of a page and of the styles it names; fonts and pictures have their own hash in their names. */
async function digestOf(html: string, site: BuiltSite): Promise<string> {
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
