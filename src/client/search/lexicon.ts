import { distance, nearWord, nearWords } from './nearWord.ts';
import { folded, sameStem, spelledOut, squashed } from './words.ts';

/** How a word that was asked stands on the pages. */
export type Way = 'word' | 'form' | 'beginning' | 'part' | 'synonym' | 'near' | 'none';

export interface Match {
  asked: string;
  way: Way;
  /** Words of the pages to ask the index for, the best first. */
  words: string[];
  /** Where no page has it: words that are near. */
  near: string[];
}

/** Most other words that one word may lead to: a part of a compound, of a part number. */
const MOST = 8;

/** All words of all pages, the most frequent first, and the synonyms of the portfolio. */
export class Lexicon {
  private readonly words: readonly string[];
  private readonly byForm = new Map<string, string[]>();
  private readonly synonyms = new Map<string, string[]>();

  constructor(
    words: readonly string[],
    synonyms: Readonly<Record<string, readonly string[]>> = {},
  ) {
    this.words = words;
    for (const word of words)
      for (const form of new Set([folded(word), spelledOut(word), squashed(word)])) {
        const known = this.byForm.get(form);
        if (known) known.push(word);
        else this.byForm.set(form, [word]);
      }
    for (const [word, others] of Object.entries(synonyms))
      this.synonyms.set(folded(word), [...others]);
  }

  match(asked: string): Match {
    const found = this.found(asked);
    const synonyms = this.synonyms.get(folded(asked)) ?? [];
    if (synonyms.length > 0)
      return {
        ...(found ?? { asked, way: 'synonym', near: [] }),
        words: [...(found?.words ?? []), ...synonyms],
      };
    if (found) return found;
    const folds = this.words.map(folded);
    const near = nearWord(folded(asked), folds);
    const nearest = nearWords(folded(asked), folds).flatMap(
      (form) => this.byForm.get(form)?.[0] ?? [],
    );
    if (near === null || !isSlip(asked, near))
      return { asked, way: 'none', words: [], near: nearest };
    return { asked, way: 'near', words: [this.byForm.get(near)?.[0] ?? near], near: nearest };
  }

  /** Whole words before other forms, forms before beginnings, beginnings before parts. */
  private found(asked: string): Match | null {
    const form = folded(asked);
    const whole = this.byForm.get(form) ?? this.byForm.get(squashed(asked)) ?? [];
    const parts = this.partsWith(asked, whole);
    if (whole.length > 0)
      return { asked, way: 'word', words: [...whole.slice(0, 3), ...parts], near: [] };
    const other = this.words.find((word) => sameStem(folded(word), form));
    if (other) return { asked, way: 'form', words: [other, ...parts], near: [] };
    const begun = this.words.filter((word) => folded(word).startsWith(form));
    // The index knows beginnings itself, as they are written on the pages.
    if (begun.length > 0) {
      if (/\d/.test(asked))
        return { asked, way: 'beginning', words: [...begun.slice(0, MOST), ...parts], near: [] };
      const typed = begun[0]!.slice(0, [...asked].length);
      return { asked, way: 'beginning', words: [typed, ...parts], near: [] };
    }
    return parts.length > 0 ? { asked, way: 'part', words: parts, near: [] } : null;
  }

  /** Words that hold it further inside: prüfung in Sicherheitsventilprüfung, 2EH14 in 315-2EH14-0AB0. */
  private partsWith(asked: string, known: readonly string[]): string[] {
    const part = squashed(asked);
    if (part.length < (/\d/.test(part) ? 3 : 5)) return [];
    const isBegun = (word: string) => folded(word).startsWith(folded(asked));
    return this.words
      .filter((word) => !known.includes(word) && !isBegun(word))
      .filter((word) => squashed(word).includes(part) || spelledOut(word).includes(part))
      .slice(0, MOST);
  }
}

/** A slip of the fingers is one letter, or two of a long word; an abbreviation in capitals is none (LOTO is not logo). */
function isSlip(asked: string, near: string): boolean {
  if (/^\p{Lu}{2,5}$/u.test(asked)) return false;
  return distance(folded(asked), near, 2) <= (asked.length < 8 ? 1 : 2);
}
