import { nearest } from '#model/problem.ts';
import type { Metric } from '#model/record/metric.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { censusKey, valuesIn } from '#ingest/tally/census.ts';
import type { Field } from '#ingest/schemas/datapackage.ts';

/** What is wrong with one place of a metric file that asks the rows for something they do not have. */
export interface Unmatched {
  at: PropertyKey[];
  code: string;
  found: string;
  allowed?: string;
  fix: string;
  /** `impossible` is an error always, `empty` where something rests on the metric, `partial` never. */
  weight: 'impossible' | 'empty' | 'partial';
}

/** Values of `where` that no row has, and rows whose value is written a little otherwise and so is not counted. */
export function unmatchedFilters(
  metric: Metric,
  source: ReadExport,
  fields: readonly Field[],
): { unmatched: Unmatched[]; doubts: string[] } {
  const unmatched: Unmatched[] = [];
  const doubts: string[] = [];
  for (const filter of metric.where) {
    const values = valuesIn(source.tallies.get(censusKey(filter.column)));
    const allowed = fields.find(({ name }) => name === filter.column)?.constraints.enum;
    const asked = { ...filter, metric, values, allowed };
    const missing = filter.in.filter((value) => !values.has(value));
    for (const value of missing) unmatched.push(...unmatchedValue(value, missing, asked));
    const alike = writtenAlike(asked);
    if (alike.rows === 0) continue;
    unmatched.push(alike.problem);
    doubts.push(
      `${alike.rows} ${alike.rows === 1 ? 'row is' : 'rows are'} not counted, since the value in the column ${filter.column} differs from the filter in capitals, spaces or hyphens.`,
    );
  }
  return { unmatched, doubts };
}

interface Asked {
  metric: Metric;
  column: string;
  in: readonly string[];
  /** Rows by value, the most frequent first. */
  values: ReadonlyMap<string, number>;
  /** What the contract allows in the column. */
  allowed: readonly string[] | undefined;
}

function unmatchedValue(value: string, missing: readonly string[], asked: Asked): Unmatched[] {
  const { metric, column, values, allowed } = asked;
  if (allowed?.includes(value)) return [];
  const near = nearest(
    value,
    allowed ?? [...values.keys()].filter((one) => !asked.in.includes(one)),
  );
  const found = allowed
    ? `where asks for "${value}" in the column "${column}", which the contract of "${metric.export}" does not allow there`
    : `no row of the export "${metric.export}" has "${value}" in the column "${column}"`;
  const correct = near === null ? 'correct it' : `did you mean "${near}"?`;
  return [
    {
      at: ['where', column, asked.in.indexOf(value)],
      code: 'content/unmatched',
      found,
      allowed: listed(allowed ?? [...values.keys()]),
      fix: allowed
        ? correct
        : `${near === null ? 'correct it.' : correct} If it has only not happened yet, list it in constraints.enum of "${column}" in datapackage.json`,
      weight: allowed ? 'impossible' : missing.length === asked.in.length ? 'empty' : 'partial',
    },
  ];
}

/** Rows that a reader would take for those that are asked for. */
function writtenAlike(asked: Asked): { rows: number; problem: Unmatched } {
  const wanted = new Map(asked.in.map((value) => [plain(value), value]));
  const alike = [...asked.values].filter(
    ([value]) => !asked.in.includes(value) && wanted.has(plain(value)),
  );
  const rows = alike.reduce((sum, [, count]) => sum + count, 0);
  const [value = ''] = alike[0] ?? [];
  const same = wanted.get(plain(value)) ?? '';
  return {
    rows,
    problem: {
      at: ['where', asked.column, asked.in.indexOf(same)],
      code: 'content/written-alike',
      found: `where asks for "${same}" in the column "${asked.column}", and ${rows} ${rows === 1 ? 'row has' : 'rows have'} ${listed(alike.map(([one]) => one))}, which ${rows === 1 ? 'is' : 'are'} not counted`,
      fix: `list every spelling that counts: ${asked.column}: [${[same, ...alike.map(([one]) => one)].map((one) => JSON.stringify(one)).join(', ')}]; or correct the source`,
      weight: 'partial',
    },
  };
}

function plain(value: string): string {
  return value
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s\p{Pd}_]+/gu, '');
}

/** So many values are shown in a message. */
const SHOWN = 8;

function listed(values: readonly string[]): string {
  const shown = values.slice(0, SHOWN).map((value) => `"${value}"`);
  const more = values.length - shown.length;
  return shown.length === 0
    ? 'the column is empty'
    : `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
