import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Words, wordsOf } from './words.ts';

const SRC = fileURLToPath(new URL('../../', import.meta.url));
/** The starter's texts become those of whoever begins with it. */
const USERS = join(SRC, 'cli/starter');

let texts: Promise<Words[]> | undefined;

/** What the product says by itself, in its guide and on every page, and what the calendar is called: that it is in an edition proves nothing. */
export function productTexts(): Promise<Words[]> {
  texts ??= read();
  return texts;
}

async function read(): Promise<Words[]> {
  const entries = await readdir(SRC, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && /^\.(ts|astro|mdx|css)$/.test(extname(entry.name)))
    .filter((entry) => !entry.parentPath.startsWith(USERS))
    .map((entry) => join(entry.parentPath, entry.name));
  const names = Array.from({ length: 12 }, (_, month) =>
    new Date(Date.UTC(2026, month, 1 + month)).toLocaleDateString('en-GB', {
      month: 'long',
      weekday: 'long',
    }),
  );
  const said = [...(await Promise.all(files.map((file) => readFile(file, 'utf8')))), ...names];
  return said.map(wordsOf);
}
