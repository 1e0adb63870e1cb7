import { pageAddress, readData } from '../readData.ts';
import type { Answer, Facets, Found, Pagefind } from './pagefind.ts';
import { folded } from './words.ts';

/** As `publish/portable` writes it. */
interface PortablePage {
  path: string;
  title: string;
  text: string;
  filters: Record<string, string[]>;
}

type Wanted = Record<string, string | Record<string, string>>;

/** Letters of text before and after the first word that was found. */
const AROUND = 90;
/** A word in the title counts as much as so many in the text. */
const TITLE_WEIGHT = 12;

/** The search of a folder that is opened without a server: Pagefind's index needs one. It answers as Pagefind does. */
export async function portableIndex(): Promise<Pagefind> {
  const all = await readData<PortablePage[]>('pagefind/pages.json');
  const pages = all.filter(isOfLanguage).map((page) => ({
    ...page,
    plain: folded(page.text),
    plainTitle: folded(page.title),
  }));
  type Page = (typeof pages)[number];
  const nothing = () => Promise.resolve();
  return {
    options: nothing,
    init: nothing,
    mergeIndex: nothing,
    filters: () => Promise.resolve(facetsOf(pages)),
    search: (term, { filters }) => Promise.resolve(answer(term, filters as Wanted)),
  };

  function answer(term: string | null, filters: Wanted): Answer {
    const words = wordsOf(term ?? '');
    const found = pages
      .filter((page) => fits(page, filters))
      .map((page) => ({ page, rank: rankOf(page, words) }))
      .filter(({ rank }) => rank > 0)
      .sort((a, b) => b.rank - a.rank)
      .map(({ page }) => page);
    return {
      results: found.map((page) => ({
        id: page.path,
        data: () => Promise.resolve(resultOf(page, words)),
      })),
      filters: facetsOf(found),
    };
  }

  /** 0: a word is missing. */
  function rankOf({ plain, plainTitle }: Page, words: readonly string[]): number {
    const counts = words.map(
      (word) => occurrences(plain, word) + TITLE_WEIGHT * occurrences(plainTitle, word),
    );
    return counts.includes(0) ? 0 : counts.reduce((sum, count) => sum + Math.log2(1 + count), 1);
  }
}

/** Whether a page is in the language of the page at hand: those of the source are in no folder of a language. */
function isOfLanguage({ path }: PortablePage): boolean {
  const { language, languages = '' } = document.documentElement.dataset;
  const folder = languages.split(' ').find((one) => one !== '' && path.startsWith(`${one}/`));
  return folder === language;
}

function wordsOf(term: string): string[] {
  return [...term.matchAll(/"([^"]+)"|(\S+)/g)].map(([, quoted, word]) =>
    folded(quoted ?? word ?? ''),
  );
}

/** How often a word begins with these letters. */
function occurrences(text: string, word: string): number {
  let count = 0;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) count++;
  return count;
}

function fits({ filters }: PortablePage, wanted: Wanted): boolean {
  return Object.entries(wanted).every(([name, value]) =>
    typeof value === 'string'
      ? (filters[name] ?? []).includes(value)
      : name !== 'not' ||
        Object.entries(value).every(([own, out]) => !(filters[own] ?? []).includes(out)),
  );
}

function facetsOf(pages: readonly PortablePage[]): Facets {
  const facets: Facets = {};
  for (const { filters } of pages)
    for (const [name, values] of Object.entries(filters))
      for (const value of values) {
        const counts = facets[name] ?? {};
        facets[name] = counts;
        counts[value] = (counts[value] ?? 0) + 1;
      }
  return facets;
}

function resultOf(page: PortablePage & { plain: string }, words: readonly string[]): Found {
  return {
    title: page.title,
    url: pageAddress(page.path),
    content: page.text,
    excerpt: excerptOf(page, words),
    meta: { title: page.title },
    filters: page.filters,
    sub_results: [],
  };
}

/** The text around the first word, with that word marked. Folding keeps lengths but for rare letters; then the beginning is shown. */
function excerptOf(
  { text, plain }: { text: string; plain: string },
  words: readonly string[],
): string {
  const word = words[0];
  const at = word === undefined || plain.length !== text.length ? -1 : plain.indexOf(word);
  if (at < 0 || word === undefined) return escaped(text.slice(0, 2 * AROUND));
  const from = Math.max(0, text.lastIndexOf(' ', Math.max(0, at - AROUND)));
  const end = text.indexOf(' ', at + word.length + AROUND);
  return `${escaped(text.slice(from, at))}<mark>${escaped(text.slice(at, at + word.length))}</mark>${escaped(text.slice(at + word.length, end < 0 ? undefined : end))}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
