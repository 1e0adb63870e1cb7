import type { TypedTable } from '#ingest/typed/typedTable.ts';
import type { Family } from './family.ts';
import type { Pair } from './pairs.ts';
import { Tally } from './tally.ts';

/** The rows of an export by day and site for its digest, and by what its metrics ask for. */
export interface Counted {
  digest: Tally;
  families: Tally[];
}

export interface Wanted {
  digest: Family;
  families: Family[];
  /** Columns whose sums are divided. */
  pairs: Pair[];
}

export function blankCount({ digest, families }: Wanted): Counted {
  return { digest: new Tally(digest), families: families.map((family) => new Tally(family)) };
}

/** Adds what was counted in a later source, whose rows come after `rowsBefore` others. */
export function addCount(to: Counted, later: Counted, rowsBefore: number): void {
  to.digest.merge(later.digest, rowsBefore);
  for (const [index, tally] of to.families.entries())
    tally.merge(later.families[index] as Tally, rowsBefore);
}

/** Counts the rows of a table: each file for itself and then together, so that files can be counted apart. */
export function countRows(rows: TypedTable['rows'], wanted: Wanted): Counted {
  let all: Counted | null = null;
  let from = 0;
  while (from < rows.length) {
    const file = rows[from]?.file;
    const own = blankCount(wanted);
    const start = from;
    for (; from < rows.length && rows[from]?.file === file; from++) {
      const cells = (rows[from] as TypedTable['rows'][number]).cells;
      own.digest.add(cells, from - start);
      for (const tally of own.families) tally.add(cells, from - start);
    }
    if (all) addCount(all, own, start);
    else all = own;
  }
  return all ?? blankCount(wanted);
}
