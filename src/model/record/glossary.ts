/** A word of the portfolio and what it means here, from `content/glossary.yaml`. */
export interface GlossaryTerm {
  term: string;
  definition: string;
  /** Other words for the same. */
  also: string[];
  /** Who may know of it; absent: everybody. */
  audience?: string | undefined;
}

/** A term as part of an address, and as what words are compared by. */
export function termId(word: string): string {
  return word
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}+#]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '');
}

/** The id of a term of the portfolio on the page of terms, beside those of the portal. */
export function ownTermId(term: string): string {
  return `own-${termId(term)}`;
}

/** The entry that defines a word; null where none does. */
export function termOf(glossary: readonly GlossaryTerm[], word: string): GlossaryTerm | null {
  const id = termId(word);
  return (
    glossary.find(({ term, also }) => [term, ...also].some((one) => termId(one) === id)) ?? null
  );
}
