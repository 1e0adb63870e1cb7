import { isMissing } from '#ingest/table/kinds.ts';
import { parseNumber } from '#ingest/table/number.ts';
import { farNines } from '#ingest/typed/nines.ts';

/** A word alone is missing where it comes again; `RAD` among line numbers comes again too, so more must speak for it. */
const OFTEN = 2;

/**
 * Texts by which a file says that nothing was measured, beyond those that are known: a word that comes again among the
 * numbers of two columns, or of one whose numbers have decimals (nobody numbers lines so), and numbers of nines far outside.
 */
export function missingWords(columns: readonly { cells: readonly string[] }[]): string[] {
  const found = new Map<string, { columns: number; measured: boolean }>();
  const nines = new Set<string>();
  for (const { cells } of columns) {
    const filled = cells.filter((cell) => !isMissing(cell));
    const numbers = filled.filter(
      (cell) => /\d/.test(cell) && 'value' in parseNumber(cell, markIn(cell)),
    );
    const words = filled.filter((cell) => !/\d/.test(cell));
    const word = words[0];
    if (numbers.length === 0 || numbers.length + words.length < filled.length) continue;
    if (numbers.some((cell) => /^0\d+$/.test(cell))) continue;
    const nine = farNines(numbers, markIn(numbers.find((cell) => /[.,]/.test(cell)) ?? ''));
    if (nine !== null) nines.add(nine);
    if (word === undefined || words.length < OFTEN || new Set(words).size > 1) continue;
    const held = found.get(word) ?? { columns: 0, measured: false };
    found.set(word, {
      columns: held.columns + 1,
      measured: held.measured || numbers.some((cell) => /\d[.,]\d/.test(cell)),
    });
  }
  const words = [...found].filter(([, of]) => of.columns > 1 || of.measured).map(([word]) => word);
  return [...words, ...nines];
}

const markIn = (cell: string) => (/,\d{1,2}$|,\d{4,}$/.test(cell) ? ',' : '.');
