import type { Field, Resource } from '#ingest/contract/contract.ts';

/** What systems write for nothing in a column of any type, where a contract does not list its own. */
const NOTHING = ['', 'NULL', 'null', '(null)', '\\N', 'NaN', 'nan'];
const ERRORS = ['#N/A', '#NV'];
/** Words that mean nothing in a column of numbers or dates, and are texts like any other in one of text: no damage, Namibia, a dash. */
const WORDS = ['NA', 'N/A', 'n/a', 'None', '-', '–', '—', 'k.A.', 'k. A.', 's/o', 'n.d.'];

const OF_TEXT = new Set([...NOTHING, ...ERRORS]);
export const MISSING_OF_VALUES = new Set([...NOTHING, ...ERRORS, ...WORDS]);

/** The cells of a column that mean nothing is known. */
export interface Missing {
  has: (cell: string) => boolean;
  /** Words that other columns take for nothing, and this one for text. */
  isWord: (cell: string) => boolean;
}

/** Sentinels of numbers are compared as numbers: `-200,0` is the declared `-200`. */
export function missingOf(
  field: Field,
  entry: Resource,
  sites: ReadonlyMap<string, string>,
): Missing {
  const declared = entry.schema.missingValues;
  const never = () => false;
  if (field.type === 'string' && declared === undefined) {
    const { site, status, note } = entry.trilens;
    if (field.name === site)
      return {
        has: (cell) => MISSING_OF_VALUES.has(cell) && !sites.has(cell.toLowerCase()),
        isWord: never,
      };
    if (field.name === status || field.name === note)
      return { has: (cell) => MISSING_OF_VALUES.has(cell), isWord: never };
    return { has: (cell) => OF_TEXT.has(cell), isWord: (cell) => WORDS.includes(cell) };
  }
  const texts = declared === undefined ? MISSING_OF_VALUES : new Set(declared);
  const numbers = field.type === 'number' || field.type === 'integer' ? sentinels(entry) : [];
  if (numbers.length === 0) return { has: (cell) => texts.has(cell), isWord: never };
  const values = new Set(numbers);
  return {
    has: (cell) => texts.has(cell) || (BARE.test(cell) && values.has(numberOf(cell))),
    isWord: never,
  };
}

/** Numbers by which a contract says that nothing is known. */
export function sentinels(entry: Resource): number[] {
  return (entry.schema.missingValues ?? []).filter((cell) => BARE.test(cell)).map(numberOf);
}

const BARE = /^[+-]?\d+([.,]\d+)?$/;
const numberOf = (cell: string) => Number(cell.replace(',', '.'));
