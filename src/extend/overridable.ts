import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

/** The `.astro` files that a configuration may replace, by name: `ReviewCard`; with the folder where two have one name. */
export function componentFiles(root: string): Map<string, string> {
  const dir = join(root, 'src/components');
  const paths = readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.astro'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort();
  const nameOf = (path: string) => basename(path, '.astro');
  const count = Map.groupBy(paths, nameOf);
  return new Map(
    paths.map((path) => [
      count.get(nameOf(path))?.length === 1 ? nameOf(path) : path.replace(/\.astro$/, ''),
      join(dir, path),
    ]),
  );
}
