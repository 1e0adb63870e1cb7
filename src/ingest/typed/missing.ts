import type { Field, Resource } from '#ingest/contract/contract.ts';

/** What systems write for nothing in a column of any type, where a contract does not list its own. */
const NOTHING = ['', 'NULL', 'null', '(null)', '\\N', 'NaN', 'nan'];
const ERRORS = ['#N/A', '#NV'];
/** Words that mean nothing in a column of numbers or dates, and are texts like any other in one of text: no damage, Namibia, a dash. */
const WORDS = ['NA', 'N/A', 'n/a', 'None', '-', '–', '—', 'k.A.', 'k. A.', 's/o', 'n.d.'];

const OF_TEXT = new Set([...NOTHING, ...ERRORS]);
export const MISSING_OF_VALUES = new Set([...NOTHING, ...ERRORS, ...WORDS]);

/**
 * Dates by which systems write that there is none: the end of time of an open record, the zero of SAP and MySQL, the first day
 * of .NET, SQL Server and spreadsheets. No contract has to list them: a table of today holds no such day.
 */
const NO_DATE =
  /^(?:9999[-/.]?12[-/.]?31|31[-/.]12[-/.]9999|12[-/.]31[-/.]9999|0000[-/.]?00[-/.]?00|00[-/.]00[-/.]0000|0001-01-01|01[-/.]01[-/.]0001|1753-01-01|1899-12-3[01]|1900-01-0[01])(?:[T ]+[\d:.]+Z?)?$/;

/** The cells of a column that mean nothing is known. */
export interface Missing {
  has: (cell: string) => boolean;
  /** Dates that are none, as they were met. */
  noDates: ReadonlySet<string>;
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
  const noDates = new Set<string>();
  if (field.type === 'string' && declared === undefined) {
    const { site, status, note } = entry.trilens;
    if (field.name === site)
      return {
        has: (cell) => MISSING_OF_VALUES.has(cell) && !sites.has(cell.toLowerCase()),
        isWord: never,
        noDates,
      };
    if (field.name === status || field.name === note)
      return { has: (cell) => MISSING_OF_VALUES.has(cell), isWord: never, noDates };
    return { has: (cell) => OF_TEXT.has(cell), isWord: (cell) => WORDS.includes(cell), noDates };
  }
  const texts = declared === undefined ? MISSING_OF_VALUES : new Set(declared);
  if (field.type === 'date' || field.type === 'datetime')
    return {
      has: (cell) => {
        if (texts.has(cell)) return true;
        const isNone = NO_DATE.test(cell);
        if (isNone) noDates.add(cell);
        return isNone;
      },
      isWord: never,
      noDates,
    };
  const numbers = field.type === 'number' || field.type === 'integer' ? sentinels(entry) : [];
  if (numbers.length === 0) return { has: (cell) => texts.has(cell), isWord: never, noDates };
  const values = new Set(numbers);
  return {
    has: (cell) => texts.has(cell) || (BARE.test(cell) && values.has(numberOf(cell))),
    isWord: never,
    noDates,
  };
}

/** Numbers by which a contract says that nothing is known. */
export function sentinels(entry: Resource): number[] {
  return (entry.schema.missingValues ?? []).filter((cell) => BARE.test(cell)).map(numberOf);
}

const BARE = /^[+-]?\d+([.,]\d+)?$/;
const numberOf = (cell: string) => Number(cell.replace(',', '.'));
