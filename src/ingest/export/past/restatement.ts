import type { RestatedValue } from '#model/record/export.ts';
import { inOrder, type Digest, type DigestCell } from '#ingest/export/digest.ts';

/** Sums differ in their last bits when rows come in another order. */
const TOLERANCE = 1e-9;
/** More are counted, not listed. */
export const MAX_LISTED = 1000;

/**
 * Values of the past that the previous dump gave differently: a day of a site whose sum of a column, or number of rows,
 * changed without a new vintage. The newest day of each site was perhaps not over yet, so it may grow; days older than
 * all that the new dump holds have left a rolling window, and are no change.
 */
export function restatedValues(
  previous: Digest,
  current: Digest,
  seen: string | null,
): RestatedValue[] {
  const newest = new Map<string | null, string>();
  // The newest of a site comes last.
  for (const { site, date } of previous.cells) if (date !== '') newest.set(site, date);
  const oldest = current.cells.find((cell) => cell.date !== '')?.date ?? '';
  const columns = previous.columns.flatMap((name, was) =>
    current.columns.includes(name) ? [{ name, was, is: current.columns.indexOf(name) }] : [],
  );
  const found: RestatedValue[] = [];
  let at = 0;
  for (const before of previous.cells) {
    // Both are in the same order.
    while (at < current.cells.length && inOrder(current.cells[at]!, before) < 0) at++;
    const same = current.cells[at];
    if (
      before.date === '' ||
      before.date < oldest ||
      before.date >= (newest.get(before.site) ?? '')
    )
      continue;
    const after = same && inOrder(same, before) === 0 ? same : undefined;
    if (after !== undefined && isSame(before, after, columns)) continue;
    const about = { period: before.date, site: before.site, seen };
    if (!after) {
      found.push({ ...about, column: null, old: before.rows, new: null });
      continue;
    }
    const changed = columns.filter((column) => hasChanged(before, after, column));
    for (const { name, was, is } of changed)
      found.push({
        ...about,
        column: name,
        old: before.counts[was]! > 0 ? before.sums[was]! : null,
        new: after.counts[is]! > 0 ? after.sums[is]! : null,
      });
    if (changed.length === 0 && before.rows !== after.rows)
      found.push({ ...about, column: null, old: before.rows, new: after.rows });
  }
  return found;
}

/** A column by its places in the two digests. */
interface Column {
  name: string;
  was: number;
  is: number;
}

function isSame(before: DigestCell, after: DigestCell, columns: readonly Column[]): boolean {
  for (const column of columns) if (hasChanged(before, after, column)) return false;
  return before.rows === after.rows;
}

function hasChanged(before: DigestCell, after: DigestCell, { was, is }: Column): boolean {
  return (
    before.counts[was]! > 0 !== after.counts[is]! > 0 || differ(before.sums[was]!, after.sums[is]!)
  );
}

function differ(a: number, b: number): boolean {
  return Math.abs(a - b) > TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b));
}
