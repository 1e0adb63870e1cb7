import pg from 'pg';
import type { SourceCell } from './part.ts';
import { tooManyRows, type SqlSource } from './sqlSource.ts';

/** https://www.postgresql.org/docs/current/catalog-pg-type.html */
const OID = {
  bool: 16,
  int8: 20,
  int2: 21,
  int4: 23,
  float4: 700,
  float8: 701,
  timestamp: 1114,
  timestamptz: 1184,
  numeric: 1700,
};
const NUMBERS = new Set<number>([
  OID.int8,
  OID.int2,
  OID.int4,
  OID.float4,
  OID.float8,
  OID.numeric,
]);
const BATCH = 10_000;

/**
 * The result of a query on a PostgreSQL-wire engine, read through a cursor in a read-only transaction, so that neither
 * a slip in the query can change anything there nor a large result fill the memory here.
 */
export async function queryPostgres(
  query: string,
  connection: string,
  { timeoutSeconds, maxRows }: SqlSource,
): Promise<SourceCell[][]> {
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
    await client.query("SET TIME ZONE 'UTC'");
    await client.query('BEGIN READ ONLY');
    await client.query(
      `DECLARE trilens_rows NO SCROLL CURSOR FOR ${query.trim().replace(/;+\s*$/, '')}`,
    );
    const table: SourceCell[][] = [];
    for (;;) {
      const batch = await client.query<(string | null)[]>({
        text: `FETCH ${BATCH} FROM trilens_rows`,
        rowMode: 'array',
      });
      if (table.length === 0) table.push(batch.fields.map((field) => field.name));
      for (const row of batch.rows)
        table.push(row.map((cell, index) => typed(cell, batch.fields[index]?.dataTypeID ?? 0)));
      if (table.length - 1 > maxRows) throw tooManyRows(maxRows);
      if (batch.rows.length < BATCH) return table;
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

function typed(cell: string | null, type: number): SourceCell {
  if (cell === null) return null;
  if (NUMBERS.has(type))
    return Number.isSafeInteger(Number(cell)) || !/^-?\d+$/.test(cell) ? Number(cell) : cell;
  if (type === OID.bool) return cell === 't';
  if (type === OID.timestamp) return cell.replace(' ', 'T');
  if (type === OID.timestamptz) return cell.replace(' ', 'T').replace(/\+00$/, 'Z');
  return cell;
}
