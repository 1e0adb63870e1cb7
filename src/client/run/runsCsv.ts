import { csvOf, harmless } from '#ingest/table/csv.ts';
import type { RunRecord } from '#model/run/run.ts';
import { RUN_COLUMNS, runRows } from '#model/run/runRows.ts';
import { sealOf } from '#model/run/seal.ts';

/**
 * The rows of some runs as one CSV, each with its seal, that of the last one as the last; a text that a spreadsheet would run
 * is made harmless first.
 */
export function runsCsv(records: readonly RunRecord[]): string {
  const rows = records.flatMap((record) => {
    const own = runRows(record);
    return own.map((row, index) => {
      const cells = row.map((value) =>
        typeof value === 'string' ? harmless(value) : String(value ?? ''),
      );
      return [...cells, sealOf(cells, index === own.length - 1)];
    });
  });
  return csvOf([RUN_COLUMNS, ...rows]);
}
