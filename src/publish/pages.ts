import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setChartStore } from '#charts/store.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { type PageView, pageView } from '#site/pageView.ts';
import { setPortal } from '#site/portal.ts';
import { unitBinder } from '#site/typography.ts';
import { href } from '#site/urls.ts';
import { drawnAhead } from './ahead.ts';
import { DayStamp } from './dayStamp.ts';
import { type KeptPage, KeptPages } from './keptPages.ts';
import { PageFiles } from './pageFiles.ts';
import { openRenderer, type Renderer } from './renderer/renderer.ts';
import { partOf, SearchIndex, searchMark } from './search.ts';
import { searchText } from './searchText.ts';

interface Site {
  /** Folder of the package: its pages, and where its dependencies are found. */
  root: string;
  out: string;
  base: string;
  cacheDir: string;
}

/** A page to be drawn, or to be written as an earlier build drew it. */
interface Page {
  /** Under the base: `playbooks/triage/`. */
  address: string;
  route: unknown;
  view: PageView | null;
  /** Null for a page that is drawn anew in every build. */
  key: string | null;
}

export interface Drawn {
  /** The address of every page under the base. */
  pages: string[];
  /** The search index is written; Pagefind works at it while other files are. */
  searched: Promise<void>;
}

/** How many kept pages are read before it is their turn. */
const AHEAD = 16;

/**
 * Draws every page, and makes the search index beside it. A page whose key is the one of an earlier build, since nothing that
 * it shows has changed, is written as that build left it. */
export async function renderPages(portal: Portal, { root, out, base, cacheDir }: Site): Promise<Drawn> {
  const charts = new CacheFolder(join(cacheDir, 'charts'));
  setChartStore(charts);
  const renderer = await drawnAhead(portal, openRenderer(root, base));
  const kept = await KeptPages.open(join(cacheDir, 'pages'), encodeURIComponent(base));
  let isWhole = false;
  try {
    const search = new SearchIndex(cacheDir, out);
    const files = new PageFiles(out);
    const units = [...new Set([portal.portfolio.settings.currency, ...portal.portfolio.metrics.map((metric) => metric.unit)])].sort();
    const bind = unitBinder(units);
    const day = new DayStamp(portal.portfolio.asOf, bind);
    await cp(renderer.siteDir, out, { recursive: true });

    const pages = await pagesOf(portal, renderer, `${renderer.mark} ${units}`);
    const found = pages.map(() => undefined as Promise<KeptPage | null> | undefined);
    for (const [index, { address, route, view, key }] of pages.entries()) {
      for (let next = index; next <= index + AHEAD && next < pages.length; next++) found[next] ??= keptOf(kept, pages[next]?.key);
      if (partOf(address) === 'numbers') search.finish('words');
      const before = await found[index];
      found[index] = Promise.resolve(null);
      if (before) {
        await search.add({ address, mark: before.mark, text: () => searchText(before.html.toString('utf8')) ?? '' });
        await kept.put(key as string, before);
        await files.write(address, day.onto(before.html));
        continue;
      }
      const watch = { more: false };
      setPortal(portal, view?.open(watch));
      const html = bind(await renderer.render(href(address), route));
      const text = searchText(html);
      const page = { html: Buffer.from(html), mark: searchMark(text) };
      await search.add({ address, mark: page.mark, text: () => text ?? '' });
      if (key !== null && !watch.more) await kept.put(key, page);
      await files.write(address, page.html);
    }
    setPortal(portal);
    await files.settled();
    await charts.prune();
    isWhole = true;
    const searched = search.write();
    searched.catch(() => undefined);
    return { pages: pages.map(({ address }) => address), searched };
  } finally {
    await kept.close(isWhole);
  }
}

/** All pages; first those that the larger part of the search index waits for. `made`: what decides how any page is drawn. */
async function pagesOf(portal: Portal, renderer: Renderer, made: string): Promise<Page[]> {
  const pages = (await renderer.pages()).map(({ pathname, route }): Page => {
    const path = pathname.replaceAll(/^\/|\/$/g, '');
    const address = path === '' ? '' : `${path}/`;
    const view = pageView(portal, address);
    return { address, route, view, key: view && `${made} ${address} ${view.key}` };
  });
  const isLater = ({ address }: Page) => Number(partOf(address) === 'numbers');
  return pages.sort((a, b) => isLater(a) - isLater(b));
}

async function keptOf(kept: KeptPages, key: string | null | undefined): Promise<KeptPage | null> {
  return key ? kept.get(key) : null;
}
