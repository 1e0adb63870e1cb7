import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Resource } from '#ingest/contract/contract.ts';
import { inside } from './files.ts';
import { BadSource, MAX_EXPANDED, megabytes } from './part.ts';

export type Loader = NonNullable<Resource['trilens']['loader']>;

/** Runs a loader in the data folder. What it prints is the dump, byte by byte; anything but exit code 0 makes a bad one. */
export async function runLoader(loader: Loader, dataDir: string): Promise<Uint8Array> {
  const file = join(dataDir, loader.run);
  const label = `${basename(dataDir)}/${loader.run}`;
  if (!existsSync(file))
    throw new BadSource(
      'export/loader-missing',
      `there is no loader ${label}`,
      'its loader is missing',
      'put the program there, or correct trilens.loader',
    );
  if (!inside(dataDir, file))
    throw new BadSource(
      'data/outside',
      `the loader ${label} leads out of the data folder`,
      'its loader lies outside the data folder',
      'copy the program into the data folder; links that lead out are refused',
    );
  return output(loader, file, label, dataDir);
}

function output(loader: Loader, file: string, label: string, cwd: string): Promise<Buffer> {
  const [command, args] = commandOf(file, loader.args, label);
  return new Promise((done, fail) => {
    // A group of its own, so that what the loader started is stopped with it.
    const child = spawn(command, args, {
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let said = '';
    let stopped: BadSource | null = null;
    const stop = (reason: BadSource) => {
      stopped ??= reason;
      try {
        if (process.platform === 'win32') child.kill('SIGKILL');
        else process.kill(-(child.pid as number), 'SIGKILL');
      } catch {
        // It ended by itself in the meantime.
      }
    };
    const timer = setTimeout(
      () =>
        stop(
          new BadSource(
            'export/loader-timeout',
            `the loader ${label} did not end within ${loader.timeoutSeconds} seconds and was stopped`,
            'its loader did not end in time',
            'make it quicker, or raise timeoutSeconds of trilens.loader',
          ),
        ),
      loader.timeoutSeconds * 1000,
    );
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_EXPANDED)
        stop(
          new BadSource(
            'export/too-large',
            `the loader ${label} printed more than ${megabytes(MAX_EXPANDED)}, the most that is read`,
            'its loader printed more than is read',
            'let it sum before it prints',
          ),
        );
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
    child.on('error', (error) => {
      clearTimeout(timer);
      fail(
        new BadSource(
          'export/loader-failed',
          `the loader ${label} could not be started: ${error.message}`,
          'its loader could not be started',
          'its first line must name a program of this machine, such as #!/usr/bin/env python3',
        ),
      );
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (stopped) fail(stopped);
      else if (code !== 0)
        fail(
          new BadSource(
            'export/loader-failed',
            `the loader ${label} ended with ${code === null ? signal : `exit code ${code}`}${lastLine(said)}`,
            'its loader failed',
            `run it by hand in ${basename(cwd)}/ to see why`,
            'exit code 0',
          ),
        );
      else done(Buffer.concat(chunks));
    });
  });
}

/** JavaScript and TypeScript run on the runtime that is there; everything else must be executable. */
function commandOf(file: string, args: string[], label: string): [string, string[]] {
  if (/\.[cm]?[jt]s$/.test(file)) return [process.execPath, [file, ...args]];
  try {
    accessSync(file, constants.X_OK);
  } catch {
    throw new BadSource(
      'export/loader-not-executable',
      `the loader ${label} is not executable`,
      'its loader is not executable',
      `chmod +x ${label}`,
    );
  }
  return [file, args];
}

function lastLine(said: string): string {
  const line = said.trim().split('\n').at(-1)?.trim();
  return line ? `: ${line.slice(0, 300)}` : '';
}
