import { dateColumn, type Resource } from '#ingest/contract/contract.ts';
import { labelled } from '#ingest/table/footer.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';

type Row = TypedTable['rows'][number];

/** Share by which a printed sum may differ from the sum of the printed values, which are rounded. */
const ROUNDING = 1e-6;

/** What rows add up to, column by column. */
interface Sum {
  rows: number;
  values: number[];
}

/**
 * Those of the rows named like totals that are the sums of rows above them in the same file: of those since the last total, of
 * those that have its label, or of all, and each of these on its own date, too. One over a single row proves nothing by
 * itself and goes with others that do.
 */
export function sumsAmong(
  rows: readonly Row[],
  named: ReadonlySet<Row>,
  label: number,
  entry: Resource,
): Set<Row> {
  const numbers = numbersOf(entry);
  const date = entry.schema.fields.findIndex(({ name }) => name === dateColumn(entry));
  const sure = new Set<Row>();
  const single = new Set<Row>();
  let sums = new Map<string, Sum>();
  let file = '';
  for (const row of rows) {
    if (row.file !== file) {
      sums = new Map();
      file = row.file;
    }
    const day = String(row.cells[date] ?? '');
    if (!named.has(row)) {
      const own = String(row.cells[label] ?? '');
      for (const key of keysOf(own, day)) add(sums, key, row, numbers);
      continue;
    }
    const ways = keysOf(labelled(String(row.cells[label] ?? '')), day).map((key) => sums.get(key));
    const found = ways.filter((sum) => sum !== undefined && isSum(row, sum, numbers));
    if (found.some((sum) => (sum?.rows ?? 0) > 1)) sure.add(row);
    else if (found.length > 0) single.add(row);
    sums.delete(SINCE);
  }
  return sure.size === 0 ? sure : new Set([...sure, ...single]);
}

const SINCE = 'since the last total';

function keysOf(label: string, day: string): string[] {
  return [SINCE, `label ${label}`, `label ${label} on ${day}`, 'all', `all on ${day}`];
}

function numbersOf({ schema }: Resource): number[] {
  return schema.fields.flatMap(({ name, type }, at) =>
    (type === 'number' || type === 'integer') && !schema.primaryKey.includes(name) ? [at] : [],
  );
}

function add(sums: Map<string, Sum>, key: string, row: Row, numbers: readonly number[]): void {
  const sum = sums.get(key) ?? { rows: 0, values: numbers.map(() => 0) };
  sums.set(key, sum);
  sum.rows += 1;
  for (const [index, at] of numbers.entries()) {
    const value = row.cells[at];
    if (typeof value === 'number') sum.values[index] = sum.values[index]! + value;
  }
}

/** True where at least half of what a row states is the sum, and one value of it is not zero: shares and means never add up. */
function isSum({ cells }: Row, sum: Sum, numbers: readonly number[]): boolean {
  let stated = 0;
  let same = 0;
  let isFilled = false;
  for (const [index, at] of numbers.entries()) {
    const value = cells[at];
    if (typeof value !== 'number') continue;
    const total = sum.values[index]!;
    stated += 1;
    if (Math.abs(value - total) > ROUNDING * Math.max(1, Math.abs(total))) continue;
    same += 1;
    isFilled ||= value !== 0;
  }
  return isFilled && same * 2 >= stated;
}
