import { dateColumn, type Resource } from '#ingest/contract/contract.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

type Row = TypedTable['rows'][number];

/** More rows or names than these are no printed list. */
const MOST_ROWS = 200_000;
const MOST_NAMES = 1000;
/** Share by which a printed sum may differ from the sum of the printed values, which are rounded. */
const ROUNDING = 1e-6;

/**
 * The rows of one name that is, wherever it comes, the sum of the rows beside it: `All lines`, the name of the plant, no
 * name at all. No word tells it, only the numbers, so it takes two groups of which each has two other rows or more.
 */
export function sumsOfOthers(rows: readonly Row[], label: number, entry: Resource): Row[] {
  const numbers = entry.schema.fields.flatMap(({ name, type }, at) =>
    (type === 'number' || type === 'integer') && !entry.schema.primaryKey.includes(name)
      ? [at]
      : [],
  );
  if (rows.length > MOST_ROWS || numbers.length === 0) return [];
  const names = new Set(rows.map(({ cells }) => cells[label]));
  if (names.size < 3 || names.size > MOST_NAMES) return [];
  const groups = grouped(rows, label, entry);
  const open = new Map([...names].map((name) => [name, 0]));
  for (const group of groups.values()) {
    const totals = numbers.map((at) => sum(group, at));
    for (const row of group) {
      const name = row.cells[label];
      const proven = open.get(name);
      if (proven === undefined) continue;
      if (group.length > 1 && isRest(row, totals, numbers))
        open.set(name, proven + (group.length > 2 ? 1 : 0));
      else open.delete(name);
    }
  }
  const found = [...open].filter(([, proven]) => proven > 1).map(([name]) => name);
  // Two names that are the sum of the others hold nothing but zeros.
  return found.length === 1 ? rows.filter(({ cells }) => cells[label] === found[0]) : [];
}

/** Rows by their date and every other name. */
function grouped(rows: readonly Row[], label: number, entry: Resource): Map<string, Row[]> {
  const date = dateColumn(entry);
  const by = entry.schema.fields.flatMap(({ name, type }, at) =>
    at !== label && (name === date || type === 'string') ? [at] : [],
  );
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = JSON.stringify(by.map((at) => row.cells[at]));
    const held = groups.get(key);
    if (held) held.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

function sum(rows: readonly Row[], at: number): number {
  return rows.reduce(
    (total, { cells }) => total + (typeof cells[at] === 'number' ? cells[at] : 0),
    0,
  );
}

/** True where at least half of what a row states is what the other rows of its group add up to, and one value is not zero. */
function isRest({ cells }: Row, totals: readonly number[], numbers: readonly number[]): boolean {
  const stated = numbers.flatMap((at, index) => {
    const value = cells[at];
    return typeof value === 'number' ? [{ value, rest: totals[index]! - value }] : [];
  });
  const same = stated.filter(
    ({ value, rest }) => Math.abs(value - rest) <= ROUNDING * Math.max(1, Math.abs(rest)),
  );
  return same.some(({ value }) => value !== 0) && same.length * 2 >= stated.length;
}
