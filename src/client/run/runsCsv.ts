import { csvOf, harmless } from '#ingest/table/csv.ts';
import type { RunRecord } from '#model/run/run.ts';
import { RUN_COLUMNS, runRows } from '#model/run/runRows.ts';
import { sealOf } from '#model/run/seal.ts';

/** The rows of some runs as one CSV, each with its seal; a text that a spreadsheet would run is made harmless first. */
export function runsCsv(records: readonly RunRecord[]): string {
  const rows = records.flatMap(runRows).map((row) => {
    const cells = row.map((value) =>
      typeof value === 'string' ? harmless(value) : String(value ?? ''),
    );
    return [...cells, sealOf(cells)];
  });
  return csvOf([RUN_COLUMNS, ...rows]);
}
