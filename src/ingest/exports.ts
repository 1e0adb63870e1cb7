import { createHash } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { glob, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { addDays, daysBetween, longDate } from '#model/date.ts';
import type { ExportReport, Freshness } from '#model/export.ts';
import type { Problem } from '#model/problem.ts';
import type { Site } from '#model/site.ts';
import { contractOf, type Contracts, type Resource } from './contract.ts';
import { decode } from './table/decode.ts';
import { detectDialect } from './table/dialect.ts';
import { readTable, UnreadableFile } from './table/rows.ts';
import { typeTable, type TypedTable } from './typedTable.ts';

export interface ReadExport {
  report: ExportReport;
  table: TypedTable;
}

interface Options {
  dataDir: string;
  cacheDir: string;
  sites: Site[];
  asOf: string | null;
}

/** Reads every export of the contracts. Rows in = accepted + quarantined + ignored, always. */
export async function readExports(contracts: Contracts, options: Options): Promise<{ exports: ReadExport[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const exports: ReadExport[] = [];
  const named = new Set<string>(['datapackage.json']);
  for (const entry of contracts.resources) {
    const files = await filesOf(entry, options.dataDir, contracts.file, problems);
    for (const file of files) named.add(file);
    exports.push(await readExport(entry, files, contracts.file, options, problems));
  }
  for await (const file of glob('**/*.{csv,tsv,txt}', { cwd: options.dataDir })) {
    if (!named.has(file.split(sep).join('/'))) {
      problems.push({ code: 'data/unnamed-file', severity: 'warning', file: `${basename(options.dataDir)}/${file}`, line: null, column: null, found: 'no contract names this file, so it is not read', fix: 'add a resource with this path to datapackage.json, or remove the file' });
    }
  }
  return { exports, problems };
}

async function filesOf(entry: Resource & { line: number }, dataDir: string, contractFile: string, problems: Problem[]): Promise<string[]> {
  const root = realpathSync(dataDir);
  const files: string[] = [];
  for (const pattern of typeof entry.path === 'string' ? [entry.path] : entry.path) {
    for await (const found of glob(pattern, { cwd: dataDir })) {
      const real = realpathSync(join(dataDir, found));
      if (relative(root, real).startsWith('..')) {
        problems.push({ code: 'data/outside', severity: 'error', file: contractFile, line: entry.line, column: 1, found: `${found} leads out of the data folder`, fix: 'copy the file into the data folder; links that lead out are refused' });
      } else files.push(found.split(sep).join('/'));
    }
  }
  return files.sort();
}

async function readExport(entry: Resource & { line: number }, files: string[], contractFile: string, options: Options, problems: Problem[]): Promise<ReadExport> {
  const report: ExportReport = {
    contract: contractOf(entry), files: [], rowsIn: 0, accepted: 0, quarantined: 0, ignored: 0, quarantine: [], newest: null, extracted: null, freshness: 'unknown', daysLate: null, lastGood: false, doubts: [], failed: false,
  };
  const table: TypedTable = { columns: entry.schema.fields.map((field) => field.name), rows: [] };
  const refusals: Problem[] = [];
  const severity = entry.trilens.onBadExport === 'fail' ? 'error' : 'warning';
  const refuse = (code: string, file: string, line: number | null, found: string, fix: string, allowed?: string) =>
    refusals.push({ code, severity, file, line, column: line === null ? null : 1, found, fix, ...(allowed === undefined ? {} : { allowed }) });
  if (files.length === 0) refuse('export/missing', contractFile, entry.line, `no file matches ${JSON.stringify(entry.path)} of the export "${entry.name}"`, 'put the dump there or correct the path');
  const byName = new Map(options.sites.flatMap((site) => [site.id, site.name, ...site.aliases].map((name) => [name.toLowerCase(), site.id] as const)));
  for (const file of files) {
    const label = `${basename(options.dataDir)}/${file}`;
    try {
      const bytes = await readFile(join(options.dataDir, file));
      const decoded = decode(bytes, entry.encoding);
      const { dialect, detected } = detectDialect(
        decoded.text,
        { ...(entry.dialect.delimiter === undefined ? {} : { delimiter: entry.dialect.delimiter }), ...(entry.dialect.quoteChar === undefined ? {} : { quoteChar: entry.dialect.quoteChar }), ...(entry.dialect.headerLine === undefined ? {} : { headerLine: entry.dialect.headerLine }) },
        entry.trilens.unpivot ? entry.trilens.unpivot.keep : entry.schema.fields.map((field) => field.name),
      );
      const raw = readTable(decoded.text, dialect);
      const typed = typeTable(raw, entry, label, { ids: options.sites.map((site) => site.id), byName }, options.asOf);
      if (typed.refused) refuse(typed.refused.code, label, typed.refused.line, typed.refused.found, typed.refused.fix, typed.refused.allowed);
      const malformed = raw.malformed.map((row) => ({ file: label, line: row.line, column: row.column, reason: row.reason, rule: row.rule, raw: row.raw }));
      // A wide row is one row in the file, however many cells it unfolds to.
      const setAside = new Map([...malformed, ...typed.quarantine].map((row) => [row.line, row]));
      table.rows.push(...typed.table.rows.filter((row) => !setAside.has(row.line)));
      report.quarantine.push(...setAside.values());
      const accepted = raw.rows.length - typed.quarantine.filter((row, index, all) => all.findIndex((other) => other.line === row.line) === index).length;
      const counted = { rowsIn: raw.rowsIn, accepted, quarantined: setAside.size, ignored: raw.ignored.length };
      if (counted.rowsIn !== counted.accepted + counted.quarantined + counted.ignored) throw new Error(`${label}: ${JSON.stringify(counted)} does not reconcile`);
      report.files.push({
        path: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), encoding: decoded.encoding, delimiter: dialect.delimiter, decimal: typed.decimal,
        detected: [...(decoded.declared ? [] : [`encoding ${decoded.encoding}`]), ...detected, ...typed.detected, ...(decoded.nulBytes > 0 ? [`${decoded.nulBytes} NUL bytes dropped`] : [])], ...counted,
      });
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      refuse(error.code, label, error.line, error.message, 'correct the file or its contract');
    }
  }
  for (const key of ['rowsIn', 'accepted', 'quarantined', 'ignored'] as const) report[key] = report.files.reduce((sum, file) => sum + file[key], 0);
  duplicates(entry, table, report);
  const data = report.rowsIn - report.ignored;
  if (data > 0 && report.quarantined / data > entry.trilens.maxQuarantined) {
    const first = report.quarantine[0];
    refuse('export/quarantined', first?.file ?? contractFile, first?.line ?? null, `${report.quarantined} of ${data} rows were set aside; the first: ${first?.reason}`, `correct the dump, or raise maxQuarantined of "${entry.name}" above ${entry.trilens.maxQuarantined}`);
  } else if (files.length > 0 && report.accepted === 0 && refusals.length === 0) refuse('export/empty', `${basename(options.dataDir)}/${files[0]}`, 1, 'no row could be read', 'send the dump again');
  problems.push(...refusals);
  report.failed = refusals.length > 0;
  const kept = await lastGood(entry, report, table, options, refusals);
  judgeAge(entry, report, kept, options);
  return { report, table: kept };
}

/** Same primary key and vintage twice: as the contract says. A later vintage of the same key is a restatement, not a duplicate. */
function duplicates(entry: Resource, table: TypedTable, report: ExportReport): void {
  const key = [...entry.schema.primaryKey, ...(entry.trilens.vintage ? [entry.trilens.vintage] : [])].map((name) => table.columns.indexOf(name));
  if (entry.schema.primaryKey.length === 0 || key.includes(-1)) return;
  const seen = new Map<string, number>();
  const dropped = new Set<number>();
  for (const [index, row] of table.rows.entries()) {
    const id = JSON.stringify(key.map((at) => row.cells[at]));
    const first = seen.get(id);
    if (first === undefined) {
      seen.set(id, index);
      continue;
    }
    const loser = entry.trilens.onDuplicate === 'keep-last' ? first : index;
    if (entry.trilens.onDuplicate === 'keep-last') seen.set(id, index);
    dropped.add(loser);
    const row2 = table.rows[loser] as TypedTable['rows'][number];
    report.quarantine.push({ file: row2.file, line: row2.line, column: entry.schema.primaryKey.join(', '), rule: 'export/duplicate-key', reason: `the same key as line ${table.rows[first]?.line}`, raw: row2.cells.join(',') });
  }
  const lines = new Set([...dropped].map((index) => `${table.rows[index]?.file}:${table.rows[index]?.line}`));
  for (const file of report.files) {
    const count = [...lines].filter((line) => line.includes(file.path)).length;
    file.accepted -= count;
    file.quarantined += count;
  }
  report.accepted -= lines.size;
  report.quarantined += lines.size;
  table.rows = table.rows.filter((_, index) => !dropped.has(index));
}

/** A good dump is remembered; a bad one is replaced by the last good one, dated as such, and never mixed in. */
async function lastGood(entry: Resource, report: ExportReport, table: TypedTable, options: Options, refusals: Problem[]): Promise<TypedTable> {
  const file = join(options.cacheDir, 'last-good', `${entry.name}.json`);
  const none: TypedTable = { columns: table.columns, rows: [] };
  if (!report.failed) {
    const body = JSON.stringify(table);
    const sealed = JSON.stringify({ sha256: createHash('sha256').update(body).digest('hex'), body });
    await mkdir(join(options.cacheDir, 'last-good'), { recursive: true });
    await writeFile(`${file}.${process.pid}`, sealed);
    await rename(`${file}.${process.pid}`, file);
    return table;
  }
  const why = refusals[0]?.found ?? 'the dump could not be read';
  if (existsSync(file)) {
    try {
      const { sha256, body } = JSON.parse(await readFile(file, 'utf8')) as { sha256: string; body: string };
      if (createHash('sha256').update(body).digest('hex') === sha256) {
        report.lastGood = true;
        report.doubts.push(`The newest dump was refused (${why}); these are the last good numbers.`);
        return JSON.parse(body) as TypedTable;
      }
    } catch {
      // A damaged cache entry counts as none.
    }
  }
  report.doubts.push(`The dump was refused (${why}) and no earlier good one is kept; there are no numbers.`);
  return none;
}

function judgeAge(entry: Resource, report: ExportReport, table: TypedTable, options: Options): void {
  const dateAt = entry.schema.fields.findIndex((field) => field.type === 'date' || field.type === 'datetime');
  const vintageAt = entry.trilens.vintage === undefined ? -1 : table.columns.indexOf(entry.trilens.vintage);
  const newest = (at: number) => (at < 0 ? null : table.rows.reduce<string | null>((best, row) => (typeof row.cells[at] === 'string' && (best === null || (row.cells[at] as string) > best) ? (row.cells[at] as string) : best), null));
  report.newest = newest(dateAt)?.slice(0, 10) ?? null;
  report.extracted = newest(vintageAt)?.slice(0, 10) ?? report.newest;
  const siteAt = entry.trilens.site === undefined ? -1 : table.columns.indexOf(entry.trilens.site);
  if (siteAt >= 0) {
    const present = new Set(table.rows.map((row) => row.cells[siteAt]));
    const lacking = entry.trilens.expectedSites.filter((site) => !present.has(site));
    if (lacking.length > 0 && !report.failed) report.doubts.push(`No rows from ${lacking.join(', ')}.`);
  }
  if (options.asOf) rateFreshness(report, options.asOf);
}

/** Fresh, due, late or stale by the contract's promise: the next dump is due `everyDays` after the last, plus the grace. */
export function rateFreshness(report: ExportReport, asOf: string): void {
  const { everyDays, graceDays, errorAfterDays } = report.contract;
  if (report.extracted === null) {
    report.freshness = 'unknown';
    return;
  }
  if (everyDays === undefined) {
    report.freshness = 'fresh';
    return;
  }
  const due = addDays(report.extracted, everyDays + graceDays);
  report.daysLate = daysBetween(due, asOf);
  const state: Freshness = report.daysLate <= 0 ? (daysBetween(report.extracted, asOf) > everyDays ? 'due' : 'fresh') : report.daysLate <= errorAfterDays ? 'late' : 'stale';
  report.freshness = state;
  if (state === 'late' || state === 'stale') report.doubts.push(`Last extracted ${longDate(report.extracted)}, due ${longDate(due)}: ${report.daysLate} days late.`);
}
