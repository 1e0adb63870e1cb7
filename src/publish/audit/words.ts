/** A text in the form that is compared: case folded, without accents, soft hyphens and marks of no width, with the place of each word. */
export interface Words {
  text: string;
  words: string[];
  /** Where each word begins in `text`. */
  at: number[];
}

const ASCII = /^\p{ASCII}*$/u;
/** Scripts that put no spaces between words: each sign counts as one. */
const SIGN = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}`;
const WORD = new RegExp(`[${SIGN}]|(?:(?![${SIGN}])[\\p{L}\\p{N}])+`, 'gu');

/** Folded text: what people take for the same word is the same. */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replaceAll(/[\p{M}\p{Cf}]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss');
}

export function wordsOf(raw: string): Words {
  const text = fold(raw);
  const words: string[] = [];
  const at: number[] = [];
  for (const match of text.matchAll(ASCII.test(text) ? /[a-z0-9]+/g : WORD)) {
    words.push(match[0]);
    at.push(match.index);
  }
  return { text, words, at };
}
