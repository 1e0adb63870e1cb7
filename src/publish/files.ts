import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { meetingsAhead } from '#model/decision/meeting.ts';
import { hasPart, howToAdd, type OptionalPart } from '#ingest/optionalPart.ts';
import type { PortfolioSettings } from '#model/record/portfolio.ts';
import { type IsoDate, longDate } from '#model/time/date.ts';
import type { Portal } from '#model/portal.ts';
import { filesOf, type ReportFiles, setReportFiles } from '#site/reportFiles.ts';
import { findPrinter, howToPrint } from './pdf/browser.ts';
import type { Template } from './slides/template.ts';
import type { BuiltSite } from './pdf/print.ts';

/**
 * Looks what can be made beside the pages of published reports, so that their pages name it, and gives the step that makes it
 * once the pages are there. The step gives back what the summary has to say.
 */
export async function prepareFiles(
  portal: Portal,
  contentDir: string,
): Promise<(site: BuiltSite, cacheDir: string) => Promise<string[]>> {
  const wanted = portal.reports.some(({ report }) => report.status === 'published');
  const playbooks =
    portal.portfolio.settings.playbookPdf === true && portal.portfolio.playbooks.length > 0;
  const printer = wanted || playbooks ? await findPrinter() : null;
  const made = {
    pdf: printer !== null,
    slides: wanted && hasPart('slides'),
    documents: hasPart('documents'),
    playbooks: playbooks && printer !== null,
  };
  setReportFiles(made);
  return async (site, cacheDir) => {
    if (made.documents) await writeAgendas(portal, site);
    const notes = missingNotes(portal, made);
    if (!wanted && !playbooks) return notes;
    if (made.slides) await writeDecks(portal, site, contentDir);
    if (made.documents) await writeDocuments(portal, site);
    if (printer === null)
      return [...notes, `Pages were not printed to PDF: no browser was found. ${howToPrint()}`];
    const { printSheets, sheetsOf } = await import('./pdf/sheets.ts');
    const sheets = sheetsOf(portal);
    return [...notes, ...(await printSheets(sheets, portal, { site, printer, cacheDir }))];
  };
}

/** What was asked for and is not made, since its part is not installed. */
function missingNotes({ reports, portfolio }: Portal, made: ReportFiles): string[] {
  const published = reports.filter(({ report }) => report.status === 'published');
  const parts: { part: OptionalPart; name: string; isMissing: boolean }[] = [
    {
      part: 'documents',
      name: 'Word documents',
      isMissing:
        !made.documents && (published.length > 0 || (portfolio.settings.meetings ?? []).length > 0),
    },
    {
      part: 'slides',
      name: 'slides',
      isMissing: !made.slides && published.some(({ report }) => report.kind === 'quarterly'),
    },
  ];
  const missing = parts.filter(({ isMissing }) => isMissing);
  if (missing.length === 0) return [];
  const names = missing.map(({ name }) => name).join(' or ');
  return [
    `This build has no ${names}: what makes them is not installed. Add it with ${howToAdd(...missing.map(({ part }) => part))}.`,
  ];
}

/** The agenda of every meeting ahead as a Word document, drawn from its page. */
async function writeAgendas({ portfolio: { settings, asOf } }: Portal, site: BuiltSite) {
  for (const { id } of meetingsAhead(settings, asOf))
    await writeDocument(join(site.dir, 'decisions', id), `${id}.docx`, settings, asOf);
}

/** Every published report as a Word document, drawn from its page. */
async function writeDocuments(portal: Portal, site: BuiltSite): Promise<void> {
  for (const { report, frozen } of portal.reports) {
    const file = filesOf(report).find(({ name }) => name.endsWith('.docx'));
    const { settings, asOf } = (frozen ?? portal).portfolio;
    if (file) await writeDocument(join(site.dir, 'reports', report.id), file.name, settings, asOf);
  }
}

async function writeDocument(
  folder: string,
  name: string,
  { name: company, locale }: PortfolioSettings,
  day: IsoDate,
): Promise<void> {
  const { documentOf } = await import('./document/document.ts');
  const html = await readFile(join(folder, 'index.html'), 'utf8');
  const facts = { language: locale, company, day, foot: `${company}, as of ${longDate(day)}` };
  await writeFile(join(folder, name), await documentOf(html, facts));
}

/** `content/reports/template.pptx`, where the company has slides of its own. */
async function templateIn(contentDir: string): Promise<Template | null> {
  const bytes = await readFile(join(contentDir, TEMPLATE)).catch(() => null);
  if (bytes === null) return null;
  const { readTemplate } = await import('./slides/template.ts');
  return readTemplate(bytes, `content/${TEMPLATE}`);
}

const TEMPLATE = 'reports/template.pptx';
/** Slides of a board pack: what a meeting of the board has time for; the rest is on the portal. */
const MOST_SLIDES = 12;

/** A deck beside the page of every report that offers one, drawn from that page. */
async function writeDecks(portal: Portal, site: BuiltSite, contentDir: string): Promise<void> {
  const { deckOf } = await import('./slides/deck.ts');
  const template = await templateIn(contentDir);
  for (const { report, frozen } of portal.reports) {
    const file = filesOf(report).find(({ name }) => name.endsWith('.pptx'));
    if (!file) continue;
    const folder = join(site.dir, 'reports', report.id);
    const shown = frozen ?? portal;
    const address = site.origin === null ? null : `${site.origin}${site.base}reports/${report.id}/`;
    await writeFile(
      join(folder, file.name),
      await deckOf(await readFile(join(folder, 'index.html'), 'utf8'), shown, {
        day: shown.portfolio.asOf,
        address,
        template,
        most: report.slides ?? MOST_SLIDES,
      }),
    );
  }
}
