import type { Cell } from '#ingest/typed/cellReader.ts';
import type { TypedTable } from '#ingest/typed/typedTable.ts';
import type { Family } from './family.ts';
import { addLasting, countLasting, noLasting, type Lasting, type LastingCount } from './lasting.ts';
import type { Pair } from './pairs.ts';
import { Tally } from './tally.ts';

/** The rows of an export by day and site for its digest, and by what its metrics ask for. */
export interface Counted {
  digest: Tally;
  families: Tally[];
  /** Of each number that may be the time between two stamps. */
  lasting: LastingCount[];
}

export interface Wanted {
  digest: Family;
  families: Family[];
  /** Columns whose sums are divided. */
  pairs: Pair[];
  /** Summed numbers that may be the time between two stamps. */
  lasting: Lasting[];
}

export function blankCount({ digest, families, lasting }: Wanted): Counted {
  return {
    digest: new Tally(digest),
    families: families.map((family) => new Tally(family)),
    lasting: lasting.map(noLasting),
  };
}

/** Adds what was counted in a later source, whose rows come after `rowsBefore` others. */
export function addCount(to: Counted, later: Counted, rowsBefore: number): void {
  to.digest.merge(later.digest, rowsBefore);
  for (const [index, tally] of to.families.entries())
    tally.merge(later.families[index]!, rowsBefore);
  for (const [index, count] of to.lasting.entries())
    addLasting(count, later.lasting[index] ?? noLasting());
}

/** Counts one row, the `row`th of its source. */
export function addRow(
  { digest, families, lasting }: Counted,
  cells: readonly Cell[],
  row: number,
  wanted: Wanted,
): void {
  digest.add(cells, row);
  for (const tally of families) tally.add(cells, row);
  for (const [index, count] of lasting.entries())
    countLasting(wanted.lasting[index]!, count, (at) => cells[at]);
}

/** Counts the rows of a table: each file for itself and then together, so that files can be counted apart. */
export function countRows(rows: TypedTable['rows'], wanted: Wanted): Counted {
  let all: Counted | null = null;
  let from = 0;
  while (from < rows.length) {
    const file = rows[from]?.file;
    const own = blankCount(wanted);
    const start = from;
    for (; from < rows.length && rows[from]?.file === file; from++)
      addRow(own, rows[from]!.cells, from - start, wanted);
    if (all) addCount(all, own, start);
    else all = own;
  }
  return all ?? blankCount(wanted);
}
