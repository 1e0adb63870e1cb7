import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ChartStore } from '#charts/store.ts';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * Drawn charts in a folder, each under the hash of its spec and data. It may be deleted at any time: an entry carries the
 * hash of its own text, and one that does not match is drawn anew.
 */
export class ChartFolder implements ChartStore {
  private readonly dir: string;
  private readonly used = new Set<string>();
  private made: Promise<unknown> | undefined;

  constructor(cacheDir: string) {
    this.dir = join(cacheDir, 'charts');
  }

  async get(spec: string): Promise<string | null> {
    const name = hash(spec);
    this.used.add(name);
    const kept = await readFile(join(this.dir, name), 'utf8').catch(() => null);
    if (kept === null) return null;
    const svg = kept.slice(33);
    return kept.slice(0, 32) === hash(svg) ? svg : null;
  }

  async put(spec: string, svg: string): Promise<void> {
    this.made ??= mkdir(this.dir, { recursive: true }).catch(() => undefined);
    await this.made;
    const name = hash(spec);
    const beside = join(this.dir, `${name}.${process.pid}`);
    // A cache that cannot be written costs time, never the build.
    await writeFile(beside, `${hash(svg)}\n${svg}`).then(() => rename(beside, join(this.dir, name))).catch(() => undefined);
  }

  /** Drops what this build did not use, once it is far more than what it used. */
  async prune(): Promise<void> {
    const names = await readdir(this.dir).catch(() => []);
    if (names.length <= 500 + 4 * this.used.size) return;
    await Promise.all(names.filter((name) => !this.used.has(name)).map((name) => rm(join(this.dir, name), { force: true })));
  }
}
