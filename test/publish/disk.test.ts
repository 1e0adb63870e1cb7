import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { trilens } from '../cli/trilens.ts';

const run = promisify(execFile);
const mount = await mkdtemp(join(tmpdir(), 'trilens-disk-'));
/** A small disk in memory; only an administrator on Linux may mount one. */
const mayMount = await run('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', mount]).then(
  () => true,
  () => false,
);

async function build(name: string, asOf: string, megabytes: number): Promise<string> {
  const out = await mkdtemp(join(tmpdir(), 'trilens-built-'));
  await mkdir(join(out, 'api'));
  await writeFile(join(out, 'api/portfolio.json'), JSON.stringify({ version: 1, asOf }));
  await writeFile(join(out, 'index.html'), name);
  await writeFile(join(out, 'big.html'), 'x'.repeat(megabytes * 1e6));
  return out;
}

describe.skipIf(!mayMount)('a disk that is full or read-only', () => {
  const to = join(mount, 'site');
  beforeAll(async () => {
    expect(
      await trilens(['publish', '--from', await build('first', '2026-10-01', 1), '--to', to]),
    ).toMatchObject({ code: 0 });
  });
  afterAll(() => run('umount', [mount]));
  const inPlace = () => readFile(join(to, 'current/index.html'), 'utf8');

  it('is told before anything is written; the release in place stays', async () => {
    const refused = await trilens([
      'publish',
      '--from',
      await build('second', '2026-10-02', 8),
      '--to',
      to,
    ]);
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringMatching(/has [\d.]+ MB free, the release needs [\d.]+ MB\. Make room/),
    });
    expect(await inPlace()).toBe('first');
    expect((await readdir(join(to, 'releases'))).filter((name) => name.startsWith('.'))).toEqual(
      [],
    );
  });

  it('is told in words when it fills up meanwhile; nothing half-copied stays', async () => {
    const from = await build('third', '2026-10-03', 3);
    // The other program that fills the disk: as much as is left but for two megabytes, after the check has passed.
    const script = `import { writeFileSync } from 'node:fs';
import { copyRelease, explained } from '${new URL('../../src/publish/release/disk.ts', import.meta.url).href}';
import { manifestOf } from '${new URL('../../src/publish/release/manifest.ts', import.meta.url).href}';
const manifest = await manifestOf(${JSON.stringify(from)}, '2026-10-03T00:00:00.000Z');
writeFileSync(${JSON.stringify(join(mount, 'other'))}, 'x'.repeat(3e6));
await explained(() => copyRelease(${JSON.stringify(from)}, ${JSON.stringify(join(to, 'releases/.arriving-x'))}, ${JSON.stringify(join(to, 'releases/x'))}, manifest)).catch((error) => console.log(error.message));`;
    const { stdout } = await run(process.execPath, [
      '--input-type=module-typescript',
      '-e',
      script,
    ]);
    expect(stdout).toContain('the disk is full');
    expect(stdout).toContain('the release in place is as it was');
    expect(await readdir(join(to, 'releases'))).not.toContain('.arriving-x');
    expect(await inPlace()).toBe('first');
  });

  it('says that it is read-only', async () => {
    await run('mount', ['-o', 'remount,ro', mount]);
    const refused = await trilens([
      'publish',
      '--from',
      await build('fourth', '2026-10-04', 1),
      '--to',
      to,
    ]);
    await run('mount', ['-o', 'remount,rw', mount]);
    expect(refused).toMatchObject({
      code: 1,
      err: expect.stringContaining('the disk is read-only'),
    });
    expect(await inPlace()).toBe('first');
  });
});
