import type { Resource } from './contract.ts';
import type { TypedTable } from './typedTable.ts';

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

/** Column that dates a row: the declared one, else the first date that is not the vintage. */
export function dateColumn(entry: Resource): string | undefined {
  return entry.trilens.date ?? entry.schema.fields.find((field) => (field.type === 'date' || field.type === 'datetime') && field.name !== entry.trilens.vintage)?.name;
}

/** Counts and sums of a table by day, site and vintage. */
export function digestOf(table: TypedTable, entry: Resource): Digest {
  const at = (name: string | undefined) => (name === undefined ? -1 : table.columns.indexOf(name));
  const dateAt = at(dateColumn(entry));
  const siteAt = at(entry.trilens.site);
  const vintageAt = at(entry.trilens.vintage);
  const numbers = entry.schema.fields.filter((field) => (field.type === 'number' || field.type === 'integer') && !entry.schema.primaryKey.includes(field.name)).map((field) => field.name);
  const places = numbers.map((name) => table.columns.indexOf(name));
  const days = new Map<string, Map<string, DigestCell>>();
  // Rows mostly come day by day, so the day before is asked first.
  let held = '';
  let day = new Map<string, DigestCell>();
  days.set(held, day);
  for (const row of table.rows) {
    const date = text(row.cells[dateAt])?.slice(0, 10) ?? '';
    if (date !== held) {
      held = date;
      const known = days.get(date);
      if (known) day = known;
      else {
        day = new Map();
        days.set(date, day);
      }
    }
    const site = text(row.cells[siteAt]);
    const vintage = text(row.cells[vintageAt])?.slice(0, 10) ?? null;
    const key = vintage === null ? (site ?? '') : `${site ?? ''}|${vintage}`;
    let cell = day.get(key);
    if (!cell) {
      cell = { date, site, vintage, rows: 0, counts: places.map(() => 0), sums: places.map(() => 0) };
      day.set(key, cell);
    }
    cell.rows += 1;
    for (let index = 0; index < places.length; index++) {
      const value = row.cells[places[index] as number];
      if (typeof value !== 'number') continue;
      cell.counts[index] = (cell.counts[index] as number) + 1;
      cell.sums[index] = (cell.sums[index] as number) + value;
    }
  }
  const cells = [...days.values()].flatMap((of) => [...of.values()]);
  const sorted = cells.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : (a.site ?? '') < (b.site ?? '') ? -1 : (a.site ?? '') > (b.site ?? '') ? 1 : (a.vintage ?? '') < (b.vintage ?? '') ? -1 : 1));
  return { columns: numbers, rows: table.rows.length, newest: sorted.at(-1)?.date || null, newestVintage: sorted.reduce<string | null>((newest, { vintage }) => (vintage !== null && (newest === null || vintage > newest) ? vintage : newest), null), cells: sorted };
}

function text(cell: string | number | null | undefined): string | null {
  return cell === null || cell === undefined ? null : String(cell);
}
