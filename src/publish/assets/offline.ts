import { hash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Kept, serviceWorker } from './serviceWorker.ts';

/** Most bytes that a tablet fetches ahead; what is above is kept once it was opened. */
const AHEAD = 20_000_000;

/**
 * Writes `sw.js`, the service worker that keeps the portal readable on a poor network, and the page that stands in where a
 * page is not kept. Every file has a revision of its own: a night that changes one page makes a tablet fetch that page only.
 */
export async function writeOffline(dir: string, base: string): Promise<void> {
  const assets = (await readdir(join(dir, 'assets')).catch((): string[] => []))
    .filter((name) => /\.(css|js|woff2)$/.test(name) && !name.includes('-ext-'))
    .map((name) => `assets/${name}`)
    .sort();
  const own = ['theme.js', 'favicon.svg', 'brand.css', 'manifest.webmanifest', 'offline/'];
  const kept: Kept[] = [];
  let bytes = 0;
  const keep = async (path: string): Promise<Buffer | null> => {
    if (kept.some(([known]) => known === path)) return null;
    const file = join(dir, path === '' || path.endsWith('/') ? `${path}index.html` : path);
    const content = await readFile(file).catch(() => null);
    if (content === null || bytes + content.length > AHEAD) return null;
    bytes += content.length;
    kept.push([path, hash('sha256', content).slice(0, 12)]);
    return content;
  };
  for (const path of [...assets, ...own, '', 'playbooks/', 'search/']) await keep(path);
  // An index without some of its files would say that a word is nowhere.
  const index = await searchFiles(dir);
  if (bytes + index.bytes <= AHEAD) for (const path of index.paths) await keep(path);
  for (const page of await playbookPages(dir)) {
    const html = (await keep(page))?.toString('utf8');
    for (const path of html === undefined ? [] : mediaIn(html, base)) await keep(path);
  }
  await writeFile(join(dir, 'sw.js'), serviceWorker(base, kept));
}

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
    bytes: held.reduce((total, file) => total + file.bytes, 0),
  };
}

async function playbookPages(dir: string): Promise<string[]> {
  const entries = await readdir(join(dir, 'playbooks'), { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => `playbooks/${entry.name}/`)
    .sort();
}

/** Pictures of a page as a tablet asks for them: AVIF of middle width, and drawings; no video and no attachment. */
function mediaIn(html: string, base: string): string[] {
  const under = (address: string) => decodeURI(address.slice(base.length));
  const sets = [...html.matchAll(/type="image\/avif" srcset="([^"]+)"/g)].map(([, set = '']) => {
    const choices = set.split(', ').map((choice) => choice.split(' ')[0] as string);
    return under(choices[Math.min(1, choices.length - 1)] as string);
  });
  const drawings = [...html.matchAll(/<img[^>]* src="([^"]+\.svg)"[^>]*>/g)].map(([, src = '']) =>
    src.startsWith(`${base}media/`) ? under(src) : '',
  );
  return [...sets, ...drawings.filter((path) => path !== '')];
}
