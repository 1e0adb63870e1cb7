import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'astro';
import { setChartStore } from '#charts/store.ts';
import { longDate } from '#model/date.ts';
import type { Portal } from '#model/portal.ts';
import { CacheFolder } from '#site/cacheFolder.ts';
import { codeHash } from '#site/codeHash.ts';
import { setPageDesk } from '#site/pageDesk.ts';
import { pageKey, stampDay } from '#site/pageKey.ts';
import { href } from '#site/urls.ts';
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
  const charts = new CacheFolder(join(cacheDir, 'charts'));
  const pages = new CacheFolder(join(cacheDir, 'pages'));
  const search = new SearchIndex(cacheDir, href(''));
  const code = await codeHash(root);
  const { asOf } = portal.portfolio;
  const day = `<time data-as-of datetime="${asOf}">${longDate(asOf)}</time>`;
  // Pages name the scripts and styles of this very build, which depend on more than the sources: its environment, for one.
  let assets: Promise<string[]> | undefined;
  const keyOf = async (path: string) => {
    const key = pageKey(portal, path);
    if (key === null) return null;
    assets ??= readdir(join(out, 'assets')).then((names) => names.sort());
    return [code, ...(await assets), key].join(' ');
  };
  setChartStore(charts);
  await pages.readAhead();
  setPageDesk({
    async kept(path) {
      const key = await keyOf(path);
      const html = key === null ? null : await pages.get(key);
      if (html === null) return null;
      await search.add(path, html);
      return stampDay(html, day);
    },
    async rendered(path, html) {
      await search.add(path, html);
      const key = await keyOf(path);
      if (key !== null) pages.putLater(key, html);
    },
  });
  // Astro leaves its code for prerendering under the working directory when the output lies elsewhere, where it finds no packages.
  const from = process.cwd();
  process.chdir(root);
  try {
    await build({ root, outDir: out, base, logLevel: 'error', cacheDir: join(root, '.trilens', 'astro') });
  } finally {
    process.chdir(from);
    setPageDesk(undefined);
  }
  await pages.settled();
  await search.write(out);
  await Promise.all([charts.prune(), pages.prune()]);
}
