import type { PlacedResource } from '#ingest/contract.ts';
import { blankReport, sumUp, type Dump, type Origin } from '#ingest/dump.ts';
import type { ExportOptions } from '#ingest/exports.ts';
import { rowDoubts } from '#ingest/rowDoubts.ts';
import { addCount, blankCount, type Counted, type Wanted } from '#ingest/tally/count.ts';
import { countKey, dropOtherCounts, readCount, writeCount } from './countCache.ts';
import { streamPart, type StreamedPart } from './streamPart.ts';

/** Files of an export that are smaller in all are held in memory whole. */
export const STREAM_FROM = 4 * 2 ** 20;

/**
 * Counts the rows of large plain files as their bytes come by: memory holds the groups that are asked for, never the
 * rows. What was counted of a file is kept, so that a file that has grown is read on from there. Null where a file is
 * not plain enough; it is then read whole.
 */
export async function streamDump(entry: PlacedResource, origins: readonly Origin[], wanted: Wanted, options: ExportOptions): Promise<Dump | null> {
  const { cacheDir, sites, streamFrom = STREAM_FROM, keepRows = [], keepCounts = true } = options;
  const size = origins.reduce((sum, { stored }) => sum + (stored?.size ?? Number.NaN), 0);
  if (!(size >= streamFrom) || origins.length !== 1 || keepRows.includes(entry.name) || entry.trilens.unpivot || entry.schema.primaryKey.length > 0) return null;
  const report = blankReport(entry);
  const parts: StreamedPart[] = [];
  const keys: string[] = [];
  for (const origin of origins) {
    const key = countKey(origin.path, entry, wanted, sites);
    const known = keepCounts ? await readCount(cacheDir, entry.name, key) : null;
    const part = streamPart(origin.stored as NonNullable<Origin['stored']>, aboutOf(origin), { entry, wanted, sites, known, rule: null });
    if (!part || (origin.sha256 !== undefined && part.file.sha256 !== origin.sha256)) return null;
    if (part.state && keepCounts) await writeCount(cacheDir, entry.name, key, part.state);
    keys.push(key);
    parts.push({ ...part, state: null });
  }
  if (keepCounts) await dropOtherCounts(cacheDir, entry.name, keys);
  for (const part of parts) {
    report.files.push(part.file);
    report.quarantine.push(...part.quarantine);
  }
  sumUp(report);
  return {
    report,
    rows: [],
    counted: together(parts, wanted),
    sources: origins.map((origin, index) => {
      const { file, prefix, resumed } = parts[index] as StreamedPart;
      return { kind: 'file', label: origin.label, path: origin.path, sha256: file.sha256, from: origin.stored?.files ?? [], prefix, resumed };
    }),
    refusals: parts.flatMap((part) => part.refusals),
    overlaps: [],
    contradictions: rowDoubts((parts[0] as StreamedPart).contradictions),
    withoutStrays: async (rule) => {
      const again: StreamedPart[] = [];
      for (const origin of origins) {
        const part = streamPart(origin.stored as NonNullable<Origin['stored']>, aboutOf(origin), { entry, wanted, sites, known: null, rule });
        if (!part) throw new Error(`${origin.label} changed while it was read`);
        again.push(part);
      }
      report.files = again.map((part) => part.file);
      return { rows: [], counted: together(again, wanted), quarantine: again.flatMap((part) => part.strays), dates: again.flatMap((part) => part.strayDates) };
    },
  };
}

const aboutOf = ({ label, path }: Origin) => ({ label, path, source: 'csv' as const, notes: [] });

/** The first part's counts with those of the others in them. */
function together([first, ...others]: readonly StreamedPart[], wanted: Wanted): Counted {
  const all = first?.counted ?? blankCount(wanted);
  let rows = first?.file.rowsIn ?? 0;
  for (const part of others) {
    addCount(all, part.counted, rows);
    rows += part.file.rowsIn;
  }
  return all;
}
