import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** The pages of a folder: the address of each as Astro writes it, and its file. */
export function ownPages(dir: string): Map<string, string> {
  if (!existsSync(dir)) return new Map();
  return new Map(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => path.endsWith('.astro') && !/(^|\/)_/.test(path))
      .sort()
      .map((path) => [addressOf(path), join(dir, path)]),
  );
}

/** The addresses of the pages of Trilens. */
export function takenPages(root: string): Set<string> {
  const dir = join(root, 'src/pages');
  return new Set(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .map((path) => path.replaceAll('\\', '/'))
      .filter((path) => /\.(astro|mdx)$/.test(path))
      .map(addressOf),
  );
}

/** `shifts/index.astro` is `/shifts`. */
function addressOf(path: string): string {
  const bare = path.replace(/\.\w+$/, '').replace(/(^|\/)index$/, '');
  return `/${bare}`;
}
