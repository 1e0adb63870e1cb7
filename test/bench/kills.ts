import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENV, ROOT } from '../cli/trilens.ts';
import { random } from './random.ts';

const VERBS = ['build', 'freeze', 'publish', 'rollback', 'nightly'] as const;
type Verb = (typeof VERBS)[number];
const MAIN = join(ROOT, 'src/cli/main.ts');

/** What a run of kills found. */
export interface Kills {
  /** Ended by a signal, by verb. */
  killed: Partial<Record<Verb, number>>;
  /** Had ended by themselves when the signal came. */
  late: number;
  /** Nights on a full or a read-only disk for the cache; none where nobody may mount one. */
  badDisks: number;
  /** Nights that were left to run to their end: each must publish. */
  nights: number;
  /** Times that a reader looked. */
  looks: number;
  faults: string[];
}

/** A user's folder with the files of a plain server. */
interface Site {
  dir: string;
  to: string;
}

/**
 * Kills builds, freezes, publishes, rollbacks and nights at random moments, with nights on a full or read-only disk between.
 * A reader looks at `current` all the while, and after every tenth kill a night must publish.
 */
export async function kills(count: number, say: (line: string) => void = () => {}): Promise<Kills> {
  const result: Kills = { killed: {}, late: 0, badDisks: 0, nights: 0, looks: 0, faults: [] };
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
    for (let turn = 1; turn <= count; turn++) {
      const verb = VERBS[turn % VERBS.length] ?? 'build';
      await changeData(site, turn);
      const child = start(commandOf(verb, site), site);
      if (await killedAfter(child, chance() * (lasts[verb] ?? 1000)))
        result.killed[verb] = (result.killed[verb] ?? 0) + 1;
      else result.late++;
      if (turn % 10 === 0 || turn === count) {
        if (await badDisk(site, turn % 20 === 0 ? 'read-only' : 'full')) result.badDisks++;
        await mustPublish(site, result, turn);
        say(`${turn} of ${count}: ${JSON.stringify(result)}`);
      }
    }
    await reader.end();
    result.faults.push(...(await leftovers(site)));
    return result;
  } finally {
    await rm(site.dir, { recursive: true, force: true });
  }
}

async function siteWithTimer(): Promise<Site> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-kills-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  execFileSync(process.execPath, [MAIN, 'setup', 'systemd', dir], { env: ENV });
  await writeFile(join(dir, 'fetch.sh'), 'exit 0\n');
  await mkdir(join(dir, 'content/reports'), { recursive: true });
  await writeFile(
    join(dir, 'content/reports/2026-10.mdx'),
    '---\ntitle: October\nperiod: 2026-10\nkind: monthly\nstatus: draft\n---\n\n<Metric id="unplanned-stops" />\n',
  );
  return { dir, to: join(dir, 'site') };
}

function commandOf(verb: Verb, { dir, to }: Site): string[] {
  const trilens = [process.execPath, MAIN, verb];
  const sources = ['--content', join(dir, 'content'), '--data', join(dir, 'data')];
  const all = [...trilens, ...sources, '--cache', join(dir, '.trilens')];
  const commands: Record<Verb, string[]> = {
    build: [...all, '--out', join(dir, 'dist')],
    freeze: [...all, '2026-10', '--again', 'to be killed'],
    publish: [...trilens, '--from', join(dir, 'dist'), '--to', to, '--force'],
    rollback: [...trilens, '--to', to],
    nightly: ['/bin/sh', join(dir, 'nightly.sh')],
  };
  return commands[verb];
}

function start([program = '', ...args]: string[], { dir, to }: Site, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(program, args, {
    cwd: dir,
    env: { ...ENV, TRILENS_HOME: ROOT, TO: to, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  return child;
}

/** Exit code and what was printed. */
function ended(child: ChildProcess): Promise<{ code: number | null; log: string }> {
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (log += part.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, log })));
}

/** Ends a command with all that it started; false where it had ended by itself. */
async function killedAfter(child: ChildProcess, milliseconds: number): Promise<boolean> {
  const end = ended(child);
  const isRunning = await Promise.race([
    end.then(() => false),
    new Promise<boolean>((wait) => setTimeout(wait, milliseconds, true)),
  ]);
  // `timeout` gives its command a group of its own, so the children are asked for first.
  if (isRunning && child.pid !== undefined)
    for (const pid of [...descendants(child.pid), child.pid]) killQuietly(pid);
  await end;
  return isRunning;
}

function descendants(pid: number): number[] {
  let list = '';
  try {
    list = execFileSync('ps', ['-o', 'pid=', '--ppid', String(pid)]).toString();
  } catch {
    return [];
  }
  return list
    .split('\n')
    .map(Number)
    .filter((child) => child > 0)
    .flatMap((child) => [...descendants(child), child]);
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
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

/** A night whose cache is on a disk that is full or read-only; false where nobody may mount one. */
async function badDisk(site: Site, kind: 'full' | 'read-only'): Promise<boolean> {
  const disk = join(site.dir, 'disk');
  await mkdir(disk, { recursive: true });
  const options = kind === 'full' ? 'size=200k' : 'size=200k,ro';
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', disk], { stdio: 'ignore' });
  } catch {
    return false;
  }
  try {
    await ended(start(commandOf('nightly', site), site, { CACHE: disk }));
  } finally {
    execFileSync('umount', ['-l', disk]);
  }
  return true;
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
  const count = Number(process.argv[2] ?? 300);
  const result = await kills(count, (line) => console.log(line));
  console.log(JSON.stringify(result, null, 1));
  process.exitCode = result.faults.length > 0 ? 1 : 0;
}
