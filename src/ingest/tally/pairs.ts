import type { ColumnAggregate, Metric } from '#model/record/metric.ts';
import type { Resource } from '#ingest/contract/contract.ts';

/** Two columns whose sums a metric divides: what is in one row belongs together. Columns are places in the contract's fields. */
export interface Pair {
  numerator: number;
  denominator: number;
  where: { column: number; in: string[] }[];
  /** The numerator is a part of the denominator: surely, as far as is known, or not. */
  isPart: 'declared' | 'likely' | 'no';
}

/** What a part is measured by and may pass, unlike the whole that it is a part of. */
const MEASURE =
  /plan|target|budget|goal|norm|standard|forecast|quota|soll|ziel|previous|prior|last/i;

/** The pairs of an export that its metrics divide, each once. */
export function pairsOf(entry: Resource, metrics: readonly Metric[]): Pair[] {
  const names = entry.schema.fields.map((field) => field.name);
  const pairs = new Map<string, Pair>();
  for (const { export: from, value, where, range, unit } of metrics) {
    if (from !== entry.name || value.kind !== 'ratio') continue;
    const { numerator, denominator, scale } = value;
    if (![numerator, denominator].every((half) => isSum(half, entry))) continue;
    const most = range?.[1] ?? Number.POSITIVE_INFINITY;
    const isShare = unit === '%' && scale === 100 && !MEASURE.test(denominator.column);
    const pair: Pair = {
      numerator: names.indexOf(numerator.column),
      denominator: names.indexOf(denominator.column),
      where: where.map((filter) => ({ column: names.indexOf(filter.column), in: filter.in })),
      isPart: most <= scale ? 'declared' : isShare && range === undefined ? 'likely' : 'no',
    };
    if (pair.numerator !== pair.denominator) pairs.set(JSON.stringify(pair), pair);
  }
  return [...pairs.values()];
}

function isSum({ aggregate, column }: ColumnAggregate, { schema }: Resource): boolean {
  const field = schema.fields.find(({ name }) => name === column);
  return aggregate === 'sum' && (field?.type === 'number' || field?.type === 'integer');
}
