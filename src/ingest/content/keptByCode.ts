import { hash } from 'node:crypto';
import { codeHash } from '#ingest/codeHash.ts';
import { isJson, readSealed, writeSealed } from '#ingest/sealedFile.ts';

interface Held<T> {
  /** Of the code that made them. */
  code: string;
  entries: Record<string, T>;
}

/** What an earlier run of the same code read, each under the hash of what it was read from, in one file that may be deleted at any time. */
export class KeptByCode<T> {
  private readonly file: string;
  private readonly used: Record<string, T> = {};
  private held: Promise<Held<T>> | undefined;
  private changed = false;

  constructor(file: string) {
    this.file = file;
  }

  async get(from: string): Promise<T | null> {
    const name = hash('sha256', from);
    const known = (await this.before()).entries[name];
    if (known === undefined) return null;
    this.used[name] = known;
    return known;
  }

  /** Keeps what JSON gives back as it was. */
  put(from: string, made: T): void {
    if (!isJson(made)) return;
    this.used[hash('sha256', from)] = made;
    this.changed = true;
  }

  /** Writes what this run used; a cache that cannot be written costs time, never the build. */
  async close(): Promise<void> {
    if (this.held === undefined) return;
    const { code, entries } = await this.held;
    if (!this.changed && Object.keys(this.used).length === Object.keys(entries).length) return;
    const held: Held<T> = { code, entries: this.used };
    await writeSealed(this.file, held).catch(() => undefined);
  }

  /** Read when the first is asked for: a portfolio may have none. */
  private before(): Promise<Held<T>> {
    this.held ??= Promise.all([codeHash(), readSealed(this.file) as Promise<Held<T> | null>]).then(
      ([code, held]) => (held?.code === code ? held : { code, entries: {} }),
    );
    return this.held;
  }
}
