/** The part of Pagefind that the portal uses; see https://pagefind.app/docs/api/. */
export interface Pagefind {
  options: (options: object) => Promise<void>;
  init: () => Promise<void>;
  mergeIndex: (path: string) => Promise<void>;
  filters: () => Promise<Facets>;
  search: (term: string | null, options: { filters: Record<string, string> }) => Promise<Answer>;
}
export type Facets = Record<string, Record<string, number>>;
export interface Answer {
  results: { data: () => Promise<Found> }[];
  /** How many pages each filter value would leave. */
  filters: Facets;
}
export interface Part {
  title: string;
  url: string;
  excerpt: string;
}
export interface Found extends Part {
  meta: { title?: string; kind?: string };
  filters: Record<string, string[]>;
  sub_results: Part[];
}

let loaded: Promise<Pagefind> | undefined;

/** The index of this portal, whatever sub-path it is served from; loaded once, when somebody searches. */
export function openIndex(): Promise<Pagefind> {
  const base = document.documentElement.dataset.base ?? '/';
  loaded ??= (
    import(
      /* @vite-ignore */ new URL(`${base}pagefind/pagefind.js`, location.href).href
    ) as Promise<Pagefind>
  ).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 22 });
    await pagefind.init();
    // Pages that change when people write, not with the data of every night, have an index of their own.
    await pagefind.mergeIndex(new URL(`${base}pagefind-words/`, location.href).href);
    return pagefind;
  });
  return loaded;
}

let words: Promise<string[]> | undefined;

/** Every word of every page, the most frequent first; none where it cannot be loaded. */
export function openVocabulary(): Promise<string[]> {
  const base = document.documentElement.dataset.base ?? '/';
  words ??= fetch(`${base}pagefind/vocabulary.json`)
    .then((answer) => (answer.ok ? (answer.json() as Promise<string[]>) : []))
    .catch(() => []);
  return words;
}
