import { hash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize } from 'node:v8';
import type { PlacedResource } from '#ingest/contract/contract.ts';
import { replaceFile } from '#ingest/sealedFile.ts';
import type { Wanted } from '#ingest/tally/count.ts';
import { calendar } from '#model/time/calendar.ts';
import type { Site } from '#model/record/site.ts';
import type { PartState } from './streamPart.ts';

/** Raised whenever the same bytes would be counted differently. */
const VERSION = 3;

const folder = (cacheDir: string, name: string) => join(cacheDir, 'counted', name);

/** Name of what is kept of a file: by where it lies, the contract, what was asked of it, and the sites. */
export function countKey(
  path: string,
  entry: PlacedResource,
  { digest, families, pairs, lasting }: Wanted,
  sites: readonly Site[],
): string {
  const { line: _, column: __, ...contract } = entry;
  const asked = [digest, ...families].map(({ key, numbers, filled, lists, dayStarts }) => [
    key,
    dayStarts,
    numbers,
    filled,
    lists,
  ]);
  return hash(
    'sha256',
    JSON.stringify([
      VERSION,
      process.version,
      path,
      contract,
      asked,
      pairs,
      lasting,
      sites,
      calendar(),
    ]),
  ).slice(0, 32);
}

/** What was counted of a file; null where nothing is kept, or what is kept is damaged. */
export async function readCount(
  cacheDir: string,
  name: string,
  key: string,
): Promise<PartState | null> {
  const bytes = await readFile(join(folder(cacheDir, name), key)).catch(() => null);
  if (!bytes || bytes.length < 32 || !bytes.subarray(0, 32).equals(seal(bytes.subarray(32))))
    return null;
  const state = deserialize(bytes.subarray(32)) as PartState;
  return state.version === 1 ? state : null;
}

export async function writeCount(
  cacheDir: string,
  name: string,
  key: string,
  state: Buffer,
): Promise<void> {
  await replaceFile(join(folder(cacheDir, name), key), Buffer.concat([seal(state), state]));
}

/** Removes what is kept of files and contracts that are no more. */
export async function dropOtherCounts(
  cacheDir: string,
  name: string,
  keys: readonly string[],
): Promise<void> {
  for (const file of await readdir(folder(cacheDir, name)).catch(() => [] as string[])) {
    if (!keys.some((key) => file.startsWith(key)))
      await rm(join(folder(cacheDir, name), file), { force: true });
  }
}

function seal(bytes: Buffer): Buffer {
  return hash('sha256', bytes, 'buffer');
}
