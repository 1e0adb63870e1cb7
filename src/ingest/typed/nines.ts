import { parseNumber, type Decimal } from '#ingest/table/number.ts';

/** `9999.9`, `-999`, `99.99`: a number of nines alone, by which loggers and weather services write that nothing was measured. */
const NINES = /^-?(?=(?:\D*9){3})9+(?:[.,]9+)?$/;
/** Further from zero than this times every other value. */
const FAR = 3;

/** The cell of nines that lies far outside the rest of its column; null where there is none, or nothing to compare it with. */
export function farNines(cells: readonly string[], decimal: Decimal): string | null {
  const nines = new Set(cells.filter((cell) => NINES.test(cell)));
  if (nines.size === 0) return null;
  let most = Number.NaN;
  for (const cell of cells) {
    if (nines.has(cell)) continue;
    const read = parseNumber(cell, decimal);
    if ('value' in read && !(Math.abs(Number(read.value)) <= most))
      most = Math.abs(Number(read.value));
  }
  const isFar = (cell: string) => Math.abs(Number(cell.replace(',', '.'))) >= FAR * most;
  return most > 0 ? ([...nines].find(isFar) ?? null) : null;
}
