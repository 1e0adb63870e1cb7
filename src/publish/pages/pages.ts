import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setChartStore } from '#charts/store.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { type PageView, pageView } from '#site/pageView.ts';
import { setPortal } from '#site/portal.ts';
import { href } from '#site/urls.ts';
import { drawnAhead } from './ahead.ts';
import type { HeavyPage } from '#publish/pages/pageBudget.ts';
import { Finisher } from '#publish/finish/finisher.ts';
import { type KeptPage, KeptPages } from './keptPages.ts';
import { openRenderer, type Renderer } from '#publish/renderer/renderer.ts';
import { partOf } from '#publish/search/search.ts';
import { twinFacts } from '#publish/twin/facts.ts';

interface Site {
  /** Folder of the package: its pages, and where its dependencies are found. */
  root: string;
  out: string;
  base: string;
  cacheDir: string;
  /** Told after each page how many are done. */
  onPage?: ((done: number, of: number) => void) | undefined;
}

/** A page to be drawn, or to be written as an earlier build drew it. */
interface Page {
  /** Under the base: `playbooks/triage/`. */
  address: string;
  route: unknown;
  view: PageView | null;
  /** Null for a page that is drawn again in every build. */
  key: string | null;
}

export interface Drawn {
  /** The address of every page under the base. */
  pages: string[];
  /** The search index is written; Pagefind works at it while other files are. */
  searched: Promise<void>;
  /** Pages that are larger than a tablet opens quickly. */
  heavy: readonly HeavyPage[];
}

/** How many kept pages are read before it is their turn. */
const AHEAD = 16;

/**
 * Draws every page, and makes the search index beside it. A page whose key is the one of an earlier build, since nothing that
 * it shows has changed, is written as that build left it. */
export async function renderPages(
  portal: Portal,
  { root, out, base, cacheDir, onPage }: Site,
): Promise<Drawn> {
  const charts = new CacheFolder(join(cacheDir, 'charts'));
  setChartStore(charts);
  const renderer = await drawnAhead(portal, openRenderer(root, base));
  const units = [
    ...new Set([
      portal.portfolio.settings.currency,
      ...portal.portfolio.metrics.map((metric) => metric.unit),
    ]),
  ].sort();
  const name = encodeURIComponent(base);
  const { asOf } = portal.portfolio;
  const twins = twinFacts(portal);
  const finisher = new Finisher({ out, cacheDir, name, units, asOf, twins });
  const kept = await KeptPages.open(join(cacheDir, 'pages'), name);
  let isWhole = false;
  try {
    await cp(renderer.siteDir, out, { recursive: true });
    const pages = await pagesOf(portal, renderer, `${renderer.mark} ${units}`);
    const found = pages.map(() => undefined as Promise<KeptPage | null> | undefined);
    for (const [index, { address, route, view, key }] of pages.entries()) {
      for (let next = index; next <= index + AHEAD && next < pages.length; next++)
        found[next] ??= keptOf(kept, pages[next]?.key);
      onPage?.(index + 1, pages.length);
      const before = await found[index];
      found[index] = Promise.resolve(null);
      if (before) {
        await finisher.add({ kind: 'kept', address, key: key as string, ...before });
        continue;
      }
      const watch = { more: false };
      setPortal(portal, view?.open(watch));
      const html = await renderer.render(href(address), route);
      await finisher.add({ kind: 'drawn', address, key: watch.more ? null : key, html });
    }
    setPortal(portal);
    await charts.prune();
    isWhole = true;
    const searched = finisher.searched();
    searched.catch(() => undefined);
    return { pages: pages.map(({ address }) => address), searched, heavy: finisher.heavy };
  } finally {
    await kept.close();
    await finisher.end(isWhole);
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
