export type Decimal = '.' | ',';

/** Marks that may stand before or after an amount. */
const CURRENCY =
  /(?:US|CA|AU|NZ|HK|R|C|A)?[$€£¥₹₽₩₺₴₪฿]|(?<![A-Za-z])(?:[A-Z]{3}|Fr\.?|kr\.?|zł|Kč|Ft|лв|руб\.?|Rs\.?)(?![A-Za-z])/g;
const PLAIN = /^[+-]?\d+(\.\d+)?$/;
/** Spaces and apostrophes that part thousands: plain, non-breaking, narrow, thin. */
const GAP = /(?<=\d)[ \u00a0\u202f\u2009'’‘´`_](?=\d{3}(?!\d))/g;

/**
 * A cell as a number, with the column's decimal mark; or what is wrong with it. Any mark may part thousands. Currency marks are
 * dropped; a percent sign is dropped too and told, since what it means for the value the contract says.
 */
export function parseNumber(
  cell: string,
  decimal: Decimal = '.',
): { value: number; percent?: boolean } | { problem: string } {
  if (decimal === '.' && PLAIN.test(cell)) return { value: Number(cell) };
  let text = cell.trim().replaceAll(/[−–‒﹣－]/g, '-');
  let sign = 1;
  const percent = /%$|^%|%[)-]$/.test(text);
  text = text.replaceAll('%', '').replaceAll(CURRENCY, '').trim();
  const inBrackets = /^\((.*)\)$/.exec(text);
  if (inBrackets) {
    sign = -1;
    text = (inBrackets[1] as string).trim();
  }
  // `1.234,-` is a price without cents; `1,234-` is negative, as ledgers write it.
  text = text.replace(/[.,]-{1,2}$/, '');
  if (/\d-$/.test(text) || /\d -$/.test(text)) {
    sign = -sign;
    text = text.slice(0, -1).trim();
  }
  text = text.replace(/^([+-])\s+/, '$1').replaceAll(GAP, '');
  const thousands = decimal === '.' ? ',' : '.';
  if (text.includes(thousands)) {
    // By threes, or as in India by twos before the last three.
    if (!grouped(text, thousands, decimal))
      return { problem: `"${cell}" is not a number with the decimal mark "${decimal}"` };
    text = text.replaceAll(thousands, '');
  }
  if (decimal === ',') text = text.replace(',', '.');
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i.test(text))
    return { problem: `"${cell}" is not a number` };
  const value = sign * Number(text);
  if (!Number.isFinite(value))
    return { problem: `"${cell}" is larger than any number that can be held` };
  return percent ? { value, percent } : { value };
}

function grouped(text: string, thousands: Decimal, decimal: Decimal): boolean {
  return new RegExp(
    `^[+-]?\\d{1,3}(\\${thousands}\\d{2,3})*\\${thousands}\\d{3}(\\${decimal}\\d+)?(e[+-]?\\d{1,3})?$`,
    'i',
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
    const text = cell
      .trim()
      .replaceAll(CURRENCY, '')
      .replaceAll(/[()%+\s\u00a0\u202f'’−-]/g, '')
      .replace(/e\d+$/i, '');
    const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('.'));
    if (at === -1 || !/^[\d.,]+$/.test(text)) continue;
    const mark = text[at];
    const other = mark === ',' ? '.' : ',';
    const marks = text.split(mark as string).length - 1;
    const digits = text.length - at - 1;
    if (marks > 1) {
      if (!text.includes(other)) {
        if (mark === ',') point += 1;
        else comma += 1;
      }
    } else if (text.includes(other) || digits !== 3 || /^0?[.,]/.test(text) || at > 3) {
      if (mark === ',') comma += 1;
      else point += 1;
    } else open.push(index);
  }
  if (comma === 0 && point === 0) return { decimal: null, ambiguous: open.length > 0, open };
  return { decimal: comma > point ? ',' : '.', ambiguous: comma > 0 && point > 0, open: [] };
}
