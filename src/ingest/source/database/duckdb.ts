import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { howToAdd } from '#ingest/optionalPart.ts';
import { inside } from '#ingest/source/files.ts';
import { shortestFloat } from '#ingest/source/floats.ts';
import {
  BadSource,
  type ColumnKind,
  MAX_EXPANDED,
  type TypedContent,
} from '#ingest/source/part.ts';
import { notOneQuery, tooManyRows, tooMuch, type SqlSource } from './sqlSource.ts';

/**
 * The result of a query on DuckDB inside this process: over files of the data folder, which it cannot leave, or over a
 * database file, opened to read only. The library is optional; it is loaded when a contract asks for it.
 */
export async function queryDuckDb(
  query: string,
  database: string | null,
  dataDir: string,
  { timeoutSeconds, maxRows }: SqlSource,
): Promise<TypedContent> {
  const { DuckDBInstance, DuckDBTypeId, StatementType } = await import('@duckdb/node-api').catch(
    () => {
      throw new BadSource(
        'export/no-duckdb',
        'DuckDB is not installed',
        'DuckDB is not installed',
        howToAdd('duckdb'),
      );
    },
  );
  const instance = await DuckDBInstance.create(database ?? ':memory:', {
    ...(database ? { access_mode: 'READ_ONLY' } : {}),
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  const connection = await instance.connect();
  const timer = setTimeout(() => connection.interrupt(), timeoutSeconds * 1000);
  try {
    await connection.run(`SET allowed_directories = [${literal(`${resolve(dataDir)}/`)}]`);
    await connection.run("SET TimeZone = 'UTC'");
    await connection.run("SET memory_limit = '1GB'");
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    const statements = await connection.extractStatements(withPaths(query, dataDir));
    const prepared = await statements.prepare(0);
    if (statements.count !== 1 || prepared.statementType !== StatementType.SELECT)
      throw notOneQuery();
    const result = await prepared.stream();
    const types = result.columnTypes().map((type) => DuckDBTypeId[type.typeId] ?? '');
    const columns = result.columnNames().map((name, index) => ({
      name,
      kind: KINDS[types[index]!] ?? ('text' as const),
    }));
    const rows: TypedContent['rows'] = [];
    let bytes = 0;
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const row of chunk.getRows()) {
        const cells = row.map((cell, index) => textOf(cell, types[index]!));
        for (const cell of cells) bytes += typeof cell === 'string' ? cell.length : 8;
        rows.push(cells);
      }
      if (bytes > MAX_EXPANDED) throw tooMuch();
      if (rows.length > maxRows) throw tooManyRows(maxRows);
    }
    return { kind: 'table', columns, rows };
  } catch (error) {
    if (error instanceof Error && /INTERRUPT/i.test(error.message))
      throw new BadSource(
        'export/query-timeout',
        `the query did not end within ${timeoutSeconds} seconds and was stopped`,
        'its query did not end in time',
        'make it quicker, or raise trilens.sql.timeoutSeconds',
      );
    throw error;
  } finally {
    clearTimeout(timer);
    connection.closeSync();
    instance.closeSync();
  }
}

const NUMBERS = [
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT'],
  ...['UTINYINT', 'USMALLINT', 'UINTEGER', 'UBIGINT', 'UHUGEINT'],
  ...['DECIMAL', 'FLOAT', 'DOUBLE'],
];
/** https://duckdb.org/docs/stable/sql/data_types/overview */
const KINDS: Record<string, ColumnKind> = {
  ...Object.fromEntries(NUMBERS.map((type) => [type, 'number' as const])),
  ...{ DATE: 'date', TIME: 'time', TIME_NS: 'time', TIME_TZ: 'time', INTERVAL: 'span' },
  ...{ TIMESTAMP: 'stamp', TIMESTAMP_S: 'stamp', TIMESTAMP_MS: 'stamp', TIMESTAMP_NS: 'stamp' },
  ...{ TIMESTAMP_TZ: 'instant', BOOLEAN: 'boolean', BLOB: 'bytes' },
};

/** Every value prints all its digits; a narrow float is a number of the runtime with digits that it never had. */
function textOf(cell: unknown, type: string): string | null {
  if (cell === null || cell === undefined) return null;
  if (type === 'FLOAT') return shortestFloat(cell as number);
  if (type === 'TIMESTAMP_TZ') return String(cell).replace(' ', 'T').replace(/\+00$/, 'Z');
  return type.startsWith('TIMESTAMP') ? String(cell).replace(' ', 'T') : String(cell);
}

/** DuckDB looks for relative names in the folder that the command was started in; those of files are meant in the data folder. */
function withPaths(query: string, dataDir: string): string {
  return query.replaceAll(
    /(\b(?:from|join)\s+|[([,]\s*)'([^':]+\.(?:csv|tsv|txt|parquet|json|ndjson)(?:\.gz|\.zst)?)'/gi,
    (whole, before: string, path: string) => {
      if (/^([/\\~]|[a-z]:)/i.test(path)) return whole;
      for (const file of globSync(path, { cwd: dataDir })) {
        if (!inside(dataDir, join(dataDir, file)))
          throw new BadSource(
            'data/outside',
            `${file} in the query leads out of the data folder`,
            'its query reads outside the data folder',
            'copy the file into the data folder; paths and links that lead out are refused',
          );
      }
      return `${before}${literal(join(resolve(dataDir), path))}`;
    },
  );
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
