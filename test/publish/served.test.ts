import { execFileSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  readlink,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { publish, rollback, verify } from '#publish/release/releases.ts';
import { publicKey, privateKey } from '#publish/release/signature.ts';
import { ROOT } from '../cli/trilens.ts';

let dir = '';
let to = '';
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trilens-served-'));
  to = join(dir, 'site');
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function build(name: string, asOf = '2026-10-01'): Promise<string> {
  const out = join(dir, `build-${name}`);
  await mkdir(join(out, 'api'), { recursive: true });
  await writeFile(join(out, 'api/portfolio.json'), JSON.stringify({ version: 1, asOf }));
  const exports = [{ name: 'stops', files: [{ path: 'stops.csv', sha256: 'ab12', rowsIn: 1 }] }];
  await writeFile(join(out, 'api/data.json'), JSON.stringify({ version: 1, exports }));
  await writeFile(join(out, 'index.html'), `<p>${name}</p>`);
  return out;
}

let second = 0;
const put = async (name: string, more: Partial<Parameters<typeof publish>[2]> = {}) =>
  publish(await build(name), to, {
    keep: 5,
    force: false,
    now: new Date(1.79e12 + ++second * 1000),
    ...more,
  });
const wrong = async (id?: string) =>
  (await verify(to, id)).flatMap((result) => result.wrong.map((words) => `${result.id} ${words}`));
const served = () => readFile(join(to, 'current/index.html'), 'utf8');

describe('what readers come through', () => {
  it('is never cleared away: a release whose manifest is gone stays served until the next is in place', async () => {
    const { id } = await put('one');
    await rm(join(to, 'releases', `${id}.json`));
    expect(await wrong()).toEqual([expect.stringContaining(`${id}, whose manifest is missing`)]);
    await expect(
      publish(await build('older', '2026-09-01'), to, { keep: 5, force: false, now: new Date(0) }),
    ).resolves.toBeTruthy();
    expect(await readFile(join(to, 'previous/index.html'), 'utf8')).toContain('one');
    expect(await wrong()).toEqual([]);
  });
  it('a refused publish leaves it, too', async () => {
    const { id } = await put('one');
    await rm(join(to, 'releases', `${id}.json`));
    await symlink('/etc/hostname', join(await build('two'), 'host'));
    await expect(put('two')).rejects.toThrow(/holds what is no file of its own: host/);
    expect(await served()).toContain('one');
  });
  it.each([
    ['is missing', async () => {}, /current is missing/],
    ['is a folder', () => mkdir(join(to, 'current')), /current is not a link/],
    [
      'leads out',
      () => symlink('/tmp', join(to, 'current')),
      /leads out of the releases, to \/tmp/,
    ],
    [
      'leads to a folder of the same name elsewhere',
      () => symlink('../elsewhere/20261001T000000Z-000000000000', join(to, 'current')),
      /leads out of the releases/,
    ],
    [
      'leads to nothing',
      () => symlink('releases/20261001T000000Z-000000000000', join(to, 'current')),
      /leads to 20261001T000000Z-000000000000, which is not there/,
    ],
  ])('verify says where it %s', async (_, spoil, words) => {
    await put('one');
    await rm(join(to, 'current'));
    await spoil();
    expect(await wrong()).toEqual([expect.stringMatching(words)]);
  });
  it('publish and rollback leave a folder of that name alone, and say what to do', async () => {
    await put('one');
    await rm(join(to, 'current'));
    await mkdir(join(to, 'current'));
    for (const attempt of [() => put('two'), () => rollback(to)])
      await expect(attempt()).rejects.toThrow(
        /current is not a link.*Move it away.*current\.before/,
      );
    expect(await readdir(join(to, 'current'))).toEqual([]);
  });
});

it('a file that was replaced by a link to the same bytes is altered', async () => {
  const { id } = await put('one');
  const file = join(to, 'releases', id, 'index.html');
  await writeFile(join(dir, 'copy'), await readFile(file));
  await rm(file);
  await symlink(join(dir, 'copy'), file);
  expect(await wrong()).toEqual([`${id} index.html was replaced by a link`]);
  await expect(rollback(to, id)).rejects.toThrow(/damaged/);
});

describe('a signed release', () => {
  let keys: { private: string; public: string; other: string };
  beforeEach(async () => {
    keys = {
      private: join(dir, 'key.pem'),
      public: join(dir, 'key.pub'),
      other: join(dir, 'other.pub'),
    };
    const pair = generateKeyPairSync('ed25519');
    const pem = { type: 'spki', format: 'pem' } as const;
    await writeFile(keys.private, pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await writeFile(keys.public, pair.publicKey.export(pem));
    await writeFile(keys.other, generateKeyPairSync('ed25519').publicKey.export(pem));
  });
  const signedPut = async (name: string) =>
    put(name, {
      key: await privateKey(keys.private),
      origin: { root: ROOT, source: dir },
    });
  const faults = async (key: string) =>
    (await verify(to, undefined, await publicKey(key))).flatMap((result) => result.wrong);

  it('is proved by its key alone, and names commit, exports and versions', async () => {
    execFileSync('git', ['init', '-q', dir]);
    execFileSync('git', [
      '-C',
      dir,
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@example.com',
      'commit',
      '-q',
      '--allow-empty',
      '-m',
      'First',
    ]);
    const { id } = await signedPut('one');
    const provenance = JSON.parse(
      await readFile(join(to, 'releases', `${id}.provenance.json`), 'utf8'),
    ) as unknown;
    expect(provenance).toMatchObject({
      source: { commit: expect.stringMatching(/^[0-9a-f]{40}$/), clean: true },
      exports: { stops: [{ path: 'stops.csv', sha256: 'ab12' }] },
      versions: { trilens: expect.stringMatching(/^\d+\.\d+/), node: process.versions.node },
    });
    expect(await faults(keys.public)).toEqual([]);
    expect(await faults(keys.other)).toEqual([expect.stringContaining('not by this key')]);
  });
  it('shows a manifest that was changed and renamed along with its files, by whoever can write there', async () => {
    const { id } = await signedPut('one');
    const { id: forged } = await put('two');
    const folder = join(to, 'releases');
    for (const end of ['.provenance.json', '.provenance.json.sig'])
      await writeFile(join(folder, `${forged}${end}`), await readFile(join(folder, `${id}${end}`)));
    expect((await verify(to, forged)).flatMap((result) => result.wrong)).toEqual([
      `${forged}.provenance.json is not that of this manifest`,
    ]);
    await rm(join(folder, `${forged}.provenance.json`));
    expect(await faults(keys.public)).toEqual([expect.stringContaining('is missing')]);
  });
  it('is not made with a key of another kind, and nothing of the key is said', async () => {
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await writeFile(keys.private, rsa.privateKey.export({ type: 'pkcs8', format: 'pem' }));
    await expect(privateKey(keys.private)).rejects.toThrow(/holds no private Ed25519 key in PEM/);
    await writeFile(keys.private, 'secret words');
    await expect(privateKey(keys.private)).rejects.not.toThrow(/secret words/);
  });
  it('leaves nothing of itself when it is removed', async () => {
    for (const name of ['one', 'two', 'six']) await signedPut(name);
    await put('new', { keep: 1 });
    const id = (await readlink(join(to, 'current'))).split('/')[1];
    expect(await readdir(join(to, 'releases'))).toEqual([id, `${id}.json`]);
  });
});
