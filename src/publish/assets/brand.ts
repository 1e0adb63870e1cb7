import { readFile, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { accents } from '#model/words/colour.ts';
import type { PortfolioSettings } from '#model/record/portfolio.ts';

/** Files that give a portal its owner's colour and sign, by their name under the portal's root. */
export async function brandFiles(
  { accent, logo }: Pick<PortfolioSettings, 'accent' | 'logo'>,
  contentDir: string,
): Promise<Map<string, Buffer>> {
  const files = new Map<string, Buffer>();
  if (accent) files.set('brand.css', Buffer.from(brandCss(accent)));
  if (logo) files.set(`logo${extname(logo)}`, await readFile(join(contentDir, logo)));
  return files;
}

export async function writeBrand(
  settings: Pick<PortfolioSettings, 'accent' | 'logo'>,
  contentDir: string,
  dir: string,
): Promise<void> {
  for (const [name, content] of await brandFiles(settings, contentDir))
    await writeFile(join(dir, name), content);
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
