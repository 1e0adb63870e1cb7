import { join } from 'node:path';
import type { Doubt, RestatedValue } from '#model/record/export.ts';
import type { Digest } from './digest.ts';
import { MAX_LISTED, restatedValues } from './restatement.ts';
import { readSealed, writeSealed } from '#ingest/sealedFile.ts';

/** What is kept of an export's last good dump, to compare the next with. */
export interface History {
  version: 1;
  /** Hash of the files and of the contract that they were read by. */
  key: string;
  digest: Digest;
  /** Changes of the past that were seen, the newest first. */
  restated: RestatedValue[];
  /** What was doubtful about that dump beside the one before it. */
  doubts: Doubt[];
}

const fileOf = (cacheDir: string, name: string) => join(cacheDir, 'history', `${name}.json`);

export async function readHistory(cacheDir: string, name: string): Promise<History | null> {
  const held = (await readSealed(fileOf(cacheDir, name))) as History | null;
  return held?.version === 1 ? held : null;
}

export async function writeHistory(
  cacheDir: string,
  name: string,
  history: History,
): Promise<void> {
  await writeSealed(fileOf(cacheDir, name), history);
}

/** The history with a new good dump in it. The same dump again changes nothing, so that a build can be repeated. */
export function continued(previous: History | null, key: string, digest: Digest): History {
  if (!previous) return { version: 1, key, digest, restated: [], doubts: [] };
  if (previous.key === key) return previous;
  const restated = [
    ...restatedValues(previous.digest, digest, digest.newestVintage ?? digest.newest),
    ...previous.restated,
  ].slice(0, MAX_LISTED);
  const few = previous.digest.rows >= 20 && digest.rows < previous.digest.rows / 2;
  return {
    version: 1,
    key,
    digest,
    restated,
    doubts: few
      ? [
          {
            rule: 'export/row-count',
            sentence: `The dump holds ${digest.rows} rows; the one before held ${previous.digest.rows}.`,
          },
        ]
      : [],
  };
}

/** A dump that is much shorter than the last and ends earlier was cut on its way; null where it is as long as it should be. */
export function shortened(previous: History | null, digest: Digest): string | null {
  const was = previous?.digest;
  if (!was || was.newest === null || was.rows < 20 || digest.rows >= was.rows / 2) return null;
  return digest.newest === null || digest.newest < was.newest
    ? `the dump has ${digest.rows} rows up to ${digest.newest ?? 'no date'}; the last good one had ${was.rows} up to ${was.newest}`
    : null;
}
