import { hash } from 'node:crypto';
import { glob, mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import iconv from 'iconv-lite';
import { contractRead, contractsOf } from '#ingest/export/contractRead.ts';
import { type ContractDraft, draftContract } from '#ingest/contract/draftContract.ts';
import { proveDraft } from '#ingest/export/draftProof.ts';
import { freeRead, freeReadLong } from '#ingest/freeRead.ts';
import { withoutEnding } from '#ingest/source/kinds.ts';
import { BadSource } from '#ingest/source/part.ts';
import type { Source } from '#ingest/source/source.ts';
import { csvOf, harmless } from '#ingest/table/csv.ts';
import { UnreadableFile } from '#ingest/table/records.ts';
import { readOptions, UsageError } from './options.ts';
import { type FileRead, freeReport, contractReport, documentOf, longReport } from './readReport.ts';
import { Writer } from './readSink.ts';

const HELP = `trilens read FILE… [options]

Reads any export file as it is: whatever its encoding, delimiter, quotes, header, preamble and footers.
Writes what was read as clean CSV (RFC 4180, UTF-8) or JSON to standard output, or one file per input under --out,
and to standard error what was detected, how sure that is, and every row that was repaired, quarantined or ignored.
Also .csv.gz, .csv.zst, .zip, .xlsx and .parquet. FILE may be a glob; - is standard input. Cells are written as they are,
and a file without a header is written without one.

  --draft          prints a datapackage.json instead: columns, types, key and cadence as far as the files tell them,
                   reads the files by it, and ends with 1 where a row is not accepted
  --contract FILE  a datapackage.json: read as its resource for this file says, types checked, bad rows quarantined
  --format FORMAT  csv or json: one document a line, {file, header, rows}  (default: csv)
  --out DIR        one file per input under its base name; further tables of a file as NAME.table-2.csv …
  --encoding NAME  instead of detecting it: utf-8, windows-1252, shift_jis …
  --delimiter MARK instead of detecting it
  --quote MARK     instead of detecting it
  --sheet NAME     sheet of a workbook, by name or number, * for all  (default: the first visible one)
  --as-is          infer nothing from other rows: a row with a delimiter too many or too few stays as it stands
  --harmless       cells that a spreadsheet would run as a formula get an apostrophe before them
  --all            list every row that was repaired, quarantined or ignored  (default: the first 20 of a file)
  --quiet          list only what could not be read`;

const OPTIONS = {
  draft: { type: 'boolean' },
  contract: { type: 'string' },
  format: { type: 'string', default: 'csv' },
  out: { type: 'string' },
  encoding: { type: 'string' },
  delimiter: { type: 'string' },
  quote: { type: 'string' },
  sheet: { type: 'string' },
  'as-is': { type: 'boolean' },
  harmless: { type: 'boolean' },
  all: { type: 'boolean' },
  quiet: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** So many bytes are read at once where a file cannot go by row by row. */
const MOST_WHOLE = 128 * 2 ** 20;

type Values = ReturnType<typeof options>['values'];
const options = (args: string[]) => readOptions(args, OPTIONS, 'names');

/** Reads files one after the other. 0 all were read, 1 some could not be. */
export async function run(args: string[]): Promise<number> {
  const { values, positionals } = options(args);
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.format !== 'csv' && values.format !== 'json')
    throw new UsageError(`--format is "${values.format}"; allowed are csv and json.`);
  if (values.encoding !== undefined && !iconv.encodingExists(values.encoding))
    throw new UsageError(
      `--encoding is "${values.encoding}", which is not known; try utf-8, utf-16le, windows-1252, iso-8859-2 or shift_jis.`,
    );
  const files = await expanded(positionals);
  if (files.length === 0)
    throw new UsageError('trilens read needs at least one FILE. `trilens read --help` says more.');
  const contracts =
    values.contract === undefined ? null : await contractsOf(resolve(values.contract));
  if (contracts && contracts.problems.length > 0) {
    for (const problem of contracts.problems) console.error(problem);
    return 1;
  }
  // A reader that has seen enough closes the pipe; that is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) =>
    process.exit(error.code === 'EPIPE' ? 0 : 1),
  );
  if (values.out !== undefined) await mkdir(values.out, { recursive: true });
  const taken = new Set<string>();
  const drafts: ContractDraft['resource'][] = [];
  let failed = 0;
  for (const file of files) {
    try {
      const source = await sourceOf(file);
      if (values.draft) {
        const { resources, isProven } = await draftsOf(source, values);
        drafts.push(...resources);
        if (!isProven) failed += 1;
        continue;
      }
      const long = contracts ? null : await readLongFile(source, values, taken, files);
      if (long) {
        if (!values.quiet) console.error(shown(long, values.all === true));
        continue;
      }
      const parts = contracts ? await contractRead(source, file, contracts) : null;
      const reads: FileRead[] = parts
        ? parts.map(contractReport)
        : (await freeRead(source, freeOptions(values))).map(freeReport);
      for (const read of reads) {
        if (read.failed) failed += 1;
        if (!values.quiet || read.failed) console.error(shown(read, values.all === true));
        if (read.failed) continue;
        if (values.out === undefined) await print(textOf(read, values));
        else await writeTables(read, values, taken, files);
      }
    } catch (error) {
      failed += 1;
      console.error(failure(file, error));
    }
  }
  if (values.draft && drafts.length > 0)
    await print(`${JSON.stringify({ resources: drafts }, null, 2)}\n`);
  if (files.length > 1 || failed > 0)
    console.error(
      `${files.length - failed} of ${files.length} files read${failed > 0 ? `, ${failed} could not be` : ''}.`,
    );
  return failed > 0 ? 1 : 0;
}

