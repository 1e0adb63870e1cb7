import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isAmbiguous, withoutSecrets } from '#ingest/source/secrets.ts';
import { ROOT } from '../../cli/trilens.ts';
import { dataFolder, read } from './folder.ts';

async function folderOf(program: string, options: object = {}) {
  const loader = { run: 'fetch.sh', ...options };
  const dir = await dataFolder(
    { 'fetch.sh': program },
    { path: undefined, trilens: { site: 'site', loader } },
  );
  await chmod(join(dir, 'fetch.sh'), 0o755);
  return dir;
}

const isAlive = (pid: number) => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(execFileSync('cat', [`/proc/${pid}/status`]).toString());
  } catch {
    return false;
  }
};
const pidIn = async (dir: string) => {
  for (let tries = 0; tries < 100; tries++) {
    const text = await readFile(join(dir, 'child.pid'), 'utf8').catch(() => '');
    if (text.trim() !== '') return Number(text);
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error('the loader did not start');
};

describe.skipIf(process.platform === 'win32')('a loader', () => {
  it('is over at its limit with all that it started, whatever still holds its output open', async () => {
    const dir = await folderOf('#!/bin/sh\nsetsid sleep 30 &\necho $! > child.pid\nexit 0\n', {
      timeoutSeconds: 1,
    });
    const started = performance.now();
    const { text } = await read(dir);
    expect(text).toContain('did not end within 1 seconds and was stopped');
    expect(performance.now() - started).toBeLessThan(15_000);
    // Where the system tells the environment of a process, also what left the group is stopped.
    const pid = await pidIn(dir);
    if (process.platform === 'linux') expect(isAlive(pid)).toBe(false);
    else process.kill(pid, 'SIGKILL');
  }, 30_000);

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends with a build that is ended by %s',
    async (signal) => {
      const dir = await folderOf('#!/bin/sh\necho $$ > child.pid\nsleep 300\n');
      const program = `import { runLoader } from '${join(ROOT, 'src/ingest/source/loader.ts')}'; await runLoader({ run: 'fetch.sh', args: [], env: [], timeoutSeconds: 300 }, ${JSON.stringify(dir)});`;
      const build = spawn(process.execPath, ['--input-type=module', '-e', program], { cwd: ROOT });
      const pid = await pidIn(dir);
      expect(isAlive(pid)).toBe(true);
      build.kill(signal);
      const [, ended] = await once(build, 'exit');
      expect(ended).toBe(signal);
      expect(isAlive(pid)).toBe(false);
    },
    30_000,
  );

  it('gets no variable that its contract does not name, and a name that is not set is said', async () => {
    process.env.TRILENS_TEST_SECRET = 's3cret';
    const program = `#!/bin/sh\necho day,site,hours,stops\necho 2026-01-05,A,1,\${TRILENS_TEST_SECRET:-0}\n`;
    expect((await read(await folderOf(program))).rows).toEqual([['2026-01-05', 'A', 1, 0]]);
    const { text } = await read(await folderOf(program, { env: ['TRILENS_TEST_NOT_SET'] }));
    expect(text).toContain('the environment variable TRILENS_TEST_NOT_SET');
    expect(text).toContain('is not set');
  });

  it('that complains with its secret does not tell it', async () => {
    process.env.TRILENS_TEST_SECRET = 'open sesame';
    const { text } = await read(
      await folderOf('#!/bin/sh\necho "no entry for $TRILENS_TEST_SECRET" >&2\nexit 3\n', {
        env: ['TRILENS_TEST_SECRET'],
      }),
    );
    expect(text).toContain('exit code 3: no entry for ***');
  });

  it.each([
    ['a cell', 'TOKEN', 'correct horse', 'echo "2026-01-05,$TOKEN,1,2"'],
    ['a header', 'TOKEN', 'correct horse', 'echo "$TOKEN"'],
    ['base64', 'MES_PASSWORD', 'correct horse', 'printf "ab:$MES_PASSWORD" | base64'],
    ['an address', 'SOURCE_URL', 'https://reader:hunter22@h/x', 'echo "2026-01-05,hunter22,1,2"'],
  ])(
    'whose output holds its secret, as %s, is refused without it',
    async (_, name, value, print) => {
      process.env[name] = value;
      const program = `#!/bin/sh\necho day,site,hours,stops\n${print}\n`;
      const result = await read(await folderOf(program, { env: [name] }));
      delete process.env[name];
      expect(result.text).toContain(`printed the secret in ${name}`);
      expect(JSON.stringify(result)).not.toMatch(/correct horse|hunter22/);
    },
  );

  it('may print a value that it was given and that is no secret', async () => {
    process.env.DAY_OF_ROWS = '2026-01-05';
    const program = '#!/bin/sh\necho day,site,hours,stops\necho "$DAY_OF_ROWS,A,1,0"\n';
    const { rows } = await read(await folderOf(program, { env: ['DAY_OF_ROWS'] }));
    delete process.env.DAY_OF_ROWS;
    expect(rows).toEqual([['2026-01-05', 'A', 1, 0]]);
  });
});

