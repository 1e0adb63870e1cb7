import type { Doubt } from '#model/record/export.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import { isDerivedLabel, isTotalLabel, isTotalWord } from '#ingest/table/footer.ts';
import type { Wanted } from '#ingest/tally/count.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';
import { sumsAmong } from './subtotals.ts';
import { sumsOfOthers } from './sumsOfOthers.ts';

type Row = TypedTable['rows'][number];

export interface WithoutTotals {
  rows: Row[];
  /** Rows that are the sum of rows above them: left out. */
  subtotals: Row[];
  doubts: Doubt[];
}

/**
 * Rows of a printed list or a pivot that sum up others and are among them. One whose label begins or ends with a word for a
 * total and whose values are the sums of rows above it is left out, and that is reported. One whose label is nothing but
 * such a word and that sums up nothing is counted, since `Total` may also be the name of something, and doubted. A column
 * by which every metric says which rows it counts is left as it is, and so is a row that a metric asks for by its label.
 */
export function withoutTotals(
  rows: readonly Row[],
  entry: Resource,
  { families }: Wanted,
): WithoutTotals {
  const dropped = new Set<Row>();
  const doubts: Doubt[] = [];
  const counting = families.filter(({ isCensus }) => !isCensus);
  for (const [at, field] of entry.schema.fields.entries()) {
    const asked = counting.map(({ where }) => where.find(({ column }) => column === at));
    if (field.type !== 'string' || counting.length === 0 || asked.every((filter) => filter))
      continue;
    const isOpen = nearlyFull(rows, at);
    const isNamed = once(
      (label) => isTotalLabel(label) && !asked.some((filter) => filter?.in.has(label)),
    );
    const named = rows.filter(
      ({ cells }, index) =>
        (typeof cells[at] === 'string' ? isNamed(cells[at]) : isOpen && cells[at] === null) &&
        !dropped.has(rows[index]!),
    );
    const isListed = named.length > 0 && named.length < rows.length;
    const found = isListed ? sumsAmong(rows, new Set(named), at, entry) : new Set<Row>();
    for (const row of found) dropped.add(row);
    const open = isListed
      ? named.filter((row) => !found.has(row) && isTotalWord(String(row.cells[at] ?? '')))
      : [];
    const others = rows.filter((row) => !dropped.has(row) && !open.includes(row));
    const isAsked = (name: unknown) => asked.some((filter) => filter?.in.has(String(name)));
    // A list is printed in one file: each is asked alone, as it is where its rows are counted in passing.
    const lists = [...Map.groupBy(others, ({ file }) => file).values()];
    doubts.push(
      ...leftOut([...found], field.name),
      ...mayCountTwice(open, field.name),
      ...derivedRows(
        lists.flatMap((list) => derivedAmong(list, at)),
        field.name,
      ),
      ...unnamedSums(
        lists
          .flatMap((list) => sumsOfOthers(list, at, entry))
          .filter(({ cells }) => !isAsked(cells[at])),
        field.name,
      ),
    );
  }
  return {
    rows: dropped.size === 0 ? [...rows] : rows.filter((row) => !dropped.has(row)),
    subtotals: [...dropped],
    doubts,
  };
}

/** True for a column that names nearly every row: one without a name may be the sum of the others. */
function nearlyFull(rows: readonly Row[], at: number): boolean {
  const empty = rows.filter(({ cells }) => cells[at] === null).length;
  return empty > 0 && empty <= Math.max(1, 0.05 * rows.length);
}

/** The answer for each text, asked once. */
function once(is: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const held = known.get(text);
    if (held !== undefined) return held;
    if (known.size > 100_000) known.clear();
    const found = is(text);
    known.set(text, found);
    return found;
  };
}

function leftOut([first, ...more]: readonly Row[], column: string): Doubt[] {
  if (!first) return [];
  const count = more.length + 1;
  return [
    {
      rule: 'export/totals',
      sentence: `${count} row${count === 1 ? ' is a total' : 's are totals'} by ${column} and the sum of rows above: left out, so that nothing counts twice; the first is ${first.file}:${first.line}.`,
      isSettled: true,
    },
  ];
}

function mayCountTwice([first, ...more]: readonly Row[], column: string): Doubt[] {
  if (!first) return [];
  const count = more.length + 1;
  return [
    {
      rule: 'export/totals',
      sentence: `In ${count} row${count === 1 ? '' : 's'} ${column} is a word for a total, so that what they sum up may count twice; the first is ${first.file}:${first.line}.`,
    },
  ];
}

/** Rows that hold the mean of others, what they came to so far, or a part of one of them; none where there are no others. */
function derivedAmong(rows: readonly Row[], at: number): Row[] {
  const isDerived = once(isDerivedLabel);
  const derived = rows.filter(({ cells }) => typeof cells[at] === 'string' && isDerived(cells[at]));
  return derived.length === rows.length ? [] : derived;
}

function derivedRows([first, ...more]: readonly Row[], column: string): Doubt[] {
  if (!first) return [];
  const count = more.length + 1;
  return [
    {
      rule: 'export/totals',
      sentence: `In ${count} row${count === 1 ? '' : 's'} ${column} is a word for a mean, a running total or a part of another row, so that it may count twice; the first is ${first.file}:${first.line}.`,
    },
  ];
}

function unnamedSums([first, ...more]: readonly Row[], column: string): Doubt[] {
  if (!first) return [];
  const count = more.length + 1;
  return [
    {
      rule: 'export/totals',
      sentence: `The ${count} rows of one ${column} are always the sum of the rows beside them, so that what they sum up may count twice; the first is ${first.file}:${first.line}.`,
    },
  ];
}
