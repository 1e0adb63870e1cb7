import { parquetMetadata, parquetRead } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { BadSource, MAX_EXPANDED, megabytes, type SourceCell } from './part.ts';

const MAX_CELLS = 50_000_000;
const MAX_COLUMNS = 10_000;

/** The column names, then the rows of a Parquet file. Nested values are refused: a cell is a text, number, date or nothing. */
export async function readParquet(bytes: Uint8Array): Promise<SourceCell[][]> {
  // A copy of its own, since the library counts offsets from the start of the buffer.
  const buffer = bytes.buffer.slice(
    bytes.byteOffset,
    bytes.byteOffset + bytes.byteLength,
  ) as ArrayBuffer;
  try {
    const metadata = parquetMetadata(buffer);
    const names = metadata.schema
      .slice(1)
      .filter((element) => element.num_children === undefined)
      .map((element) => element.name);
    const nested = metadata.schema.slice(1).find((element) => element.num_children !== undefined);
    if (nested)
      throw new BadSource(
        'export/nested-column',
        `the column "${nested.name}" holds lists or records`,
        'a column holds lists or records',
        'write a Parquet file of plain columns, or flatten it with trilens.sql and DuckDB',
      );
    const rows = Number(metadata.num_rows);
    const expanded = metadata.row_groups.reduce(
      (sum, group) => sum + Number(group.total_byte_size),
      0,
    );
    if (names.length > MAX_COLUMNS || rows * names.length > MAX_CELLS || expanded > MAX_EXPANDED) {
      throw new BadSource(
        'export/too-large',
        `the file holds ${rows} rows of ${names.length} columns, ${megabytes(expanded)} expanded; at most ${MAX_CELLS} cells and ${megabytes(MAX_EXPANDED)} are read`,
        'the file holds more than is read',
        'let DuckDB sum it: trilens.sql with engine duckdb',
      );
    }
    const table: SourceCell[][] = [names];
    let done = 0;
    for (const group of metadata.row_groups) {
      const end = done + Number(group.num_rows);
      await parquetRead({
        file: buffer,
        metadata,
        compressors,
        rowStart: done,
        rowEnd: end,
        columns: names,
        rowFormat: 'array',
        onComplete: (found) =>
          void (table.length === 1 && found.length === 0 ? 0 : append(table, found)),
      });
      done = end;
    }
    if (table.length - 1 !== rows)
      throw new Error(`it names ${rows} rows and holds ${table.length - 1}`);
    return table;
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

function append(table: SourceCell[][], rows: unknown[][]): void {
  for (const row of rows)
    table.push(row.map((cell) => (cell === undefined ? null : cell) as SourceCell));
}
