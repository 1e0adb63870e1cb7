import pg from 'pg';
import type { ColumnKind, TypedContent } from './part.ts';
import { tooManyRows, type SqlSource } from './sqlSource.ts';

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
const BATCH = 10_000;

/**
 * The result of a query on a PostgreSQL-wire engine, read through a cursor in a read-only transaction, so that neither
 * a slip in the query can change anything there nor a large result fill the memory here.
 */
export async function queryPostgres(
  query: string,
  connection: string,
  { timeoutSeconds, maxRows }: SqlSource,
): Promise<TypedContent> {
  const client = new pg.Client({
    connectionString: connection,
    connectionTimeoutMillis: Math.min(30_000, timeoutSeconds * 1000),
    statement_timeout: timeoutSeconds * 1000,
    query_timeout: timeoutSeconds * 1000 + 5000,
    application_name: 'trilens',
    types: { getTypeParser: () => (text: string | Buffer) => String(text) } as never,
  });
  // A connection that breaks between two queries must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query("SET DateStyle = 'ISO'");
    await client.query("SET IntervalStyle = 'postgres'");
    await client.query("SET TIME ZONE 'UTC'");
    await client.query('BEGIN READ ONLY');
    await client.query(
      `DECLARE trilens_rows NO SCROLL CURSOR FOR ${query.trim().replace(/;+\s*$/, '')}`,
    );
    const table: TypedContent = { kind: 'table', columns: [], rows: [] };
    for (;;) {
      const batch = await client.query<(string | null)[]>({
        text: `FETCH ${BATCH} FROM trilens_rows`,
        rowMode: 'array',
      });
      table.columns = batch.fields.map(({ name, dataTypeID }) => ({
        name,
        kind: KINDS[dataTypeID] ?? 'text',
      }));
      const kinds = table.columns.map(({ kind }) => kind);
      for (const row of batch.rows)
        table.rows.push(row.map((cell, index) => textOf(cell, kinds[index] as ColumnKind)));
      if (table.rows.length > maxRows) throw tooManyRows(maxRows);
      if (batch.rows.length < BATCH) return table;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** The server prints every digit. */
function textOf(cell: string | null, kind: ColumnKind): string | null {
  if (cell === null) return null;
  if (kind === 'boolean') return cell === 't' ? 'true' : 'false';
  if (kind === 'stamp') return cell.replace(' ', 'T');
  return kind === 'instant' ? cell.replace(' ', 'T').replace(/\+00$/, 'Z') : cell;
}
