import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const hash = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 32);

/**
 * Texts that were made before, drawn charts or rendered pages, each under the hash of what it was made from. The folder may
 * be deleted at any time: an entry carries the hash of its own text, and one that does not match is made anew.
 */
export class CacheFolder {
  private readonly dir: string;
  private readonly used = new Set<string>();
  private readonly ahead = new Map<string, string>();
  private readonly writing: Promise<void>[] = [];
  private made: Promise<unknown> | undefined;

  constructor(dir: string) {
    this.dir = dir;
  }

  /** Reads everything at once, for those who will ask for most of it one by one. */
  async readAhead(): Promise<void> {
    const names = await readdir(this.dir).catch(() => []);
    await Promise.all(names.filter((name) => !name.includes('.')).map(async (name) => {
      const text = await this.read(name);
      if (text !== null) this.ahead.set(name, text);
    }));
  }

  async get(from: string): Promise<string | null> {
    const name = hash(from);
    this.used.add(name);
    return this.ahead.get(name) ?? this.read(name);
  }

  /** As `put`, without waiting for the disk; `settled` does. */
  putLater(from: string, text: string): void {
    this.writing.push(this.put(from, text));
  }

  async settled(): Promise<void> {
    await Promise.all(this.writing.splice(0));
  }

  private async read(name: string): Promise<string | null> {
    const kept = await readFile(join(this.dir, name), 'utf8').catch(() => null);
    if (kept === null) return null;
    const text = kept.slice(33);
    return kept.slice(0, 32) === hash(text) ? text : null;
  }

  async put(from: string, text: string): Promise<void> {
    this.made ??= mkdir(this.dir, { recursive: true }).catch(() => undefined);
    await this.made;
    const name = hash(from);
    const beside = join(this.dir, `${name}.${process.pid}`);
    // A cache that cannot be written costs time, never the build.
    await writeFile(beside, `${hash(text)}\n${text}`).then(() => rename(beside, join(this.dir, name))).catch(() => undefined);
  }

  /** Drops what this build did not use, once it is far more than what it used. */
  async prune(): Promise<void> {
    const names = await readdir(this.dir).catch(() => []);
    if (names.length <= 500 + 4 * this.used.size) return;
    await Promise.all(names.filter((name) => !this.used.has(name)).map((name) => rm(join(this.dir, name), { force: true })));
  }
}
