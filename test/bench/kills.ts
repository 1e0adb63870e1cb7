import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { BAD_DISKS, type BadDisk, badNight } from './badDisks.ts';
import {
  commandOf,
  ended,
  killedAfter,
  type Site,
  siteWithTimer,
  start,
  type Verb,
  VERBS,
} from './killSite.ts';
import { random } from './random.ts';

/** What a run of kills found. */
export interface Kills {
  /** Ended by a signal, by verb. */
  killed: Partial<Record<Verb, number>>;
  /** Had ended by themselves when the signal came. */
  late: number;
  /** Nights with a full or a read-only disk for the cache or for the releases, by kind; none where nobody may mount one. */
  badDisks: Partial<Record<BadDisk, number>>;
  /** Nights that were left to run to their end: each must publish. */
  nights: number;
  /** Times that a reader looked. */
  looks: number;
  faults: string[];
}

/** After so many turns comes a night with a bad disk, and one that must publish. */
const BETWEEN = { short: 5, long: 10 };

interface Bounds {
  /** No turn begins after so many seconds. */
  seconds?: number;
  say?: (line: string) => void;
}

/**
 * Kills builds, freezes, publishes, rollbacks and nights at random moments, with nights on a full or read-only disk between.
 * A reader looks at `current` all the while, and after every few a night must publish.
 */
export async function kills(
  count: number,
  { seconds = Number.POSITIVE_INFINITY, say = () => {} }: Bounds = {},
): Promise<Kills> {
  const end = performance.now() + seconds * 1000;
  const every = count > 50 ? BETWEEN.long : BETWEEN.short;
  const result: Kills = { killed: {}, late: 0, badDisks: {}, nights: 0, looks: 0, faults: [] };
  const site = await siteWithTimer();
  const chance = random(count);
  const lasts: Partial<Record<Verb, number>> = {};
  try {
    await mustPublish(site, result, 0);
    for (const verb of VERBS) {
      const began = performance.now();
      await ended(start(commandOf(verb, site), site));
      lasts[verb] = performance.now() - began;
    }
    const reader = watch(site, result);
    for (let turn = 1; killedOf(result) < count && turn <= 3 * count; turn++) {
      const isLast = performance.now() > end;
      const verb = VERBS[turn % VERBS.length] ?? 'build';
      await changeData(site, turn);
      const began = performance.now();
      const child = start(commandOf(verb, site), site);
      if (await killedAfter(child, chance() * (lasts[verb] ?? 1000)))
        result.killed[verb] = (result.killed[verb] ?? 0) + 1;
      else {
        result.late++;
        lasts[verb] = performance.now() - began;
      }
      if (turn % every === 0 || isLast || killedOf(result) === count) {
        await badNight(site, BAD_DISKS[(turn / every) % BAD_DISKS.length] ?? 'full cache', result);
        await mustPublish(site, result, turn);
        say(`${killedOf(result)} of ${count}: ${JSON.stringify(result)}`);
      }
      if (isLast) break;
    }
    await reader.end();
    result.faults.push(...(await leftovers(site)));
    return result;
  } finally {
    if (site.hasDisk) execFileSync('umount', ['-l', site.to]);
    await rm(site.dir, { recursive: true, force: true });
  }
}

function killedOf({ killed }: Kills): number {
  return Object.values(killed).reduce((sum, times) => sum + times, 0);
}

/** Another number every time, so that there is something to publish. */
async function changeData({ dir }: Site, turn: number): Promise<void> {
  const file = join(dir, 'data/stops.csv');
  const text = await readFile(file, 'utf8');
  const hours = (33 + (turn % 40) / 100).toFixed(2);
  await writeFile(file, text.replace(/^(2026-10-26,N01),[^,]+/m, `$1,${hours}`));
}

async function mustPublish(site: Site, result: Kills, turn: number): Promise<void> {
  const { code, log } = await ended(start(commandOf('nightly', site), site));
  result.nights++;
  if (code !== 0 && code !== 2)
    result.faults.push(`after ${turn}: the night ended with ${code}: ${log}`);
}

/** Looks at what is served until it is told to end: some files of it, each of the one release that `current` names. */
function watch({ to }: Site, result: Kills): { end: () => Promise<void> } {
  let isOver = false;
  const looking = (async () => {
    while (!isOver) {
      result.looks++;
      const fault = await look(to, result.looks);
      if (fault !== null) result.faults.push(fault);
      await new Promise((wait) => setTimeout(wait, 50));
    }
  })();
  return {
    end: async () => {
      isOver = true;
      await looking;
    },
  };
}

async function look(to: string, turn: number): Promise<string | null> {
  const link = await readlink(join(to, 'current')).catch(() => null);
  if (link === null) return `look ${turn}: current is not there`;
  const manifest = await readFile(join(to, `${link}.json`), 'utf8').catch(() => null);
  // It may have been moved on and removed between two steps of this look; then the next one counts.
  const moved = async () => (await readlink(join(to, 'current')).catch(() => null)) !== link;
  if (manifest === null) return (await moved()) ? null : `look ${turn}: ${link} has no manifest`;
  const { files } = JSON.parse(manifest) as { files: Record<string, string> };
  const names = Object.keys(files);
  for (let at = turn % 37; at < names.length; at += 37) {
    const name = names[at] as string;
    const bytes = await readFile(join(to, link, name)).catch(() => null);
    const same = bytes && createHash('sha256').update(bytes).digest('hex') === files[name];
    if (!same && !(await moved()))
      return `look ${turn}: ${link}/${name} is missing or of another build`;
  }
  return null;
}

/** What is left of killed runs after the last night. */
async function leftovers({ dir, to }: Site): Promise<string[]> {
  const found = [
    ...(await readdir(dir)),
    ...(await readdir(to)),
    ...(await readdir(join(to, 'releases'))),
    ...(await readdir(join(dir, '.trilens'), { recursive: true })),
  ];
  return found
    .filter((name) =>
      /\.new-\d+$|\.tmp$|(^|\/)(site|build|writable)-\d+|^\.(arriving|current|previous)-/.test(
        name,
      ),
    )
    .map((name) => `left over: ${name}`);
}

if (import.meta.main) {
  const [count = '300', seconds = 'Infinity'] = process.argv.slice(2);
  const result = await kills(Number(count), {
    seconds: Number(seconds),
    say: (line) => console.log(line),
  });
  console.log(JSON.stringify(result, null, 1));
  process.exitCode = result.faults.length > 0 ? 1 : 0;
}
