import type { Metric } from '#model/record/metric.ts';
import type { ReadExport } from '#ingest/export/exports.ts';
import { isLength } from '#ingest/tally/lasting.ts';

/**
 * A sum of lengths of time that lie between two stamps of their row, such as the hours of a stop: what lasts over the end of a
 * period counts whole in one of them, unless the contract splits it (`spans`).
 */
export function spanDoubts(
  { value, date, grain }: Metric,
  { columns, lasting }: Pick<ReadExport, 'columns' | 'lasting'>,
): string[] {
  if (value.kind !== 'column' || value.of.aggregate !== 'sum') return [];
  const [from, length] = [columns.indexOf(date), columns.indexOf(value.of.column)];
  const found = lasting.find(
    (one) =>
      one.from === from && one.length === length && one.grain === grain && isLength(one.count),
  );
  if (!found || found.count.over === 0) return [];
  const { over } = found.count;
  return [
    `${over} ${over === 1 ? 'row lasts' : 'rows last'} over the end of a ${grain}, and ${over === 1 ? 'its' : 'their'} ${value.of.column} counts whole in one of them; "spans" in the contract splits it by days.`,
  ];
}
