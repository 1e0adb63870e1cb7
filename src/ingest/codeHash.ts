import { createHash, hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionHash } from './extensionHash.ts';

/** What says which versions of the libraries are there: in a checkout, and where npm installed this package beside them. */
const LOCKS = ['package-lock.json', '../.package-lock.json'];

/** Folder of the package. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let known: Promise<string> | undefined;

/**
 * A hash over everything that decides how a file is read and a page is drawn: the sources, the versions of the libraries, and
 * what the portfolio's own `trilens.config.ts` uses.
 */
export function codeHash(): Promise<string> {
  known ??= hashOf(ROOT);
  const extension = extensionHash();
  return extension === null ? known : known.then((code) => hash('sha256', code + extension));
}

async function hashOf(root: string): Promise<string> {
  const inside = async (folder: string) =>
    (await readdir(join(root, folder), { recursive: true })).map(
      (name) => `${folder}/${name.replaceAll('\\', '/')}`,
    );
  const names = [
    'package.json',
    ...LOCKS,
    'astro.config.mjs',
    ...(await inside('src')).sort(),
    ...(await inside('public')).sort(),
  ];
  const texts = await Promise.all(
    names.map((name) => readFile(join(root, name)).catch(() => null)),
  );
  const all = createHash('sha256');
  for (const [index, text] of texts.entries())
    if (text !== null) all.update(`${names[index]}\n`).update(text);
  return all.digest('hex');
}
