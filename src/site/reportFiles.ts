import type { Report } from '#model/record/report.ts';

/** Which kinds of files are beside the pages of reports and meetings in this build. */
export interface ReportFiles {
  pdf: boolean;
  slides: boolean;
  /** Word documents. */
  documents: boolean;
  /** A PDF beside the page of each playbook. */
  playbooks: boolean;
}

const KEY = Symbol.for('trilens.reportFiles');
const holder = globalThis as { [KEY]?: ReportFiles };

export function setReportFiles(files: ReportFiles): void {
  holder[KEY] = files;
}

/** The PDF of a playbook beside its page, or null where this build makes none. */
export function playbookPdf(id: string): string | null {
  return made().playbooks ? `${id}.pdf` : null;
}

/** Files of a report to download, by their names beside its page. A draft has none: it would go round and stay. */
export function filesOf(report: Report): { name: string; title: string }[] {
  const { pdf, slides, documents } = made();
  if (report.status !== 'published') return [];
  return [
    ...(pdf ? [{ name: `${report.id}.pdf`, title: 'PDF' }] : []),
    ...(documents ? [{ name: `${report.id}.docx`, title: 'Word' }] : []),
    ...(slides && report.kind === 'quarterly'
      ? [{ name: `${report.id}.pptx`, title: 'Slides' }]
      : []),
  ];
}

/** The agenda of a meeting to download, beside its page; null where no Word documents are made. */
export function agendaFile(meeting: string): string | null {
  return made().documents ? `decisions/${meeting}/${meeting}.docx` : null;
}

function made(): ReportFiles {
  return holder[KEY] ?? { pdf: false, slides: false, documents: false, playbooks: false };
}
