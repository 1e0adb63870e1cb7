import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PlacedResource } from '#ingest/contract/contract.ts';
import { apart } from '#ingest/source/apart/apart.ts';
import { inside } from '#ingest/source/files.ts';
import { BadSource, type TypedContent } from '#ingest/source/part.ts';
import { isAmbiguous, secretsOf, withoutSecrets } from '#ingest/source/secrets.ts';
import type { SqlSource } from './sqlSource.ts';

/** Seconds for a process of its own to start, beside the limit of the query itself. */
const START = 30;

/** Runs the query of a resource where its data is; only the result comes here. */
export async function runQuery(
  entry: PlacedResource,
  dataDir: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<TypedContent> {
  const source = entry.trilens.sql!;
  const query = source.query ?? (await queryFile(source.file!, dataDir));
  const connection = source.connection === undefined ? null : environment[source.connection];
  if (source.connection !== undefined && !connection)
    throw new BadSource(
      'export/no-connection',
      `the environment variable ${source.connection} is not set`,
      'the connection to its database is not set',
      source.engine === 'postgres'
        ? `set it to a connection such as postgresql://reader@host:5432/database`
        : 'set it to the path of a DuckDB file',
    );
  if (source.engine === 'postgres' && connection && isAmbiguous(connection))
    throw new BadSource(
      'export/no-connection',
      `the connection in the environment variable ${source.connection} can be read in two ways: a sign in its password parts addresses`,
      'the connection to its database cannot be read',
      'write these signs in the password as %25 (%), %40 (@), %3A (:), %2F (/), %3F (?), %23 (#) and %20 (space)',
    );
  try {
    return await apart(
      taskOf({ source, query, dataDir, connection: connection ?? null }, environment),
      {
        seconds: source.timeoutSeconds + START,
      },
    );
  } catch (error) {
    if (error instanceof BadSource) throw error;
    throw new BadSource(
      'export/query-failed',
      `the query of "${entry.name}" failed: ${withoutSecrets(error instanceof Error ? error.message : String(error), connection ? secretsOf(connection) : [])}`,
      'its query failed',
      'run the query by hand with the same connection, and correct it',
    );
  }
}

interface Asked {
  source: SqlSource;
  query: string;
  dataDir: string;
  connection: string | null;
}

function taskOf({ source, query, dataDir, connection }: Asked, environment: NodeJS.ProcessEnv) {
  if (source.engine !== 'postgres')
    return { kind: 'duckdb', query, database: connection, dataDir, sql: source } as const;
  const own = Object.entries(environment).filter(([name]) => name.startsWith('PG'));
  return {
    kind: 'postgres',
    query,
    connection: connection ?? '',
    sql: source,
    environment: Object.fromEntries(own.map(([name, value = '']) => [name, value])),
  } as const;
}

async function queryFile(file: string, dataDir: string): Promise<string> {
  const path = join(dataDir, file);
  const text = await readFile(path, 'utf8').catch(() => null);
  if (text === null)
    throw new BadSource(
      'export/query-missing',
      `there is no file ${basename(dataDir)}/${file}`,
      'the file with its query is missing',
      'put the query there, or correct trilens.sql.file',
    );
  if (!inside(dataDir, path))
    throw new BadSource(
      'data/outside',
      `${basename(dataDir)}/${file} leads out of the data folder`,
      'its query lies outside the data folder',
      'copy the file into the data folder',
    );
  return text;
}
