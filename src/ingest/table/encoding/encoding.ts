import iconv from 'iconv-lite';
import { isEveryday, LANGUAGES, type Language } from './languages.ts';

/**
 * Encodings that are tried on bytes that are no UTF-8, with what speaks for each before it was looked at: as much as that share of
 * one character. Most files without a mark come from Windows in western Europe and America.
 */
const TRIED: readonly (readonly [string, number])[] = [
  ['windows-1252', 0.25],
  ['iso-8859-15', 0.05],
  ...['windows-1250', 'windows-1251', 'windows-1253', 'windows-1254', 'windows-1255'].map(usual),
  ...['windows-1256', 'windows-1257', 'koi8-r', 'koi8-u', 'macintosh'].map(usual),
  ...['shift_jis', 'gb18030', 'euc-kr', 'big5', 'euc-jp', 'cp874'].map(usual),
  ...['iso-8859-2', 'iso-8859-5', 'iso-8859-7', 'iso-8859-9', 'iso-8859-13'].map(rare),
  ...['cp850', 'cp852', 'cp857', 'cp866', 'cp737', 'cp775'].map(rare),
];
function usual(name: string): readonly [string, number] {
  return [name, 0];
}
function rare(name: string): readonly [string, number] {
  return [name, -0.1];
}

/** Bytes as text. In the Macintosh encoding the sign of currency has been the euro since 1998, which iconv-lite does not know. */
export function decodeAs(bytes: Buffer, encoding: string): string {
  const text = iconv.decode(bytes, encoding);
  return /^mac(intosh|roman)$/.test(encoding) ? text.replaceAll('¤', '€') : text;
}

const MOST_BYTES = 20_000;
const MOST_CELL = 2000;
/** Tab, line ends, quote, comma and semicolon end a cell. */
const ENDS = new Set([0x09, 0x0a, 0x0d, 0x22, 0x2c, 0x3b]);
/** By how much the best must be better than any other text: as a mean over its characters, and in a few of them or in many. */
const CLEAR = { mean: 0.05, few: 0.3, many: 1 };

export interface Guess {
  encoding: string;
  confidence: number;
  /** The next best encoding that gives another text, where nothing tells which of both is meant. */
  rival: string | null;
}

/**
 * The encoding in which bytes make the most sensible characters: letters of one language, kana and common ideographs, signs
 * where signs are. `names` are columns that the file must have: encodings in which its beginning holds them go first.
 */
export function guessEncoding(buffer: Buffer, names: readonly string[] = []): Guess {
  const sample = cellsWithHighBytes(buffer);
  const high = sample.reduce((count, byte) => count + Number(byte >= 0x80), 0);
  const all = TRIED.map(([encoding, prior]) => {
    const text = decodeAs(sample, encoding);
    return { encoding, text, score: sense(text, high) + prior / Math.max(1, high) };
  }).sort((a, b) => b.score - a.score);
  const named = all.filter(({ encoding }) => holds(buffer, encoding, names));
  const rated = named.length > 0 ? named : all;
  const [best] = rated as [(typeof rated)[number]];
  // Two encodings that give the same text are no reason for doubt.
  const rival = rated.find(({ text }) => text !== best.text);
  const margin = rival ? best.score - rival.score : 1;
  const isClear = margin * high >= (margin >= CLEAR.mean ? CLEAR.few : CLEAR.many);
  return {
    encoding: best.encoding,
    confidence: Math.round(Math.min(0.98, Math.max(0.3, 0.55 + 0.5 * margin)) * 100) / 100,
    rival: isClear || best.score < 0 ? null : (rival?.encoding ?? null),
  };
}

/** True where the beginning of a file in an encoding holds every name that is not plain ASCII. */
function holds(buffer: Buffer, encoding: string, names: readonly string[]): boolean {
  const special = names.filter((name) => /[^\0-\x7f]/.test(name));
  if (special.length === 0) return false;
  const head = decodeAs(buffer.subarray(0, 65_536), encoding);
  return special.every((name) => head.includes(name));
}

/**
 * The cells that tell encodings apart, each once: a name that comes in every row says no more than one. None of the tried
 * encodings has a line end or one of these marks within a character.
 */
function cellsWithHighBytes(buffer: Buffer): Buffer {
  const cells = new Set<string>();
  let length = 0;
  for (let at = 0; at < buffer.length && length < MOST_BYTES;) {
    while (at < buffer.length && buffer[at]! < 0x80) at++;
    if (at >= buffer.length) break;
    let from = at;
    while (from > 0 && at - from < MOST_CELL && !ENDS.has(buffer[from - 1]!)) from--;
    let to = at;
    while (to < buffer.length && to - at < MOST_CELL && !ENDS.has(buffer[to]!)) to++;
    const cell = buffer.toString('latin1', from, to);
    if (!cells.has(cell)) length += cell.length;
    cells.add(cell);
    at = to + 1;
  }
  return Buffer.from([...cells].join('\n'), 'latin1');
}

const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;

