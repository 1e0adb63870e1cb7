import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What says which versions of the libraries are there: in a checkout, and where npm installed this package beside them. */
const LOCKS = ['package-lock.json', '../.package-lock.json'];

/** Folder of the package. */
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
let known: Promise<string> | undefined;

/** A hash over everything that decides how a file is read and a page is drawn: the sources, and the versions of the libraries. */
export function codeHash(): Promise<string> {
  known ??= hashOf(ROOT);
  return known;
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
  const hash = createHash('sha256');
  for (const [index, text] of texts.entries())
    if (text !== null) hash.update(`${names[index]}\n`).update(text);
  return hash.digest('hex');
}
