import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  realpath,
  rm,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { publish, releases, rollback } from '#publish/release/releases.ts';
import { ENV, ROOT, trilens } from '../cli/trilens.ts';

/** A built portal in small: 60 files, each naming its build, so that a mix of two would show. */
async function build(dir: string, name: string, asOf: string): Promise<string> {
  const out = join(dir, `build-${name}`);
  await mkdir(join(out, 'api'), { recursive: true });
  await writeFile(join(out, 'api/portfolio.json'), JSON.stringify({ version: 1, asOf, name }));
  for (let page = 0; page < 60; page++) {
    await mkdir(join(out, `p${page}`));
    await writeFile(join(out, `p${page}/index.html`), `<p>${name}</p>${'x'.repeat(20_000)}`);
  }
  return out;
}

const folder = () => mkdtemp(join(tmpdir(), 'trilens-releases-'));

/** The one build that `current` leads to at this moment; throws when files of two are mixed or one is missing. */
async function seen(to: string): Promise<string> {
  const texts = new Set<string>();
  const release = await realpath(join(to, 'current'));
  for (let page = 0; page < 60; page++)
    texts.add((await readFile(join(release, `p${page}/index.html`), 'utf8')).slice(3, 6));
  if (texts.size !== 1) throw new Error(`a mix of ${[...texts].join(' and ')}`);
  return [...texts][0] as string;
}

