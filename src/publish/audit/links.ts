import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** Links on the pages of a built folder that lead to a page or file of it which is not there. Each is reported once, with the first page that has it. */
export async function deadLinks(dir: string): Promise<{ file: string; link: string }[]> {
  const pages = (await readdir(dir, { recursive: true }))
    .filter((name) => name.endsWith('.html'))
    .sort();
  const told = new Map<string, string | null>();
  for (const page of pages) {
    const html = await readFile(join(dir, page), 'utf8');
    const base = /<html[^>]*\sdata-base="([^"]*)"/.exec(html)?.[1] ?? '/';
    const at = new URL(base + page.replace(/(^|\/)index\.html$/, '$1'), HERE);
    for (const [, link = ''] of html.matchAll(
      /<(?:a|link|img|script)\b[^>]*?\s(?:href|src)="([^"]*)"/g,
    )) {
      const target = targetOf(link.replaceAll('&amp;', '&'), at, base);
      if (target === null || told.has(target)) continue;
      told.set(target, (await isThere(join(dir, target))) ? null : `${page}\n${link}`);
    }
  }
  return [...told.values()].flatMap((found) => {
    const [file, link] = found?.split('\n') ?? [];
    return file !== undefined && link !== undefined ? [{ file, link }] : [];
  });
}

const HERE = 'http://portal.invalid';

/** The file that a link means, relative to the folder; null for what lies elsewhere. */
function targetOf(link: string, page: URL, base: string): string | null {
  const url = URL.parse(link, page);
  if (url?.origin !== HERE || !url.pathname.startsWith(base)) return null;
  const path = decoded(url.pathname.slice(base.length));
  return path === '' || path.endsWith('/') ? `${path}index.html` : path;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function isThere(file: string): Promise<boolean> {
  return stat(file).then(
    (found) => found.isFile(),
    () => false,
  );
}
