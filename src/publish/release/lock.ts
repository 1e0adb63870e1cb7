import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ReleaseError } from './manifest.ts';

/**
 * Runs `work` while no other process publishes into `dir`. The lock is the operating system's own, on the file `.lock`, held
 * through SQLite's exclusive transaction: it ends with its process, however that ends, so there is no stale lock to clear.
 */
export async function withLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const lock = new DatabaseSync(join(dir, '.lock'));
  try {
    try {
      lock.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    } catch (error) {
      if (!/locked|busy/.test((error as Error).message)) throw error;
      throw new ReleaseError(`another process is publishing into ${dir}. Wait for it and try again.`);
    }
    return await work();
  } finally {
    lock.close();
  }
}
