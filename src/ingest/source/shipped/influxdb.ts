import { parseArgs } from 'node:util';
import { annotatedTable } from './annotatedCsv.ts';
import { csvText, inBrief, LoaderFault, named, runProgram } from './program.ts';

/**
 * The rows of an InfluxDB query as CSV: Flux of version 2 (`--flux`, `--org`), or InfluxQL of versions 1 and 3 (`--influxql`,
 * `--db`). https://docs.influxdata.com/influxdb/v2/api/v2/ and https://docs.influxdata.com/influxdb/v1/tools/api/#query-http-endpoint
 */
const OPTIONS = {
  url: { type: 'string' },
  token: { type: 'string' },
  flux: { type: 'string' },
  org: { type: 'string' },
  influxql: { type: 'string' },
  db: { type: 'string' },
} as const;

type Values = { [option in keyof typeof OPTIONS]?: string | undefined };

await runProgram(async () => {
  const { values } = parseArgs({ options: OPTIONS });
  if ((values.flux === undefined) === (values.influxql === undefined))
    throw new LoaderFault('either --flux or --influxql is needed: the query');
  const text = named('url', values.url);
  if (!URL.canParse(text))
    throw new LoaderFault(`${values.url} holds no address such as https://influxdb.example:8086`);
  const base = new URL(text);
  if (!base.pathname.endsWith('/')) base.pathname += '/';
  return values.flux === undefined ? influxql(base, values) : flux(base, values);
});

async function flux(base: URL, values: Values): Promise<string> {
  if (!values.org) throw new LoaderFault('--org is missing: the organisation that is asked');
  const url = new URL('api/v2/query', base);
  url.searchParams.set('org', values.org);
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      ...authorization(values),
      accept: 'application/csv',
      'content-type': 'application/vnd.flux',
    },
    body: values.flux ?? '',
  });
  const text = await response.text();
  if (!response.ok) throw refused(response.status, text);
  const { head, rows } = annotatedTable(text);
  return csvText(head, rows);
}

interface Answer {
  error?: string;
  results?: { error?: string; series?: Series[] }[];
}

interface Series {
  name: string;
  tags?: Record<string, string>;
  columns: string[];
  values: (string | number | boolean | null)[][];
}

async function influxql(base: URL, values: Values): Promise<string> {
  if (!values.db) throw new LoaderFault('--db is missing: the database that is asked');
  const url = new URL('query', base);
  url.searchParams.set('db', values.db);
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...authorization(values), accept: 'application/json' },
    body: new URLSearchParams({ q: values.influxql ?? '' }),
  });
  const text = await response.text();
  if (!response.ok) throw refused(response.status, text);
  const answer: Answer = JSON.parse(text);
  // A query that fails is answered with 200, and with the error in its place.
  const error = answer.error ?? answer.results?.find((one) => one.error !== undefined)?.error;
  if (error !== undefined) throw new LoaderFault(`InfluxDB refused the query: ${error}`);
  const series = answer.results?.flatMap((one) => one.series ?? []) ?? [];
  const tags = [...new Set(series.flatMap((one) => Object.keys(one.tags ?? {})))].sort();
  const columns = [...new Set(series.flatMap((one) => one.columns))];
  const rows = series.flatMap((one) =>
    one.values.map((row) => [
      ...columns.map((name) => String(row[one.columns.indexOf(name)] ?? '')),
      ...tags.map((tag) => one.tags?.[tag] ?? ''),
    ]),
  );
  return csvText([...columns, ...tags], rows);
}

function authorization({ token }: Values): Record<string, string> {
  return token === undefined ? {} : { authorization: `Token ${named('token', token)}` };
}

function refused(status: number, text: string): LoaderFault {
  return new LoaderFault(`InfluxDB answered ${status}: ${inBrief(text)}`);
}
