import { join } from 'node:path';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Snapshot } from '#model/record/snapshot.ts';
import { nextSnapshot } from '#model/report/nextSnapshot.ts';
import { readSealed, writeSealed } from '#ingest/sealedFile.ts';

/** What the build before saw; what this one sees is kept in its place. Without a cache nothing is known, and nothing is found. What is only tried out is not kept. */
export async function snapshot(
  cacheDir: string,
  content: Pick<Portfolio, 'goals' | 'metrics'>,
  keep = true,
): Promise<Snapshot | null> {
  const file = join(cacheDir, 'records.json');
  const held = (await readSealed(file)) as Snapshot | null;
  const before = held?.version === 2 ? held : null;
  const next = nextSnapshot(before, content);
  if (keep && JSON.stringify(next) !== JSON.stringify(before)) await writeSealed(file, next);
  return before;
}
