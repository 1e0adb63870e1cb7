import type { Doubt, ExportReport } from '#model/record/export.ts';

/** A total, a source and a date of printing are usual under a table; more lines than these may be rows. */
const USUAL = 3;

/** Files with more lines left out under their table than is usual. Sentences hold no text of a line: `trilens read` shows those. */
export function leftOut({ files }: Pick<ExportReport, 'files'>): Doubt[] {
  return files.flatMap(({ path, ignoredBy }) => {
    const count = ignoredBy['footer'] ?? 0;
    return count <= USUAL
      ? []
      : [
          {
            rule: 'export/ignored' as const,
            sentence: `${count} lines under the table of ${path} are left out as totals and remarks; trilens read ${path} lists them.`,
          },
        ];
  });
}
