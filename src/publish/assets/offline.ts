import { hash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { meantFor } from '#model/playbook/meant.ts';
import { foldersOf } from '#model/playbook/library.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Playbook } from '#model/record/playbook.ts';
import { type Kept, type KeptPlaybook, serviceWorker } from './serviceWorker.ts';

/** Most bytes that a tablet fetches ahead; what is above is kept once it was opened. */
const AHEAD = 20_000_000;
const OWN = ['theme.js', 'favicon.svg', 'brand.css', 'manifest.webmanifest', 'offline/'];

/**
 * Writes `sw.js`, the service worker that keeps the portal readable on a poor network. Every file has a revision of its own: a
 * night that changes one page makes a tablet fetch that page only. Which playbooks it keeps is chosen on the tablet.
 */
export async function writeOffline(
  dir: string,
  base: string,
  portfolio: KeptPortfolio,
): Promise<void> {
  const files = new KeptFiles(dir);
  const languages = folders(portfolio);
  const common = await commonFiles(dir, files, languages);
  const playbooks = await keptPlaybooks(files, base, portfolio);
  await writeFile(
    join(dir, 'sw.js'),
    serviceWorker(base, { common, playbooks, most: AHEAD, languages }),
  );
}

/** What decides which files a device keeps. Without settings there is one language. */
type KeptPortfolio = Pick<Portfolio, 'playbooks' | 'sites'> & Partial<Pick<Portfolio, 'settings'>>;

/** Languages beside that of the source, each with pages in a folder of its own. */
const folders = ({ settings }: KeptPortfolio) =>
  (settings?.languages ?? []).slice(1).map((language) => `${language}/`);

/** Files of the portal with their revisions, each read once. */
class KeptFiles {
  readonly #dir: string;
  readonly #known = new Map<string, Promise<{ kept: Kept; content: string } | null>>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  /** Null where there is no such file. The text of a page comes with it. */
  get(path: string): Promise<{ kept: Kept; content: string } | null> {
    const found = this.#known.get(path) ?? this.#read(path);
    this.#known.set(path, found);
    return found;
  }

  async #read(path: string) {
    const isPage = path === '' || path.endsWith('/');
    const bytes = await readFile(join(this.#dir, isPage ? `${path}index.html` : path)).catch(
      () => null,
    );
    if (bytes === null) return null;
    const kept: Kept = [path, hash('sha256', bytes).slice(0, 12), bytes.length];
    return { kept, content: isPage ? bytes.toString('utf8') : '' };
  }
}

/** What every device keeps: styles, scripts, the way in, and search. An index without some of its files would say that a word is nowhere. */
async function commonFiles(
  dir: string,
  files: KeptFiles,
  languages: readonly string[],
): Promise<Kept[]> {
  const assets = (await readdir(join(dir, 'assets')).catch((): string[] => []))
    .filter((name) => /\.(css|js|woff2)$/.test(name) && !name.includes('-ext-'))
    .map((name) => `assets/${name}`)
    .sort();
  const kept: Kept[] = [];
  const more = await readdir(join(dir, 'playbooks/list')).catch((): string[] => []);
  const lists = ['playbooks/', ...more.sort().map((page) => `playbooks/list/${page}/`)];
  const ways = ['offline/', '', 'search/', 'playbooks/'];
  const spoken = languages.flatMap((folder) => ways.map((path) => folder + path));
  for (const path of [...assets, ...OWN, '', 'search/', ...lists, ...spoken]) {
    const found = await files.get(path);
    if (found && total(kept) + found.kept[2] <= AHEAD) kept.push(found.kept);
  }
  const index = await searchFiles(dir);
  if (total(kept) + index.bytes > AHEAD) return kept;
  for (const path of index.paths) {
    const found = await files.get(path);
    if (found) kept.push(found.kept);
  }
  return kept;
}

/** Playbooks in the order of the library, those that no list names last; each with its older addresses and its pictures. */
async function keptPlaybooks(
  files: KeptFiles,
  base: string,
  portfolio: KeptPortfolio,
): Promise<KeptPlaybook[]> {
  const { playbooks, sites } = portfolio;
  const languages = folders(portfolio);
  const listed = foldersOf(playbooks).flatMap((folder) => folder.playbooks);
  const ordered = [...listed, ...playbooks.filter(({ unlisted }) => unlisted)];
  const place = new Map(ordered.map(({ id }, index) => [id, index]));
  const kept: KeptPlaybook[] = [];
  for (const playbook of ordered)
    kept.push({
      title: playbook.title,
      ...meantFor(playbook, sites),
      needs: (playbook.needs ?? []).flatMap((id) => place.get(id) ?? []),
      files: await filesOf(files, base, { ...playbook, languages }),
    });
  return kept;
}

/** The page of a playbook in every language, its older addresses, and its pictures. */
async function filesOf(
  files: KeptFiles,
  base: string,
  { id, aliases = [], languages }: Playbook & { languages: readonly string[] },
) {
  const pages = ['', ...languages].map((folder) => `${folder}playbooks/${id}/`);
  const texts = await Promise.all(pages.map((path) => files.get(path)));
  const older = aliases.map((name) => `playbooks/${name}/`);
  const media = texts.flatMap((page) => mediaIn(page?.content ?? '', base));
  const paths = new Set([...pages, ...older, ...media]);
  const found = await Promise.all([...paths].map((path) => files.get(path)));
  return found.flatMap((file) => (file ? [file.kept] : []));
}

const total = (kept: readonly Kept[]) => kept.reduce((sum, [, , bytes]) => sum + bytes, 0);

/** The index of playbooks and the guide, and the words that search knows beside it. */
async function searchFiles(dir: string): Promise<{ paths: string[]; bytes: number }> {
  const names = await readdir(join(dir, 'pagefind-words'), { recursive: true }).catch(
    (): string[] => [],
  );
  const words = names.map((name) => `pagefind-words/${name.replaceAll('\\', '/')}`);
  const beside = ['vocabulary', 'synonyms', 'doors'].map((name) => `pagefind/${name}.json`);
  const files = await Promise.all(
    [...words, ...beside].map(async (path) => {
      const found = await stat(join(dir, path)).catch(() => null);
      return found?.isFile() ? [{ path, bytes: found.size }] : [];
    }),
  );
  const held = files.flat().sort((a, b) => (a.path < b.path ? -1 : 1));
  return {
    paths: held.map(({ path }) => path),
    bytes: held.reduce((sum, file) => sum + file.bytes, 0),
  };
}

/** Pictures of a page as a tablet asks for them: AVIF of middle width, and drawings; no video and no attachment. */
function mediaIn(html: string, base: string): string[] {
  const under = (address: string) => decodeURI(address.slice(base.length));
  const sets = [...html.matchAll(/type="image\/avif" srcset="([^"]+)"/g)].map(([, set = '']) => {
    const choices = set.split(', ').map((choice) => choice.split(' ')[0] ?? '');
    return under(choices[Math.min(1, choices.length - 1)] ?? '');
  });
  const drawings = [...html.matchAll(/<img[^>]* src="([^"]+\.svg)"[^>]*>/g)].map(([, src = '']) =>
    src.startsWith(`${base}media/`) ? under(src) : '',
  );
  return [...sets, ...drawings.filter((path) => path !== '')];
}
