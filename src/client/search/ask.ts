import { type Answer, openVocabulary, type Pagefind } from './index.ts';
import { nearWord } from './nearWord.ts';

/** What was found, and the words it was found with when they are not those that were asked. */
export interface Reply {
  answer: Answer;
  /** Null: the words as they were typed. */
  instead: string | null;
}

/**
 * Asks the index. It knows beginnings of words and no typing errors: a misspelt word it answers with pages that share the
 * first letters. So a word that stands on no page is replaced by the nearest that does, and that is said.
 */
export async function ask(
  pagefind: Pagefind,
  term: string,
  filters: Record<string, string>,
): Promise<Reply> {
  const vocabulary = term === '' ? [] : await openVocabulary();
  const instead = term
    .split(/\s+/)
    .map((word) => nearWord(word.toLowerCase(), vocabulary) ?? word)
    .join(' ');
  const answer = await pagefind.search(term === '' ? null : instead, { filters });
  return { answer, instead: instead === term ? null : instead };
}
