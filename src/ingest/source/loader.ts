import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { accessSync, constants, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Resource } from '#ingest/contract/contract.ts';
import { inside } from './files.ts';
import { environmentOf, secretIn } from './loaderEnvironment.ts';
import { endWithBuild, MARK, stopGroup } from './loaderGroup.ts';
import { BadSource, MAX_EXPANDED, megabytes } from './part.ts';
import { isShippedName, shippedLoader, shippedNames } from './shipped/shipped.ts';
import { withoutSecrets } from './secrets.ts';

export type Loader = NonNullable<Resource['trilens']['loader']>;

/** Runs a loader in the data folder. What it prints is the dump, byte by byte; anything but exit code 0 makes a bad one. */
export async function runLoader(loader: Loader, dataDir: string): Promise<Uint8Array> {
  if (isShippedName(loader.run)) return runShipped(loader, dataDir);
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

function runShipped(loader: Loader, dataDir: string): Promise<Uint8Array> {
  const program = shippedLoader(loader.run);
  if (program === null)
    throw new BadSource(
      'export/loader-missing',
      `no loader that comes with Trilens is called ${loader.run}`,
      'its loader is missing',
      'correct trilens.loader',
      shippedNames.join(', '),
    );
  return output(loader, program, loader.run, dataDir);
}

function output(loader: Loader, file: string, label: string, cwd: string): Promise<Buffer> {
  const [command, args] = commandOf(file, loader.args, label);
  const { environment, secrets } = environmentOf(loader, label);
  const mark = randomUUID();
  return new Promise((done, fail) => {
    // A group of its own, so that what the loader started is stopped with it.
    const child = spawn(command, args, {
      cwd,
      env: { ...environment, [MARK]: mark },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: process.platform !== 'win32',
    });
    const release = endWithBuild({ child, mark });
    const chunks: Buffer[] = [];
    let bytes = 0;
    let said = '';
    // Whatever still holds its output open, it is waited for no longer.
    const settle = (settled: () => void) => {
      clearTimeout(timer);
      release();
      child.stdout.destroy();
      child.stderr.destroy();
      child.unref();
      settled();
    };
    const stop = (reason: BadSource) => {
      stopGroup({ child, mark });
      settle(() => fail(reason));
    };
    const timer = setTimeout(() => stop(tooSlow(loader, label)), loader.timeoutSeconds * 1000);
    child.stdout.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > MAX_EXPANDED) stop(tooLarge(label));
      else chunks.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => (said = `${said}${chunk.toString()}`.slice(-2000)));
    child.on('error', ({ message }) => settle(() => fail(notStarted(label, message))));
    child.on('close', (code, signal) =>
      settle(() => {
        const printed = Buffer.concat(chunks);
        const shown = secretIn(printed, secrets);
        if (code !== 0) {
          const values = secrets.map(({ value }) => value);
          fail(ended(label, code ?? signal, withoutSecrets(said, values), cwd));
        } else if (shown !== null) fail(printsSecret(label, shown));
        else done(printed);
      }),
    );
  });
}

const tooSlow = ({ timeoutSeconds }: Loader, label: string) =>
  new BadSource(
    'export/loader-timeout',
    `the loader ${label} did not end within ${timeoutSeconds} seconds and was stopped`,
    'its loader did not end in time',
    'make it quicker, or raise timeoutSeconds of trilens.loader; what it starts in the background must not keep its output open',
  );

const tooLarge = (label: string) =>
  new BadSource(
    'export/too-large',
    `the loader ${label} printed more than ${megabytes(MAX_EXPANDED)}, the most that is read`,
    'its loader printed more than is read',
    'let it sum before it prints',
  );

const printsSecret = (label: string, name: string) =>
  new BadSource(
    'export/loader-secret',
    `the loader ${label} printed the secret in ${name}, so nothing of its output is read or kept`,
    'its loader printed a secret',
    'print rows alone; an answer of the system that repeats the secret is an error, which goes to the error stream with another exit code than 0',
  );

const notStarted = (label: string, why: string) =>
  new BadSource(
    'export/loader-failed',
    `the loader ${label} could not be started: ${why}`,
    'its loader could not be started',
    'its first line must name a program of this machine, such as #!/usr/bin/env python3',
  );

const ended = (label: string, how: number | string | null, said: string, cwd: string) =>
  new BadSource(
    'export/loader-failed',
    `the loader ${label} ended with ${typeof how === 'number' ? `exit code ${how}` : how}${lastLine(said)}`,
    'its loader failed',
    `run it by hand in ${basename(cwd)}/ to see why`,
    'exit code 0',
  );

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
