import type { Playbook } from '#model/record/playbook.ts';

/** A playbook as another page names it. */
export interface Named {
  id: string;
  title: string;
}

/** Where a playbook is in the library. */
export interface Shelf {
  /** Names of its folders, outermost first. */
  folders: string[];
  /** The page of the library on which each of them begins, from 1. */
  pages: number[];
  previous: Named | null;
  next: Named | null;
  /** What is done before it, and what follows it. */
  needs: Named[];
  then: Named[];
}

/** Playbooks of one folder, in their order; those in no folder come first. */
export interface LibraryFolder {
  /** `line-1/start`; empty for the library itself. */
  path: string;
  /** `Line 1 › Start` */
  name: string;
  /** The id of its list on the page of the library. */
  anchor: string;
  playbooks: Playbook[];
}

/** The library as its page lists it: without what is reached by links alone. */
export function foldersOf(playbooks: readonly Playbook[]): LibraryFolder[] {
  const folders = new Map<string, Playbook[]>();
  for (const playbook of playbooks.filter(({ unlisted }) => !unlisted).toSorted(inOrder)) {
    const path = (playbook.folder ?? []).join('/');
    const held = folders.get(path);
    if (held) held.push(playbook);
    else folders.set(path, [playbook]);
  }
  return [...folders]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([path, held]) => {
      const names = path === '' ? [] : path.split('/').map(folderName);
      return { path, name: names.join(' › '), anchor: folderAnchor(names), playbooks: held };
    });
}

/** From so many on, the library has pages: a phone opens a list of thousands slowly, and nobody reads to its end. */
const ON_A_PAGE = 200;

/** The library in pages of at most 200 playbooks; a folder may go on upon the next page. */
export function libraryPages(folders: readonly LibraryFolder[]): LibraryFolder[][] {
  const placed = folders
    .flatMap((folder) => folder.playbooks.map((playbook) => ({ folder, playbook })))
    .map((one, index) => ({ ...one, page: Math.floor(index / ON_A_PAGE) }));
  return [...Map.groupBy(placed, ({ page }) => page).values()].map((held) =>
    [...Map.groupBy(held, ({ folder }) => folder)].map(([folder, own]) => ({
      ...folder,
      playbooks: own.map(({ playbook }) => playbook),
    })),
  );
}

/** The address of a page of the library, from 1. */
export function libraryPath(page: number): string {
  return page === 1 ? 'playbooks/' : `playbooks/list/${page}/`;
}

/** For each playbook its place: neighbours are those of its folder. */
export function shelves(playbooks: readonly Playbook[]): Map<string, Shelf> {
  const byId = new Map(playbooks.map((playbook) => [playbook.id, playbook]));
  const named = (ids: readonly string[] = []) => ids.flatMap((id) => byId.get(id) ?? []).map(name);
  const places = new Map<string, { previous: Named | null; next: Named | null }>();
  const library = foldersOf(playbooks);
  const begins = new Map<string, number>();
  for (const [page, folders] of libraryPages(library).entries())
    for (const { path } of folders)
      for (const one of pathsTo(path)) if (!begins.has(one)) begins.set(one, page + 1);
  for (const { playbooks: held } of library)
    for (const [index, { id }] of held.entries()) {
      const [before, after] = [held[index - 1], held[index + 1]];
      places.set(id, { previous: before ? name(before) : null, next: after ? name(after) : null });
    }
  return new Map(
    playbooks.map(({ id, folder = [], needs, then }) => [
      id,
      {
        folders: folder.map(folderName),
        pages: pathsTo(folder.join('/')).map((path) => begins.get(path) ?? 1),
        previous: places.get(id)?.previous ?? null,
        next: places.get(id)?.next ?? null,
        needs: named(needs),
        then: named(then),
      },
    ]),
  );
}

/** `a/b` as `a` and `a/b`; nothing for the library itself. */
function pathsTo(path: string): string[] {
  if (path === '') return [];
  const names = path.split('/');
  return names.map((_, index) => names.slice(0, index + 1).join('/'));
}

/** `line-1` as `Line 1`. */
function folderName(folder: string): string {
  const words = folder.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The id of the list of a folder on the page of the library. */
export function folderAnchor(names: readonly string[]): string {
  return `folder-${names.join('-').toLowerCase().replaceAll(/\s+/g, '-')}`;
}

const name = ({ id, title }: Playbook): Named => ({ id, title });

const inOrder = (a: Playbook, b: Playbook) =>
  a.order - b.order || (a.title === b.title ? (a.id < b.id ? -1 : 1) : a.title < b.title ? -1 : 1);
