import { createHash } from 'node:crypto';
import { constants, existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PlacedResource } from './contract.ts';
import { readSealed, writeSealed } from './sealedFile.ts';
import type { Source } from './source/source.ts';

/** What is kept of a good dump: its bytes as they came, by their hash, and the contract that they were read by. */
interface Kept {
  version: 1;
  entry: PlacedResource;
  sources: Omit<Source, 'bytes'>[];
}

const manifest = (cacheDir: string, name: string) => join(cacheDir, 'last-good', `${name}.json`);
const store = (cacheDir: string, name: string) => join(cacheDir, 'last-good', name);

/** A source of which the bytes are at hand, or still lie where they were read. */
export type KeepableSource = Omit<Source, 'bytes'> & ({ bytes: Uint8Array } | { from: string });

/**
 * Remembers a good dump. Copying its files is quick, and they are parsed again only when a later dump is bad. What is
 * there already is not copied; the manifest comes last, so that a process killed in between leaves the dump before it.
 */
export async function rememberGood(cacheDir: string, entry: PlacedResource, sources: readonly KeepableSource[]): Promise<void> {
  const folder = store(cacheDir, entry.name);
  await mkdir(folder, { recursive: true });
  for (const source of sources) {
    const file = join(folder, source.sha256);
    if (existsSync(file)) continue;
    const beside = `${file}.${process.pid}.tmp`;
    if ('bytes' in source) await writeFile(beside, source.bytes);
    else await copyFile(source.from, beside, constants.COPYFILE_FICLONE);
    await rename(beside, file);
  }
  const kept: Kept = { version: 1, entry, sources: sources.map(({ kind, label, path, sha256 }) => ({ kind, label, path, sha256 })) };
  await writeSealed(manifest(cacheDir, entry.name), kept);
  const needed = new Set(kept.sources.map((source) => source.sha256));
  for (const file of await readdir(folder)) if (!needed.has(file)) await rm(join(folder, file), { force: true });
}

/** The sources of the last good dump, with the contract of that day; null where none is kept whole. */
export async function lastGood(cacheDir: string, name: string): Promise<{ entry: PlacedResource; sources: Source[] } | null> {
  const kept = (await readSealed(manifest(cacheDir, name))) as Kept | null;
  if (kept?.version !== 1) return null;
  const sources: Source[] = [];
  for (const source of kept.sources) {
    const bytes = await readFile(join(store(cacheDir, name), source.sha256)).catch(() => null);
    if (bytes === null || createHash('sha256').update(bytes).digest('hex') !== source.sha256) return null;
    sources.push({ ...source, bytes });
  }
  return { entry: kept.entry, sources };
}
