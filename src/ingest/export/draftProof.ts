import type { ContractDraft } from '#ingest/contract/draftContract.ts';
import { withDerivedFields } from '#ingest/contract/derivedFields.ts';
import { resource, type Resource } from '#ingest/schemas/datapackage.ts';
import { askedOf } from '#ingest/source/asked.ts';
import { openSource } from '#ingest/source/open.ts';
import type { Source } from '#ingest/source/source.ts';
import type { Dialect } from '#ingest/table/dialect.ts';
import { withoutDuplicates } from './duplicates.ts';
import { readPart, type ReadPart } from './readPart.ts';

/** A draft with what its own file shows of encoding and dialect, and what reading the file by it gave. */
export interface ProvenDraft {
  resource: ContractDraft['resource'] & { encoding?: string; dialect?: Record<string, unknown> };
  rowsIn: number;
  accepted: number;
  ignored: number;
  /** Why rows are not accepted, with file and line; empty where all are. */
  open: string[];
}

/** Reads a file by its own draft, since a draft that does not read its file is useless. */
export async function proveDraft(
  source: Source,
  draft: ContractDraft['resource'],
): Promise<ProvenDraft> {
  const entry = entryOf(draft);
  // Which sites there are, the portfolio says and not the contract: here their names are only text.
  const unplaced: Resource = { ...entry, trilens: { ...entry.trilens, site: undefined } };
  const reads = (await openSource(source, askedOf(unplaced))).map((part) =>
    readPart(part, unplaced, []),
  );
  const rows = reads.flatMap((read) => read.rows);
  const { quarantine } = withoutDuplicates(
    rows,
    entry.schema.fields.map((field) => field.name),
    unplaced,
  );
  const sum = (key: 'rowsIn' | 'accepted' | 'ignored') =>
    reads.reduce((total, { file }) => total + (file?.[key] ?? 0), 0);
  const bad = [...reads.flatMap((read) => read.quarantine), ...quarantine];
  const refusals = reads.flatMap((read) => read.refusals);
  return {
    resource: reads.length === 1 ? { ...draft, ...writtenAs(reads[0]!) } : draft,
    rowsIn: sum('rowsIn'),
    accepted: refusals.length > 0 ? 0 : sum('accepted') - quarantine.length,
    ignored: sum('ignored'),
    open: [
      ...refusals.map(({ file, line, found, fix }) => `${file}:${line ?? 1}:1: ${found}; ${fix}`),
      ...bad.slice(0, 3).map(({ file, line, reason }) => `${file}:${line}:1: ${reason}`),
      ...(bad.length > 3 ? [`and ${bad.length - 3} more rows that are not accepted`] : []),
    ],
  };
}

/** A draft as the contract that it becomes; `groupChar` is for other tools. */
function entryOf(draft: ContractDraft['resource']): Resource {
  const fields = draft.schema.fields.map(({ groupChar: _, ...field }) => field);
  const entry = resource.parse({ ...draft, schema: { ...draft.schema, fields } });
  return withDerivedFields(entry, [entry]);
}

/** Encoding and dialect in the words of the standard, where they are not its defaults; a workbook has neither. */
function writtenAs({ file, layout, ignored }: ReadPart): Partial<ProvenDraft['resource']> {
  if (!file || !layout || !['csv', 'gzip', 'zip', 'zstd'].includes(file.source)) return {};
  const { delimiter, quoteChar, spaceAfter, runs, commentChar } = layout.dialect;
  const above = ignored.filter(({ line }) => line < layout.dialect.headerLine);
  // Lines that begin with the mark are no rows to any tool, and the header is then the first that is left.
  const isCommented =
    commentChar !== '' && above.length > 0 && above.every(({ raw }) => raw.startsWith(commentChar));
  const dialect = {
    ...(delimiter === ',' || runs ? {} : { delimiter }),
    ...(quoteChar === '"' || quoteChar === '' ? {} : { quoteChar }),
    ...(spaceAfter ? { skipInitialSpace: true } : {}),
    ...(isCommented ? { commentChar } : {}),
    ...headerRowsOf(layout.dialect, isCommented),
  };
  return {
    ...(file.encoding === 'utf-8' ? {} : { encoding: file.encoding }),
    ...(Object.keys(dialect).length > 0 ? { dialect } : {}),
  };
}

/** Which lines name the columns, where it is not the first one alone. */
function headerRowsOf(
  { headerLine, headerRows }: Dialect,
  isCommented: boolean,
): { headerRows?: number[] } {
  const first = isCommented ? 1 : headerLine;
  const rows = Array.from({ length: Math.max(1, headerRows) }, (_, at) => first + at);
  return rows.length === 1 && first === 1 ? {} : { headerRows: rows };
}
