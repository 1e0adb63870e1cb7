/** Where pages pass on their way to the built folder. Without one, as in `trilens dev`, they pass untouched. */
export interface PageDesk {
  /** The page as an earlier build left it, when nothing that it shows has changed since; else null. */
  kept: (path: string) => Promise<string | null>;
  rendered: (path: string, html: string) => Promise<void>;
}

const KEY = Symbol.for('trilens.pages');
const holder = globalThis as { [KEY]?: PageDesk | undefined };

export function setPageDesk(desk: PageDesk | undefined): void {
  holder[KEY] = desk;
}

export function pageDesk(): PageDesk | undefined {
  return holder[KEY];
}
