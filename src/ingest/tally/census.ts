import type { Metric } from '#model/record/metric.ts';
import type { Resource } from '#ingest/schemas/datapackage.ts';
import type { Family } from './family.ts';
import type { Tally } from './tally.ts';

/** Name of the family that counts the rows of an export by the values of one column. */
export const censusKey = (column: string) => `census of ${column}`;

/** One family for each column that a metric filters by: which values it holds, and in how many rows. */
export function censusOf(entry: Resource, metrics: readonly Metric[]): Family[] {
  const names = entry.schema.fields.map(({ name }) => name);
  const own = metrics.filter((metric) => metric.export === entry.name);
  const columns = new Set(own.flatMap(({ where }) => where.map(({ column }) => column)));
  return [...columns].map((column) => ({
    key: censusKey(column),
    date: -1,
    site: -1,
    line: names.indexOf(column),
    role: -1,
    then: [],
    vintage: -1,
    status: -1,
    where: [],
    dayStarts: null,
    undated: true,
    spreads: [],
    numbers: [],
    filled: [],
    lists: [],
    isCensus: true,
  }));
}

/** Rows by the value of the column, the most frequent first; rows without a value are left out. */
export function valuesIn(tally: Tally | undefined): ReadonlyMap<string, number> {
  const values = (tally?.groups() ?? []).flatMap(({ line }, slot) =>
    line === null ? [] : [[line, tally?.rows(slot) ?? 0] as const],
  );
  return new Map(values.toSorted(([a, of], [b, than]) => than - of || (a < b ? -1 : 1)));
}
