import type { Doubt, ExportReport } from '#model/record/export.ts';

/** Numbers of nines alone that lie far outside their column, and that the contract does not name as missing. */
export function sentinelDoubts({ files }: Pick<ExportReport, 'files'>): Doubt[] {
  const columns = new Set(files.flatMap(({ nines = {} }) => Object.keys(nines)));
  return [...columns].map((column) => ({
    rule: 'export/sentinel',
    sentence: `A number of nines alone lies far outside the other values of ${column}, as loggers write where nothing was measured. If so, name it under missingValues.`,
  }));
}
