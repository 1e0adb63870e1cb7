import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A hash over everything that decides how a page is drawn: the sources, and the versions of the libraries. */
export async function codeHash(root: string): Promise<string> {
  const hash = createHash('sha256');
  const sources = (await readdir(join(root, 'src'), { recursive: true })).map((name) => `src/${name}`).sort();
  for (const name of ['package.json', 'package-lock.json', 'astro.config.mjs', ...sources]) {
    const text = await readFile(join(root, name)).catch(() => null);
    if (text !== null) hash.update(`${name}\n`).update(text);
  }
  return hash.digest('hex');
}
