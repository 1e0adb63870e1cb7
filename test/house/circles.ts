import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*'((?:#|\.\.?\/)[^']+)'/g;

/** The files of `src/` that each file of `src/` imports: type-only imports and `.astro` included. */
export function importsOf(root: string): Map<string, string[]> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|astro)$/.test(entry.name))
    .map((entry) => normalize(join(entry.parentPath, entry.name)));
  const known = new Set(files);
  return new Map(
    files.map((file) => [
      file,
      [...readFileSync(file, 'utf8').matchAll(IMPORT)]
        .map(([, path = '']) =>
          normalize(path.startsWith('#') ? join(root, path.slice(1)) : join(dirname(file), path)),
        )
        .filter((path) => known.has(path)),
    ]),
  );
}

/** The strongly connected components of more than one file, or of a file that imports itself (Tarjan 1972). */
export function circles(graph: ReadonlyMap<string, readonly string[]>): string[][] {
  const index = new Map<string, number>();
  const low = new Map<string, number>();
  const open: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): void => {
    index.set(file, index.size);
    low.set(file, index.get(file) as number);
    open.push(file);
    for (const next of graph.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (open.includes(next)) {
        low.set(file, Math.min(low.get(file) as number, low.get(next) as number));
      }
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1 || graph.get(file)?.includes(file)) found.push(circle.sort());
  };
  for (const file of graph.keys()) if (!index.has(file)) visit(file);
  return found;
}

if (process.argv[1] === import.meta.filename) {
  const found = circles(importsOf('src'));
  for (const circle of found) console.error(`circle of imports: ${circle.join(', ')}`);
  process.exitCode = found.length > 0 ? 1 : 0;
}
