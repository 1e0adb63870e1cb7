import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { portfolioCache } from '#ingest/portfolioCache.ts';
import { diskWords } from '#publish/release/disk.ts';
import { clearCache } from './leftovers.ts';

/** The folder that a build keeps things in, and what is to be said and done about it. */
export interface CacheFolder {
  dir: string;
  note: string | null;
  /** Removes what was made for this build alone. */
  end: () => Promise<void>;
}

/**
 * The cache, cleared of what killed builds left. Where it cannot be written, a folder for this build alone with the last good
 * dumps and the history of the portfolio: a cache costs time, never the night.
 */
export async function cacheFolder(
  cacheDir: string,
  sources: { contentDir: string; dataDir: string },
): Promise<CacheFolder> {
  const probe = join(cacheDir, `writable-${process.pid}`);
  await clearCache(cacheDir);
  try {
    await mkdir(cacheDir, { recursive: true });
    await writeFile(probe, 'probe');
    await rm(probe);
    return { dir: cacheDir, note: null, end: async () => undefined };
  } catch (error) {
    await rm(probe, { force: true }).catch(() => undefined);
    const dir = await mkdtemp(join(tmpdir(), 'trilens-cache-'));
    const kept = await cp(
      portfolioCache({ ...sources, cacheDir }),
      portfolioCache({ ...sources, cacheDir: dir }),
      { recursive: true },
    ).then(
      () => 'This build reads the last good dumps in it',
      () => 'This build has no last good dumps',
    );
    return {
      dir,
      note: `The cache ${cacheDir} cannot be written: ${diskWords(error) ?? (error as Error).message}. ${kept}, takes longer, and keeps nothing for the next one.`,
      end: () => rm(dir, { recursive: true, force: true }).catch(() => undefined),
    };
  }
}
