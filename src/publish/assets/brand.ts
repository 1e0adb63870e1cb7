import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { accents } from '#model/words/colour.ts';
import { href } from '#site/urls.ts';
import type { PortfolioSettings } from '#model/record/portfolio.ts';
import { cleanDrawing } from '#ingest/media/cleanSvg.ts';

type Brand = Pick<PortfolioSettings, 'name' | 'accent' | 'logo'>;

/** Files that give a portal its owner's name, colour and sign, by their name under the portal's root. */
export async function brandFiles(
  { name, accent, logo }: Brand,
  contentDir: string,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  files.set('manifest.webmanifest', Buffer.from(manifest(name, logo)));
  if (accent) files.set('brand.css', Buffer.from(brandCss(accent)));
  if (logo) {
    const bytes = await readFile(join(contentDir, logo));
    const isSvg = extname(logo) === '.svg';
    files.set(
      `logo${extname(logo)}`,
      isSvg ? Buffer.from(cleanDrawing(bytes.toString('utf8')) ?? '') : bytes,
    );
  }
  return files;
}

export async function writeBrand(settings: Brand, contentDir: string, dir: string): Promise<void> {
  for (const [name, content] of await brandFiles(settings, contentDir))
    await writeFile(join(dir, name), content);
}

/** What a tablet needs to install the portal like an app (W3C, Web Application Manifest). */
function manifest(name: string, logo: string | undefined): string {
  const icon = logo ? `logo${extname(logo)}` : 'favicon.svg';
  const base = href('');
  return `${JSON.stringify(
    {
      name,
      short_name: name.length > 12 ? name.split(' ')[0] : name,
      start_url: base,
      scope: base,
      display: 'standalone',
      background_color: '#f8f7f2',
      icons: [{ src: `${base}${icon}`, sizes: 'any', purpose: 'any' }],
    },
    null,
    1,
  )}\n`;
}

/** Twice the root, so that it counts for more than the portal's own colours wherever it is linked. */
function brandCss(accent: string): string {
  const { day, night } = accents(accent);
  const of = ({ accent: colour, soft }: typeof day) =>
    `--accent: ${colour}; --accent-soft: ${soft};`;
  return `@media screen {
  :root:root { ${of(day)} }
  @media (prefers-color-scheme: dark) { :root:root:not([data-theme='light']) { ${of(night)} } }
  :root:root[data-theme='dark'] { ${of(night)} }
}
@media print { :root:root, :root:root[data-theme='dark'] { --accent: ${day.accent}; } }
`;
}
