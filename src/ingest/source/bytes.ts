import { closeSync, openSync, readSync } from 'node:fs';

/** Bytes that lie in one file or in several that follow each other. */
export interface StoredBytes {
  files: string[];
  size: number;
}

/** Reads on from a place, piece by piece. */
export class ByteReader {
  readonly #files: string[];
  #handle: number | null = null;
  #at = 0;

  constructor(stored: StoredBytes) {
    this.#files = [...stored.files];
  }

  /** Fills a buffer from a place on as far as there are bytes; 0 at the end. */
  fill(buffer: Buffer, offset: number): number {
    let filled = 0;
    while (offset + filled < buffer.length) {
      if (this.#handle === null && !this.#next()) break;
      const read = readSync(
        this.#handle!,
        buffer,
        offset + filled,
        buffer.length - offset - filled,
        this.#at,
      );
      if (read === 0) this.close();
      this.#at += read;
      filled += read;
    }
    return filled;
  }

  close(): void {
    if (this.#handle !== null) closeSync(this.#handle);
    this.#handle = null;
  }

  #next(): boolean {
    const path = this.#files.shift();
    if (path === undefined) return false;
    this.#handle = openSync(path, 'r');
    this.#at = 0;
    return true;
  }
}

/** The first bytes. */
export function beginning(stored: StoredBytes, length: number): Buffer {
  const buffer = Buffer.alloc(Math.min(length, stored.size));
  const reader = new ByteReader(stored);
  try {
    return buffer.subarray(0, reader.fill(buffer, 0));
  } finally {
    reader.close();
  }
}
