import type { Resource } from '#ingest/contract/contract.ts';
import { BadSource, MAX_EXPANDED, megabytes } from '#ingest/source/part.ts';

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

/** Of several statements the later ones could do anything. */
export function notOneQuery(): BadSource {
  return new BadSource(
    'export/not-a-query',
    'the text is not one single query',
    'its query is not a query',
    'write one SELECT',
    'one statement that begins with SELECT, FROM or WITH',
  );
}

/** More than this machine should hold. */
export function tooMuch(): BadSource {
  return new BadSource(
    'export/too-large',
    `the query gives more than ${megabytes(MAX_EXPANDED)}, or more than a quarter of it at once`,
    'its query gives more than is read',
    'sum in the query (group by day, site and line), and take no long texts',
  );
}
