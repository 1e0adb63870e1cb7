import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** A hash over files and all that they name by a relative path: scripts, components, styles, pictures. */
export async function hashOfFiles(first: readonly string[]): Promise<string> {
  const texts = new Map<string, Buffer>();
  const open = [...new Set(first)];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (texts.has(path)) continue;
    const bytes = await readFile(path);
    texts.set(path, bytes);
    for (const name of bytes.toString().matchAll(RELATIVE)) {
      const target = resolve(dirname(path), name[1] ?? '');
      if (existsSync(target) && (await stat(target)).isFile()) open.push(target);
    }
  }
  const hash = createHash('sha256');
  for (const path of [...texts.keys()].sort())
    hash.update(`${path}\n`).update(texts.get(path) ?? '');
  return hash.digest('hex');
}

const RELATIVE = /["'(](\.{1,2}\/[^"')?#]+)/g;
