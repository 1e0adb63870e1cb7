import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes what killed runs left in a folder: names that begin so, followed by the number of a process that no longer runs.
 * `build-4711`, `site-4711.new-4712` and `site-4711.old` belong to 4711.
 */
export async function clearLeftovers(dir: string, name: string): Promise<void> {
  for (const entry of await readdir(dir).catch(() => [])) {
    if (!entry.startsWith(name)) continue;
    const owner = /^(\d+)(?:\.(?:new-\d+|old))?$/.exec(entry.slice(name.length))?.[1];
    if (owner !== undefined && isDead(Number(owner))) await removed(join(dir, entry));
  }
}

/** A file that a process was writing beside its place: `stops.json.4711.tmp`, or a chart, `<hash>.4711`. */
const BESIDE = /(?:\.(\d+)\.tmp|^[0-9a-f]{32,64}\.(\d+)|^writable-(\d+))$/;

/** Removes what killed runs left in a cache, however deep. */
export async function clearCache(dir: string): Promise<void> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const { name, parentPath } of entries) {
    const found = BESIDE.exec(name);
    const owner = found?.[1] ?? found?.[2] ?? found?.[3];
    if (owner !== undefined && isDead(Number(owner))) await removed(join(parentPath, name));
  }
  await clearLeftovers(dir, 'site-');
}

/** What cannot be removed is left for the next run. */
async function removed(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined);
}

function isDead(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    // Another user's process runs, too.
    return (error as NodeJS.ErrnoException).code !== 'EPERM';
  }
}
