const KEY = Symbol.for('trilens.base');
const DRAWN = Symbol.for('trilens.drawnIn');
const holder = globalThis as { [KEY]?: string; [DRAWN]?: Drawn };

interface Drawn {
  current: string | null;
  pages: ReadonlyMap<string, readonly string[]>;
}
const drawn: Drawn = holder[DRAWN] ?? { current: null, pages: new Map() };
holder[DRAWN] = drawn;

/** Sets the sub-path that the portal is built for. Not an environment variable: one named BASE_URL may mean something else in a CI job. */
export function setBase(base: string): void {
  holder[KEY] = `/${base}/`.replaceAll(/\/+/g, '/');
}

/**
 * An address inside the portal, under whatever sub-path it is served from. On a page in another language than that of the source
 * it leads to the page in that language, where there is one.
 */
export function href(path: string): string {
  const language = drawn.current;
  const own = path.replace(/^\//, '');
  const page = own.replace(/[?#].*$/s, '').replace(/index\.html\.md$/, '');
  return language !== null && drawn.pages.get(page)?.includes(language)
    ? sourceHref(`${language}/${own}`)
    : sourceHref(own);
}

/** The address of the page of the source, or of a file, which has no language. */
export function sourceHref(path: string): string {
  return (holder[KEY] ?? '/') + path.replace(/^\//, '');
}

/** Which languages each page is drawn in beside that of the source, by its address under the base. Absent: in none. */
export function setLanguagesOfPages(pages: ReadonlyMap<string, readonly string[]>): void {
  drawn.pages = pages;
}

export function languagesOfPage(page: string): readonly string[] {
  return drawn.pages.get(page) ?? [];
}

/** The language of the pages that are drawn next; null: that of the source. */
export function setDrawn(language: string | null): void {
  drawn.current = language;
}

/** A full address for what is read outside the portal (feeds, calendars, PDFs), or null where `url` in portfolio.yaml does not say it. */
export function address(path: string, url: string | undefined): string | null {
  return url === undefined ? null : `${url.replace(/\/?$/, '/')}${path.replace(/^\//, '')}`;
}
