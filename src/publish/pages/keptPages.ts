import { hash } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A page as a build drew it. */
export interface KeptPage {
  html: Buffer;
  /** What `searchMark` gave for it. */
  mark: string | null;
}

/** Where a page lies in the file; `hash` is that of its bytes. */
interface Place {
  at: number;
  length: number;
  hash: string;
  mark: string | null;
}

/** The file ends in the hash of its table and where that begins. */
const TRAILER = 64 + 16;
const CHUNK = 1 << 20;
const MONTH = 30 * 86_400_000;

/**
 * The drawn pages of a portal between builds, each under the key of all that it shows: one file, since a thousand small ones take
 * a disk longer than drawing takes. A build reads the file of the one before and writes its own (`PagesToKeep`), which takes its
 * place at the end. It may be deleted at any time: a page carries its hash, and one that does not match is drawn again.
 */
export class KeptPages {
  private readonly file: FileHandle | null;
  private readonly known: ReadonlyMap<string, Place>;

  private constructor(file: FileHandle | null, known: ReadonlyMap<string, Place>) {
    this.file = file;
    this.known = known;
  }

  /** The pages of the portal with this name, one of several in a folder. */
  static async open(dir: string, name: string): Promise<KeptPages> {
    const file = await open(join(dir, name)).catch(() => null);
    return new KeptPages(file, await tableOf(file));
  }

  async get(key: string): Promise<KeptPage | null> {
    const place = this.known.get(digest(key));
    if (place === undefined || this.file === null) return null;
    const html = await bytes(this.file, place.at, place.length);
    return html !== null && digest(html) === place.hash ? { html, mark: place.mark } : null;
  }

  async close(): Promise<void> {
    await this.file?.close();
  }
}

/** The pages that a build keeps for the next one. */
export class PagesToKeep {
  private readonly file: string;
  private readonly beside: string;
  private readonly places = new Map<string, Place>();
  /** Null as soon as it cannot be written: a cache costs time, never the build. */
  private next: FileHandle | null;
  private written = 0;
  private waiting: Buffer[] = [];
  private waitingBytes = 0;

  private constructor(file: string, beside: string, next: FileHandle | null) {
    this.file = file;
    this.beside = beside;
    this.next = next;
  }

  static async open(dir: string, name: string): Promise<PagesToKeep> {
    const file = join(dir, name);
    const beside = `${file}.${process.pid}.tmp`;
    await mkdir(dir, { recursive: true }).catch(() => undefined);
    await clearUnused(dir);
    return new PagesToKeep(file, beside, await open(beside, 'w').catch(() => null));
  }

  async put(key: string, { html, mark }: KeptPage): Promise<void> {
    this.places.set(digest(key), {
      at: this.written + this.waitingBytes,
      length: html.length,
      hash: digest(html),
      mark,
    });
    await this.append(html);
  }

  /**
   * Puts what this build kept in the place of what the one before did, which is no longer open then; a build that is not whole
   * leaves that as it was.
   */
  async close(isWhole: boolean): Promise<void> {
    if (isWhole) await this.seal();
    const isWritten = this.next !== null;
    await this.next?.close();
    if (isWhole && isWritten) await rename(this.beside, this.file).catch(() => undefined);
    await rm(this.beside, { force: true }).catch(() => undefined);
  }

  private async seal(): Promise<void> {
    const table = Buffer.from(JSON.stringify([...this.places]));
    const begins = this.written + this.waitingBytes;
    await this.append(table, Buffer.from(digest(table) + String(begins).padStart(16, '0')));
    await this.flush();
  }

  private async append(...parts: Buffer[]): Promise<void> {
    for (const part of parts) {
      this.waiting.push(part);
      this.waitingBytes += part.length;
    }
    if (this.waitingBytes >= CHUNK) await this.flush();
  }

  private async flush(): Promise<void> {
    const parts = this.waiting;
    this.waiting = [];
    this.written += this.waitingBytes;
    this.waitingBytes = 0;
    try {
      await this.next?.appendFile(Buffer.concat(parts));
    } catch {
      await this.next?.close();
      this.next = null;
    }
  }
}

async function tableOf(file: FileHandle | null): Promise<ReadonlyMap<string, Place>> {
  const size = (await file?.stat())?.size ?? 0;
  const trailer = file && (await bytes(file, size - TRAILER, TRAILER));
  if (!file || !trailer) return new Map();
  const begins = Number(trailer.toString('latin1', 64));
  const table = await bytes(file, begins, size - TRAILER - begins);
  return table !== null && digest(table) === trailer.toString('latin1', 0, 64)
    ? new Map(JSON.parse(table.toString('utf8')) as [string, Place][])
    : new Map();
}

/** Part of a file; null where it has no such part. */
async function bytes(file: FileHandle, at: number, length: number): Promise<Buffer | null> {
  if (!(at >= 0 && length >= 0)) return null;
  const read = await file.read(Buffer.allocUnsafe(length), 0, length, at).catch(() => null);
  return read?.bytesRead === length ? read.buffer : null;
}

/** Removes the pages of portals that no build made for a month, and what killed builds left. */
async function clearUnused(dir: string): Promise<void> {
  for (const name of await readdir(dir).catch(() => [])) {
    const used = (await stat(join(dir, name)).catch(() => null))?.mtimeMs ?? Date.now();
    if (used < Date.now() - (name.endsWith('.tmp') ? MONTH / 30 : MONTH))
      await rm(join(dir, name), { recursive: true, force: true });
  }
}

function digest(content: string | Uint8Array): string {
  return hash('sha256', content);
}
