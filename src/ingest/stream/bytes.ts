import { open, type FileHandle } from 'node:fs/promises';

/** Bytes that lie in one file or in several that follow each other. */
export interface StoredBytes {
  files: string[];
  size: number;
}

/** Reads on from a place, piece by piece. */
export class ByteReader {
  readonly #files: string[];
  #handle: FileHandle | null = null;
  #at = 0;
  #skip: number;

  constructor(stored: StoredBytes, from = 0) {
    this.#files = [...stored.files];
    this.#skip = from;
  }

  /** Fills a buffer from a place on as far as there are bytes; 0 at the end. */
  async fill(buffer: Buffer, offset: number): Promise<number> {
    let filled = 0;
    while (offset + filled < buffer.length) {
      this.#handle ??= await this.#next();
      if (!this.#handle) break;
      const { bytesRead } = await this.#handle.read(buffer, offset + filled, buffer.length - offset - filled, this.#at);
      if (bytesRead === 0) {
        await this.close();
        continue;
      }
      this.#at += bytesRead;
      filled += bytesRead;
    }
    return filled;
  }

  async close(): Promise<void> {
    await this.#handle?.close();
    this.#handle = null;
  }

  async #next(): Promise<FileHandle | null> {
    for (let path = this.#files.shift(); path !== undefined; path = this.#files.shift()) {
      const handle = await open(path);
      const { size } = await handle.stat();
      if (this.#skip < size || this.#skip === 0) {
        this.#at = this.#skip;
        this.#skip = 0;
        return handle;
      }
      this.#skip -= size;
      await handle.close();
    }
    return null;
  }
}

/** The first bytes. */
export async function beginning(stored: StoredBytes, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.min(length, stored.size));
  const reader = new ByteReader(stored);
  try {
    return buffer.subarray(0, await reader.fill(buffer, 0));
  } finally {
    await reader.close();
  }
}
