import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ExportReport } from '#model/record/export.ts';
import { replaceFile } from '#ingest/sealedFile.ts';
import { harmlessCsv } from '#ingest/table/csv.ts';

/** Where the rows that were quarantined are listed in full, on this machine only: `.trilens/quarantine/<export>.csv`. */
function quarantineFile(cacheDir: string, name: string): string {
  return join(cacheDir, 'quarantine', `${name}.csv`);
}

/** Writes the rows that were quarantined with file, line, column, reason, rule and raw text; no rows, no file. */
export async function writeQuarantine(report: ExportReport, cacheDir: string): Promise<void> {
  const file = quarantineFile(cacheDir, report.contract.name);
  if (report.quarantine.length === 0) return rm(file, { force: true });
  const rows = report.quarantine.map((row) => [
    row.file,
    row.line,
    row.column,
    row.reason,
    row.rule,
    row.raw,
  ]);
  await replaceFile(file, harmlessCsv(['file', 'line', 'column', 'reason', 'rule', 'raw'], rows));
}
