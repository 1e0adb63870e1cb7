import { execFileSync } from 'node:child_process';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { commandOf, ended, mounted, type Site, start } from './killSite.ts';

/** What fails in a night: the disk of the cache, or the one that holds what is served. */
export const BAD_DISKS = [
  'full cache',
  'read-only cache',
  'full releases',
  'read-only releases',
] as const;
export type BadDisk = (typeof BAD_DISKS)[number];
/** A night with a bad disk: it may fail, in a sentence and with a documented exit code. */
export async function badNight(
  site: Site,
  kind: BadDisk,
  result: { badDisks: Partial<Record<BadDisk, number>>; faults: string[] },
): Promise<void> {
  if (!site.hasDisk) return;
  const { code, log } = kind.endsWith('cache')
    ? await nightWithCache(site, kind)
    : await nightWithReleases(site, kind);
  result.badDisks[kind] = (result.badDisks[kind] ?? 0) + 1;
  if (![0, 1, 2].includes(code ?? -1) || /\n\s+at /.test(log))
    result.faults.push(`a night with a ${kind} ended with ${code}: ${log}`);
}

async function nightWithCache(site: Site, kind: BadDisk) {
  const disk = join(site.dir, 'disk');
  await mkdir(disk, { recursive: true });
  mounted(disk, kind.startsWith('full') ? 'size=200k' : 'size=200k,ro');
  try {
    return await ended(start(commandOf('nightly', site), site, { CACHE: disk }));
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
}

async function nightWithReleases(site: Site, kind: BadDisk) {
  const ballast = join(site.to, 'ballast');
  const isFull = kind.startsWith('full');
  if (isFull) await fill(ballast);
  else execFileSync('mount', ['-o', 'remount,ro', site.to]);
  try {
    return await ended(start(commandOf('nightly', site), site));
  } finally {
    if (isFull) await rm(ballast);
    else execFileSync('mount', ['-o', 'remount,rw', site.to]);
  }
}

/** Writes zeros until the disk takes no more of them. */
async function fill(file: string): Promise<void> {
  const out = createWriteStream(file);
  await pipeline(createReadStream('/dev/zero'), out).catch(() => {});
}
