import { join } from 'node:path';
import type { Doubt, RestatedValue } from '#model/record/export.ts';
import type { Digest } from '#ingest/export/digest.ts';
import { reach } from './lastNight.ts';
import { MAX_LISTED, restatedValues } from './restatement.ts';
import { readSealed, writeSealed } from '#ingest/sealedFile.ts';

/** A good dump in brief, and what it was read by. */
export interface Good {
  /** Hash of the files and of the contract that they were read by. */
  key: string;
  /** Hash of the contract alone, and of the sites: under another one the same file is another table. */
  contract: string;
  /** Column that dates its rows. */
  dated: string | null;
  digest: Digest;
}

/** A rewritten past that somebody stands for. */
export interface Accepted {
  words: string;
  by: string;
  until: string;
  reason: string;
}

/** What is kept of an export's last good dump, to compare the next with. */
export interface History extends Good {
  version: 2;
  /** Changes of the past that were seen, the newest first. */
  restated: RestatedValue[];
  /** What was doubtful about that dump beside the one before it. */
  doubts: Doubt[];
  /** Days that the longest good dump reached over: a window may move, and must not shrink night by night. */
  longest: number;
  /** The newest rewriting that was accepted. */
  accepted: Accepted | null;
}

const fileOf = (cacheDir: string, name: string) => join(cacheDir, 'history', `${name}.json`);

export async function readHistory(cacheDir: string, name: string): Promise<History | null> {
  const held = (await readSealed(fileOf(cacheDir, name))) as History | null;
  return held?.version === 2 ? held : null;
}

export async function writeHistory(
  cacheDir: string,
  name: string,
  history: History,
): Promise<void> {
  await writeSealed(fileOf(cacheDir, name), history);
}

/** The history with a new good dump in it. The same dump again changes nothing, so that a build can be repeated. */
export function continued(
  previous: History | null,
  good: Good,
  accepted: Accepted | null,
): History {
  const { digest } = good;
  const longest = reach(digest);
  if (previous?.key === good.key) return previous;
  // Rows that are dated by another column are other days, and no change of the same.
  if (!previous || previous.dated !== good.dated)
    return { version: 2, ...good, restated: [], doubts: [], longest, accepted };
  const restated = [
    ...restatedValues(previous.digest, digest, digest.newestVintage ?? digest.newest),
    ...previous.restated,
  ].slice(0, MAX_LISTED);
  const few = previous.digest.rows >= 20 && digest.rows < previous.digest.rows / 2;
  return {
    version: 2,
    ...good,
    restated,
    // Whoever accepts a shorter past accepts the length that it has from then on.
    longest: accepted ? longest : Math.max(longest, previous.longest),
    accepted: accepted ?? previous.accepted,
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
