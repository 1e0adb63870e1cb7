import { join } from 'node:path';
import type { QuarantinedRow } from '#model/record/export.ts';
import type { PlacedResource } from '#ingest/contract/contract.ts';
import { isMadeOver } from '#ingest/contract/derivedFields.ts';
import { blankReport, sumUp, type Dump, type Origin } from '#ingest/export/dump.ts';
import { recount, withoutDuplicates } from '#ingest/export/duplicates.ts';
import type { ExportOptions } from '#ingest/export/exports.ts';
import { overlaps } from '#ingest/export/overlap.ts';
import { joined, lookAtAll, rowDoubts } from '#ingest/export/doubt/rowDoubts.ts';
import { withoutStrays, type StrayRule } from '#ingest/export/doubt/strays.ts';
import { addCount, addRow, blankCount, type Counted, type Wanted } from '#ingest/tally/count.ts';
import { Keys, type Aside } from './aside.ts';
import { expandAll, sizeOf, type ExpandedOrigin } from './expanded.ts';
import { countKey, dropOtherCounts, readCount, writeCount } from './countCache.ts';
import { streamPart, type StreamedPart } from './streamPart.ts';

/** Files of an export that are smaller in all are held in memory whole. */
const STREAM_FROM = 4 * 2 ** 20;
/** More than the rows of any file, so that those of the next come after them. */
const MOST_ROWS = 2 ** 40;
/** So many rows of days that several files share are compared. */
const MOST_SHARED = 300_000;

/**
 * Counts the rows of large plain files as their bytes come by: memory holds the groups that are asked for, never the
 * rows. What was counted of a file is kept, so that a file that has grown is read on from there. Rows whose key comes
 * again and rows whose date cannot be are found first and looked at in full the second time. Null where a file is not
 * plain enough; all are then read whole.
 */
export async function streamDump(
  entry: PlacedResource,
  origins: readonly Origin[],
  wanted: Wanted,
  options: ExportOptions,
): Promise<Dump | null> {
  const { streamFrom = STREAM_FROM, keepRows = [], cacheDir } = options;
  if (
    origins.length === 0 ||
    keepRows.includes(entry.name) ||
    isMadeOver(entry) ||
    sizeOf(origins) < streamFrom
  ) {
    // What was kept when it was larger, or when its contract was another.
    if (options.keepCounts !== false) await dropOtherCounts(cacheDir, entry.name, []);
    return null;
  }
  const expanded = await expandAll(origins, join(cacheDir, 'expanded', entry.name));
  return expanded && count({ entry, origins: expanded, wanted, options });
}

async function count(streaming: Again): Promise<Dump | null> {
  const { entry, origins, wanted } = streaming;
  const keys = entry.schema.primaryKey.length > 0 ? new Keys(entry) : null;
  const first = await readFirst(streaming, keys);
  if (!first) return null;
  for (const { rows } of keys ? first : []) {
    for (const { typed } of rows) {
      keys?.hashOf(typed.cells);
      keys?.meet();
    }
  }
  const again = keys !== null && keys.again.size > 0 ? keys : null;
  const parts = again ? readAgain(streaming, { keys: again, rule: null, days: null }) : first;
  const shared = keys === null && origins.length > 1 ? readShared(streaming, first) : [];
  if (!parts || !shared) return null;
  const settled = settle(streaming, parts, null);
  return {
    report: settled.report,
    rows: [],
    counted: settled.counted,
    sources: origins.map((origin, index) => {
      const { file, prefix, resumed } = first[index]!;
      const about = { kind: 'file' as const, label: origin.label, path: origin.path };
      return origin.packed
        ? { ...about, sha256: origin.packed.sha256, from: origin.packed.files }
        : { ...about, sha256: file.sha256, from: origin.stored?.files ?? [], prefix, resumed };
    }),
    refusals: parts.flatMap((part) => part.refusals),
    dated: new Map(parts.flatMap((part) => [...part.dated])),
    overlaps:
      shared.length === 0
        ? []
        : overlaps(
            shared.flatMap((part) => part.rows.map(({ typed }) => typed)),
            entry,
          ),
    contradictions: rowDoubts(
      joined(
        parts.map((part) => part.contradictions),
        wanted.pairs,
      ),
      wanted.pairs,
      entry,
    ),
    withoutStrays: async (rule) => {
      const without = readAgain(streaming, { keys: again, rule, days: null });
      if (!without) throw new Error(`${origins[0]?.label} changed while it was read`);
      const { report, counted, strays, dates } = settle(streaming, without, rule);
      settled.report.files = report.files;
      return { rows: [], counted, quarantine: strays, dates };
    },
  };
}

interface Again {
  entry: PlacedResource;
  origins: readonly ExpandedOrigin[];
  wanted: Wanted;
  options: ExportOptions;
}

