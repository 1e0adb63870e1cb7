import { constants } from 'node:fs';
import { cp, mkdir, rename, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { differences, type Manifest, ReleaseError } from './manifest.ts';

const STAYS = 'the release in place is as it was';

/** The folder of all releases, which this user must be able to write. */
export async function makeFolder(to: string): Promise<void> {
  try {
    await mkdir(join(to, 'releases'), { recursive: true });
    const probe = join(to, `.current-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ReleaseError(
      `${to} cannot be written: ${why(error)}. Name a folder that this user may write; ${STAYS}.`,
    );
  }
}

/** Throws before anything is written when the release would not fit. */
export async function mustHaveRoom(to: string, manifest: Manifest): Promise<void> {
  const disk = await statfs(to);
  const files = Object.keys(manifest.files).length;
  const needed = files * disk.bsize + manifest.bytes + 1_000_000;
  const free = disk.bavail * disk.bsize;
  if (free < needed)
    throw new ReleaseError(
      `${to} has ${megabytes(free)} free, the release needs ${megabytes(needed)}. Make room, or keep fewer releases with --keep; ${STAYS}.`,
    );
  // Some file systems count no files: zero of zero.
  if (disk.files > 0 && disk.ffree < files * 2)
    throw new ReleaseError(
      `${to} has room for ${disk.ffree} more files, the release needs ${files * 2}. Make room; ${STAYS}.`,
    );
}

/** Copies a build and proves that the copy is whole before it takes its name; on any failure nothing of it stays. */
export async function copyRelease(
  from: string,
  arriving: string,
  arrived: string,
  manifest: Manifest,
): Promise<void> {
  try {
    await cp(from, arriving, { recursive: true, mode: constants.COPYFILE_FICLONE });
    const wrong = await differences(arriving, manifest);
    if (wrong.length > 0)
      throw new ReleaseError(
        `the copy differs from the build: ${wrong.slice(0, 3).join('; ')}. The disk or another process changed it; publish again.`,
      );
    await rename(arriving, arrived);
  } catch (error) {
    await rm(arriving, { recursive: true, force: true }).catch(() => undefined);
    throw error;
  }
}

/** Runs `work`; what the disk answers is said in words. */
export async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ReleaseError || (error as NodeJS.ErrnoException).code === undefined)
      throw error;
    throw new ReleaseError(
      `the build could not be put in place: ${why(error)}. Make room or choose another disk and publish again; ${STAYS}.`,
    );
  }
}

function why(error: unknown): string {
  return diskWords(error) ?? (error as Error).message;
}

/** What the disk answered, in words; null for any other error. */
export function diskWords(error: unknown): string | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const words: Record<string, string> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota is used up',
    EROFS: 'the disk is read-only',
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    ENOTDIR: 'a file stands where a folder should be',
    EEXIST: 'a file stands where a folder should be',
    EIO: 'the disk reports an error',
    EMFILE: 'too many files are open',
    ENFILE: 'too many files are open',
  };
  return words[code] ?? null;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
