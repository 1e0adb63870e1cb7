import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const digest = (content: string | Uint8Array) => hash('sha256', content).slice(0, 32);

/**
 * What was made before, drawn charts or rendered pages, each under the hash of what it was made from. The folder may be
 * deleted at any time: an entry carries the hash of its own content, and one that does not match is made again.
 */
export class CacheFolder {
  private readonly dir: string;
  private readonly used = new Set<string>();
  private made: Promise<unknown> | undefined;

  constructor(dir: string) {
    this.dir = dir;
  }

  async get(from: string): Promise<string | null> {
    return (await this.getBytes(from))?.toString('utf8') ?? null;
  }

  async getBytes(from: string): Promise<Buffer | null> {
    const name = digest(from);
    this.used.add(name);
    const kept = await readFile(join(this.dir, name)).catch(() => null);
    if (kept === null) return null;
    const content = kept.subarray(33);
    return kept.toString('latin1', 0, 32) === digest(content) ? content : null;
  }

  async put(from: string, content: string | Uint8Array): Promise<void> {
    this.made ??= mkdir(this.dir, { recursive: true }).catch(() => undefined);
    await this.made;
    const name = digest(from);
    const beside = join(this.dir, `${name}.${process.pid}`);
    // A cache that cannot be written costs time, never the build.
    await writeFile(
      beside,
      Buffer.concat([Buffer.from(`${digest(content)}\n`), Buffer.from(content)]),
    )
      .then(() => rename(beside, join(this.dir, name)))
      .catch(() => undefined);
  }

  /** Drops what this build did not use, once it is far more than what it used. */
  async prune(): Promise<void> {
    const names = await readdir(this.dir).catch(() => []);
    if (names.length <= 500 + 4 * this.used.size) return;
    await Promise.all(
      names
        .filter((name) => !this.used.has(name))
        .map((name) => rm(join(this.dir, name), { force: true })),
    );
  }
}
