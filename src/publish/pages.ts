import { cp, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setChartStore } from '#charts/store.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { unitBinder } from '#site/typography.ts';
import { pageView } from '#site/pageView.ts';
import { setPortal } from '#site/portal.ts';
import { href } from '#site/urls.ts';
import { DayStamp } from './dayStamp.ts';
import { KeptPages } from './keptPages.ts';
import { openRenderer } from './renderer/renderer.ts';
import { SearchIndex, searchMark } from './search.ts';
import { searchText } from './searchText.ts';

interface Site {
  /** Folder of the package: its pages, and where its dependencies are found. */
  root: string;
  out: string;
  base: string;
  cacheDir: string;
}

/** Kept pages that are read before it is their turn, and files that are written while the next page is drawn. */
const AHEAD = 16;

/**
 * Draws every page, and makes the search index beside it. A page whose key is the one of an earlier build, since nothing that
 * it shows has changed, is written as that build left it.
 */
export async function renderPages(portal: Portal, { root, out, base, cacheDir }: Site): Promise<void> {
  const renderer = await openRenderer(root, base);
  const charts = new CacheFolder(join(cacheDir, 'charts'));
  const kept = new KeptPages(join(cacheDir, 'pages'));
  const search = new SearchIndex(cacheDir);
  const day = new DayStamp(portal.portfolio.asOf);
  const units = [...new Set([portal.portfolio.settings.currency, ...portal.portfolio.metrics.map((metric) => metric.unit)])].sort();
  const bind = unitBinder(units);
  setChartStore(charts);
  await cp(renderer.siteDir, out, { recursive: true });

  const pages = (await renderer.pages()).map(({ pathname, route }) => {
    const path = pathname.replaceAll(/^\/|\/$/g, '');
    const address = path === '' ? '' : `${path}/`;
    const view = pageView(portal, address);
    return { route, address, file: join(out, fileOf(path)), view, key: view === null ? null : `${renderer.mark} ${address} ${units} ${view.key}` };
  });
  const reading = pages.map(() => undefined as ReturnType<typeof kept.get> | undefined);
  const read = (index: number) => (reading[index] ??= pages[index]?.key ? kept.get(pages[index].key) : Promise.resolve(null));
  const writing = new Set<Promise<void>>();
  const later = async (work: Promise<void>) => {
    const done = work.finally(() => writing.delete(done));
    writing.add(done);
    if (writing.size >= AHEAD) await Promise.race(writing);
  };

  for (const [index, { route, address, file, view, key }] of pages.entries()) {
    for (let next = index + 1; next <= index + AHEAD && next < pages.length; next++) read(next);
    const before = await read(index);
    reading[index] = undefined;
    if (before !== null) {
      await search.add({ address, mark: before.mark, text: () => searchText(before.html.toString('utf8')) ?? '' });
      await later(write(file, day.onto(before.html)));
    } else {
      const watch = { more: false };
      setPortal(portal, view?.open(watch));
      const html = bind(await renderer.render(href(address), route));
      const text = searchText(html);
      const mark = searchMark(text);
      await search.add({ address, mark, text: () => text ?? '' });
      if (key !== null && !watch.more) await later(kept.put(key, html, mark));
      await later(write(file, html));
    }
  }
  setPortal(portal);
  await Promise.all(writing);
  await search.write(out);
  await Promise.all([charts.prune(), kept.prune()]);
}

/** Where a page lies in the built folder: in a folder of its own, so that its address ends in a slash on any host. */
function fileOf(path: string): string {
  return path === '404' ? '404.html' : join(path, 'index.html');
}

async function write(file: string, html: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, html);
}
