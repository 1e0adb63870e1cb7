import type { Answer, Pagefind } from './index.ts';

/** What was found, and the words it was found with when they are not those that were asked. */
export interface Reply {
  answer: Answer;
  /** Null: the words as they were typed. */
  instead: string | null;
}

/**
 * Asks the index. Where a word finds nothing, its spelling is loosened, since the index knows beginnings of words but no
 * typing errors: first the ending goes, then single letters are left out, swapped or cut short.
 */
export async function ask(pagefind: Pagefind, term: string, filters: Record<string, string>): Promise<Reply> {
  const answer = await pagefind.search(term === '' ? null : term, { filters });
  if (answer.results.length > 0 || term === '') return { answer, instead: null };
  const words = term.split(/\s+/);
  const mended: string[] = [];
  for (const word of words) mended.push((await finds(pagefind, word, filters)) ? word : ((await nearWord(pagefind, word, filters)) ?? ''));
  const instead = mended.filter((word) => word !== '').join(' ');
  if (instead === '' || instead === term) return { answer, instead: null };
  return { answer: await pagefind.search(instead, { filters }), instead };
}

async function finds(pagefind: Pagefind, word: string, filters: Record<string, string>): Promise<boolean> {
  return (await pagefind.search(word, { filters })).results.length > 0;
}

async function nearWord(pagefind: Pagefind, word: string, filters: Record<string, string>): Promise<string | null> {
  for (const candidate of spellings(word.toLowerCase())) if (await finds(pagefind, candidate, filters)) return candidate;
  return null;
}

/** Words that may have been meant, the likeliest first; each is the beginning of a word in the index or finds nothing. */
export function spellings(word: string): string[] {
  const letters = [...word];
  const drop = (at: number) => [...letters.slice(0, at), ...letters.slice(at + 1)].join('');
  const swap = (at: number) => [...letters.slice(0, at), letters[at + 1], letters[at], ...letters.slice(at + 2)].join('');
  const places = letters.map((_, at) => at).reverse();
  const least = Math.max(4, Math.ceil(word.length / 2));
  const shorter = [];
  for (let length = word.length - 1; length >= least; length--) shorter.push(letters.slice(0, length).join(''));
  const all = [...places.slice(1).map(swap), ...places.slice(1).map(drop), ...shorter];
  return [...new Set(all)].filter((candidate) => candidate.length >= 3 && candidate !== word).slice(0, 40);
}
