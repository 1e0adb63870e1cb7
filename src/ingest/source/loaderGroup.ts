import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** The variable by which a loader and all that it starts are found, also in a session of its own. */
export const MARK = 'TRILENS_LOADER';

/** A loader that runs, and the mark that its environment holds. */
export interface Running {
  child: ChildProcess;
  mark: string;
}

const running = new Set<Running>();

/** Stops the loader and all that it started when the build ends before it does. */
export function endWithBuild(loader: Running): () => void {
  if (running.size === 0) for (const signal of SIGNALS) process.on(signal, stopAll);
  running.add(loader);
  return () => {
    running.delete(loader);
    if (running.size === 0) for (const signal of SIGNALS) process.off(signal, stopAll);
  };
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'exit'] as const;

function stopAll(signal: NodeJS.Signals | number): void {
  for (const loader of running) stopGroup(loader);
  for (const name of SIGNALS) process.off(name, stopAll);
  if (typeof signal === 'string') process.kill(process.pid, signal);
}

export function stopGroup({ child, mark }: Running): void {
  if (process.platform === 'win32') child.kill('SIGKILL');
  else if (child.pid !== undefined) end(-child.pid);
  // What left the group (`setsid`, a daemon) is known by its environment. Between two looks it may have started another.
  for (let looks = 0; looks < 3; looks++) {
    const left = marked(mark);
    if (left.length === 0) return;
    for (const pid of left) end(pid);
  }
}

function end(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended by itself in the meantime.
  }
}

/** Processes with the mark in their environment; none where the system does not tell (only Linux does). */
function marked(mark: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => environmentOf(pid).includes(`${MARK}=${mark}`))
    .map(Number);
}

function environmentOf(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}
