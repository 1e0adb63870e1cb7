import { openLexicon } from './index.ts';
import type { Answer, Found, Pagefind } from './pagefind.ts';
import type { Match } from './lexicon.ts';
import { folded, spelledOut, squashed } from './words.ts';

/** What was found. Pages of the guide are apart: who searches for a pump does not look for how a pump is written about. */
export interface Reply {
  records: Found[];
  guide: Found[];
  /** How each word was understood. */
  matches: Match[];
  /** How many pages each filter value would leave; null where several words were asked for in turn. */
  filters: Answer['filters'] | null;
}

/** Most pages that are opened to count and to order them. */
const MOST = 60;
/** Most ways to put the words together that are asked for. */
const WAYS = 12;

/**
 * Asks the index for words that are on the pages. Pagefind shortens a word that it does not know until something matches; so
 * each word is first looked up among those of all pages, and one that is on none is never asked for.
 */
export async function ask(
  pagefind: Pagefind,
  term: string,
  filters: Record<string, string>,
): Promise<Reply> {
  const matches = term === '' ? [] : await understood(term);
  if (matches.some(({ words }) => words.length === 0))
    return { records: [], guide: [], matches, filters: null };
  const queries = term === '' ? [null] : combined(matches.map(({ words }) => words));
  const inGuide = filters.kind === 'guide' || filters.kind === undefined;
  const scopes = {
    records: filters.kind === 'guide' ? null : { ...filters, not: { kind: 'guide' } },
    guide: inGuide ? { ...filters, kind: 'guide' } : null,
  };
  const [records, guide] = await Promise.all(
    [scopes.records, scopes.guide].map((scope) =>
      scope === null ? { pages: [], answers: [] } : pagesFor(pagefind, queries, scope, matches),
    ),
  );
  const first = records?.answers[0] ?? guide?.answers[0];
  return {
    records: ordered(records?.pages ?? [], term),
    guide: ordered(guide?.pages ?? [], term),
    matches,
    filters: queries.length === 1 ? (first?.filters ?? null) : null,
  };
}

/** Each word of a term; a text in quotes is one. Short words that every page has narrow nothing down beside others. */
async function understood(term: string): Promise<Match[]> {
  const asked = [...term.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, word]) => ({
    text: (quoted ?? word ?? '').replaceAll(
      /^[^\p{Letter}\p{Number}]+|[^\p{Letter}\p{Number}]+$/gu,
      '',
    ),
    isQuoted: quoted !== undefined,
  }));
  const long = asked.filter(({ text }) => text.length > 2 || /\d|^\p{Lu}+$/u.test(text));
  const lexicon = await openLexicon();
  return (long.length > 0 ? long : asked)
    .filter(({ text }) => text !== '')
    .map(({ text, isQuoted }): Match => {
      if (!isQuoted || !/\s/.test(text)) return lexicon.match(text);
      const unknown = text
        .split(/\s+/)
        .map((word) => lexicon.match(word))
        .find(({ way }) => way === 'none');
      return unknown ?? { asked: text, way: 'word', words: [`"${text}"`], near: [] };
    });
}

/** Every first choice together, then each other choice of one word with the first choices of the others. */
function combined(choices: readonly (readonly string[])[]): string[] {
  const first = choices.map((words) => words[0]!);
  const others = choices.flatMap((words, at) =>
    words.slice(1).map((word) => first.map((one, index) => (index === at ? word : one))),
  );
  return [first, ...others].slice(0, WAYS).map((words) => words.join(' '));
}

async function pagesFor(
  pagefind: Pagefind,
  queries: readonly (string | null)[],
  filters: object,
  matches: readonly Match[],
): Promise<{ pages: Found[]; answers: Answer[] }> {
  const answers = await Promise.all(queries.map((query) => pagefind.search(query, { filters })));
  const results = new Map(
    answers.flatMap(({ results }) => results).map((result) => [result.id, result] as const),
  );
  const pages = await Promise.all([...results.values()].slice(0, MOST).map(({ data }) => data()));
  const counted = pages.filter((page) => hasAll(page, matches));
  return { pages: counted, answers };
}

/** The index also takes beginnings and shortened words. A page counts when it has each word, in one of the forms asked for. */
function hasAll(page: Found, matches: readonly Match[]): boolean {
  const text = `${page.meta.title ?? ''} ${page.content}`;
  const forms = [folded(text), spelledOut(text), squashed(text)];
  return matches.every(({ asked, words }) =>
    [asked, ...words].some((word) => {
      const plain = word.replaceAll('"', '');
      const stem = (form: string) =>
        form.length > 5 ? form.slice(0, Math.ceil(form.length * 0.7)) : form;
      return (
        forms[0]?.includes(folded(plain)) ||
        forms[1]?.includes(spelledOut(plain)) ||
        (/\d/.test(plain) && forms[2]?.includes(squashed(plain))) ||
        (!/[\d"]/.test(word) && forms[0]?.includes(stem(folded(plain))))
      );
    }),
  );
}

/** A page whose title is what was asked comes first, then one whose title has it; the order of the index decides the rest. */
function ordered(pages: readonly Found[], term: string): Found[] {
  const wanted = folded(term.replaceAll('"', '').trim());
  const rank = ({ meta }: Found) => {
    const title = folded(meta.title ?? '');
    if (title === wanted) return 0;
    const words = new Set(title.split(/[^\p{Letter}\p{Number}]+/u));
    return wanted.split(/\s+/).every((word) => words.has(word)) ? 1 : 2;
  };
  return wanted === '' ? [...pages] : [...pages].sort((a, b) => rank(a) - rank(b));
}
