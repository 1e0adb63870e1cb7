import type { Report } from '#model/record/report.ts';

/** Which files stand beside a report's page in this build. */
export interface ReportFiles {
  pdf: boolean;
  /** Slides and Word documents: whatever is made without a browser. */
  slides: boolean;
}

const KEY = Symbol.for('trilens.reportFiles');
const holder = globalThis as { [KEY]?: ReportFiles };

export function setReportFiles(files: ReportFiles): void {
  holder[KEY] = files;
}

/** Files of a report to download, by their names beside its page. A draft has none: it would go round and stay. */
export function filesOf(report: Report): { name: string; title: string }[] {
  const { pdf, slides } = holder[KEY] ?? { pdf: false, slides: false };
  if (report.status !== 'published') return [];
  return [
    ...(pdf ? [{ name: `${report.id}.pdf`, title: 'PDF' }] : []),
    ...(slides ? [{ name: `${report.id}.docx`, title: 'Word' }] : []),
    ...(slides && report.kind === 'quarterly'
      ? [{ name: `${report.id}.pptx`, title: 'Slides' }]
      : []),
  ];
}
