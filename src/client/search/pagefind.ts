/** The part of Pagefind that the portal uses; see https://pagefind.app/docs/api/. */
export interface Pagefind {
  options: (options: object) => Promise<void>;
  init: () => Promise<void>;
  mergeIndex: (path: string) => Promise<void>;
  filters: () => Promise<Facets>;
  search: (term: string | null, options: { filters: object }) => Promise<Answer>;
}
export type Facets = Record<string, Record<string, number>>;
export interface Answer {
  results: { id: string; data: () => Promise<Found> }[];
  /** How many pages each filter value would leave. */
  filters: Facets;
}
export interface Part {
  title: string;
  url: string;
  excerpt: string;
}
export interface Found extends Part {
  /** All its text. */
  content: string;
  meta: { title?: string; kind?: string };
  filters: Record<string, string[]>;
  sub_results: Part[];
}
