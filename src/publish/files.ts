import type { Portal } from '#model/portal.ts';
import { setReportFiles } from '#site/reportFiles.ts';
import { findPrinter } from './pdf/browser.ts';
import type { BuiltSite } from './pdf/print.ts';
import { printReports } from './pdf/reports.ts';

/**
 * Looks what can be made beside the pages of published reports, so that their pages name it, and gives the step that makes it
 * once the pages are there. The step gives back what the summary has to say.
 */
export async function prepareFiles(portal: Portal): Promise<(site: BuiltSite, cacheDir: string) => Promise<string[]>> {
  const wanted = portal.reports.some(({ report }) => report.status === 'published');
  const printer = wanted ? await findPrinter() : null;
  setReportFiles({ pdf: printer !== null, slides: false });
  return async (site, cacheDir) => {
    if (!wanted) return [];
    if (printer === null) return ['Reports were not printed to PDF: no browser was found. Install Chrome, Edge or Chromium, or name one in TRILENS_BROWSER; on Linux (x64) one comes with npm ci.'];
    const failed = await printReports(portal, site, printer, cacheDir);
    return failed === null ? [] : [failed];
  };
}
