import type { Doubt } from '#model/record/export.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { Pair } from '#ingest/tally/pairs.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';
import { addFound, note, noRows, type Found } from './found.ts';
import { lookAtPair, noPairs, pairDoubts, type PairCount } from './pairDoubts.ts';

/** Rounding that a value may differ by from numerator over denominator. */
const TOLERANCE = 0.006;

/** Rows that contradict themselves: a value that is not numerator over denominator, a restatement without a reason. */
export interface Contradictions {
  wrong: Found;
  bare: Found;
  /** Of each pair that is divided. */
  pairs: PairCount[];
}

/** Places of the columns that a contradiction shows in; null where the export has none of them. */
export interface ContradictionColumns {
  value: number;
  numerator: number;
  denominator: number;
  status: number;
  note: number;
}

export const noContradictions = (pairs: readonly Pair[]): Contradictions => ({
  wrong: noRows(),
  bare: noRows(),
  pairs: noPairs(pairs),
});

export function contradictionColumns(entry: Resource): ContradictionColumns | null {
  const at = (name: string | undefined) =>
    entry.schema.fields.findIndex((field) => field.name === name);
  const [value, numerator, denominator] = [at('value'), at('numerator'), at('denominator')];
  const status = at(entry.trilens.status);
  const hasRatio = value >= 0 && numerator >= 0 && denominator >= 0;
  if (!hasRatio && status < 0) return null;
  return {
    value: hasRatio ? value : -1,
    numerator,
    denominator,
    status,
    note: at(entry.trilens.note ?? 'note'),
  };
}

/** Looks at one row; `cell` gives its cells by their place in the contract. */
export function lookAt(
  columns: ContradictionColumns,
  cell: (at: number) => Cell,
  file: string,
  line: number,
  found: Contradictions,
): void {
  if (
    columns.value >= 0 &&
    isWrong(cell(columns.value), cell(columns.numerator), cell(columns.denominator))
  )
    note(found.wrong, file, line);
  if (
    columns.status >= 0 &&
    cell(columns.status) === 'restated' &&
    (columns.note < 0 || String(cell(columns.note) ?? '').trim() === '')
  )
    note(found.bare, file, line);
}

export function contradictionsIn(
  rows: TypedTable['rows'],
  entry: Resource,
  pairs: readonly Pair[],
): Contradictions {
  const found = noContradictions(pairs);
  lookAtAll(rows, () => found, entry, pairs);
  return found;
}

/** Looks at whole rows, each for its own findings. */
export function lookAtAll(
  rows: TypedTable['rows'],
  findings: (row: TypedTable['rows'][number]) => Contradictions | undefined,
  entry: Resource,
  pairs: readonly Pair[],
): void {
  const columns = contradictionColumns(entry);
  for (const row of columns || pairs.length > 0 ? rows : []) {
    const found = findings(row);
    if (!found) continue;
    const cell = (at: number) => row.cells[at] ?? null;
    if (columns) lookAt(columns, cell, row.file, row.line, found);
    for (const [index, pair] of pairs.entries()) lookAtPair(pair, found.pairs[index]!, cell, row);
  }
}

/** What was found in several files, one after the other. */
export function joined(all: readonly Contradictions[], pairs: readonly Pair[]): Contradictions {
  const sum = noContradictions(pairs);
  for (const one of all) {
    addFound(sum.wrong, one.wrong);
    addFound(sum.bare, one.bare);
    for (const [index, count] of sum.pairs.entries()) {
      const own = one.pairs[index]!;
      count.both += own.both;
      addFound(count.half, own.half);
      addFound(count.above, own.above);
    }
  }
  return sum;
}

/** Sentences name columns and lines, never cells. */
export function rowDoubts(
  { wrong, bare, pairs: counts }: Contradictions,
  pairs: readonly Pair[],
  entry: Resource,
): Doubt[] {
  const doubts: Doubt[] = [];
  if (wrong.count > 0)
    doubts.push({
      rule: 'export/arithmetic',
      sentence: `In ${wrong.count} row${wrong.count === 1 ? '' : 's'} value is not numerator over denominator; the first is ${wrong.file}:${wrong.line}.`,
    });
  if (bare.count > 0)
    doubts.push({
      rule: 'export/restated-unexplained',
      sentence: `${bare.count} restated row${bare.count === 1 ? ' names' : 's name'} no revision and reason; the first is ${bare.file}:${bare.line}.`,
    });
  return [...doubts, ...pairDoubts(pairs, counts, entry)];
}

function isWrong(stated: Cell, over: Cell, under: Cell): boolean {
  if (
    typeof stated !== 'number' ||
    typeof over !== 'number' ||
    typeof under !== 'number' ||
    under === 0
  )
    return false;
  // The numerator itself, a share, per cent or per thousand: whichever the column holds.
  return ![
    over / under,
    (100 * over) / under,
    (1000 * over) / under,
    (1e6 * over) / under,
    over,
  ].some((right) => Math.abs(stated - right) <= TOLERANCE * Math.max(1, Math.abs(right)));
}
