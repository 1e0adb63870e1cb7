import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { longDate } from '#model/date.ts';
import type { ExportReport } from '#model/export.ts';
import type { Problem } from '#model/problem.ts';
import { contractOf, type PlacedResource } from './contract.ts';
import { digestOf, type Digest } from './digest.ts';
import { doubtsOf } from './doubt.ts';
import { recount, withoutDuplicates } from './duplicates.ts';
import type { ExportOptions, ReadExport } from './exports.ts';
import { rateFreshness } from './freshness.ts';
import { continued, readHistory, shortened, writeHistory, type History } from './history.ts';
import { lastGood, rememberGood, type KeepableSource } from './lastGood.ts';
import { overlaps } from './overlap.ts';
import { writeQuarantine } from './quarantineReport.ts';
import { readPart, type Refusal } from './readPart.ts';
import { openSource } from './source/open.ts';
import { BadSource } from './source/part.ts';
import { readSourceFile, runSource, type Source } from './source/source.ts';
import { withoutStrays } from './strays.ts';
import type { TypedTable } from './typedTable.ts';

/** A dump as it was read, before anybody decides whether it is good. */
interface Dump {
  report: ExportReport;
  table: TypedTable;
  /** Path of a part by its label. */
  paths: Map<string, string>;
  sources: KeepableSource[];
  refusals: Refusal[];
}

/** Reads one export whole, or refuses it whole: half of a bad dump is never mixed in. */
export async function readExport(entry: PlacedResource, files: string[], contractFile: string, options: ExportOptions, problems: Problem[]): Promise<ReadExport> {
  const dump = await readDump(entry, files, contractFile, options);
  const { report, refusals } = dump;
  const before = await readHistory(options.cacheDir, entry.name);
  const good = settle(entry, dump, before, contractFile);
  problems.push(...refusals.map((refusal) => problemOf(refusal, entry, contractFile)));
  report.failed = good === null;
  let history = before;
  if (good) {
    history = continued(before, keyOf(entry, dump, options), good);
    // The dump first: were the process killed in between, the next run would compare with the older digest, and repeat this.
    if (history !== before) {
      await rememberGood(options.cacheDir, entry, dump.sources);
      await writeHistory(options.cacheDir, entry.name, history);
    }
  }
  const table = good ? dump.table : await replacement(entry, dump, options);
  const kept = good ?? digestOf(table, entry);
  const strays = withoutStrays(table, kept, entry, options.asOf);
  if (good) {
    report.quarantine.push(...strays.quarantine);
    recount(report, dump.paths, strays.rows, strays.quarantine, 'quarantined');
    sumUp(report);
  }
  const shown: TypedTable = { columns: table.columns, rows: strays.rows };
  const digest = strays.quarantine.length === 0 ? kept : digestOf(shown, entry);
  report.newest = digest.newest;
  report.extracted = digest.newestVintage ?? digest.newest;
  report.restated = history?.restated ?? [];
  if (report.failed) report.doubts.push(refusedSentence(report, refusals));
  if (shown.rows.length > 0) report.suspicions = [...doubtsOf(digest, entry, options.sites, options.asOf), ...(good ? [...(history?.doubts ?? []), ...overlaps(shown, entry)] : []), ...strays.doubts];
  report.doubts.push(...report.suspicions.map((doubt) => doubt.sentence));
  if (options.asOf) rateFreshness(report, options.asOf);
  await writeQuarantine(report, options.cacheDir);
  return { report, table: shown };
}

async function readDump(entry: PlacedResource, files: string[], contractFile: string, options: ExportOptions): Promise<Dump> {
  const dump = blankDump(entry);
  const runs = entry.trilens.loader !== undefined || entry.trilens.sql !== undefined;
  const wanted = runs ? [contractFile] : files.map((file) => `${basename(options.dataDir)}/${file}`);
  if (wanted.length === 0 && entry.path !== undefined) dump.refusals.push({ code: 'export/missing', file: contractFile, line: entry.line, found: `no file matches ${JSON.stringify(entry.path)} of the export "${entry.name}"`, why: 'its file is missing', fix: 'put the dump there or correct the path' });
  for (const [index, label] of wanted.entries()) {
    await orRefuse(dump, label, runs ? entry.line : 1, async () => {
      const source = runs ? await runSource(entry, options.dataDir) : await readSourceFile(files[index] as string, options.dataDir);
      await readSource(source, entry, options, dump);
      const { bytes, ...about } = source;
      dump.sources.push({ ...about, ...(source.kind === 'file' ? { from: join(options.dataDir, source.path) } : { bytes }) });
    });
  }
  finish(entry, dump);
  return dump;
}

async function readSource(source: Source, entry: PlacedResource, options: ExportOptions, dump: Dump): Promise<void> {
  for (const part of await openSource(source, entry)) {
    const read = readPart(part, entry, options.sites);
    dump.paths.set(part.label, part.path);
    dump.refusals.push(...read.refusals);
    dump.report.quarantine.push(...read.quarantine);
    if (read.file) dump.report.files.push(read.file);
    for (const row of read.rows) dump.table.rows.push(row);
  }
}

