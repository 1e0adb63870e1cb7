import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { setChartStore } from '#charts/store.ts';
import { portalIn } from '#model/language/portalIn.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { type PageView, pageView } from '#site/pageView.ts';
import { setPortal } from '#site/portal.ts';
import { setLanguage } from '#site/language.ts';
import { languagePages } from '#site/languagePages.ts';
import { setLanguagesOfPages, sourceHref } from '#site/urls.ts';
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
  /** Under the base: `playbooks/triage/`, `de/playbooks/triage/`. */
  address: string;
  /** That of the source. */
  path: string;
  /** Null: that of the source. */
  language: string | null;
  /** With the texts of the language. */
  portal: Portal;
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
    for (const [index, page] of pages.entries()) {
      const { address, key } = page;
      for (let next = index; next <= index + AHEAD && next < pages.length; next++)
        found[next] ??= keptOf(kept, pages[next]?.key);
      onPage?.(index + 1, pages.length);
      const before = await found[index];
      found[index] = Promise.resolve(null);
      if (before) {
        await finisher.add({ kind: 'kept', address, key: key!, ...before });
        continue;
      }
      const { html, isWholeView } = await drawn(page, renderer);
      await finisher.add({ kind: 'drawn', address, key: isWholeView ? key : null, html });
    }
    show(portal, null);
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

/** Draws one page. `isWholeView`: it asked for nothing beside what its key covers. */
async function drawn(
  { path, route, view, language, portal }: Page,
  renderer: Renderer,
): Promise<{ html: string; isWholeView: boolean }> {
  const watch = { more: false };
  show(portal, language, view?.open(watch));
  const html = await renderer.render(sourceHref(path), route);
  return { html, isWholeView: !watch.more };
}

/** The portal and the language that pages are drawn from next. */
function show(portal: Portal, language: string | null, shown?: Portal): void {
  setPortal(portal, shown);
  setLanguage(portal.portfolio.settings, language);
}

/** All pages; first those that the larger part of the search index waits for. `made`: what decides how any page is drawn. */
async function pagesOf(portal: Portal, renderer: Renderer, made: string): Promise<Page[]> {
  const inLanguages = languagePages(portal);
  setLanguagesOfPages(inLanguages);
  const pages: Page[] = [];
  const routes = await renderer.pages();
  for (const language of [null, ...(portal.portfolio.settings.languages?.slice(1) ?? [])]) {
    const own = language === null ? portal : portalIn(portal, language);
    show(own, language);
    for (const { pathname, route } of routes) {
      const inner = pathname.replaceAll(/^\/|\/$/g, '');
      const path = inner === '' ? '' : `${inner}/`;
      if (language !== null && !inLanguages.get(path)?.includes(language)) continue;
      const address = language === null ? path : `${language}/${path}`;
      const view = pageView(own, path);
      const key = view && `${made} ${address} ${view.key}`;
      pages.push({ address, path, route, view, key, language, portal: own });
    }
  }
  show(portal, null);
  const isLater = ({ address }: Page) => Number(partOf(address) === 'numbers');
  return pages.sort((a, b) => isLater(a) - isLater(b));
}

async function keptOf(kept: KeptPages, key: string | null | undefined): Promise<KeptPage | null> {
  return key ? kept.get(key) : null;
}
