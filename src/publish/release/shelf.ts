import { lstat, open, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { type Manifest, manifestText, ReleaseError } from './manifest.ts';

/** One build that was put in place. */
export interface Release {
  /** `20261124T025501Z-<hash of the manifest>` */
  id: string;
  manifest: Manifest;
  current: boolean;
}

const MANIFEST = /^(\d{8}T\d{6}Z-[0-9a-f]{12})\.json$/;

/** All releases, newest first. One whose manifest cannot be read is listed with an empty one, and so never passes as whole. */
export async function listReleases(to: string): Promise<Release[]> {
  const names = await readdir(join(to, 'releases')).catch(() => []);
  const inPlace = await current(to);
  const found = await Promise.all(
    names
      .flatMap((name) => MANIFEST.exec(name)?.[1] ?? [])
      .map(async (id) => {
        const manifest = await readManifest(join(to, 'releases', `${id}.json`));
        return manifest === null ? [] : [{ id, manifest, current: id === inPlace }];
      }),
  );
  // Names count whole seconds; two publishes may fall into one.
  const time = ({ manifest, id }: Release) => `${id.slice(0, 16)} ${manifest.publishedAt} ${id}`;
  return found.flat().sort((a, b) => (time(a) < time(b) ? 1 : -1));
}

/** Id of the release that a link of this folder leads to; null where it is no link, or leads elsewhere. */
async function pointed(to: string, name: 'current' | 'previous'): Promise<string | null> {
  const target = await readlink(join(to, name)).catch(() => null);
  if (target === null) return null;
  const place = resolve(to, target);
  return dirname(place) === resolve(to, 'releases') ? basename(place) : null;
}

/** Id of the release in place. */
export async function current(to: string): Promise<string | null> {
  return pointed(to, 'current');
}

/** What is wrong with the link that readers come through, each one sentence. */
export async function linkFaults(to: string): Promise<string[]> {
  const link = join(to, 'current');
  const stat = await lstat(link).catch(() => null);
  if (stat === null) return ['current is missing: nothing is served. Publish again'];
  if (!stat.isSymbolicLink())
    return [
      'current is not a link to a release: somebody put it there. Move it away and publish again',
    ];
  const id = await pointed(to, 'current');
  if (id === null)
    return [
      `current leads out of the releases, to ${await readlink(link)}. Roll back or publish again`,
    ];
  const folder = await lstat(join(to, 'releases', id)).catch(() => null);
  if (folder === null)
    return [`current leads to ${id}, which is not there. Roll back or publish again`];
  if (!folder.isDirectory()) return [`current leads to ${id}, which is not a folder of files`];
  return (await readManifest(join(to, 'releases', `${id}.json`))) === null
    ? [
        `current leads to ${id}, whose manifest is missing: nobody can prove what is served. Publish again`,
      ]
    : [];
}

/** A symbolic link cannot be changed in place; a new one is renamed over it, which is one step. */
export async function point(to: string, name: 'current' | 'previous', id: string): Promise<void> {
  const next = join(to, `.${name}-${process.pid}`);
  await rm(next, { force: true });
  await symlink(join('releases', id), next);
  await rename(next, join(to, name));
}

/** The manifest comes last and whole: a folder without one is no release. */
export async function keepManifest(to: string, id: string, manifest: Manifest): Promise<void> {
  await writeWhole(join(to, 'releases', `${id}.json`), manifestText(manifest));
}

/** A file beside its place and then in it: whole or not there. */
export async function writeWhole(path: string, content: string | Buffer): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}`);
  const file = await open(beside, 'w');
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, path);
}

/** The manifest goes first, so that a killed removal leaves no release without its files. */
export async function remove(to: string, id: string): Promise<void> {
  for (const end of ['.json', '.provenance.json', '.provenance.json.sig'])
    await rm(join(to, 'releases', `${id}${end}`), { force: true });
  await rm(join(to, 'releases', id), { recursive: true, force: true });
}

/**
 * What killed runs left: folders that never became a release, links that were never moved. What is served stays, even where its
 * manifest is gone.
 */
export async function clean(to: string): Promise<void> {
  const names = await readdir(join(to, 'releases'));
  const kept = new Set(names.flatMap((name) => MANIFEST.exec(name)?.[1] ?? []));
  for (const link of ['current', 'previous'] as const) {
    const served = await pointed(to, link);
    if (served !== null) kept.add(served);
  }
  for (const name of names)
    if (name.startsWith('.') || !kept.has(name.replace(/(\.provenance)?\.json(\.sig)?$/, '')))
      await rm(join(to, 'releases', name), { recursive: true, force: true });
  for (const name of await readdir(to))
    if (/^\.(current|previous)-\d+$/.test(name)) await rm(join(to, name), { force: true });
}

export async function mustExist(to: string): Promise<void> {
  await readdir(join(to, 'releases')).catch(() => {
    throw new ReleaseError(`${to} holds no releases. Publish first: trilens publish --to ${to}`);
  });
}

/** Null where another process has removed it meanwhile. */
async function readManifest(file: string): Promise<Manifest | null> {
  const unreadable: Manifest = {
    version: 1,
    asOf: 'unknown',
    publishedAt: '',
    bytes: 0,
    files: {},
  };
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) =>
    error.code === 'ENOENT' ? null : '',
  );
  if (text === null) return null;
  try {
    return { ...unreadable, ...(JSON.parse(text) as Manifest) };
  } catch {
    return unreadable;
  }
}
