import { hash } from 'node:crypto';
import { join } from 'node:path';
import { codeHash } from './codeHash.ts';
import type { Body } from './mdxBody.ts';
import { readSealed, writeSealed } from './sealedFile.ts';

/** What an MDX file without a problem was read as: its front matter as data, and its body. */
export interface KnownText {
  data: unknown;
  body: Body;
}

interface Held {
  /** Of the code that read them. */
  code: string;
  texts: Record<string, KnownText>;
}

/** MDX files as an earlier run read them, each under the hash of its text: to read one again takes as long as to draw it. */
export class ContentCache {
  private readonly file: string;
  private readonly code: string;
  private readonly before: Held['texts'];
  private readonly texts: Held['texts'] = {};
  private changed = false;

  private constructor(file: string, code: string, before: Held['texts']) {
    this.file = file;
    this.code = code;
    this.before = before;
  }

  static async open(cacheDir: string): Promise<ContentCache> {
    const file = join(cacheDir, 'content.json');
    const [code, held] = await Promise.all([codeHash(), readSealed(file) as Promise<Held | null>]);
    return new ContentCache(file, code, held?.code === code ? held.texts : {});
  }

  get(text: string): KnownText | null {
    const name = nameOf(text);
    const known = this.before[name];
    if (known === undefined) return null;
    this.texts[name] = known;
    return known;
  }

  /** Keeps what JSON gives back as it was. */
  put(text: string, known: KnownText): void {
    if (!isJson(known)) return;
    this.texts[nameOf(text)] = known;
    this.changed = true;
  }

  /** Writes what this run used; a cache that cannot be written costs time, never the build. */
  async close(): Promise<void> {
    if (!this.changed && Object.keys(this.texts).length === Object.keys(this.before).length) return;
    await writeSealed(this.file, { code: this.code, texts: this.texts } satisfies Held).catch(() => undefined);
  }
}

function nameOf(text: string): string {
  return hash('sha256', text);
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const plain = [Object.prototype, null].includes(Object.getPrototypeOf(value));
  return plain && Object.entries(value).every(([name, member]) => name !== '__proto__' && isJson(member));
}