describe('trilens publish', () => {
  it('puts builds in place, goes back, lists them and proves that nothing was altered', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    const [one, two] = [
      await build(dir, 'one', '2026-10-01'),
      await build(dir, 'two', '2026-10-02'),
    ];
    expect(await trilens(['publish', '--from', one, '--to', to])).toMatchObject({
      code: 0,
      out: expect.stringContaining('61 files'),
    });
    expect(await trilens(['publish', '--from', two, '--to', to])).toMatchObject({ code: 0 });
    expect(await seen(to)).toBe('two');
    expect(await trilens(['rollback', '--to', to])).toMatchObject({ code: 0 });
    expect(await seen(to)).toBe('one');
    const listed = JSON.parse((await trilens(['releases', '--to', to, '--json'])).out) as {
      asOf: string;
      current: boolean;
    }[];
    expect(listed.map(({ asOf, current }) => [asOf, current])).toEqual([
      ['2026-10-02', false],
      ['2026-10-01', true],
    ]);
    expect(await trilens(['verify', '--to', to])).toMatchObject({
      code: 0,
      out: expect.stringContaining('unaltered'),
    });
  }, 60_000);
  it('verify names each file that was altered, added or removed, and a rollback refuses it', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    await trilens(['publish', '--from', await build(dir, 'one', '2026-10-01'), '--to', to]);
    const id = ((await readlink(join(to, 'current'))).split('/')[1] ?? '') as string;
    await trilens(['publish', '--from', await build(dir, 'two', '2026-10-02'), '--to', to]);
    const release = join(to, 'releases', id);
    await writeFile(join(release, 'p3/index.html'), 'changed');
    await writeFile(join(release, 'extra.html'), 'new');
    await rm(join(release, 'p4/index.html'));
    const verified = await trilens(['verify', '--to', to, id]);
    expect(verified.code).toBe(1);
    for (const said of [
      'p3/index.html was altered',
      'extra.html was added',
      'p4/index.html is missing',
    ])
      expect(verified.out).toContain(said);
    expect(await trilens(['rollback', '--to', to])).toMatchObject({
      code: 1,
      err: expect.stringContaining('damaged'),
    });
    expect(await seen(to)).toBe('two');
  }, 60_000);
  it('two releases of one second keep their order: going back from the second gives the first', async () => {
    for (let round = 0; round < 4; round++) {
      const dir = await folder();
      const to = join(dir, 'site');
      const at = (name: string, milliseconds: number) =>
        build(dir, name, '2026-10-01').then((from) =>
          publish(from, to, {
            keep: 9,
            force: false,
            now: new Date(1.79e12 + round * 1000 + milliseconds),
          }),
        );
      const first = await at('one', 1);
      await at('two', 2);
      expect((await rollback(to)).id).toBe(first.id);
      expect(await seen(to)).toBe('one');
    }
  });
  it('keeps as many releases as asked', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    for (const day of [1, 2, 3, 4])
      await trilens([
        'publish',
        '--from',
        await build(dir, `b${day}x`, `2026-10-0${day}`),
        '--to',
        to,
        '--keep',
        '2',
      ]);
    expect(
      (await readdir(join(to, 'releases'))).filter((name) => /^[^.]+\.json$/.test(name)),
    ).toHaveLength(2);
    expect(await seen(to)).toBe('b4x');
  }, 60_000);
  it('refuses an older build, a folder without a build and a folder that cannot be written; what is in place stays', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    const old = await build(dir, 'old', '2026-10-01');
    await trilens(['publish', '--from', await build(dir, 'new', '2026-10-02'), '--to', to]);
    expect(await trilens(['publish', '--from', old, '--to', to])).toMatchObject({
      code: 1,
      err: expect.stringContaining('as of 2026-10-02, this build as of 2026-10-01'),
    });
    expect(await trilens(['publish', '--from', await folder(), '--to', to])).toMatchObject({
      code: 1,
      err: expect.stringContaining('holds no built portal'),
    });
    await writeFile(join(dir, 'a-file'), '');
    expect(await trilens(['publish', '--from', old, '--to', join(dir, 'a-file')])).toMatchObject({
      code: 1,
      err: expect.stringContaining('cannot be written'),
    });
    for (const inside of [old, join(old, 'releases')])
      expect(await trilens(['publish', '--from', old, '--to', inside])).toMatchObject({
        code: 1,
        err: expect.stringContaining('cannot be kept in the build'),
      });
    expect(await seen(to)).toBe('new');
    expect(await trilens(['publish', '--from', old, '--to', to, '--force'])).toMatchObject({
      code: 0,
    });
    expect(await seen(to)).toBe('old');
  }, 60_000);
  it('the same build again is no new release, unless what is in place was altered', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    const one = await build(dir, 'one', '2026-10-01');
    await trilens(['publish', '--from', one, '--to', to]);
    expect(await trilens(['publish', '--from', one, '--to', to])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Already in place'),
    });
    expect(await releases(to)).toHaveLength(1);
    await writeFile(join(to, 'current/p3/index.html'), 'changed');
    expect(await trilens(['publish', '--from', one, '--to', to])).toMatchObject({
      code: 0,
      out: expect.not.stringContaining('Already'),
    });
    expect(await seen(to)).toBe('one');
  }, 60_000);
  it('a page that was opened before the switch still finds the files of its own build', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    await trilens(['publish', '--from', await build(dir, 'one', '2026-10-01'), '--to', to]);
    await trilens([
      'publish',
      '--from',
      await build(dir, 'two', '2026-10-02'),
      '--to',
      to,
      '--keep',
      '2',
    ]);
    expect(await readFile(join(to, 'previous/p7/index.html'), 'utf8')).toContain('one');
    await trilens(['rollback', '--to', to]);
    expect(await readFile(join(to, 'previous/p7/index.html'), 'utf8')).toContain('two');
    await trilens([
      'publish',
      '--from',
      await build(dir, 'new', '2026-10-03'),
      '--to',
      to,
      '--keep',
      '2',
    ]);
    expect(await readFile(join(to, 'previous/p7/index.html'), 'utf8')).toContain('one');
  }, 60_000);
  it('a manifest that was altered or torn is named, is never gone back to, and hinders no later publish', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    const ids: string[] = [];
    for (const [name, day] of [
      ['one', '01'],
      ['two', '02'],
      ['six', '03'],
    ] as const) {
      await trilens(['publish', '--from', await build(dir, name, `2026-10-${day}`), '--to', to]);
      ids.push((await readlink(join(to, 'current'))).split('/')[1] as string);
    }
    const manifest = (id: string | undefined) => join(to, 'releases', `${id}.json`);
    await writeFile(join(to, 'releases', `${ids[0]}/p0/index.html`), 'changed');
    const honest = JSON.parse(await readFile(manifest(ids[0]), 'utf8')) as {
      files: Record<string, string>;
    };
    honest.files['p0/index.html'] = createHash('sha256').update('changed').digest('hex');
    await writeFile(manifest(ids[0]), JSON.stringify(honest));
    await writeFile(manifest(ids[1]), '{"version":1,"fil');
    const verified = await trilens(['verify', '--to', to]);
    expect(verified.code).toBe(1);
    for (const id of ids.slice(0, 2)) expect(verified.out).toContain(`${id}.json was altered`);
    for (const id of ids.slice(0, 2))
      expect(await trilens(['rollback', '--to', to, id as string])).toMatchObject({
        code: 1,
        err: expect.stringContaining('damaged'),
      });
    expect(
      await trilens(['publish', '--from', await build(dir, 'new', '2026-10-04'), '--to', to]),
    ).toMatchObject({ code: 0 });
    expect(await seen(to)).toBe('new');
  }, 60_000);
  it('a lock that cannot be taken is named, and the release in place stays', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    await trilens(['publish', '--from', await build(dir, 'one', '2026-10-01'), '--to', to]);
    await writeFile(
      join(to, '.lock'),
      'no lock at all, but text that somebody wrote there '.repeat(40),
    );
    expect(
      await trilens(['publish', '--from', await build(dir, 'two', '2026-10-02'), '--to', to]),
    ).toMatchObject({ code: 1, err: expect.stringContaining('.lock cannot be used as a lock') });
    expect(await seen(to)).toBe('one');
    await rm(join(to, '.lock'));
    expect(await trilens(['publish', '--from', join(dir, 'build-two'), '--to', to])).toMatchObject({
      code: 0,
    });
  }, 60_000);
  it('two at once: one publishes, the other waits its turn or is told to', async () => {
    const dir = await folder();
    const to = join(dir, 'site');
    const results = await Promise.all(
      [await build(dir, 'one', '2026-10-01'), await build(dir, 'two', '2026-10-01')].map((from) =>
        trilens(['publish', '--from', from, '--to', to]),
      ),
    );
    expect(results.some((result) => result.code === 0)).toBe(true);
    for (const result of results)
      if (result.code !== 0) expect(result.err).toContain('another process is publishing');
    expect(['one', 'two']).toContain(await seen(to));
  }, 60_000);
});

