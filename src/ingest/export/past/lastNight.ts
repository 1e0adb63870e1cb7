import { daysBetween, longDate } from '#model/time/date.ts';
import { median } from '#model/statistics/median.ts';
import { countOf, listOf } from '#model/words/format.ts';
import type { Digest, DigestCell } from '#ingest/export/digest.ts';
import { otherSites, shiftOf } from './moved.ts';
import { dayKey, near, sameCell, type Known } from './sameDay.ts';

/** So many days that both dumps know are asked before anything is said of most of them. */
const LEAST = 6;
const MOST = 0.5;
const NEARLY_ALL = 0.8;
/** Days that are gone from the middle: more than this share is no correction. */
const GONE = 0.2;
/** So many dated days one after the other are none either, where they are more than this share of all. */
const ROW = { days: 5, share: 0.03 };
/** A window that moves on may be shorter by so much than the longest was. */
const SLACK = { least: 7, share: 1 / 3, most: 31 };

/**
 * How a dump rewrites what the last good one said, in half a sentence; null where it adds to it, corrects single days,
 * or restates days with a vintage of their own. `read`: the columns that a metric reads; of others nothing depends.
 * `longest`: days that the longest good dump reached over.
 */
export function rewriting(
  previous: Digest,
  current: Digest,
  { read, longest }: { read: readonly string[]; longest: number },
): string | null {
  const known = knownDays(previous, current);
  const held = known.filter(
    ({ before, after }) => after && sameCell(before, after, previous, current),
  );
  if (known.length >= LEAST && held.length < known.length * MOST) {
    const shift = shiftOf(known, previous, current, NEARLY_ALL);
    if (shift !== null)
      return `all dates moved by ${countOf(Math.abs(shift), 'day')} ${shift > 0 ? 'forward' : 'back'}`;
    const swapped = otherSites(previous, current, NEARLY_ALL);
    if (swapped.length > 0) return `rows changed their sites: ${listOf(swapped)}`;
  }
  const columns = previous.columns.filter(
    (name) => read.includes(name) && current.columns.includes(name),
  );
  for (const column of columns) {
    const moved = columnMoved(column, { known, previous, current, columns });
    if (moved !== null) return moved;
  }
  return vanished(known, previous, current, longest) ?? recounted(known);
}

/** The newest vintage of each day and site of the previous dump, but the newest day of each site, which was perhaps not over. */
function knownDays(previous: Digest, current: Digest): Known[] {
  const newest = new Map<string | null, string>();
  const last = new Map<string, DigestCell>();
  // The newest vintage of a day comes last, and stands for it.
  for (const cell of previous.cells) {
    if (cell.date === '') continue;
    newest.set(cell.site, cell.date);
    last.set(dayKey(cell.date, cell.site), cell);
  }
  const now = new Map(current.cells.map((cell) => [dayKey(cell.date, cell.site), cell]));
  return [...last.values()]
    .filter(({ date, site }) => date < newest.get(site)!)
    .map((before) => ({ before, after: now.get(dayKey(before.date, before.site)) }));
}

/** Days at the old end of a window that moved on are no longer known; all others that are gone have vanished. */
function vanished(
  known: readonly Known[],
  previous: Digest,
  current: Digest,
  longest: number,
): string | null {
  const oldest = current.cells.find(({ date }) => date !== '')?.date ?? '';
  const gone = known.filter(({ after }) => after === undefined);
  const cut = gone.filter(({ before }) => before.date < oldest);
  const slack = Math.max(SLACK.least, Math.min(SLACK.most, longest * SLACK.share));
  if (cut.length > 0 && reach(current) < longest - slack)
    return `its first ${countOf(new Set(cut.map(({ before }) => before.date)).size, 'dated day')} are gone: it begins ${longDate(oldest)}, the last good one ${longDate(previous.cells.find(({ date }) => date !== '')?.date ?? '')}`;
  const inside = known.filter(({ before }) => before.date >= oldest);
  const missing = gone.length - cut.length;
  const row = longestRow(inside);
  if (row.length >= ROW.days && row.length > ROW.share * datesOf(inside).length)
    return `${row.length} dated days in a row have no rows any more, from ${longDate(row[0]!)} to ${longDate(row.at(-1)!)}`;
  return inside.length >= LEAST && missing > inside.length * GONE
    ? `${missing} of ${inside.length} days of the past have no rows any more`
    : null;
}