/** What a contract of each table would say, and whether it reads its own file whole; what is open goes to standard error. */
async function draftsOf(
  source: Source,
  values: Values,
): Promise<{ resources: ContractDraft['resource'][]; isProven: boolean }> {
  const parts = await freeRead(source, freeOptions(values));
  const resources: ContractDraft['resource'][] = [];
  let isProven = true;
  for (const part of parts) {
    const table = part.tables[0];
    if (!table?.header) {
      isProven = false;
      console.error(
        `${part.label}: ${table ? 'there is no header in it; say "header": false under dialect, and name the columns in order' : 'there is no table in it'}`,
      );
      continue;
    }
    const draft = draftContract(
      basename(source.path),
      table.header,
      table.rows.map((row) => row.cells),
    );
    const proof = await proveDraft(source, draft.resource);
    resources.push(proof.resource);
    if (proof.open.length > 0) isProven = false;
    console.error(
      [
        `${part.label}: ${part.detected.join(', ')}`,
        `  read by its draft: ${proof.rowsIn} rows in, ${proof.accepted} accepted, ${proof.ignored} ignored`,
        ...proof.open.map((what) => `  open: ${what}`),
        ...draft.open.map((what) => `  to do: ${what}`),
      ].join('\n'),
    );
  }
  return { resources, isProven };
}

/** A long file goes by row by row, so that its length costs no memory. */
async function readLongFile(
  source: Source,
  values: Values,
  taken: Set<string>,
  inputs: readonly string[],
): Promise<FileRead | null> {
  const { out } = values;
  const format = values.format === 'json' ? 'json' : 'csv';
  const writer = new Writer(source.label, format, values.harmless === true, () =>
    out === undefined
      ? null
      : outPath(out, freeName(basename(source.path), `.${format}`, taken), inputs),
  );
  const read = await freeReadLong(source, writer, freeOptions(values));
  if (!read && source.bytes.length > MOST_WHOLE)
    throw new BadSource(
      'read/too-large',
      `the file has ${Math.round(source.bytes.length / 2 ** 20)} MB and holds several tables, or one that only the whole tells`,
      'the file is too large to be read whole',
      'split it where the tables part',
    );
  if (!read) return null;
  const report = longReport(read);
  writer.close(report.counts);
  return report;
}

/** Where an output goes; never onto one of the inputs. */
function outPath(out: string, name: string, inputs: readonly string[]): string {
  const path = join(out, name);
  if (inputs.some((input) => resolve(input) === resolve(path)))
    throw new BadSource(
      'read/overwrite',
      `${path} is one of the files that are read`,
      'it would overwrite its input',
      'name another folder with --out',
    );
  return path;
}

function freeOptions(values: Values) {
  return {
    encoding: values.encoding,
    delimiter: values.delimiter?.replaceAll('\\t', '\t'),
    quoteChar: values.quote,
    sheet: values.sheet,
    asIs: values['as-is'],
  };
}

