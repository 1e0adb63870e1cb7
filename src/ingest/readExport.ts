import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { longDate } from '#model/date.ts';
import type { ExportReport } from '#model/export.ts';
import type { Problem } from '#model/problem.ts';
import { contractOf, type PlacedResource } from './contract.ts';
import { digestOf } from './digest.ts';
import { doubtsOf } from './doubt.ts';
import { recount, withoutDuplicates } from './duplicates.ts';
import type { ExportOptions, ReadExport } from './exports.ts';
import { dateReport, rateFreshness } from './freshness.ts';
import { withoutFuture } from './future.ts';
import { continued, readHistory, shortened, writeHistory, type History } from './history.ts';
import { lastGoodTable, rememberGood } from './lastGood.ts';
import { overlaps } from './overlap.ts';
import { writeQuarantine } from './quarantineReport.ts';
import { readPart, type Refusal } from './readPart.ts';
import { runLoader } from './source/loader.ts';
import { openFile } from './source/open.ts';
import { BadSource, type Part } from './source/part.ts';
import { runQuery } from './source/sql.ts';
import type { TypedTable } from './typedTable.ts';

/** Reads one export whole, or refuses it whole: half of a bad dump is never mixed in. */
export async function readExport(entry: PlacedResource, files: string[], contractFile: string, options: ExportOptions, problems: Problem[]): Promise<ReadExport> {
  const report = blankReport(entry);
  const refusals: Refusal[] = [];
  const { table, labels } = await readSource(entry, files, contractFile, options, report, refusals);
  setAsideDuplicates(entry, table, report, labels);
  const before = await readHistory(options.cacheDir, entry.name);
  const good = settle(entry, table, report, refusals, before, contractFile);
  problems.push(...refusals.map((refusal) => problemOf(refusal, entry, contractFile)));
  report.failed = refusals.length > 0;
  const history = good ? continued(before, keyOf(entry, report, options), good, newestOf(entry, table)) : before;
  const kept = good ? table : await replacement(entry, report, refusals, options);
  if (good && history && history !== before) {
    // The rows first: were the process killed in between, the next run would compare with the older digest, and repeat this.
    await rememberGood(options.cacheDir, entry.name, history.key, table);
    await writeHistory(options.cacheDir, entry.name, history);
  }
  const future = withoutFuture(kept, entry, options.asOf);
  if (good && future.quarantine.length > 0) {
    report.quarantine.push(...future.quarantine);
    recount(report, labels, future.rows, future.quarantine, 'quarantined');
  }
  const shown: TypedTable = { columns: kept.columns, rows: future.rows };
  sumUp(report);
  dateReport(report, shown, entry);
  if (report.lastGood && report.extracted) report.doubts[0] = report.doubts[0]?.replace('the last good numbers', `the last good numbers, of ${longDate(report.extracted)}`) ?? '';
  report.restated = history?.restated ?? [];
  if (shown.rows.length > 0) report.suspicions = [...doubtsOf(digestOf(shown, entry), entry, options.sites, options.asOf), ...(good ? (history?.doubts ?? []) : []), ...(good ? overlaps(table, entry) : []), ...future.doubts];
  report.doubts.push(...report.suspicions.map((doubt) => doubt.sentence));
  if (options.asOf) rateFreshness(report, options.asOf);
  await writeQuarantine(report, options.cacheDir);
  return { report, table: shown };
}

async function readSource(entry: PlacedResource, files: string[], contractFile: string, options: ExportOptions, report: ExportReport, refusals: Refusal[]) {
  const table: TypedTable = { columns: entry.schema.fields.map((field) => field.name), rows: [] };
  const labels = new Map<string, string>();
  const { loader, sql } = entry.trilens;
  const sources: { label: string; parts: () => Promise<Part[]> }[] =
    loader !== undefined
      ? [{ label: contractFile, parts: async () => [await runLoader(entry, options.dataDir)] }]
      : sql !== undefined
        ? [{ label: contractFile, parts: async () => [await runQuery(entry, options.dataDir)] }]
        : files.map((file) => ({ label: `${basename(options.dataDir)}/${file}`, parts: () => openFile(file, options.dataDir, entry) }));
  if (sources.length === 0) refusals.push({ code: 'export/missing', file: contractFile, line: entry.line, found: `no file matches ${JSON.stringify(entry.path)} of the export "${entry.name}"`, why: 'its file is missing', fix: 'put the dump there or correct the path' });
  for (const { label, parts } of sources) {
    try {
      for (const part of await parts()) {
        const read = readPart(part, entry, options.sites);
        labels.set(part.label, part.path);
        refusals.push(...read.refusals);
        report.quarantine.push(...read.quarantine);
        if (read.file) report.files.push(read.file);
        for (const row of read.rows) table.rows.push(row);
      }
    } catch (error) {
      if (!(error instanceof BadSource)) throw error;
      refusals.push({ code: error.code, file: label, line: label === contractFile ? entry.line : 1, found: error.message, why: error.why, fix: error.fix, allowed: error.allowed });
    }
  }
  return { table, labels };
}

