import { parquetMetadata, type FileMetaData, type SchemaElement } from 'hyparquet';
import { parquetReadColumn } from 'hyparquet/src/read.js';
import { compressors as codecs } from 'hyparquet-compressors';
import {
  BadSource,
  MAX_EXPANDED,
  megabytes,
  type Column,
  type TypedContent,
} from '#ingest/source/part.ts';
import { refuseDamagedPages } from './pages.ts';
import { hex, valueReader } from './values.ts';

const MAX_CELLS = 50_000_000;
const MAX_COLUMNS = 10_000;
const keep = (value: unknown) => value;

/** A plain column with its place among the columns that the row groups store. */
interface Leaf {
  element: SchemaElement;
  at: number;
}

/** The plain columns of a Parquet file, and the names of those that hold lists or records, which are not read. */
export async function readParquet(
  bytes: Uint8Array,
): Promise<{ content: TypedContent; nested: string[] }> {
  // A copy of its own, since the library counts offsets from the start of the buffer.
  const file = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  try {
    const metadata = parquetMetadata(file, {
      geoparquet: false,
      // Statistics are not used; those of a type that the library cannot read stop nothing.
      parsers: { jsonFromBytes: keep, geometryFromBytes: keep, geographyFromBytes: keep },
    });
    const rowCount = rowsOf(metadata);
    const { leaves, nested } = topLevel(metadata.schema);
    if (leaves.length === 0) throw onlyNested(nested);
    refuseTooLarge(metadata, leaves.length);
    const columns: Column[] = [];
    const values: (string | null)[][] = [];
    for (const leaf of leaves) {
      const { column, cells } = await readLeaf(file, metadata, leaf);
      columns.push(column);
      values.push(cells);
    }
    const rows = Array.from({ length: rowCount }, (_, row) =>
      values.map((cells) => cells[row] as string | null),
    );
    return { content: { kind: 'table', columns, rows }, nested };
  } catch (error) {
    if (error instanceof BadSource) throw error;
    throw new BadSource(
      'export/damaged-parquet',
      `this Parquet file is damaged or was cut off: ${error instanceof Error ? error.message : String(error)}`,
      'the Parquet file is damaged or was cut off',
      'send it again',
    );
  }
}

/** A group has no type or has children; some writers give a plain column no children in so many words. */
function topLevel([root, ...rest]: readonly SchemaElement[]): { leaves: Leaf[]; nested: string[] } {
  const leaves: Leaf[] = [];
  const nested: string[] = [];
  const isGroup = (element: SchemaElement) =>
    element.type === undefined || (element.num_children ?? 0) > 0;
  let at = 0;
  let next = 0;
  const pass = (): void => {
    const element = rest[next++];
    if (!element) throw new Error('its schema ends early');
    if (element.type === undefined && !((element.num_children ?? -1) >= 0))
      throw new Error(`"${element.name}" has neither a type nor columns`);
    if (!isGroup(element)) at += 1;
    else for (let child = 0; child < (element.num_children ?? 0); child++) pass();
  };
  for (let child = 0; child < (root?.num_children ?? 0); child++) {
    const element = rest[next];
    if (!element) throw new Error('its schema ends early');
    if (isGroup(element) || element.repetition_type === 'REPEATED') nested.push(element.name);
    else leaves.push({ element, at });
    pass();
  }
  if (next < rest.length) throw new Error('its schema holds more columns than it names');
  return { leaves, nested };
}

/**
 * One column, read as if it were alone in the file: under a name of its own, since names may come twice, and as a type
 * that the library hands over value by value, so that nothing of it passes through a double or a date of the runtime.
 */
async function readLeaf(
  file: ArrayBuffer,
  metadata: FileMetaData,
  { element, at }: Leaf,
): Promise<{ column: Column; cells: (string | null)[] }> {
  const reader = valueReader(element);
  const { type, type_length, repetition_type } = element;
  const own: SchemaElement = { name: 'value', converted_type: 'DATE' };
  const alone: FileMetaData = {
    ...metadata,
    schema: [
      { name: 'root', num_children: 1 },
      Object.assign(own, { type, type_length, repetition_type }),
    ],
    row_groups: metadata.row_groups.map((group) => {
      const chunk = group.columns[at];
      if (!chunk?.meta_data)
        throw new Error(`the column "${element.name}" is missing or encrypted`);
      refuseDamagedPages(file, chunk.meta_data, {
        name: element.name,
        optional: repetition_type === 'OPTIONAL',
        compressors,
      });
      return {
        ...group,
        columns: [{ ...chunk, meta_data: { ...chunk.meta_data, path_in_schema: ['value'] } }],
      };
    }),
  };
  const found = await parquetReadColumn({
    file,
    metadata: alone,
    compressors,
    columns: ['value'],
    parsers: { dateFromDays: reader.read },
  });
  const values = Array.from(found as ArrayLike<string | Uint8Array | null | undefined>);
  const rows = rowsOf(metadata);
  if (values.length !== rows)
    throw new Error(`"${element.name}" has ${values.length} values for ${rows} rows`);
  // The library gives null for nothing; undefined is an index past the end of a dictionary.
  if (values.includes(undefined))
    throw new Error(`a value of "${element.name}" points past the end of its dictionary`);
  return asText(
    { name: element.name, kind: reader.kind },
    values as (string | Uint8Array | null)[],
  );
}

/** Bytes that are all readable text are text; old writers say of texts no more than that they are bytes. */
function asText(column: Column, values: (string | Uint8Array | null)[]) {
  if (column.kind !== 'bytes') return { column, cells: values as (string | null)[] };
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    const cells = values.map((value) =>
      value === null ? null : decoder.decode(value as Uint8Array),
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells bytes from text
    if (!cells.some((cell) => cell !== null && /[\u0000-\u0008\u000e-\u001f]/.test(cell)))
      return { column: { ...column, kind: 'text' as const }, cells };
  } catch {
    // Not UTF-8.
  }
  return {
    column,
    cells: values.map((value) => (value === null ? null : hex(value as Uint8Array))),
  };
}

/** A page of nothing but missing values may hold no bytes at all. */
const compressors = Object.fromEntries(
  Object.entries(codecs).map(([name, decompress]) => [
    name,
    (input: Uint8Array, length: number) =>
      input.length === 0 || length === 0 ? new Uint8Array() : decompress(input, length),
  ]),
);

export function onlyNested(names: readonly string[]): BadSource {
  return new BadSource(
    'export/nested-column',
    `the column "${names[0]}" holds lists or records`,
    'a column holds lists or records',
    'write a Parquet file of plain columns, or flatten it with trilens.sql and DuckDB',
  );
}

/** The rows of all row groups; some writers leave the total at 0. */
function rowsOf({ num_rows, row_groups }: FileMetaData): number {
  const rows = row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  const total = Number(num_rows);
  if (total !== rows && total !== 0) throw new Error(`it names ${total} rows and holds ${rows}`);
  return rows;
}

function refuseTooLarge(metadata: FileMetaData, columns: number): void {
  const rows = rowsOf(metadata);
  const expanded = metadata.row_groups.reduce(
    (sum, group) => sum + Number(group.total_byte_size),
    0,
  );
  if (columns <= MAX_COLUMNS && rows * columns <= MAX_CELLS && expanded <= MAX_EXPANDED) return;
  throw new BadSource(
    'export/too-large',
    `the file holds ${rows} rows of ${columns} columns, ${megabytes(expanded)} expanded; at most ${MAX_CELLS} cells and ${megabytes(MAX_EXPANDED)} are read`,
    'the file holds more than is read',
    'let DuckDB sum it: trilens.sql with engine duckdb',
  );
}