/** Names as given; what names no file and holds a star is a glob. */
async function expanded(names: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const name of names) {
    const pattern =
      /[*?[{]/.test(name) && name !== '-' && (await stat(name).catch(() => null)) === null;
    if (!pattern) files.push(name);
    else {
      const found: string[] = [];
      for await (const file of glob(name)) found.push(file);
      files.push(...found.sort());
    }
  }
  return files;
}

async function sourceOf(file: string): Promise<Source> {
  const name = file === '-' ? 'standard input' : file;
  if (file !== '-') {
    const found = await stat(file).catch(() => null);
    if (!found)
      throw new BadSource(
        'read/missing',
        'there is no such file',
        'the file is missing',
        'correct its name, or the folder that you call this from',
      );
    if (found.isDirectory())
      throw new BadSource(
        'read/folder',
        'this is a folder',
        'it is a folder',
        `name its files: ${join(file, '*.csv')}`,
      );
    if (found.size > 2 ** 29 - 24)
      throw new BadSource(
        'export/too-large',
        `the file has ${Math.round(found.size / 2 ** 20)} MB; at most 512 MB are read`,
        'the file is too large',
        'split it into several files',
      );
  }
  const bytes = file === '-' ? await input() : await readFile(file);
  return { kind: 'file', label: name, path: name, bytes, sha256: hash('sha256', bytes) };
}

async function input(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** The first table as it goes to standard output. */
function textOf(read: FileRead, values: Values): string {
  if (values.format === 'json') return `${JSON.stringify(documentOf(read))}\n`;
  return csvText(read.tables[0] ?? { header: null, rows: [] }, values);
}

function csvText(table: FileRead['tables'][number], values: Values): string {
  const rows = table.header ? [table.header, ...table.rows] : table.rows;
  return csvOf(values.harmless ? rows.map((row) => row.map(harmless)) : rows);
}

async function writeTables(
  read: FileRead,
  values: Values,
  taken: Set<string>,
  inputs: readonly string[],
): Promise<void> {
  const out = values.out!;
  const write = (name: string, text: string) => writeFile(outPath(out, name, inputs), text);
  if (values.format === 'json') {
    await write(freeName(read.name, '.json', taken), `${JSON.stringify(documentOf(read))}\n`);
    return;
  }
  const name = freeName(read.name, '.csv', taken);
  await write(name, csvText(read.tables[0] ?? { header: null, rows: [] }, values));
  for (const [index, table] of read.tables.slice(1).entries()) {
    const further = `${basename(name, extname(name))}.table-${index + 2}${extname(name)}`;
    await write(freeName(further, '.csv', taken), csvText(table, values));
  }
}

/** A name that no output of this call has yet. */
function freeName(name: string, ending: '.csv' | '.json', taken: Set<string>): string {
  const bare = name.replace(/\.(gz|zst)$/i, '');
  const own =
    extname(bare).toLowerCase() === ending
      ? bare
      : `${withoutEnding(bare).replace(/\.json$/i, '')}${ending}`;
  const clean = own.replaceAll(/[/\\:*?"<>|\0]/g, '_');
  let result = clean;
  for (let count = 2; taken.has(result.toLowerCase()); count++)
    result = `${basename(clean, extname(clean))}-${count}${extname(clean)}`;
  taken.add(result.toLowerCase());
  return result;
}

function shown(read: FileRead, all: boolean): string {
  const lines = all ? read.lines : read.lines.slice(0, 20);
  const more = read.lines.length - lines.length;
  return [
    `${read.label}: ${read.summary}`,
    ...lines.map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more; --all lists them`] : []),
  ].join('\n');
}

function failure(file: string, error: unknown): string {
  if (error instanceof BadSource)
    return `${file}:1:1: not read: ${error.message}${error.allowed ? `; allowed: ${error.allowed}` : ''}. To do: ${error.fix}.  [${error.code}]`;
  if (error instanceof UnreadableFile)
    return `${file}:${error.line}:1: not read: ${error.message}  [${error.code}]`;
  return `${file}:1:1: not read: ${error instanceof Error ? error.message : String(error)}  [read/failed]`;
}

function print(text: string): Promise<void> {
  return new Promise((done) => process.stdout.write(text, () => done()));
}
