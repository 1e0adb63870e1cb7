import { compareTexts } from '#model/words/compareTexts.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { Tally } from '#ingest/tally/tally.ts';

/** What a day of a site held: how many rows, and of each number column how many values and their sum. */
export interface DigestCell {
  date: string;
  site: string | null;
  vintage: string | null;
  rows: number;
  counts: number[];
  sums: number[];
}

/** An export in brief: enough to tell a restated past, a missing site, a changed unit or a short dump, without its rows. */
export interface Digest {
  columns: string[];
  rows: number;
  newest: string | null;
  newestVintage: string | null;
  cells: DigestCell[];
}

/** The days of a tally, in order of day, site and vintage. */
export function digestOf(tally: Tally, entry: Resource): Digest {
  const columns = tally.family.numbers.map(({ column }) => column);
  const cells = Array.from({ length: tally.size }, (_, slot): DigestCell => {
    const { day, site, vintage } = tally.group(slot);
    const counts = columns.map((__, index) => tally.count(slot, index));
    return {
      date: day,
      site,
      vintage,
      rows: tally.rows(slot),
      counts,
      sums: columns.map((__, index) => tally.sum(slot, index)),
    };
  });
  cells.sort(inOrder);
  const newestVintage = cells.reduce<string | null>(
    (newest, { vintage }) =>
      vintage !== null && (newest === null || vintage > newest) ? vintage : newest,
    null,
  );
  return {
    columns: columns.map((column) => entry.schema.fields[column]?.name ?? ''),
    rows: cells.reduce((sum, cell) => sum + cell.rows, 0),
    newest: cells.at(-1)?.date || null,
    newestVintage,
    cells,
  };
}

/** By day, site and vintage. */
export function inOrder(a: DigestCell, b: DigestCell): number {
  return (
    compareTexts(a.date, b.date) ||
    compareTexts(a.site, b.site) ||
    compareTexts(a.vintage, b.vintage)
  );
}
