import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TypedTable } from './typedTable.ts';

/** The newest good dump of an export, kept beside its hash: a damaged copy counts as none. */
export async function readLastGood(cacheDir: string, name: string): Promise<TypedTable | null> {
  try {
    const { sha256, body } = JSON.parse(await readFile(join(cacheDir, 'last-good', `${name}.json`), 'utf8')) as { sha256: string; body: string };
    return hash(body) === sha256 ? (JSON.parse(body) as TypedTable) : null;
  } catch {
    return null;
  }
}

/** Written whole under another name and then renamed, so that an interruption leaves the earlier copy. */
export async function writeLastGood(cacheDir: string, name: string, table: TypedTable): Promise<void> {
  const folder = join(cacheDir, 'last-good');
  const body = JSON.stringify(table);
  const part = join(folder, `${name}.json.${process.pid}`);
  await mkdir(folder, { recursive: true });
  await writeFile(part, JSON.stringify({ sha256: hash(body), body }));
  await rename(part, join(folder, `${name}.json`));
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
