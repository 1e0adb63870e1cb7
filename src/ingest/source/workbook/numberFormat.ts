/** What a number format makes of a number. `stamp`: with a day, `time`: a time of day, `span`: hours beyond 24. */
export type NumberKind = 'number' | 'percent' | 'stamp' | 'time' | 'span';

/**
 * Formats that have only a number, ECMA-376 part 1, 18.8.30. 27 to 36 and 50 to 58 are dates in the East Asian editions and
 * unused elsewhere; 32, 33, 55 and 56 are times there.
 */
const BUILT_IN: Record<number, string> = {
  9: '0%',
  10: '0.00%',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  32: 'h:mm',
  33: 'h:mm:ss',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
};

/** The kind of one of the formats that a style names by number; null where the workbook itself must say it. */
export function builtInKind(id: number): NumberKind | null {
  if (BUILT_IN[id] !== undefined) return kindOfFormat(BUILT_IN[id]);
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58))
    return 'stamp';
  return id <= 49 ? 'number' : null;
}

/** What is in quotes, after a backslash, an underscore or a star, or in brackets is not a code. */
const LITERAL = /"[^"]*"?|\\.|_.|\*.|\[(?!(?:h+|m+|s+)\])[^\]]*\]/gi;

/** The kind of a format code, as its first section that shows anything says; the others are for negative numbers, zero and texts. */
export function kindOfFormat(code: string): NumberKind {
  const plain = code
    .replaceAll(LITERAL, '')
    .replaceAll(/general/gi, '0')
    .replaceAll(/am\/pm|a\/p|上午\/下午/gi, 'h')
    .replaceAll(/(s+\]?)[.,]0+/gi, '$1');
  const shown = plain.split(';').find((section) => section.trim() !== '') ?? '';
  if (shown.includes('%')) return 'percent';
  // Letters beside digits are a unit that was written without quotes.
  if (/[0#?]/.test(shown)) return 'number';
  if (/\[(?:h+|m+|s+)\]/i.test(shown)) return 'span';
  // Every edition of Excel stores the English codes; g and e are eras.
  if (/[ydeg]/i.test(shown)) return 'stamp';
  if (/[hs]/i.test(shown)) return 'time';
  return /m/i.test(shown) ? 'stamp' : 'number';
}

const TOKEN =
  /"([^"]*)"?|\\(.)|[_*].|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|general|E[+-]|(\p{L}|\p{Sc}|[°³²/])|(;)|./giu;

/** What a format writes beside the digits: `kWh` of `0.0" kWh"`, `€` of `[$€-407] #,##0.00`; empty for nothing. */
export function textOfFormat(code: string): string {
  let text = '';
  for (const [, quoted, escaped, currency, bare, end] of code.matchAll(TOKEN)) {
    if (end !== undefined) break;
    text += quoted ?? escaped ?? currency ?? bare ?? ' ';
  }
  return text.replaceAll(/\s+/g, ' ').trim();
}
