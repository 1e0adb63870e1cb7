import { isCurrency, markOf, markText } from './mark.ts';

export type Decimal = '.' | ',';

export interface ParsedNumber {
  /** The digits themselves where a whole number is too long to be held exactly: such a number is a name. */
  value: number | string;
  /** What is written beside the digits, in one spelling: `%`, `EUR`, `kWh`. */
  mark?: string;
}

const PLAIN = /^[+-]?\d+(\.\d+)?$/;
const BARE = /^[\d.,]+$/;
const SIGNS = /[()+-]/;
const PASTED = /[\u200b\u2060\ufeff−–‒﹣－]|^['’]/;
const UNMARKED = /^[\s\d.,+-]*$/;
/** Spaces and apostrophes that part thousands: plain, non-breaking, narrow, thin. */
const GAP = /(?<=\d)[ \u00a0\u202f\u2009'’‘´`_](?=\d{3}(?!\d))/g;
/** What stands before the digits, the digits with the marks among them, and what stands after. */
const PARTS = /^([^\d.,]*)((?:\d|[.,]\d)(?:[\d.,]|[ \u00a0\u202f\u2009'’‘´`_](?=\d))*)(.*)$/su;
/** An exponent is written after one digit and its fraction, as programs do: `713752e1` is the number of a part. */
const EXPONENT = /^e[+-]?\d{1,3}(?![\p{L}\d])/iu;

/**
 * A cell as a number, with the column's decimal mark; or what is wrong with it. Any mark may part thousands. What stands
 * beside the digits is never dropped unread: it is a sign, or a mark of a list that the caller compares over the column.
 */
export function parseNumber(
  cell: string,
  decimal: Decimal = '.',
): ParsedNumber | { problem: string } {
  if (decimal === '.' && PLAIN.test(cell) && cell.length < 16) return { value: Number(cell) };
  const parts = partsOf(cell);
  if (parts === null) return { problem: `"${cell}" is not a number` };
  let text = parts.digits.replaceAll(GAP, '');
  const thousands = decimal === '.' ? ',' : '.';
  if (text.includes(thousands)) {
    // By threes, or as in India by twos before the last three.
    if (!grouped(text, thousands, decimal))
      return { problem: `"${cell}" is not a number with the decimal mark "${decimal}"` };
    text = text.replaceAll(thousands, '');
  }
  if (decimal === ',') text = text.replace(',', '.');
  if (!/^(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text))
    return { problem: `"${cell}" is not a number` };
  const value = parts.sign * Number(parts.power === 0 ? text : `${text}e${parts.power}`);
  if (!Number.isFinite(value))
    return { problem: `"${cell}" is larger than any number that can be held` };
  const isName = /^\d+$/.test(text) && !Number.isSafeInteger(value);
  return {
    value: isName ? `${parts.sign < 0 ? '-' : ''}${text.replace(/^0+/, '')}` : value,
    ...(parts.mark === '' ? {} : { mark: parts.mark }),
  };
}

/** The mark of a cell whether or not its digits can be read; empty for bare digits, null where it is no number at all. */
export function markBeside(cell: string): string | null {
  return UNMARKED.test(cell) ? '' : (partsOf(cell)?.mark ?? null);
}

interface Parts {
  sign: 1 | -1;
  digits: string;
  power: number;
  mark: string;
}

function partsOf(cell: string): Parts | null {
  const text = tidied(cell);
  const found = PARTS.exec(text);
  if (!found) return null;
  const [, before = '', mantissa = '', tail = ''] = found;
  const exponent = /^\d([.,]\d*)?$/.test(mantissa) ? (EXPONENT.exec(tail)?.[0] ?? '') : '';
  const [digits, after] = [mantissa + exponent, tail.slice(exponent.length)];
  // `TIC-101` and `01-MAR` are a name and a day: no letter stands before or after a hyphen that joins it to digits.
  // `1.234,-` is a price without cents; `1,234-` is negative, as ledgers write it.
  const isRound = /[.,]$/.test(digits) && /^-{1,2}/.test(after);
  if (/\p{L}-$/u.test(before) || /^-\p{L}/u.test(after)) return null;
  const rest = isRound ? after.replace(/^-{1,2}/, '') : after;
  const isSigned = SIGNS.test(before) || SIGNS.test(rest);
  const sign = isSigned ? signOf(before, rest) : 1;
  const [left, right] = isSigned
    ? [unsigned(before), unsigned(rest)]
    : [before.trim(), rest.trim()];
  if (sign === null || (left !== '' && right !== '')) return null;
  const plain = { sign, digits: isRound ? digits.slice(0, -1) : digits };
  if (left === '' && right === '') return { ...plain, power: 0, mark: '' };
  const mark = markOf(left || right);
  if (mark === null || (left !== '' && mark.id !== '%' && !isCurrency(mark.id))) return null;
  // `12A` is a name; `12 A` is a current.
  if (/^\p{L}$/u.test(right) && right !== 'h' && right !== 'k' && !/^\s/.test(rest)) return null;
  return { ...plain, power: mark.power, mark: markText(mark) };
}

/** Dashes of a word processor as minus, without the apostrophe by which systems guard a spreadsheet against formulas. */
function tidied(cell: string): string {
  const text = cell.trim();
  if (!PASTED.test(text)) return text;
  return text
    .replaceAll(/[\u200b\u2060\ufeff]/g, '')
    .trim()
    .replaceAll(/[−–‒﹣－]/g, '-')
    .replace(/^['’](?=[-+=]?[\d.,(])/, '');
}

const unsigned = (text: string) => text.replaceAll(/[()+-]/g, '').trim();

/** One sign, before or after the digits, or the brackets of a ledger; null where there are more of them than one. */
function signOf(before: string, after: string): 1 | -1 | null {
  const signs = `${before}${after}`.replaceAll(/[^()+-]/g, '');
  if (signs === '') return 1;
  if (signs === '()') return before.includes('(') && after.includes(')') ? -1 : null;
  if (signs === '+') return before.includes('+') ? 1 : null;
  return signs === '-' ? -1 : null;
}

function grouped(text: string, thousands: Decimal, decimal: Decimal): boolean {
  return new RegExp(
    `^\\d{1,3}(\\${thousands}\\d{2,3})*\\${thousands}\\d{3}(\\${decimal}\\d+)?$`,
  ).test(text);
}

/** The decimal mark that a whole column uses; ambiguous, with the cells that are, when every mark could also part thousands (`1,234`). */
export function detectDecimal(cells: readonly string[]): {
  decimal: Decimal | null;
  ambiguous: boolean;
  open: number[];
} {
  let comma = 0;
  let point = 0;
  const open: number[] = [];
  for (const [index, cell] of cells.entries()) {
    const last = Math.max(cell.lastIndexOf(','), cell.lastIndexOf('.'));
    if (last === -1) continue;
    const digits = UNMARKED.test(cell) ? cell : partsOf(cell)?.digits;
    if (digits === undefined) continue;
    const text = BARE.test(digits)
      ? digits
      : digits.replaceAll(/[+\s\u00a0\u202f\u2009'’‘´`_-]/g, '').replace(/e[+-]?\d+$/i, '');
    const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
    if (at === -1 || !BARE.test(text)) continue;
    const mark = text[at];
    const other = mark === ',' ? '.' : ',';
    const marks = text.split(mark!).length - 1;
    const after = text.length - at - 1;
    if (marks > 1) {
      if (!text.includes(other)) {
        if (mark === ',') point += 1;
        else comma += 1;
      }
    } else if (text.includes(other) || after !== 3 || /^0?[.,]/.test(text) || at > 3) {
      if (mark === ',') comma += 1;
      else point += 1;
    } else open.push(index);
  }
  if (comma === 0 && point === 0) return { decimal: null, ambiguous: open.length > 0, open };
  return { decimal: comma > point ? ',' : '.', ambiguous: comma > 0 && point > 0, open: [] };
}
