/** What the text of a cell says to a spreadsheet. */
export type CellValue =
  | { kind: 'empty' }
  | { kind: 'text'; text: string }
  /** `9.7 %` is 9.7 with the unit `%`. */
  | { kind: 'number'; number: number; unit: string; decimals: number; isGrouped: boolean }
  /** Days since 1970, in UTC. */
  | { kind: 'day'; day: number };

const NUMBER = /^([−+-]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(?:\s?(%)|\s(.+))?$/;
/** One word, an amount of money in thousands, or a rate. Not what goes on: `3 of 5`, `2 weeks ago`. */
const UNIT = /^(?:[^\d\s,;:()]{1,14}|k [A-Z]{3}|[^\d\s]{1,8} per [\w ]{1,12})$/;
const NO_UNIT = /^(?:of|to|by|and|or|in|at|–|st|nd|rd|th)$/i;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const DAY = /^(\d{1,2}) ([A-Z][a-z]+) (\d{4})$/;
const ISO_DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
/** More digits than a number of a spreadsheet holds: an identifier. */
const MOST_DIGITS = 15;

/**
 * Reads a number or a day as pages write them: `1,234.5 h`, `−8 %`, `7 October 2026`. What could be read in two ways stays a text,
 * such as `1,234` in a table that an author wrote in a language of their own (`isOurs` is false), or `007`.
 */
export function cellValue(written: string, isOurs: boolean): CellValue {
  const text = written.replaceAll(/[\s\u00A0\u202F\u2009]+/g, ' ').trim();
  if (text === '' || text === '–' || text === '—') return { kind: 'empty' };
  return numberOf(text, isOurs) ?? dayOf(text) ?? { kind: 'text', text };
}

function numberOf(text: string, isOurs: boolean): CellValue | null {
  const parts = NUMBER.exec(text);
  if (!parts) return null;
  const [, sign = '', whole = '', fraction = '', percent = '', word = ''] = parts;
  const unit = percent || word;
  const isGrouped = whole.includes(',');
  if (isGrouped && !isOurs) return null;
  if (/^0\d/.test(whole) || whole.length + fraction.length > MOST_DIGITS) return null;
  if (word !== '' && (!UNIT.test(word) || NO_UNIT.test(word) || monthOf(word) !== null))
    return null;
  const size = Number(`${whole.replaceAll(',', '')}.${fraction || '0'}`);
  const number = sign === '' || sign === '+' ? size : -size;
  return { kind: 'number', number, unit, decimals: fraction.length, isGrouped };
}

function dayOf(text: string): CellValue | null {
  const iso = ISO_DAY.exec(text);
  if (iso) return utcDay(Number(iso[1]), Number(iso[2]) - 1, Number(iso[3]));
  const parts = DAY.exec(text);
  const month = parts ? monthOf(parts[2] ?? '') : null;
  return parts && month !== null ? utcDay(Number(parts[3]), month, Number(parts[1])) : null;
}

function monthOf(word: string): number | null {
  const at = MONTHS.indexOf(word.slice(0, 3).toLowerCase());
  return at < 0 || !/^(?:[A-Z][a-z]{2,3}|[A-Z][a-z]+(?:ary|ch|il|ay|ne|ly|st|ber))$/.test(word)
    ? null
    : at;
}

/** Null for a day that no calendar has: 31 April. */
function utcDay(year: number, month: number, day: number): CellValue | null {
  const at = new Date(Date.UTC(year, month, day));
  return at.getUTCMonth() === month && at.getUTCDate() === day
    ? { kind: 'day', day: at.getTime() / 86_400_000 }
    : null;
}

/** Numbers and days by their size, those of one unit together; then texts; what is empty comes last in either direction. */
export function compareCells(a: CellValue, b: CellValue): number {
  if (a.kind === 'number' && b.kind === 'number')
    return a.unit === b.unit ? a.number - b.number : a.unit < b.unit ? -1 : 1;
  if (a.kind === 'day' && b.kind === 'day') return a.day - b.day;
  if (a.kind === 'text' && b.kind === 'text')
    return a.text.localeCompare(b.text, 'en', { numeric: true, sensitivity: 'base' });
  return KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind);
}

const KINDS: readonly CellValue['kind'][] = ['number', 'day', 'text', 'empty'];
