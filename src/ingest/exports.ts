import { createHash } from 'node:crypto';
import { realpathSync, statSync } from 'node:fs';
import { glob, readFile } from 'node:fs/promises';
import { basename, join, relative, sep } from 'node:path';
import { isDate, longDate } from '#model/date.ts';
import type { ExportReport } from '#model/export.ts';
import { nearest, type Problem } from '#model/problem.ts';
import type { Site } from '#model/site.ts';
import { contractOf, FILE_NAME, type Contracts, type Resource } from './contract.ts';
import { duplicates } from './duplicates.ts';
import { judgeAge, vintageOfFile } from './freshness.ts';
import { readLastGood, writeLastGood } from './lastGood.ts';
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

type Entry = Contracts['resources'][number];
type Refuse = (code: string, file: string, line: number | null, found: string, fix: string, allowed?: string) => void;

/** Reads every export of the contracts. Rows in = accepted + quarantined + ignored, always. */
export async function readExports(contracts: Contracts, options: Options): Promise<{ exports: ReadExport[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const exports: ReadExport[] = [];
  const named = new Set<string>(['datapackage.json']);
  const sites = options.sites.map((site) => site.id);
  for (const entry of contracts.resources) {
    const files = await filesOf(entry, options.dataDir, contracts.file, problems);
    for (const file of files) named.add(file);
    exports.push(await readExport(entry, files, contracts.file, options, problems));
    for (const site of entry.trilens.expectedSites.filter((name) => sites.length > 0 && !sites.includes(name))) {
      const near = nearest(site, sites);
      problems.push({ code: 'data/unknown-site', severity: 'error', file: contracts.file, line: entry.line, column: 1, found: `expectedSites of "${entry.name}" names "${site}", which is not a site`, allowed: sites.join(', '), fix: near ? `did you mean "${near}"?` : 'name one of the sites' });
    }
  }
  for await (const file of glob('**/*.{csv,tsv,txt}', { cwd: options.dataDir })) {
    if (!named.has(file.split(sep).join('/'))) {
      problems.push({ code: 'data/unnamed-file', severity: 'warning', file: `${basename(options.dataDir)}/${file}`, line: null, column: null, found: 'no contract names this file, so it is not read', fix: 'add a resource with this path to datapackage.json, or remove the file' });
    }
  }
  return { exports, problems };
}

async function filesOf(entry: Entry, dataDir: string, contractFile: string, problems: Problem[]): Promise<string[]> {
  const root = realpathSync(dataDir);
  const files = new Set<string>();
  const refuse = (found: string, fix: string) => problems.push({ code: 'data/outside', severity: 'error', file: contractFile, line: entry.line, column: 1, found, fix });
  for (const pattern of typeof entry.path === 'string' ? [entry.path] : entry.path) {
    for await (const found of glob(pattern, { cwd: dataDir })) {
      try {
        const real = realpathSync(join(dataDir, found));
        const inside = relative(root, real);
        if (inside === '..' || inside.startsWith(`..${sep}`)) refuse(`${found} leads out of the data folder`, 'copy the file into the data folder; links that lead out are refused');
        else if (statSync(real).isFile()) files.add(found.split(sep).join('/'));
      } catch {
        refuse(`${found} is a link that leads nowhere`, 'copy the file into the data folder');
      }
    }
  }
  return [...files].sort();
}

async function readExport(entry: Entry, files: string[], contractFile: string, options: Options, problems: Problem[]): Promise<ReadExport> {
  const report: ExportReport = {
    contract: contractOf(entry), files: [], rowsIn: 0, accepted: 0, quarantined: 0, ignored: 0, quarantine: [], newest: null, extracted: null, freshness: 'unknown', daysLate: null, lastGood: false, doubts: [], failed: false,
  };
  const table: TypedTable = { columns: [...entry.schema.fields.map((field) => field.name), ...(entry.trilens.vintage === FILE_NAME ? [FILE_NAME] : [])], rows: [] };
  const refusals: Problem[] = [];
  const severity = entry.trilens.onBadExport === 'fail' ? 'error' : 'warning';
  const refuse: Refuse = (code, file, line, found, fix, allowed) => refusals.push({ code, severity, file, line, column: line === null ? null : 1, found, fix, ...(allowed === undefined ? {} : { allowed }) });
  const label = (path: string) => `${basename(options.dataDir)}/${path}`;
  if (files.length === 0) refuse('export/missing', contractFile, entry.line, `no file matches ${JSON.stringify(entry.path)} of the export "${entry.name}"`, 'put the dump there or correct the path');
  for (const file of files) {
    try {
      await readOne(entry, file, label(file), options, report, table, refuse);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      if (error instanceof UnreadableFile) refuse(error.code, label(file), error.line, message, 'correct the file or its contract');
      else if (code !== undefined && /^E[A-Z]+$|^ERR_(STRING_TOO_LONG|FS_FILE_TOO_LARGE)/.test(code)) refuse('export/unreadable', label(file), null, `the file cannot be read (${code})`, 'check its size and who may read it');
      else throw error;
    }
  }
  const twice = refusals.length === 0 ? duplicates(entry, table, report, label) : null;
  if (twice) refuse('export/duplicate-key', twice.file, twice.line, twice.found, `correct the dump, or say in onDuplicate of "${entry.name}" which one counts`, 'error, keep-last, keep-first');
  for (const key of ['rowsIn', 'accepted', 'quarantined', 'ignored'] as const) report[key] = report.files.reduce((sum, file) => sum + file[key], 0);
  if (report.rowsIn !== report.accepted + report.quarantined + report.ignored) throw new Error(`the rows of ${entry.name} do not reconcile`);
  limits(entry, report, contractFile, refusals.length > 0, label(files[0] ?? ''), refuse);
  problems.push(...refusals);
  report.failed = refusals.length > 0;
  const kept = report.failed ? await readLastGood(options.cacheDir, entry.name) : table;
  if (!report.failed) await writeLastGood(options.cacheDir, entry.name, table);
  report.lastGood = report.failed && kept !== null && entry.trilens.onBadExport === 'last-good';
  const used = report.failed && !report.lastGood ? { columns: table.columns, rows: [] } : (kept ?? table);
  judgeAge(entry, report, used, options.asOf);
  if (report.failed) {
    const why = refusals[0]?.found ?? 'it could not be read';
    report.doubts.unshift(report.lastGood ? `The newest dump was refused (${why}); these are the last good numbers${report.extracted ? `, extracted ${longDate(report.extracted)}` : ''}.` : `The dump was refused (${why}) and no earlier good one is kept; there are no numbers.`);
  }
  return { report, table: used };
}

async function readOne(entry: Entry, file: string, label: string, options: Options, report: ExportReport, table: TypedTable, refuse: Refuse): Promise<void> {
  const bytes = await readFile(join(options.dataDir, file));
  const decoded = decode(bytes, entry.encoding);
  const fields = entry.schema.fields.map((field) => field.name);
  const { delimiter, quoteChar, headerLine, header } = entry.dialect;
  const { dialect, detected } = detectDialect(
    decoded.text,
    { ...(delimiter === undefined ? {} : { delimiter }), ...(quoteChar === undefined ? {} : { quoteChar }), ...(headerLine === undefined ? {} : { headerLine }), ...(header === undefined ? {} : { hasHeader: header }) },
    entry.trilens.unpivot ? entry.trilens.unpivot.keep : [...fields, ...Object.keys(entry.trilens.columnMap)],
  );
  const raw = readTable(decoded.text, dialect, fields);
  const sites = { byName: new Map(options.sites.flatMap((site) => [site.id, site.name, ...site.aliases].map((name) => [name.toLowerCase(), site.id] as const))) };
  const vintage = vintageOfFile(entry, file);
  const typed = typeTable(raw, entry, label, sites, options.asOf, vintage);
  if (raw.header.length === 0) typed.refused = { code: 'export/empty', line: 1, found: 'the file is empty', fix: 'send the dump again' };
  else if (entry.trilens.vintage === FILE_NAME && (vintage === null || !isDate(vintage))) typed.refused = { code: 'export/file-date', line: 1, found: `there is no date in the name ${file}, which should say when it was extracted`, fix: 'name it like downtime_2026-09-30.csv, or name a column as the vintage' };
  if (typed.refused) refuse(typed.refused.code, label, typed.refused.line, typed.refused.found, typed.refused.fix, typed.refused.allowed);
  // A wide row is one row in the file, however many cells it unfolds to; it is set aside whole.
  const bad = new Map(typed.quarantine.map((row) => [row.line, row]));
  for (const row of raw.malformed) report.quarantine.push({ file: label, line: row.line, column: row.column, reason: row.reason, rule: row.rule, raw: row.raw });
  for (const row of bad.values()) report.quarantine.push(row);
  for (const row of typed.table.rows) if (!bad.has(row.line)) table.rows.push(row);
  const setAside = raw.malformed.length + (typed.refused ? raw.rows.length : bad.size);
  const counts = { rowsIn: raw.rowsIn, accepted: typed.refused ? 0 : raw.rows.length - bad.size, quarantined: setAside, ignored: raw.ignored.length };
  report.files.push({
    path: file, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex'), encoding: decoded.encoding, delimiter: dialect.delimiter, decimal: typed.decimal,
    detected: [...(decoded.declared ? [] : [`encoding ${decoded.encoding}`]), ...detected, ...typed.detected, ...(decoded.nulBytes > 0 ? [`${decoded.nulBytes} NUL bytes dropped`] : [])], ...counts,
  });
}

/** Too many rows set aside, or none left: the dump is refused. Rows dated after `asOf` are left out, said, and not held against it. */
function limits(entry: Resource, report: ExportReport, contractFile: string, refused: boolean, firstFile: string, refuse: Refuse): void {
  const future = report.quarantine.filter((row) => row.rule === 'export/future-date');
  if (future.length > 0) report.doubts.push(`${future.length} ${future.length === 1 ? 'row is' : 'rows are'} dated later than this portal (the first: ${future[0]?.file} line ${future[0]?.line}) and left out.`);
  if (refused) return;
  const data = report.rowsIn - report.ignored - future.length;
  const bad = report.quarantined - future.length;
  const first = report.quarantine.find((row) => row.rule !== 'export/future-date');
  if (data > 0 && bad / data > entry.trilens.maxQuarantined) {
    refuse('export/quarantined', first?.file ?? contractFile, first?.line ?? null, `${bad} of ${data} rows were set aside; the first: ${first?.reason}`, `correct the dump, or raise maxQuarantined of "${entry.name}" above ${entry.trilens.maxQuarantined}`);
  } else if (report.files.length > 0 && report.accepted === 0) refuse('export/empty', firstFile, 1, future.length > 0 ? 'every row is dated later than this portal' : 'there are no rows', 'send the dump again');
}