/** How sensible a text is, from what its characters beyond ASCII are and are beside: about 1 at best, per byte beyond ASCII. */
function sense(text: string, high: number): number {
  if (high === 0) return 0;
  const chars = [...text];
  const letters = new Map<string, number>();
  let sum = 0;
  for (const [at, char] of chars.entries()) {
    if (char.charCodeAt(0) < 0x80) continue;
    const before = chars[at - 1] ?? '';
    const after = chars[at + 1] ?? '';
    const known = signWorth(char, before, after);
    if (known !== null) {
      sum += known;
      continue;
    }
    sum += caseWorth(char, before, after);
    const lower = char === 'İ' ? 'ı' : char.toLowerCase();
    letters.set(lower, (letters.get(lower) ?? 0) + 1);
  }
  const best = Math.max(...LANGUAGES.map((language) => worthIn(language, letters)));
  return (sum + best) / high;
}

function worthIn({ worth }: Language, letters: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [letter, count] of letters) sum += count * worth(letter);
  return sum;
}

/** Worth of what is no letter of an alphabet; null for what is one. */
function signWorth(char: string, before: string, after: string): number | null {
  const code = char.codePointAt(0)!;
  if (code === 0xfffd || (code >= 0x80 && code < 0xa0) || (code >= 0xe000 && code < 0xf900))
    return -5;
  if (code >= 0x3041 && code <= 0x30ff) return 1.9;
  if (code >= 0xac00 && code <= 0xd7a3) {
    if (/[\u4e00-\u9fffA-Za-z]/.test(before + after)) return -0.4;
    const isWord = /[\uac00-\ud7a3]/.test(before + after);
    return isEveryday(char) ? (isWord ? 1.9 : 1.2) : isWord ? 1.2 : -0.4;
  }
  if (code >= 0x4e00 && code <= 0x9fff) {
    if (!/[\u3040-\u30ff\u4e00-\u9fff]/.test(before + after)) return isEveryday(char) ? 1.2 : -0.4;
    return 1.9 * (isEveryday(char) ? 1 : 0.45);
  }
  if ((code >= 0x3000 && code <= 0x303f) || (code >= 0xff01 && code <= 0xff5e)) return 1.2;
  // Half-width kana: whole words of them, or a sign that the bytes were meant otherwise.
  if (code >= 0xff61 && code <= 0xff9f)
    return /[\uff61-\uff9f]/.test(before) || /[\uff61-\uff9f]/.test(after) ? 0.35 : -0.5;
  if (code >= 0x3400 && code <= 0x4dbf) return -1;
  if ('ªºﬁﬂƒˆ'.includes(char)) return -0.6;
  if (LETTER.test(char) || /\p{M}/u.test(char)) return null;
  return markWorth(char, before, after);
}

/** Worth of a sign by what it is beside: `20 °C`, `m²`, `5 €`, `3 µm`, a word in quotes. */
function markWorth(char: string, before: string, after: string): number {
  const isWithin = LETTER.test(before) && LETTER.test(after);
  if ('€£¥'.includes(char)) return /[\d\s]/.test(before + after) || before === '' ? 0.9 : -0.3;
  if (char === '°') return /[\d\s(]/.test(before) && !/[a-z]/.test(after) ? 1.1 : 0;
  if ('²³'.includes(char)) return /[mM\d]/.test(before) && !LETTER.test(after) ? 1.25 : -0.2;
  if (char === 'µ' && /[\d\s(]/.test(before) && /[mslgAV]/.test(after)) return 1.2;
  if ('µ±×·½¼¾'.includes(char)) return isWithin ? -0.4 : /[\d\s;,("]/.test(before) ? 1 : 0.2;
  if (char === '’') return /[\u0080-\u024f]/.test(before + after) ? 0 : 0.6;
  // Two names that a dash joins: First–Citizens.
  if (char === '–' && LOWER.test(before) && UPPER.test(after)) return 0.9;
  if ('“”„‚‘–—…•«»'.includes(char))
    return isWithin ? -0.8 : /[\u0080-\u024f]/.test(before + after) ? 0.2 : 0.9;
  // A no-break space is copied from web pages behind names, and is in numbers.
  if (char === '\u00a0' && (/^$|[\s\d,;"]/.test(after) || /\d/.test(before))) return 1.25;
  if (char === '\u00a0' || char === '§' || char === '®' || char === '™' || char === '©') return 0.3;
  return isWithin ? -0.8 : -0.3;
}

/** What speaks against a letter where it is: within a word of the other case, or of another script. */
function caseWorth(char: string, before: string, after: string): number {
  const isLatin = char.charCodeAt(0) < 0x250;
  const ascii = /[A-Za-z]/;
  if (!isLatin) {
    if (ascii.test(before) || ascii.test(after)) return -1.4;
    if (!LETTER.test(before) && !/[\p{L}\p{M}]/u.test(after)) return -0.6;
    if (/\p{M}/u.test(char)) return LETTER.test(before) || /\p{M}/u.test(before) ? 0 : -1.4;
    if (UPPER.test(char)) return LOWER.test(before) ? -1.4 : UPPER.test(before) ? -0.15 : 0;
    return 0;
  }
  if (UPPER.test(char) && LOWER.test(before)) return -1.4;
  if (LOWER.test(char) && UPPER.test(before) && UPPER.test(after)) return char === 'ß' ? 0 : -1.4;
  if (LOWER.test(char) && UPPER.test(after)) return -0.7;
  return LETTER.test(before) || LETTER.test(after) ? 0 : -0.6;
}
