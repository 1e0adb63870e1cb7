import type { ExportReport, QuarantinedRow } from '#model/record/export.ts';
import type { Site } from '#model/record/site.ts';
import { readPart, type Refusal } from '#ingest/export/readPart.ts';
import type { Part } from '#ingest/source/part.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';
import type { Beginning } from './beginning.ts';
import { NotPlain } from './columns.ts';
import type { OddRecord } from './scanner.ts';

/** Odd records and the end of a file as the reader of small files sees them. */
export interface Judged {
  counts: Pick<
    ExportReport['files'][number],
    'rowsIn' | 'accepted' | 'quarantined' | 'ignored' | 'ignoredBy'
  >;
  /** Rows that are in after all, with their number among the rows of the file. */
  rows: { row: number; typed: TypedTable['rows'][number] }[];
  quarantine: QuarantinedRow[];
  refusals: Refusal[];
}

/**
 * Puts the header, the odd records and the end of a file together to a small file, and reads that: whatever is not a
 * plain row is judged by the same code as in any file, with what is said about the last lines of a file said of its last.
 */
export function judge(
  begun: Beginning,
  odd: readonly OddRecord[],
  lastPlain: OddRecord | null,
  end: { line: number; row: number; bytes: Buffer },
  about: Pick<Part, 'label' | 'path' | 'source' | 'notes'>,
  sites: readonly Site[],
): Judged {
  const newline = Buffer.from('\n');
  const pieces: Buffer[] = [begun.header];
  const starts: { here: number; there: number; row: number }[] = [{ here: 1, there: 1, row: 0 }];
  let here = begun.line;
  // The last plain row stands among them, so that what comes after the last row of the file is told from what comes before.
  let witness = -1;
  for (const record of lastPlain === null
    ? odd
    : [...odd, lastPlain].sort((a, b) => a.row - b.row)) {
    if (record === lastPlain) witness = here;
    pieces.push(record.bytes, newline);
    starts.push({ here, there: record.line, row: record.row });
    here += 1 + breaks(record.bytes);
  }
  pieces.push(end.bytes);
  starts.push({ here, there: end.line, row: end.row });
  const bytes = Buffer.concat(pieces);
  const read = readPart(
    { ...about, bytes: bytes.length, sha256: '', content: { kind: 'bytes', bytes } },
    begun.entry,
    sites,
    begun.layout.dialect,
  );
  if (read.reordered.length > 0) throw new NotPlain('a header in another order');
  const rows = read.rows.filter((typed) => typed.line !== witness);
  if (lastPlain !== null && rows.length !== read.rows.length - 1)
    throw new NotPlain('a plain row that the reader takes otherwise');
  const own = lastPlain === null ? 0 : 1;
  const placed = (line: number) => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as { here: number }).here <= line) low = middle;
      else high = middle - 1;
    }
    const start = starts[low]!;
    return { line: start.there + line - start.here, row: start.row + line - start.here };
  };
  const none = { rowsIn: 0, accepted: 0, quarantined: 0, ignored: 0, ignoredBy: {} };
  const { rowsIn, accepted, quarantined, ignored, ignoredBy } = read.file ?? none;
  return {
    counts: { rowsIn: rowsIn - own, accepted: accepted - own, quarantined, ignored, ignoredBy },
    rows: rows.map((typed) => ({
      row: placed(typed.line).row,
      typed: { ...typed, line: placed(typed.line).line },
    })),
    quarantine: read.quarantine.map((row) => ({ ...row, line: placed(row.line).line })),
    refusals: read.refusals.map((refusal) => ({
      ...refusal,
      line: refusal.line === null ? null : placed(refusal.line).line,
      found: refusal.found,
    })),
  };
}

function breaks(bytes: Buffer): number {
  let count = 0;
  for (let at = 0; at < bytes.length; at++)
    if (bytes[at] === 0x0a || (bytes[at] === 0x0d && bytes[at + 1] !== 0x0a)) count += 1;
  return count;
}