async function orRefuse(dump: Dump, file: string, line: number, read: () => Promise<void>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof BadSource)) throw error;
    dump.refusals.push({ code: error.code, file, line, found: error.message, why: error.why, fix: error.fix, allowed: error.allowed });
  }
}

function finish(entry: PlacedResource, { report, table, paths }: Dump): void {
  const { rows, ignored, quarantine } = withoutDuplicates(table.rows, table.columns, entry);
  table.rows = rows;
  report.quarantine.push(...quarantine);
  recount(report, paths, rows, ignored, 'ignored', 'duplicate');
  recount(report, paths, rows, quarantine, 'quarantined');
  sumUp(report);
}

/** The digest of a dump that is fit to be shown; null, with the reason among the refusals, when it is not. */
function settle(entry: PlacedResource, { report, table, refusals }: Dump, before: History | null, contractFile: string): Digest | null {
  if (refusals.length > 0 || report.files.length === 0) return null;
  const about = { file: `${contractFile.replace(/[^/]*$/, '')}${report.files[0]?.path}`, line: 1 };
  const data = report.rowsIn - report.ignored;
  if (data > 0 && report.quarantined / data > entry.trilens.maxQuarantined) {
    const first = report.quarantine[0];
    refusals.push({ code: 'export/quarantined', file: first?.file ?? about.file, line: first?.line ?? 1, found: `${report.quarantined} of ${data} rows were set aside; the first: ${first?.reason}`, why: `${report.quarantined} of its ${data} rows cannot be read`, allowed: `${entry.trilens.maxQuarantined * 100} %`, fix: `correct the dump, or raise maxQuarantined of "${entry.name}"; \`trilens check\` lists every row` });
    return null;
  }
  if (table.rows.length === 0) {
    refusals.push({ ...about, code: 'export/empty', found: data === 0 ? 'the dump holds no row' : 'no row could be read', why: 'it is empty', fix: 'send the dump again' });
    return null;
  }
  const digest = digestOf(table, entry);
  const short = shortened(before, digest);
  if (!short) return digest;
  refusals.push({ ...about, code: 'export/shortened', found: short, why: 'it is much shorter than the last one and ends earlier', fix: `send it whole; if its history was cut on purpose, remove history/${entry.name}.json from the cache folder` });
  return null;
}

/** The rows of the last good dump, read again by the contract of its day; none where it is not kept or lacks a column of today. */
async function replacement(entry: PlacedResource, dump: Dump, options: ExportOptions): Promise<TypedTable> {
  const good = blankDump(entry);
  const kept = await lastGood(options.cacheDir, entry.name);
  if (!kept) return good.table;
  const then = blankDump(kept.entry);
  for (const source of kept.sources) await orRefuse(then, source.label, 1, () => readSource(source, kept.entry, options, then));
  finish(kept.entry, then);
  const places = good.table.columns.map((name) => then.table.columns.indexOf(name));
  if (then.refusals.length > 0 || places.includes(-1)) return good.table;
  dump.report.lastGood = true;
  return { columns: good.table.columns, rows: then.table.rows.map((row) => ({ ...row, cells: places.map((at) => row.cells[at] ?? null) })) };
}

function refusedSentence(report: ExportReport, refusals: readonly Refusal[]): string {
  const why = refusals[0]?.why ?? 'its contract names no source';
  if (!report.lastGood) return `The newest dump was refused (${why}) and no earlier good one is kept; there are no numbers.`;
  return `The newest dump was refused (${why}); these are the last good numbers${report.extracted ? `, of ${longDate(report.extracted)}` : ''}.`;
}

function problemOf(refusal: Refusal, entry: PlacedResource, contractFile: string): Problem {
  const column = refusal.file === contractFile ? entry.column : refusal.line === null ? null : 1;
  return { code: refusal.code, severity: entry.trilens.onBadExport === 'fail' ? 'error' : 'warning', file: refusal.file, line: refusal.line, column, found: refusal.found, fix: refusal.fix, ...(refusal.allowed === undefined ? {} : { allowed: refusal.allowed }) };
}

/** What a dump was read from and by: the same key gives the same rows. */
function keyOf(entry: PlacedResource, dump: Dump, { sites }: ExportOptions): string {
  const { line: _, column: __, ...contract } = entry;
  return createHash('sha256').update(JSON.stringify([contract, dump.sources.map((source) => [source.path, source.sha256]), sites])).digest('hex');
}

function sumUp(report: ExportReport): void {
  for (const key of ['rowsIn', 'accepted', 'quarantined', 'ignored'] as const) report[key] = report.files.reduce((sum, file) => sum + file[key], 0);
}

function blankDump(entry: PlacedResource): Dump {
  const report: ExportReport = { contract: contractOf(entry), files: [], rowsIn: 0, accepted: 0, quarantined: 0, ignored: 0, quarantine: [], restated: [], newest: null, extracted: null, freshness: 'unknown', daysLate: null, lastGood: false, doubts: [], suspicions: [], failed: false };
  return { report, table: { columns: entry.schema.fields.map((field) => field.name), rows: [] }, paths: new Map(), sources: [], refusals: [] };
}
