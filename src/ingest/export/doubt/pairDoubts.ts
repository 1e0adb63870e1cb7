import type { Doubt } from '#model/record/export.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { Pair } from '#ingest/tally/pairs.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';
import { note, noRows, type Found } from './found.ts';

/** What was found of a pair: rows with both halves, with one of them, and with more of the part than of the whole. */
export interface PairCount {
  both: number;
  half: Found;
  above: Found;
}

export const noPairs = (pairs: readonly Pair[]): PairCount[] =>
  pairs.map(() => ({
    both: 0,
    half: noRows(),
    above: noRows(),
  }));

/** Looks at one row; `cell` gives its cells by their place in the contract. */
export function lookAtPair(
  pair: Pair,
  found: PairCount,
  cell: (at: number) => Cell,
  { file, line }: { file: string; line: number },
): void {
  const part = cell(pair.numerator);
  const whole = cell(pair.denominator);
  const isHalf = (part === null) !== (whole === null);
  if (part !== null && whole !== null) found.both += 1;
  const isAbove = typeof part === 'number' && typeof whole === 'number' && part > whole;
  if (!isHalf && !isAbove) return;
  if (pair.where.some((filter) => !filter.in.includes(String(cell(filter.column) ?? '')))) return;
  note(isHalf ? found.half : found.above, file, line);
}

/**
 * Halves are only missing where other rows have both: where none has, they come in rows of their own. That a part is above its
 * whole is doubted where the metric's range says so, and else where it is so in no more than half of the rows.
 */
export function pairDoubts(
  pairs: readonly Pair[],
  counts: readonly PairCount[],
  { schema }: Resource,
): Doubt[] {
  const name = (at: number) => schema.fields[at]?.name ?? '';
  return pairs.flatMap((pair, index): Doubt[] => {
    const { both, half, above } = counts[index]!;
    const names = `${name(pair.numerator)} and ${name(pair.denominator)}`;
    const rows = ({ count }: Found) => `${count} row${count === 1 ? '' : 's'}`;
    const doubts: Doubt[] = [];
    if (both > 0 && half.count > 0)
      doubts.push({
        rule: 'export/arithmetic',
        sentence: `In ${rows(half)} only one of ${names} has a value, and it is counted without the other; the first is ${half.file}:${half.line}.`,
      });
    const isOdd =
      pair.isPart === 'declared' || (pair.isPart === 'likely' && above.count <= both / 2);
    if (above.count > 0 && isOdd)
      doubts.push({
        rule: 'export/arithmetic',
        sentence: `In ${rows(above)} ${name(pair.numerator)} is more than ${name(pair.denominator)}, which no part of it can be; the first is ${above.file}:${above.line}.`,
      });
    return doubts;
  });
}
