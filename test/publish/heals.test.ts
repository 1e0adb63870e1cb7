import { execFile, execFileSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENV, ROOT, trilens } from '../cli/trilens.ts';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-heals-'));
  await cp(join(ROOT, 'src/cli/starter'), dir, { recursive: true });
  expect(await trilens(['setup', 'systemd', dir])).toMatchObject({ code: 0 });
  await writeFile(join(dir, 'fetch.sh'), 'exit 0\n');
  expect(await night()).toMatchObject({ code: 0 });
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** One night as a timer would run it. */
function night(env: Record<string, string> = {}): Promise<{ code: number; log: string }> {
  return new Promise((done) => {
    execFile(
      '/bin/sh',
      [join(dir, 'nightly.sh')],
      { cwd: '/', env: { ...ENV, TRILENS_HOME: ROOT, TO: join(dir, 'site'), ...env } },
      (error, out, err) => done({ code: error === null ? 0 : Number(error.code), log: out + err }),
    );
  });
}

const document = () => join(dir, 'site/current/api/portfolio.json');
const releases = async () =>
  (await readdir(join(dir, 'site/releases'))).filter((name) => /^[^.]+\.json$/.test(name));

describe('a night that nobody looks after', () => {
  it('publishes although the portal before is damaged, and message and summary cannot be written; leftovers are gone', async () => {
    await writeFile(document(), '{"version":1,"asOf"');
    await rm(join(dir, '.trilens/notify'), { recursive: true });
    await writeFile(join(dir, '.trilens/notify'), 'a file');
    await mkdir(join(dir, '.trilens/site-999999.new-999998'));
    await writeFile(join(dir, '.trilens/portfolios.999999.tmp'), 'half');
    const { code, log } = await night({ SUMMARY: '/proc/nowhere/summary.md' });
    expect(code, log).toBe(0);
    for (const words of [
      /warning: This build is not compared with the portal before, .*it is not JSON/,
      /warning: the message about this build was not written/,
      /warning: the summary \/proc\/nowhere\/summary\.md was not written/,
      /In place: /,
    ])
      expect(log).toMatch(words);
    expect(log).not.toMatch(/\n\s+at /);
    expect(JSON.parse(await readFile(document(), 'utf8'))).toMatchObject({ version: 1 });
    expect(await releases()).toHaveLength(2);
    expect((await readdir(join(dir, '.trilens'))).filter((name) => name.includes('9999'))).toEqual(
      [],
    );
  });

  const disk = () => join(dir, 'disk');
  const mounted = () => {
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=200k,ro', 'tmpfs', disk()], {
        stdio: 'ignore',
      });
      return true;
    } catch {
      return false;
    }
  };
  it('publishes from a cache that cannot be written, and after a portal of a later version', async ({
    skip,
  }) => {
    await mkdir(disk());
    if (!mounted()) {
      console.warn('Skipped: this user may not mount a disk, so none can be made read-only.');
      return skip('this user may not mount a disk');
    }
    const newer = JSON.parse(await readFile(document(), 'utf8')) as object;
    await writeFile(document(), JSON.stringify({ ...newer, version: 2 }));
    const { code, log } = await night({ CACHE: disk() });
    execFileSync('umount', ['-l', disk()]);
    expect(code, log).toBe(0);
    expect(log).toMatch(/warning: The cache .*\/disk cannot be written: the disk is read-only\./);
    expect(log).toMatch(/it has version 2/);
    expect(log).toMatch(/In place: /);
    expect(log).not.toMatch(/\n\s+at /);
  });
  it.each([
    ['with the timeout of the system', async () => ({})],
    ['where the system has none', async () => ({ PATH: await withoutTimeout() })],
  ])('ends a step that hangs, with all that it started, %s', async (_, environment) => {
    await writeFile(join(dir, 'fetch.sh'), `sleep 300 & echo $! > ${join(dir, 'pid')}; wait\n`);
    const began = Date.now();
    const { code, log } = await night({ LIMIT: '5', ...(await environment()) });
    expect(Date.now() - began).toBeLessThan(290_000);
    expect(log).toContain('fetch.sh took longer than LIMIT=5 seconds and was ended.');
    expect([0, 1, 2]).toContain(code);
    const pid = Number(await readFile(join(dir, 'pid'), 'utf8'));
    expect(() => process.kill(pid, 0)).toThrow();
  });
});

/** A folder with the programs that a night uses, and no `timeout`. */
async function withoutTimeout(): Promise<string> {
  const bin = join(dir, 'bin');
  await mkdir(bin);
  const places = ['/bin', '/usr/bin'];
  for (const name of ['sh', 'env', 'dirname', 'mkdir', 'rm', 'cp', 'find', 'sleep', 'cat', 'ps'])
    for (const place of places)
      await symlink(join(place, name), join(bin, name)).catch(() => undefined);
  await symlink(process.execPath, join(bin, 'node'));
  return bin;
}