/** Every file from where it was left; with keys from its beginning, since every key must be met. */
async function readFirst(
  { entry, origins, wanted, options }: Again,
  keys: Keys | null,
): Promise<StreamedPart[] | null> {
  const { cacheDir, sites } = options;
  const keeps = options.keepCounts !== false && keys === null;
  const parts: StreamedPart[] = [];
  const names: string[] = [];
  for (const origin of origins) {
    const name = countKey(origin.path, entry, wanted, sites);
    const known = keeps ? await readCount(cacheDir, entry.name, name) : null;
    const part =
      origin.stored &&
      streamPart(origin.stored, aboutOf(origin), {
        entry,
        wanted,
        sites,
        known,
        keys,
        aside: null,
      });
    if (
      !part ||
      (origin.sha256 !== undefined && (origin.packed?.sha256 ?? part.file.sha256) !== origin.sha256)
    )
      return null;
    if (part.state && keeps) await writeCount(cacheDir, entry.name, name, part.state);
    names.push(name);
    parts.push(asItCame({ ...part, state: null }, origin));
  }
  if (options.keepCounts !== false) await dropOtherCounts(cacheDir, entry.name, keeps ? names : []);
  return parts;
}

function readAgain(
  { entry, origins, wanted, options: { sites } }: Again,
  aside: Aside,
): StreamedPart[] | null {
  const parts: StreamedPart[] = [];
  for (const origin of origins) {
    const part =
      origin.stored &&
      streamPart(origin.stored, aboutOf(origin), {
        entry,
        wanted,
        sites,
        known: null,
        keys: null,
        aside,
      });
    if (!part) return null;
    parts.push(asItCame({ ...part, state: null }, origin));
  }
  return parts;
}

/** Rows of the days that several files hold; no day, no rows. */
function readShared(again: Again, parts: readonly StreamedPart[]): StreamedPart[] | null {
  const days = new Map<string, { files: number; rows: number }>();
  for (const { counted, rows } of parts) {
    const own = new Map<string, number>();
    for (let slot = 0; slot < counted.digest.size; slot++) {
      const { day } = counted.digest.group(slot);
      own.set(day, (own.get(day) ?? 0) + counted.digest.rows(slot));
    }
    for (const { typed } of rows) {
      const day = String(typed.cells[counted.digest.family.date] ?? '').slice(0, 10);
      own.set(day, (own.get(day) ?? 0) + 1);
    }
    for (const [day, count] of own) {
      const held = days.get(day) ?? { files: 0, rows: 0 };
      days.set(day, { files: held.files + 1, rows: held.rows + count });
    }
  }
  const wanted = new Set<string>();
  let left = MOST_SHARED;
  for (const [day, { files, rows }] of days) {
    if (files < 2 || rows > left) continue;
    wanted.add(day);
    left -= rows;
  }
  return wanted.size === 0
    ? []
    : readAgain(again, {
        keys: null,
        rule: null,
        days: { date: again.wanted.digest.date, wanted },
      });
}

/** Counts the rows that were looked at in full, without repeats of a key and without strays. */
function settle({ entry, wanted }: Again, parts: readonly StreamedPart[], rule: StrayRule | null) {
  const report = blankReport(entry);
  const labels = new Map<string, string>();
  const numbers = new Map(
    parts.flatMap((part) => part.rows.map(({ row, typed }) => [typed, { row, part }] as const)),
  );
  for (const part of parts) {
    report.files.push({ ...part.file, ignoredBy: { ...part.file.ignoredBy } });
    for (const row of part.quarantine) report.quarantine.push(row);
    for (const { typed } of part.rows.slice(0, 1)) labels.set(typed.file, part.file.path);
  }
  const { rows, ignored, quarantine } = withoutDuplicates(
    [...numbers.keys()],
    entry.schema.fields.map((field) => field.name),
    entry,
  );
  for (const row of quarantine) report.quarantine.push(row);
  recount(report, labels, rows, ignored, 'ignored', 'duplicate');
  recount(report, labels, rows, quarantine, 'quarantined');
  lookAtAll(rows, (row) => numbers.get(row)?.part.contradictions, entry, wanted.pairs);
  const strays = rule
    ? withoutStrays(rows, rule)
    : { rows, quarantine: [] as QuarantinedRow[], dates: [] as string[] };
  recount(report, labels, strays.rows, strays.quarantine, 'quarantined');
  sumUp(report);
  for (const typed of strays.rows) {
    const { row, part } = numbers.get(typed) as { row: number; part: StreamedPart };
    addRow(part.counted, typed.cells, row, wanted);
  }
  return {
    report,
    counted: together(parts, wanted),
    strays: strays.quarantine,
    dates: strays.dates,
  };
}

const aboutOf = ({ label, path, packed }: ExpandedOrigin) => ({
  label,
  path,
  source: packed ? ('gzip' as const) : ('csv' as const),
  notes: [],
});

/** Size and hash are those of the file that came. */
function asItCame(part: StreamedPart, { packed }: ExpandedOrigin): StreamedPart {
  return packed
    ? { ...part, file: { ...part.file, bytes: packed.bytes, sha256: packed.sha256 } }
    : part;
}

/** The first part's counts with those of the others in them. */
function together([first, ...others]: readonly StreamedPart[], wanted: Wanted): Counted {
  const all = first?.counted ?? blankCount(wanted);
  for (const [index, part] of others.entries())
    addCount(all, part.counted, (index + 1) * MOST_ROWS);
  return all;
}
