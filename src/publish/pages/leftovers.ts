import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** Removes what killed builds left: folders named after a process that no longer runs, `build-4711`. */
export async function clearLeftovers(dir: string, name: string): Promise<void> {
  for (const entry of await readdir(dir).catch(() => [])) {
    const pid = entry.startsWith(name) ? Number(entry.slice(name.length)) : Number.NaN;
    if (Number.isInteger(pid) && pid !== process.pid && !runs(pid))
      await rm(join(dir, entry), { recursive: true, force: true });
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Another user's process runs, too.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
