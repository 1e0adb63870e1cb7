import { hash } from 'node:crypto';
import { join } from 'node:path';
import { codeHash } from '#ingest/codeHash.ts';
import type { Body } from '#ingest/mdx/body.ts';
import { isJson, readSealed, writeSealed } from '#ingest/sealedFile.ts';

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
  private readonly texts: Held['texts'] = {};
  private held: Promise<Held> | undefined;
  private changed = false;

  constructor(cacheDir: string) {
    this.file = join(cacheDir, 'content.json');
  }

  async get(text: string): Promise<KnownText | null> {
    const name = nameOf(text);
    const known = (await this.before()).texts[name];
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
    if (this.held === undefined) return;
    const { code, texts } = await this.held;
    if (!this.changed && Object.keys(this.texts).length === Object.keys(texts).length) return;
    await writeSealed(this.file, { code, texts: this.texts } satisfies Held).catch(() => undefined);
  }

  /** What an earlier run of the same code kept. Read when the first text is asked for: a portfolio may have none. */
  private before(): Promise<Held> {
    this.held ??= Promise.all([codeHash(), readSealed(this.file) as Promise<Held | null>]).then(
      ([code, held]) => (held?.code === code ? held : { code, texts: {} }),
    );
    return this.held;
  }
}

function nameOf(text: string): string {
  return hash('sha256', text);
}
