import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setChartStore } from '#charts/store.ts';
import { longDate } from '#model/date.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { pageKey, stampDay } from '#site/pageKey.ts';
import { href } from '#site/urls.ts';
import { openRenderer } from './renderer/renderer.ts';
import { SearchIndex } from './search.ts';

interface Site {
  /** Folder of the package: its pages, and where its dependencies are found. */
  root: string;
  out: string;
  base: string;
  cacheDir: string;
}

/** Renders every page, and makes the search index beside it. What an earlier build made of the same facts and code is taken from the cache. */
export async function renderPages(portal: Portal, { root, out, base, cacheDir }: Site): Promise<void> {
  const renderer = await openRenderer(root, base);
  const charts = new CacheFolder(join(cacheDir, 'charts'));
  const kept = new CacheFolder(join(cacheDir, 'pages'));
  const search = new SearchIndex(cacheDir, href(''));
  const { asOf } = portal.portfolio;
  const day = `<time data-as-of datetime="${asOf}">${longDate(asOf)}</time>`;
  setChartStore(charts);
  await cp(renderer.siteDir, out, { recursive: true });
  for (const { pathname, route } of await renderer.pages()) {
    const path = pathname.replaceAll(/^\/|\/$/g, '');
    const address = href(path === '' ? '' : `${path}/`);
    const key = pageKey(portal, address);
    const from = key === null ? null : `${renderer.mark} ${key}`;
    const before = from === null ? null : await kept.get(from);
    const html = before ?? (await renderer.render(address, route));
    if (from !== null && before === null) kept.putLater(from, html);
    await search.add(address, html);
    await write(join(out, fileOf(path)), before === null ? html : stampDay(html, day));
  }
  await kept.settled();
  await search.write(out);
  await Promise.all([charts.prune(), kept.prune()]);
}

/** Where a page lies in the built folder: in a folder of its own, so that its address ends in a slash on any host. */
function fileOf(path: string): string {
  return path === '404' ? '404.html' : join(path, 'index.html');
}

async function write(file: string, html: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
}
