import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { address } from '#site/urls.ts';

/** Addresses a sitemap may hold (the protocol's limit). */
const MOST = 50_000;

/** Writes `sitemap-index.xml` and the sitemaps it names: every page that was built, `playbooks/triage/`. The protocol takes full addresses only, so without `url` there is none. */
export async function writeSitemap(
  portal: Portal,
  built: readonly string[],
  dir: string,
): Promise<void> {
  const { url } = portal.portfolio.settings;
  if (url === undefined) return;
  const link = (path: string) => (address(path, url) ?? '').replaceAll('&', '&amp;');
  const unlisted = new Set(
    portal.portfolio.playbooks.flatMap((one) => (one.unlisted ? [`playbooks/${one.id}/`] : [])),
  );
  const pages = built
    .filter((page) => page !== '404/' && !page.startsWith('embed/') && !unlisted.has(page))
    .sort();
  const names: string[] = [];
  for (let from = 0; from < pages.length; from += MOST) {
    const name = `sitemap-${names.length}.xml`;
    const list = pages
      .slice(from, from + MOST)
      .map((page) => `<url><loc>${link(page)}</loc></url>\n`);
    await writeFile(
      join(dir, name),
      `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${list.join('')}</urlset>\n`,
    );
    names.push(name);
  }
  await writeFile(
    join(dir, 'sitemap-index.xml'),
    `<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${names.map((name) => `<sitemap><loc>${link(name)}</loc></sitemap>\n`).join('')}</sitemapindex>\n`,
  );
}