describe('a message', () => {
  it.each([
    ['password=hunter2 was refused', [], 'password=*** was refused'],
    ['{"api_key": "abc-1"}', [], '{"api_key": ***}'],
    ['user a%40b', ['a@b'], 'user ***'],
    ['get https://u:p4/s@h/x: 401', [], 'get https://u:***@h/x: 401'],
    ['get https://h:8080/x: 401', [], 'get https://h:8080/x: 401'],
    ['Authorization: Bearer ab.cd-12345', [], 'Authorization: Bearer ***'],
    [`sent ${btoa('ab:correct horse')}`, ['correct horse'], 'sent YWI6***Q=='],
    ['{"sent": "a\\"b"}', ['a"b'], '{"sent": "***"}'],
    ['the basic idea', [], 'the basic idea'],
    ['the password authentication failed', [], 'the password authentication failed'],
  ])('%s is told without secrets', (message, secrets, told) => {
    expect(withoutSecrets(message, secrets)).toBe(told);
  });
});

describe('a connection', () => {
  it.each([
    'postgresql://reader:pa%ss@h/db',
    'postgresql://reader:p@ss@h/db',
    'postgresql://reader:pa/ss@h/db',
    'postgresql://reader:pa?ss@h/db',
    'postgresql://reader:pa#ss@h/db',
    'postgresql://reader:p@/ss@h/db',
    'postgresql://reader:pa ss@h/db',
  ])('%s can be read in two ways', (connection) => expect(isAmbiguous(connection)).toBe(true));
  it.each([
    'postgresql://reader:p%40s%25%2F@h:5432/db?sslmode=require',
    'postgresql://reader@h/db?options=a@b',
    'postgresql://h:5432/db?user=a@b',
    'postgresql://[::1]:5432/db',
    'host=h user=reader password=p@ss/%',
  ])('%s can be read in one', (connection) => expect(isAmbiguous(connection)).toBe(false));
});

describe('the path of an export', () => {
  it.skipIf(process.platform === 'win32')(
    'that is a pipe is refused and not waited for',
    async () => {
      const dir = await dataFolder({});
      execFileSync('sh', ['-c', 'mkfifo "$0"', join(dir, 'stops.csv')]);
      const { text } = await read(dir);
      expect(text).toContain('stops.csv of "stops" is a pipe, a socket or a device');
    },
  );
  it.each(['**/a/**/b*.csv', '{a,b}{c,d}{e,f}.csv'])(
    'with more wildcards than can be looked up in time is refused: %s',
    async (path) => {
      const { text } = await read(await dataFolder({ 'stops.csv': 'day\n' }, { path }));
      expect(text).toContain('holds too many wildcards');
    },
  );
});