function setAsideDuplicates(entry: PlacedResource, table: TypedTable, report: ExportReport, labels: ReadonlyMap<string, string>): void {
  const { rows, ignored, quarantine } = withoutDuplicates(table.rows, table.columns, entry);
  table.rows = rows;
  report.quarantine.push(...quarantine);
  recount(report, labels, rows, ignored, 'ignored', 'duplicate');
  recount(report, labels, rows, quarantine, 'quarantined');
}

/** The digest of a dump that is fit to be shown; null, with the reason among the refusals, when it is not. */
function settle(entry: PlacedResource, table: TypedTable, report: ExportReport, refusals: Refusal[], before: History | null, contractFile: string) {
  sumUp(report);
  const about = { file: report.files[0] ? `${basename(contractFile.replace(/\/[^/]*$/, ''))}/${report.files[0].path}` : contractFile, line: 1 };
  const data = report.rowsIn - report.ignored;
  const share = data === 0 ? 0 : report.quarantined / data;
  if (refusals.length > 0) return null;
  if (share > entry.trilens.maxQuarantined) {
    const first = report.quarantine[0];
    refusals.push({ ...about, code: 'export/quarantined', file: first?.file ?? about.file, line: first?.line ?? 1, found: `${report.quarantined} of ${data} rows were set aside; the first: ${first?.reason}`, why: `${report.quarantined} of its ${data} rows cannot be read`, allowed: `${entry.trilens.maxQuarantined * 100} %`, fix: `correct the dump, or raise maxQuarantined of "${entry.name}"; \`trilens check\` lists every row` });
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

/** A bad dump is replaced by the last good one, dated as such. */
async function replacement(entry: PlacedResource, report: ExportReport, refusals: readonly Refusal[], options: ExportOptions): Promise<TypedTable> {
  const why = refusals[0]?.why ?? 'it cannot be read';
  const table = await lastGoodTable(options.cacheDir, entry.name);
  const columns = entry.schema.fields.map((field) => field.name);
  if (!table || columns.some((name) => !table.columns.includes(name))) {
    report.doubts.push(`The newest dump was refused (${why}) and no earlier good one is kept; there are no numbers.`);
    return { columns, rows: [] };
  }
  report.lastGood = true;
  report.doubts.push(`The newest dump was refused (${why}); these are the last good numbers.`);
  return table;
}

function problemOf(refusal: Refusal, entry: PlacedResource, contractFile: string): Problem {
  const column = refusal.file === contractFile ? entry.column : refusal.line === null ? null : 1;
  return { code: refusal.code, severity: entry.trilens.onBadExport === 'fail' ? 'error' : 'warning', file: refusal.file, line: refusal.line, column, found: refusal.found, fix: refusal.fix, ...(refusal.allowed === undefined ? {} : { allowed: refusal.allowed }) };
}

function keyOf(entry: PlacedResource, report: ExportReport, { sites }: ExportOptions): string {
  const { line: _, column: __, ...contract } = entry;
  return createHash('sha256').update(JSON.stringify([contract, report.files.map((file) => [file.path, file.sha256]), sites])).digest('hex');
}

function newestOf(entry: PlacedResource, table: TypedTable): string | null {
  const dated = blankReport(entry);
  dateReport(dated, table, entry);
  return dated.extracted;
}

function sumUp(report: ExportReport): void {
  for (const key of ['rowsIn', 'accepted', 'quarantined', 'ignored'] as const) report[key] = report.files.reduce((sum, file) => sum + file[key], 0);
}

function blankReport(entry: PlacedResource): ExportReport {
  return { contract: contractOf(entry), files: [], rowsIn: 0, accepted: 0, quarantined: 0, ignored: 0, quarantine: [], restated: [], newest: null, extracted: null, freshness: 'unknown', daysLate: null, lastGood: false, doubts: [], suspicions: [], failed: false };
}