const datesOf = (known: readonly Known[]) => [...new Set(known.map(({ before }) => before.date))];

/** The most dated days one after the other of which nothing is left. */
function longestRow(known: readonly Known[]): string[] {
  const left = new Set(datesOf(known.filter(({ after }) => after !== undefined)));
  let longest: string[] = [];
  let row: string[] = [];
  for (const date of datesOf(known).sort()) {
    row = left.has(date) ? [] : [...row, date];
    if (row.length > longest.length) longest = row;
  }
  return longest;
}

/** Days from the first to the last. */
export function reach({ cells, newest }: Digest): number {
  const oldest = cells.find(({ date }) => date !== '')?.date;
  return oldest === undefined || newest === null ? 0 : daysBetween(oldest, newest) + 1;
}

function recounted(known: readonly Known[]): string | null {
  const same = known.filter(isWithoutVintage);
  const changed = same.filter(({ before, after }) => before.rows !== after?.rows);
  return same.length >= LEAST && changed.length > same.length * MOST
    ? `${changed.length} of ${same.length} days of the past have another number of rows`
    : null;
}

interface Compared {
  known: readonly Known[];
  previous: Digest;
  current: Digest;
  columns: readonly string[];
}

/** How a column was rewritten: by a factor, by what another held, or in most of its days. */
function columnMoved(column: string, compared: Compared): string | null {
  const { known, previous, current, columns } = compared;
  const [was, is] = [previous.columns.indexOf(column), current.columns.indexOf(column)];
  const pairs = known.flatMap(({ before, after }) =>
    after && (before.counts[was] ?? 0) > 0 && (after.counts[is] ?? 0) > 0
      ? [{ before, after, old: before.sums[was]!, now: after.sums[is]! }]
      : [],
  );
  const changed = pairs.filter(({ old, now }) => !near(old, now));
  if (pairs.length < LEAST || changed.length <= pairs.length * MOST) return null;
  const other = columns.find((name) => {
    const at = previous.columns.indexOf(name);
    return (
      name !== column &&
      share(pairs, ({ before, now }) => near(before.sums[at] ?? 0, now)) >= NEARLY_ALL
    );
  });
  if (other !== undefined) return `${column} holds now what ${other} held`;
  const ratios = pairs.flatMap(({ old, now }) => (old !== 0 && now !== 0 ? [now / old] : []));
  const factor = ratios.length < LEAST ? 1 : median(ratios);
  if (
    share(ratios, (ratio) => Math.abs(ratio / factor - 1) < 0.01) >= NEARLY_ALL &&
    !near(factor, 1)
  )
    return `${column} of the past is ${factorWords(factor)} what it was`;
  const unexplained = changed.filter(isWithoutVintage).length;
  return unexplained > pairs.length * MOST
    ? `${column} changed on ${unexplained} of ${pairs.length} days of the past`
    : null;
}

function factorWords(factor: number): string {
  const shown = (value: number) => String(Number(value.toPrecision(3)));
  return Math.abs(factor) >= 1 ? `${shown(factor)} times` : `1/${shown(1 / factor)} of`;
}

/** A later vintage says that it restates a day. */
function isWithoutVintage({ before, after }: Known): boolean {
  return !after || (after.vintage ?? '') <= (before.vintage ?? '');
}

function share<T>(list: readonly T[], is: (item: T) => boolean): number {
  return list.length === 0 ? 0 : list.filter(is).length / list.length;
}
