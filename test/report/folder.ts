import { cp, mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, trilens } from '../cli/trilens.ts';

const REPORT = `---
title: Stops in October
summary: Fewer stops at one plant, as many as before at the other.
period: 2026-10
kind: monthly
asOf: 2026-11-01
status: published
authors: ["Programme office"]
highlights: ["North stops less."]
decisionsNeeded: ["Pass the gate in December?"]
---

The plants stood still for <Metric id="unplanned-stops" /> of their hours.

<Answers />

<Chart metric="unplanned-stops" by="site" />

<Changes />

<Goals />
`;

/** A small portfolio with one report, in a folder of its own. */
export interface Folder {
  dir: string;
  run: (verb: string, ...args: string[]) => Promise<{ code: number; out: string; err: string }>;
  build: (...args: string[]) => Promise<{ code: number; out: string; err: string }>;
  read: (path: string) => Promise<string>;
  write: (path: string, text: string) => Promise<void>;
  /** Changes the export: a week's stop hours at a plant. */
  restate: (week: string, plant: string, hours: string) => Promise<void>;
}

export async function reportFolder(): Promise<Folder> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-report-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  const sources = [
    '--content',
    join(dir, 'content'),
    '--data',
    join(dir, 'data'),
    '--cache',
    join(dir, 'cache'),
  ];
  const folder: Folder = {
    dir,
    run: (verb, ...args) =>
      trilens([...verb.split(' '), ...args, ...sources], {
        env: { TRILENS_TEAMS_URL: '', TRILENS_SLACK_URL: '' },
      }),
    build: (...args) =>
      folder.run('build', '--out', join(dir, 'dist'), '--fail-on', 'never', ...args),
    read: (path) => readFile(join(dir, path), 'utf8'),
    write: (path, text) => writeFile(join(dir, path), text),
    async restate(week, plant, hours) {
      const text = await folder.read('data/stops.csv');
      const changed = text.replace(
        new RegExp(`^${week},${plant},[^,]+`, 'm'),
        `${week},${plant},${hours}`,
      );
      if (changed === text) throw new Error(`no row of ${week} at ${plant}`);
      await folder.write('data/stops.csv', changed);
    },
  };
  await mkdir(join(dir, 'content/reports'), { recursive: true });
  await folder.write('content/reports/2026-10.mdx', REPORT);
  return folder;
}
