import { open, readdir, readFile, readlink, rename, rm, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Manifest, ReleaseError } from './manifest.ts';

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

/** Id of the release in place. */
export async function current(to: string): Promise<string | null> {
  return readlink(join(to, 'current')).then(basename, () => null);
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
  const beside = join(to, 'releases', `.${id}.json`);
  const file = await open(beside, 'w');
  try {
    await file.writeFile(JSON.stringify(manifest));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(beside, join(to, 'releases', `${id}.json`));
}

/** The manifest goes first, so that a killed removal leaves no release without its files. */
export async function remove(to: string, id: string): Promise<void> {
  await rm(join(to, 'releases', `${id}.json`), { force: true });
  await rm(join(to, 'releases', id), { recursive: true, force: true });
}

/** What killed runs left: folders that never became a release, links that were never moved. */
export async function clean(to: string): Promise<void> {
  const names = await readdir(join(to, 'releases'));
  const whole = new Set(names.flatMap((name) => MANIFEST.exec(name)?.[1] ?? []));
  for (const name of names)
    if (name.startsWith('.') || (!name.endsWith('.json') && !whole.has(name)))
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
