import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Origin } from '#ingest/export/dump.ts';
import { gunzipFile } from '#ingest/source/archive.ts';
import { BadSource } from '#ingest/source/part.ts';
import { beginning } from '#ingest/source/bytes.ts';

/** A source as plain bytes; `packed` is the gzip file that they came in. */
export interface ExpandedOrigin extends Origin {
  packed?: { files: string[]; bytes: number; sha256: string };
}

/** A table in gzip is some eight times as large when it is expanded. */
const USUAL_RATIO = 8;

const isGzip = ({ stored }: Origin) =>
  stored !== null && stored.files.length === 1 && beginning(stored, 2).toString('hex') === '1f8b';

/** How large the files are in all, as far as one can tell; nothing where one is no file. */
export function sizeOf(origins: readonly Origin[]): number {
  if (origins.some(({ stored }) => stored === null)) return -1;
  return origins.reduce(
    (sum, origin) => sum + (origin.stored?.size ?? 0) * (isGzip(origin) ? USUAL_RATIO : 1),
    0,
  );
}

/** Expands gzip files beside the cache, by their hash, and drops those that are no more; null where one cannot be expanded. */
export async function expandAll(
  origins: readonly Origin[],
  folder: string,
): Promise<ExpandedOrigin[] | null> {
  const expanded: ExpandedOrigin[] = [];
  const needed = new Set<string>();
  for (const origin of origins) {
    const [from] = origin.stored?.files ?? [];
    if (from === undefined || !isGzip(origin)) {
      expanded.push(origin);
      continue;
    }
    const hash = createHash('sha256');
    await pipeline(createReadStream(from, { highWaterMark: 2 ** 20 }), hash, { end: true });
    const sha256 = hash.digest('hex');
    const file = join(folder, sha256);
    needed.add(sha256);
    await mkdir(folder, { recursive: true });
    try {
      // Always again: what lies there from before is not trusted.
      await gunzipFile(from, file);
    } catch (error) {
      await rm(file, { force: true });
      // Reading it whole says what is wrong with it.
      if (error instanceof BadSource) return null;
      throw error;
    }
    expanded.push({
      ...origin,
      stored: { files: [file], size: (await stat(file)).size },
      packed: { files: [from], bytes: origin.stored?.size ?? 0, sha256 },
    });
  }
  for (const name of await readdir(folder).catch(() => [] as string[]))
    if (!needed.has(name)) await rm(join(folder, name), { force: true });
  return expanded;
}
