import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import {
  constants,
  copyFile,
  mkdir,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { PlacedResource } from '#ingest/contract/contract.ts';
import type { Origin, Prefix, KeepableSource } from '#ingest/export/dump.ts';
import { readSealed, writeSealed } from '#ingest/sealedFile.ts';
import type { Source } from '#ingest/source/source.ts';

/** A source of a good dump: its bytes as they came, in pieces that follow each other. */
interface KeptSource extends Omit<Source, 'bytes'> {
  pieces: { name: string; bytes: number }[];
  /** How far all pieces but the last reach, where that is known. */
  prefix?: Prefix | undefined;
}

/** What is kept of a good dump: its bytes, by their hash, and the contract that they were read by. */
interface Kept {
  entry: PlacedResource;
  sources: KeptSource[];
}

/** The good dumps that are kept, the newest first. */
interface Manifest {
  version: 3;
  dumps: Kept[];
}

const manifest = (cacheDir: string, name: string) => join(cacheDir, 'last-good', `${name}.json`);
const store = (cacheDir: string, name: string) => join(cacheDir, 'last-good', name);
/** Good dumps that are kept, so that one that turns out to be bad or damaged does not leave nothing. */
const DUMPS = 3;
/** More pieces are put together again. */
const MOST_PIECES = 64;

/**
 * Remembers a good dump. Copying its files is quick, of a file that has grown only the new end is copied, and they are
 * parsed again only when a later dump is bad. The manifest comes last, so that a process killed in between leaves the
 * dump before it.
 */
export async function rememberGood(
  cacheDir: string,
  entry: PlacedResource,
  sources: readonly KeepableSource[],
): Promise<void> {
  const folder = store(cacheDir, entry.name);
  await mkdir(folder, { recursive: true });
  const earlier = await readKept(cacheDir, entry.name);
  const kept: Kept = { entry, sources: [] };
  for (const source of sources) {
    const held = earlier[0]?.sources.find(({ path }) => path === source.path);
    kept.sources.push(await keep(folder, source, held));
  }
  const others = earlier.filter((dump) => !sameBytes(dump, kept));
  const dumps = [kept, ...others].slice(0, DUMPS);
  await writeSealed(manifest(cacheDir, entry.name), { version: 3, dumps } satisfies Manifest);
  const needed = new Set(
    dumps.flatMap(({ sources: of }) => of.flatMap(({ pieces }) => pieces.map(({ name }) => name))),
  );
  for (const file of await readdir(folder))
    if (!needed.has(file)) await rm(join(folder, file), { force: true });
}

/** Keeps one source of a dump: one file in as few pieces as are new, and what came from several or from memory in one. */
async function keep(
  folder: string,
  source: KeepableSource,
  held: KeptSource | undefined,
): Promise<KeptSource> {
  const { kind, label, path, sha256 } = source;
  const about = { kind, label, path, sha256 };
  const only = 'from' in source && source.from.length === 1 ? source.from[0] : undefined;
  if (!('from' in source) || only === undefined) {
    const bytes =
      'bytes' in source
        ? source.bytes
        : Buffer.concat(await Promise.all(source.from.map((file) => readFile(file))));
    const piece = await put(folder, sha256, bytes.length, (beside) => writeFile(beside, bytes));
    return { ...about, pieces: [piece] };
  }
  const { prefix, resumed } = source;
  const { size } = await stat(only);
  const file = { folder, path: only, size, sha256 };
  const grown = await grownFrom(folder, held, resumed);
  if (grown && prefix && grown.pieces.length < MOST_PIECES)
    return { ...about, pieces: await grownPieces(file, grown, prefix), prefix };
  if (prefix && prefix.bytes > 0 && prefix.bytes < size)
    return { ...about, pieces: await twoPieces(file, prefix), prefix };
  const piece = await put(folder, sha256, size, (beside) =>
    copyFile(only, beside, constants.COPYFILE_FICLONE),
  );
  return { ...about, pieces: [piece] };
}

interface OneFile {
  /** Of what is kept. */
  folder: string;
  path: string;
  size: number;
  sha256: string;
}

/** The end of a file, behind what is known by its hash. */
const endOf = ({ folder, path, size, sha256 }: OneFile, { bytes }: Prefix) =>
  put(folder, `${sha256}.${bytes}`, size - bytes, (beside) => copyPart(path, bytes, size, beside));

/** The pieces of a file that has grown: those before, what they lack of the prefix, and the end. */
async function grownPieces(
  file: OneFile,
  grown: { pieces: KeptSource['pieces']; bytes: number },
  prefix: Prefix,
): Promise<KeptSource['pieces']> {
  const pieces = [...grown.pieces];
  if (prefix.bytes > grown.bytes)
    pieces.push(
      await put(
        file.folder,
        `${prefix.sha256}.${grown.bytes}`,
        prefix.bytes - grown.bytes,
        (beside) => copyPart(file.path, grown.bytes, prefix.bytes, beside),
      ),
    );
  return [...pieces, await endOf(file, prefix)];
}

async function twoPieces(file: OneFile, prefix: Prefix): Promise<KeptSource['pieces']> {
  const first = await put(file.folder, prefix.sha256, prefix.bytes, async (beside) => {
    await copyFile(file.path, beside, constants.COPYFILE_FICLONE);
    await truncate(beside, prefix.bytes);
  });
  return [first, await endOf(file, prefix)];
}

/** The sources of the last good dump that is kept whole, with the contract of that day; null where none is. */
export async function lastGood(
  cacheDir: string,
  name: string,
): Promise<{ entry: PlacedResource; origins: Origin[] } | null> {
  for (const kept of await readKept(cacheDir, name)) {
    const origins = await wholeOrigins(cacheDir, name, kept);
    if (origins) return { entry: kept.entry, origins };
  }
  return null;
}

async function wholeOrigins(cacheDir: string, name: string, kept: Kept): Promise<Origin[] | null> {
  const origins: Origin[] = [];
  for (const { pieces, prefix: _, ...about } of kept.sources) {
    const files = pieces.map((piece) => join(store(cacheDir, name), piece.name));
    const hash = createHash('sha256');
    for (const file of files) {
      if (!existsSync(file)) return null;
      await pipeline(createReadStream(file, { highWaterMark: 2 ** 20 }), hash, { end: false });
    }
    if (hash.digest('hex') !== about.sha256) return null;
    const size = pieces.reduce((sum, piece) => sum + piece.bytes, 0);
    origins.push({
      label: about.label,
      line: 1,
      path: about.path,
      stored: about.kind === 'file' ? { files, size } : null,
      sha256: about.sha256,
      read: async () => ({
        ...about,
        bytes: Buffer.concat(await Promise.all(files.map((file) => readFile(file)))),
      }),
    });
  }
  return origins;
}

async function readKept(cacheDir: string, name: string): Promise<Kept[]> {
  const held = (await readSealed(manifest(cacheDir, name))) as Manifest | null;
  return held?.version === 3 ? held.dumps : [];
}

function sameBytes(a: Kept, b: Kept): boolean {
  const bytes = ({ sources }: Kept) =>
    JSON.stringify(sources.map(({ path, sha256 }) => [path, sha256]));
  return bytes(a) === bytes(b);
}

/** The pieces of what is known to be the beginning of a source that has grown. */
async function grownFrom(
  folder: string,
  held: KeptSource | undefined,
  resumed: Prefix | null | undefined,
): Promise<{ pieces: KeptSource['pieces']; bytes: number } | null> {
  if (
    !held?.prefix ||
    !resumed ||
    held.prefix.sha256 !== resumed.sha256 ||
    held.prefix.bytes !== resumed.bytes
  )
    return null;
  const pieces = held.pieces.slice(0, -1);
  const areWhole = await Promise.all(
    pieces.map(
      async (piece) =>
        (await stat(join(folder, piece.name)).catch(() => null))?.size === piece.bytes,
    ),
  );
  return areWhole.every(Boolean) ? { pieces, bytes: resumed.bytes } : null;
}

async function put(
  folder: string,
  name: string,
  bytes: number,
  write: (beside: string) => Promise<void>,
): Promise<{ name: string; bytes: number }> {
  const file = join(folder, name);
  // One that is shorter or longer than it was is no longer what its name says.
  if ((await stat(file).catch(() => null))?.size !== bytes) {
    const beside = `${file}.${process.pid}.tmp`;
    await write(beside);
    await rename(beside, file);
  }
  return { name, bytes };
}

async function copyPart(from: string, start: number, end: number, to: string): Promise<void> {
  if (end <= start) return writeFile(to, '');
  await pipeline(
    createReadStream(from, { start, end: end - 1, highWaterMark: 2 ** 20 }),
    createWriteStream(to),
  );
}
