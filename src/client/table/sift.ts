import { rowGroups, textOf } from './tableRows.ts';

/** Hides the rows that lack one of the words. Totals under the table are of all its rows, so they go as well. Returns how many are left. */
export function sift(table: HTMLTableElement, sought: string): { left: number; of: number } {
  const words = plain(sought).split(' ').filter(Boolean);
  let left = 0;
  let of = 0;
  for (const part of table.tBodies)
    for (const { rows } of rowGroups(part) ?? []) {
      const text = plain(rows.map((row) => textOf(row)).join(' '));
      const fits = words.every((word) => text.includes(word));
      for (const row of rows) row.toggleAttribute('data-sifted', !fits);
      of++;
      if (fits) left++;
    }
  table.tFoot?.toggleAttribute('data-sifted', words.length > 0);
  return { left, of };
}

function plain(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
