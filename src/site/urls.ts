const KEY = Symbol.for('trilens.base');
const holder = globalThis as { [KEY]?: string };

/** Sets the sub-path that the portal is built for. Not an environment variable: one named BASE_URL may mean something else in a CI job. */
export function setBase(base: string): void {
  holder[KEY] = `/${base}/`.replaceAll(/\/+/g, '/');
}

/** An address inside the portal, under whatever sub-path it is served from. */
export function href(path: string): string {
  return (holder[KEY] ?? '/') + path.replace(/^\//, '');
}

/** A full address for what is read outside the portal (feeds, calendars, PDFs), or null where `url` in portfolio.yaml does not say it. */
export function address(path: string, url: string | undefined): string | null {
  return url === undefined ? null : `${url.replace(/\/?$/, '/')}${path.replace(/^\//, '')}`;
}
