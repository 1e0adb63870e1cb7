import type { Duplex } from 'node:stream';
import pg from 'pg';
import {
  BadSource,
  type ColumnKind,
  MAX_EXPANDED,
  type TypedContent,
} from '#ingest/source/part.ts';
import { notOneQuery, tooManyRows, tooMuch, type SqlSource } from './sqlSource.ts';

/** https://www.postgresql.org/docs/current/catalog-pg-type.html */
const KINDS: Record<number, ColumnKind> = {
  16: 'boolean',
  17: 'bytes',
  ...Object.fromEntries([20, 21, 23, 26, 700, 701, 1700].map((oid) => [oid, 'number' as const])),
  1082: 'date',
  1083: 'time',
  1114: 'stamp',
  1184: 'instant',
  1186: 'span',
  1266: 'time',
};
/** Rows of the first batch; the next ones hold about so many bytes. */
const FIRST = 100;
const MOST_ROWS = 10_000;
const BATCH_BYTES = 8 * 2 ** 20;

/**
 * The result of a query on a PostgreSQL-wire engine. The session itself is read-only, and so is the transaction; the query is sent
 * by the extended protocol, in which the server takes one statement and no more; and a cursor takes nothing but a query. So no text
 * of a contract can change anything there, and a large result does not fill the memory here.
 */
export async function queryPostgres(
  query: string,
  connection: string,
  source: SqlSource,
): Promise<TypedContent> {
  const client = clientOf(connection, source);
  // A connection that breaks between two queries must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  const guard = guardBytes(client);
  try {
    await client.query('SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY');
    await client.query("SET DateStyle = 'ISO'");
    await client.query("SET IntervalStyle = 'postgres'");
    await client.query("SET TIME ZONE 'UTC'");
    await client.query('BEGIN READ ONLY');
    const declare: pg.QueryConfig & { queryMode: 'extended' } = {
      text: `DECLARE trilens_rows NO SCROLL CURSOR FOR ${query.trim().replace(/;+\s*$/, '')}`,
      queryMode: 'extended',
    };
    await client.query(declare);
    return await rowsOf(client, { maxRows: source.maxRows, guard });
  } catch (error) {
    if (guard.isOver()) throw tooMuch();
    // 42601, and what PostgreSQL says of several statements: https://www.postgresql.org/docs/current/protocol-flow.html
    if (/cannot insert multiple commands/.test((error as Error).message)) throw notOneQuery();
    throw error;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function clientOf(connectionString: string, { connection, timeoutSeconds }: SqlSource): pg.Client {
  try {
    return new pg.Client({
      connectionString,
      connectionTimeoutMillis: Math.min(30_000, timeoutSeconds * 1000),
      statement_timeout: timeoutSeconds * 1000,
      query_timeout: timeoutSeconds * 1000 + 5000,
      application_name: 'trilens',
      types: { getTypeParser: () => (text: string | Buffer) => String(text) } as never,
    });
  } catch {
    throw new BadSource(
      'export/no-connection',
      `${connection} holds no connection that can be read`,
      'the connection to its database cannot be read',
      'write it as postgresql://reader:password@host:5432/database, and signs such as % @ : / # ? in the password as %25 %40 %3A %2F %23 %3F',
    );
  }
}

async function rowsOf(
  client: pg.Client,
  { maxRows, guard }: { maxRows: number; guard: Guard },
): Promise<TypedContent> {
  const table: TypedContent = { kind: 'table', columns: [], rows: [] };
  let size = FIRST;
  for (;;) {
    guard.nextBatch();
    const batch = await client.query<(string | null)[]>({
      text: `FETCH ${size} FROM trilens_rows`,
      rowMode: 'array',
    });
    table.columns = batch.fields.map(({ name, dataTypeID }) => ({
      name,
      kind: KINDS[dataTypeID] ?? 'text',
    }));
    const kinds = table.columns.map(({ kind }) => kind);
    let bytes = 0;
    for (const row of batch.rows) {
      for (const cell of row) bytes += cell?.length ?? 0;
      table.rows.push(row.map((cell, index) => textOf(cell, kinds[index]!)));
    }
    if (table.rows.length > maxRows) throw tooManyRows(maxRows);
    if (batch.rows.length < size) return table;
    size = Math.max(1, Math.min(MOST_ROWS, Math.floor((BATCH_BYTES * size) / Math.max(1, bytes))));
  }
}

interface Guard {
  nextBatch: () => void;
  isOver: () => boolean;
}

/** Ends the connection when more comes than is read, in all or in one batch: a single cell may hold a gigabyte. */
function guardBytes(client: pg.Client): Guard {
  const { stream } = (client as unknown as { connection: { stream: Duplex } }).connection;
  let [total, batch] = [0, 0];
  const isOver = () => total > MAX_EXPANDED || batch > MAX_EXPANDED / 4;
  stream.on('data', (chunk: Buffer) => {
    total += chunk.length;
    batch += chunk.length;
    if (isOver()) stream.destroy();
  });
  return { isOver, nextBatch: () => (batch = 0) };
}

/** The server prints every digit. */
function textOf(cell: string | null, kind: ColumnKind): string | null {
  if (cell === null) return null;
  if (kind === 'boolean') return cell === 't' ? 'true' : 'false';
  if (kind === 'stamp') return cell.replace(' ', 'T');
  return kind === 'instant' ? cell.replace(' ', 'T').replace(/\+00$/, 'Z') : cell;
}
