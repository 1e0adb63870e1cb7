import { globSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { inside } from './files.ts';
import { BadSource, type SourceCell } from './part.ts';
import { tooManyRows, type SqlSource } from './sqlSource.ts';

/**
 * The result of a query on DuckDB inside this process: over files of the data folder, which it cannot leave, or over a
 * database file, opened to read only. The library is optional; it is loaded when a contract asks for it.
 */
export async function queryDuckDb(
  query: string,
  database: string | null,
  dataDir: string,
  { timeoutSeconds, maxRows }: SqlSource,
): Promise<SourceCell[][]> {
  const { DuckDBInstance, DuckDBTypeId, StatementType } = await import('@duckdb/node-api').catch(
    () => {
      throw new BadSource(
        'export/no-duckdb',
        'DuckDB is not installed',
        'DuckDB is not installed',
        'npm install @duckdb/node-api',
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
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    const statements = await connection.extractStatements(withPaths(query, dataDir));
    const prepared = await statements.prepare(0);
    if (statements.count !== 1 || prepared.statementType !== StatementType.SELECT)
      throw new BadSource(
        'export/not-a-query',
        'the text is not one single query',
        'its query is not a query',
        'write one SELECT',
        'one statement that begins with SELECT, FROM or WITH',
      );
    const result = await prepared.stream();
    const types = result.columnTypes().map((type) => type.typeId);
    const table: SourceCell[][] = [result.columnNames()];
    for (
      let chunk = await result.fetchChunk();
      chunk && chunk.rowCount > 0;
      chunk = await result.fetchChunk()
    ) {
      for (const row of chunk.getRows())
        table.push(
          row.map((cell, index) =>
            typed(
              cell,
              types[index] === DuckDBTypeId.DECIMAL || types[index] === DuckDBTypeId.HUGEINT,
            ),
          ),
        );
      if (table.length - 1 > maxRows) throw tooManyRows(maxRows);
    }
    return table;
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

/** Dates and timestamps print as ISO text; sums of whole numbers are wider than a number of JavaScript and fit when they are small. */
function typed(cell: unknown, numeric: boolean): SourceCell {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'bigint')
    return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  if (typeof cell === 'object') return numeric ? Number(String(cell)) : String(cell);
  return cell as SourceCell;
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
