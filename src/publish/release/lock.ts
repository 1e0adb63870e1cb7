import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ReleaseError } from './manifest.ts';

/**
 * Runs `work` while no other process publishes into `dir`. The lock is the operating system's own, on the file `.lock`, held
 * through SQLite's exclusive transaction: it ends with its process, however that ends, so there is no stale lock to clear.
 */
export async function withLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const lock = taken(dir);
  try {
    return await work();
  } finally {
    lock.close();
  }
}

function taken(dir: string): DatabaseSync {
  const file = join(dir, '.lock');
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file);
    lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return lock;
  } catch (error) {
    lock?.close();
    const { message } = error as Error;
    if (/locked|busy/.test(message))
      throw new ReleaseError(
        `another process is publishing into ${dir}. Wait for it and try again.`,
      );
    throw new ReleaseError(
      `${file} cannot be used as a lock: ${message}. It may belong to another user or be damaged; publish as that user, or remove it. The release in place is as it was.`,
    );
  }
}
