import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ENV, ROOT } from '../cli/trilens.ts';

export const VERBS = ['build', 'freeze', 'publish', 'rollback', 'nightly'] as const;
export type Verb = (typeof VERBS)[number];
const MAIN = join(ROOT, 'src/cli/main.ts');

/** A user's folder with the files of a plain server. */
export interface Site {
  dir: string;
  to: string;
  /** The releases are on a disk of their own. */
  hasDisk: boolean;
}

/** The starter with a nightly job, and a disk of its own for what it serves where this user may mount one. */
export async function siteWithTimer(): Promise<Site> {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-kills-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  execFileSync(process.execPath, [MAIN, 'setup', 'systemd', dir], { env: ENV });
  await writeFile(join(dir, 'fetch.sh'), 'exit 0\n');
  await mkdir(join(dir, 'content/reports'), { recursive: true });
  await writeFile(
    join(dir, 'content/reports/2026-10.mdx'),
    '---\ntitle: October\nperiod: 2026-10\nkind: monthly\nstatus: draft\n---\n\n<Metric id="unplanned-stops" />\n',
  );
  const to = join(dir, 'site');
  await mkdir(to);
  return { dir, to, hasDisk: mounted(to, 'size=120m') };
}

/** Whether this user may mount a small disk there. */
export function mounted(dir: string, options: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', dir], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

export function commandOf(verb: Verb, { dir, to }: Site): string[] {
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

export function start(
  [program = '', ...args]: string[],
  { dir, to }: Site,
  env: NodeJS.ProcessEnv = {},
) {
  return spawn(program, args, {
    cwd: dir,
    env: { ...ENV, TRILENS_HOME: ROOT, TO: to, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

/** Exit code and what was printed. */
export function ended(child: ChildProcess): Promise<{ code: number | null; log: string }> {
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (part: Buffer) => (log += part.toString()));
  return new Promise((done) => child.once('close', (code) => done({ code, log })));
}

/** Ends a command with all that it started; false where it had ended by itself. */
export async function killedAfter(child: ChildProcess, milliseconds: number): Promise<boolean> {
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
