import type { Resource } from '#ingest/contract/contract.ts';
import { BadSource } from './part.ts';

/** What a contract says of a query. */
export type SqlSource = NonNullable<Resource['trilens']['sql']>;

/** Too many rows are an error, since a table that was cut would be a wrong one. */
export function tooManyRows(maxRows: number): BadSource {
  return new BadSource(
    'export/too-many-rows',
    `the query gives more than ${maxRows} rows`,
    'its query gives more rows than allowed',
    'sum in the query (group by day, site and line), or raise trilens.sql.maxRows',
  );
}
