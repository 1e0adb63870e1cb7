import { stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { NamedPeriod } from '#ingest/typed/dated.ts';
import type { Doubt, ExportReport, QuarantinedRow } from '#model/record/export.ts';
import { contractOf, type PlacedResource } from '#ingest/contract/contract.ts';
import { asFile } from '#ingest/contract/derivedFields.ts';
import { withCounters } from '#ingest/shape/counters.ts';
import { withMoney } from '#ingest/shape/money.ts';
import { withJoins } from '#ingest/shape/joins.ts';
import { recount, withoutDuplicates } from './duplicates.ts';
import type { ExportOptions } from './exports.ts';

import { overlaps } from './overlap.ts';
import { readPart, type Refusal } from './readPart.ts';
import { contradictionsIn, rowDoubts } from '#ingest/export/doubt/rowDoubts.ts';
import { askedOf } from '#ingest/source/asked.ts';
import { openSource } from '#ingest/source/open.ts';
import { BadSource } from '#ingest/source/part.ts';
import { readSourceFile, runSource, type Source } from '#ingest/source/source.ts';
import type { StoredBytes } from '#ingest/source/bytes.ts';
import { withoutStrays, type StrayRule } from '#ingest/export/doubt/strays.ts';
import { countRows, type Counted, type Wanted } from '#ingest/tally/count.ts';
import { withoutTotals } from '#ingest/export/doubt/totals.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

/** A dump as it was read, before anybody decides whether it is good. */
export interface Dump {
  report: ExportReport;
  /** Its rows; none where the files are too large to be held and were counted in passing. */
  rows: TypedTable['rows'];
  counted: Counted;
  sources: KeepableSource[];
  refusals: Refusal[];
  /** Columns whose dates are whole periods. */
  dated: Map<string, NamedPeriod>;
  /** Rows that stand in several of its files. */
  overlaps: Doubt[];
  /** Rows that contradict themselves. */
  contradictions: Doubt[];
  /** The same dump without the rows whose date cannot be, and those rows. */
  withoutStrays: (rule: StrayRule) => Promise<WithoutStrays>;
}

export interface WithoutStrays {
  rows: TypedTable['rows'];
  counted: Counted;
  quarantine: QuarantinedRow[];
  dates: string[];
}

/** What a dump is read from: files of the data folder, a loader or a query, or what was kept of an earlier dump. */
export interface Origin {
  label: string;
  /** Where messages point to. */
  line: number;
  path: string;
  /** Files that hold its bytes; null where they are made when they are asked for. */
  stored: StoredBytes | null;
  /** What its bytes must be. */
  sha256?: string;
  read: () => Promise<Source>;
}

export async function originsOf(
  entry: PlacedResource,
  files: readonly string[],
  contractFile: string,
  dataDir: string,
): Promise<Origin[]> {
  if (entry.trilens.loader !== undefined || entry.trilens.sql !== undefined)
    return [
      {
        label: contractFile,
        line: entry.line,
        path: '',
        stored: null,
        read: () => runSource(entry, dataDir),
      },
    ];
  return Promise.all(
    files.map(async (file) => {
      const place = join(dataDir, file);
      return {
        label: `${basename(dataDir)}/${file}`,
        line: 1,
        path: file,
        stored: { files: [place], size: (await stat(place)).size },
        read: () => readSourceFile(file, dataDir),
      };
    }),
  );
}

/** Reads every source whole into memory, and every row of it. */
export async function readDump(
  entry: PlacedResource,
  origins: readonly Origin[],
  wanted: Wanted,
  { sites, joined = new Map() }: ExportOptions,
): Promise<Dump> {
  const report = blankReport(entry);
  const dump: Dump = {
    report,
    rows: [],
    counted: countRows([], wanted),
    sources: [],
    refusals: [],
    dated: new Map(),
    overlaps: [],
    contradictions: [],
    withoutStrays: async (rule) => setAside(dump, rule, wanted, paths),
  };
  const paths = new Map<string, string>();
  const all: TypedTable['rows'] = [];
  const doubts: Doubt[] = [];
  for (const origin of origins) {
    await orRefuse(dump, origin, async () => {
      const source = await origin.read();
      for (const part of await openSource(source, askedOf(entry))) {
        const read = readPart(part, asFile(entry), sites);
        paths.set(part.label, part.path);
        dump.refusals.push(...read.refusals);
        doubts.push(...read.doubts);
        for (const row of read.quarantine) report.quarantine.push(row);
        if (read.file) report.files.push(read.file);
        for (const [column, period] of read.dated) dump.dated.set(column, period);
        for (const row of read.rows) all.push(row);
      }
      const { bytes, ...about } = source;
      dump.sources.push(
        origin.stored ? { ...about, from: origin.stored.files } : { ...about, bytes },
      );
    });
  }
  const totals = withoutTotals(all, entry, wanted);
  const {
    rows: own,
    ignored,
    quarantine,
  } = withoutDuplicates(
    totals.rows,
    asFile(entry).schema.fields.map((field) => field.name),
    entry,
  );
  recount(report, paths, own, totals.subtotals, 'ignored', 'subtotal');
  recount(report, paths, own, ignored, 'ignored', 'duplicate');
  recount(report, paths, own, quarantine, 'quarantined');
  const counted = withCounters(own, entry);
  const dated = withJoins(counted.rows, entry, joined);
  const { rows, quarantine: unpriced } = withMoney(dated.rows, entry, joined);
  const unjoined = [...dated.quarantine, ...unpriced];
  recount(report, paths, rows, unjoined, 'quarantined');
  for (const row of [...quarantine, ...unjoined]) report.quarantine.push(row);
  sumUp(report);
  dump.rows = rows;
  dump.counted = countRows(rows, wanted);
  dump.overlaps = overlaps(rows, entry);
  dump.contradictions = [
    ...doubts,
    ...rowDoubts(contradictionsIn(rows, entry, wanted.pairs), wanted.pairs, entry),
    ...counted.doubts,
    ...totals.doubts,
  ];
  return dump;
}

function setAside(
  { rows: all, report }: Dump,
  rule: StrayRule,
  wanted: Wanted,
  paths: ReadonlyMap<string, string>,
): WithoutStrays {
  const { rows, quarantine, dates } = withoutStrays(all, rule);
  recount(report, paths, rows, quarantine, 'quarantined');
  return {
    rows,
    quarantine,
    dates,
    counted: quarantine.length === 0 ? countRows(all, wanted) : countRows(rows, wanted),
  };
}

/** What makes a source unreadable becomes a refusal of the dump. */
async function orRefuse(
  { refusals }: Pick<Dump, 'refusals'>,
  { label, line }: { label: string; line: number },
  read: () => Promise<void>,
): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof BadSource)) throw error;
    refusals.push({
      code: error.code,
      file: label,
      line,
      found: error.message,
      why: error.why,
      fix: error.fix,
      allowed: error.allowed,
    });
  }
}

export function sumUp(report: ExportReport): void {
  for (const key of ['rowsIn', 'accepted', 'quarantined', 'ignored'] as const)
    report[key] = report.files.reduce((sum, file) => sum + file[key], 0);
}

export function blankReport(entry: PlacedResource): ExportReport {
  return {
    contract: contractOf(entry),
    files: [],
    rowsIn: 0,
    accepted: 0,
    quarantined: 0,
    ignored: 0,
    quarantine: [],
    restated: [],
    newest: null,
    covers: null,
    extracted: null,
    freshness: 'unknown',
    daysLate: null,
    lastGood: false,
    doubts: [],
    suspicions: [],
    failed: false,
  };
}

/** A beginning of a source by its length and hash. */
export interface Prefix {
  bytes: number;
  sha256: string;
}

/** A source of which the bytes are at hand, or still lie in files where they were read. */
export type KeepableSource = Omit<Source, 'bytes'> &
  ({ bytes: Uint8Array } | { from: string[]; prefix?: Prefix; resumed?: Prefix | null });
