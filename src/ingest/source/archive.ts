import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { matchesGlob } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createZstdDecompress, type Gunzip, type ZstdDecompress } from 'node:zlib';
import { Unzip, UnzipInflate, unzipSync } from 'fflate';
import { BadSource, MAX_EXPANDED, megabytes } from './part.ts';

/** Systems leave these beside the data: folders, macOS forks, hidden files. */
const CLUTTER = /(^|\/)(__MACOSX\/|\.(?!\.?\/)|$)/;
const MAX_MEMBERS = 10_000;
/** Deflate cannot do more than 1,032 to 1; a table compresses some 5 to 50 times. */
const BOMB_RATIO = 500;
const BOMB_FROM = 32 * 2 ** 20;

/** The bytes inside a gzip file, several members included; at most MAX_EXPANDED of them. */
export function gunzip(bytes: Uint8Array): Promise<Uint8Array> {
  return decompressed(bytes, createGunzip({ chunkSize: 2 ** 18 }), 'gzip');
}

/** The bytes inside a zstd file; at most MAX_EXPANDED of them. */
export function unzstd(bytes: Uint8Array): Promise<Uint8Array> {
  return decompressed(bytes, createZstdDecompress({ chunkSize: 2 ** 18 }), 'zstd');
}

async function decompressed(
  bytes: Uint8Array,
  stream: Gunzip | ZstdDecompress,
  kind: string,
): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  const bound = new Bound(bytes.length);
  stream.end(bytes);
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      bound.add(chunk.length, stream.bytesWritten);
      chunks.push(chunk);
    }
  } catch (error) {
    stream.destroy();
    if (error instanceof BadSource) throw error;
    throw damaged(kind, error);
  }
  return Buffer.concat(chunks);
}

/** Most bytes that a gzip file may expand to on disk, where its rows are counted in passing. */
const MAX_ON_DISK = 8 * 2 ** 30;

/** Expands a gzip file beside, in as much memory as a piece of it takes. */
export async function gunzipFile(from: string, to: string): Promise<void> {
  const { size } = await stat(from);
  const bound = new Bound(size, MAX_ON_DISK);
  const expanding = createGunzip({ chunkSize: 2 ** 18 });
  const count = async function* (chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      bound.add(chunk.length, expanding.bytesWritten);
      yield chunk;
    }
  };
  try {
    await pipeline(
      createReadStream(from, { highWaterMark: 2 ** 18 }),
      expanding,
      count,
      createWriteStream(to),
    );
  } catch (error) {
    if (error instanceof BadSource) throw error;
    throw damaged('gzip', error);
  }
}

export interface Member {
  name: string;
  bytes: Uint8Array;
}

/** The tables inside a zip file, by name; together at most MAX_EXPANDED bytes. `wanted` is a glob over their names. */
export function unzip(
  bytes: Uint8Array,
  wanted: string | undefined,
  isTable: (name: string) => boolean,
): { members: Member[]; leftOut: string[] } {
  const listed = list(bytes);
  const isWanted = (name: string) =>
    !CLUTTER.test(name) && (wanted === undefined ? isTable(name) : matchesGlob(name, wanted));
  const names = new Map(
    listed.filter((entry) => isWanted(entry.name)).map((entry) => [entry.name, entry.originalSize]),
  );
  const leftOut = listed
    .map((entry) => entry.name)
    .filter((name) => !names.has(name) && !CLUTTER.test(name));
  if (names.size === 0)
    throw new BadSource(
      'export/empty-archive',
      `the archive holds no table${wanted === undefined ? '' : ` that fits "${wanted}"`}; it holds ${
        listed
          .slice(0, 8)
          .map((entry) => entry.name)
          .join(', ') || 'nothing'
      }`,
      'the archive holds no table',
      'put the CSV into the archive, or correct trilens.members',
      wanted ?? '.csv, .tsv, .txt, .xlsx, .parquet',
    );
  const members = inflate(bytes, (name) => names.has(name));
  for (const [name, size] of names) {
    if (members.find((member) => member.name === name)?.bytes.length !== size)
      throw new BadSource(
        'export/damaged-archive',
        `${name} in the archive is damaged or encrypted`,
        'the archive is damaged or encrypted',
        'send it again, without a password',
      );
  }
  return { members: members.toSorted((a, b) => (a.name < b.name ? -1 : 1)), leftOut };
}

/** The names of the members of a zip file. */
export function memberNames(bytes: Uint8Array): string[] {
  return list(bytes).map(({ name }) => name);
}

/** Names and sizes from the directory at the end of a zip file; a file that was cut has none. */
function list(bytes: Uint8Array): { name: string; originalSize: number }[] {
  const found: { name: string; originalSize: number }[] = [];
  try {
    unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (found.length >= MAX_MEMBERS)
          throw new BadSource(
            'export/too-many-members',
            `the archive holds more than ${MAX_MEMBERS} files`,
            'the archive holds too many files',
            'pack only the tables',
          );
        found.push({ name, originalSize });
        return false;
      },
    });
  } catch (error) {
    if (error instanceof BadSource) throw error;
    throw damaged('zip', error);
  }
  return found;
}

/** Expands members piece by piece, so that what the directory claims about their size needs no trust. */
function inflate(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
  limit = MAX_EXPANDED,
): Member[] {
  const bound = new Bound(bytes.length, limit);
  let taken = 0;
  const members: Member[] = [];
  const unzipper = new Unzip((file) => {
    if (!wanted(file.name) || members.some((member) => member.name === file.name)) return;
    const chunks: Uint8Array[] = [];
    file.ondata = (error, chunk, final) => {
      if (error) throw error;
      bound.add(chunk.length, taken);
      chunks.push(chunk);
      if (final) members.push({ name: file.name, bytes: Buffer.concat(chunks) });
    };
    file.start();
  });
  unzipper.register(UnzipInflate);
  try {
    // Small pieces: a piece expands at once, and the bound is looked at in between.
    for (let from = 0; from < bytes.length; from = taken) {
      taken = Math.min(bytes.length, from + 65_536);
      unzipper.push(bytes.subarray(from, taken), taken === bytes.length);
    }
  } catch (error) {
    if (error instanceof BadSource) throw error;
    throw damaged('zip', error);
  }
  return members;
}

/** Counts what comes out and stops a bomb early. */
export class Bound {
  readonly #from: number;
  readonly #limit: number;
  #bytes = 0;
  constructor(from: number, limit = MAX_EXPANDED) {
    this.#from = from;
    this.#limit = limit;
  }
  /** So many more bytes came out, of so many that went in until here. */
  add(bytes: number, taken: number): void {
    this.#bytes += bytes;
    if (this.#bytes > this.#limit)
      throw new BadSource(
        'export/too-large',
        `it expands from ${megabytes(this.#from)} to more than ${megabytes(this.#limit)}, the most that is read`,
        'the file expands to more than is read',
        'split the dump into several files and name them with a glob, or let a database sum it: trilens.sql',
      );
    if (this.#bytes > BOMB_FROM && this.#bytes > taken * BOMB_RATIO)
      throw new BadSource(
        'export/compression-bomb',
        `it expands to more than ${BOMB_RATIO} times its size, as no table does`,
        'the file expands as no table does',
        'pack the dump again; if it is right, send it uncompressed',
      );
  }
}

function damaged(kind: string, error: unknown): BadSource {
  return new BadSource(
    'export/damaged-archive',
    `this ${kind} file is damaged or was cut off: ${error instanceof Error ? error.message : String(error)}`,
    `the ${kind} file is damaged or was cut off`,
    'send it again',
  );
}
