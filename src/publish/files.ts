import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { filesOf, setReportFiles } from '#site/reportFiles.ts';
import { findPrinter } from './pdf/browser.ts';
import type { BuiltSite } from './pdf/print.ts';

/**
 * Looks what can be made beside the pages of published reports, so that their pages name it, and gives the step that makes it
 * once the pages are there. The step gives back what the summary has to say.
 */
export async function prepareFiles(
  portal: Portal,
): Promise<(site: BuiltSite, cacheDir: string) => Promise<string[]>> {
  const wanted = portal.reports.some(({ report }) => report.status === 'published');
  const printer = wanted ? await findPrinter() : null;
  setReportFiles({ pdf: printer !== null, slides: wanted });
  return async (site, cacheDir) => {
    if (!wanted) return [];
    await writeDecks(portal, site);
    if (printer === null)
      return [
        'Reports were not printed to PDF: no browser was found. Install Chrome, Edge or Chromium, or name one in TRILENS_BROWSER; on Linux (x64) one comes with npm ci.',
      ];
    const { printReports } = await import('./pdf/reports.ts');
    return printReports(portal, site, printer, cacheDir);
  };
}

/** A deck beside the page of every report that offers one, drawn from that page. */
async function writeDecks(portal: Portal, site: BuiltSite): Promise<void> {
  const { deckOf } = await import('./slides/deck.ts');
  for (const { report, frozen } of portal.reports) {
    const file = filesOf(report).find(({ name }) => name.endsWith('.pptx'));
    if (!file) continue;
    const folder = join(site.dir, 'reports', report.id);
    const shown = frozen ?? portal;
    const address = site.origin === null ? null : `${site.origin}${site.base}reports/${report.id}/`;
    await writeFile(
      join(folder, file.name),
      await deckOf(
        await readFile(join(folder, 'index.html'), 'utf8'),
        shown,
        shown.portfolio.asOf,
        address,
      ),
    );
  }
}
