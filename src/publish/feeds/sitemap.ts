import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Portal } from '#model/portal.ts';
import { address, href } from '#site/urls.ts';

/** Addresses a sitemap may hold (the protocol's limit). */
const MOST = 50_000;

/** Writes `sitemap-index.xml` and the sitemaps it names: every page that was built, `playbooks/triage/`. Without `url` the addresses begin at the root of the host. */
export async function writeSitemap(
  portal: Portal,
  built: readonly string[],
  dir: string,
): Promise<void> {
  const { url } = portal.portfolio.settings;
  const link = (path: string) => (address(path, url) ?? href(path)).replaceAll('&', '&amp;');
  const pages = built.filter((page) => page !== '404/').sort();
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