// `node test/bench/kills.ts` kills builds, freezes and whole nights as well.
// `node test/bench/kills.ts 300` kills publishing with all that else a night does.
it('killed 20 times at random moments, the old or the new release is in place, whole, and no lock is stuck', async () => {
  const dir = await folder();
  const to = join(dir, 'site');
  const builds = {
    one: await build(dir, 'one', '2026-10-01'),
    two: await build(dir, 'two', '2026-10-01'),
  };
  await trilens(['publish', '--from', builds.one, '--to', to]);
  // One process is started per kill; it publishes in a loop, so that kills fall on every step and not on the start of Node.
  const script = join(dir, 'loop.mts');
  await writeFile(
    script,
    `import { publish } from ${JSON.stringify(join(ROOT, 'src/publish/release/releases.ts'))};
process.stdout.write('ready');
for (let turn = 0; process.ppid !== 1; turn++) await publish([${JSON.stringify(builds.one)}, ${JSON.stringify(builds.two)}][turn % 2] as string, ${JSON.stringify(to)}, { keep: 3, force: false, now: new Date() });
`,
  );
  let kills = 0;
  let changed = 0;
  let last = await readlink(join(to, 'current'));
  while (kills < 20) {
    const children = await Promise.all([0, 1].map(() => started(script)));
    for (const child of children) {
      await new Promise((wait) => setTimeout(wait, Math.random() * 400));
      // One of the two is told that the other publishes, and has ended by itself.
      const ended =
        child.exitCode === null ? new Promise((closed) => child.once('exit', closed)) : null;
      child.kill('SIGKILL');
      await ended;
      kills++;
      expect(['one', 'two']).toContain(await seen(to));
      const now = await readlink(join(to, 'current'));
      if (now !== last) changed++;
      last = now;
    }
  }
  expect(changed).toBeGreaterThan(0);
  expect(await trilens(['publish', '--from', builds.two, '--to', to])).toMatchObject({
    code: 0,
    err: '',
  });
  expect(await trilens(['verify', '--to', to])).toMatchObject({ code: 0 });
  expect((await readdir(join(to, 'releases'))).filter((name) => name.startsWith('.'))).toEqual([]);
}, 300_000);

function started(script: string) {
  const child = spawn(process.execPath, [script], {
    cwd: ROOT,
    env: ENV,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return new Promise<typeof child>((ready) => child.stdout.once('data', () => ready(child)));
}
