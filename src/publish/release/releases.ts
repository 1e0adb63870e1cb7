import { cp, mkdir, readdir, readFile, readlink, rename, rm, statfs, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { withLock } from './lock.ts';
import { differences, type Manifest, manifestHash, manifestOf, ReleaseError } from './manifest.ts';

/** One build that was put in place. */
export interface Release {
  /** `20261124T025501Z-<hash of the manifest>` */
  id: string;
  manifest: Manifest;
  current: boolean;
}

/**
 * Puts a build in place: copied beside the others, then `current` is moved to it in one step, so that a reader never sees
 * a mix and a killed run leaves the old release or the new one. `keep` releases stay; older ones are removed.
 */
export async function publish(from: string, to: string, options: { keep: number; force: boolean; now: Date }): Promise<Release> {
  const manifest = await manifestOf(from, options.now.toISOString());
  await folder(to);
  return withLock(to, async () => {
    const before = await releases(to);
    const current = before.find((release) => release.current);
    if (current && current.manifest.asOf > manifest.asOf && !options.force) throw new ReleaseError(`the release in place is as of ${current.manifest.asOf}, this build as of ${manifest.asOf}. Build from newer data, or go back on purpose with --force.`);
    const free = await statfs(to);
    const needed = manifest.bytes * 1.05 + 1_000_000;
    if (free.bavail * free.bsize < needed) throw new ReleaseError(`${to} has ${megabytes(free.bavail * free.bsize)} free, the release needs ${megabytes(needed)}. Make room, or keep fewer releases with --keep.`);
    const id = `${manifest.publishedAt.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '')}-${manifestHash(manifest)}`;
    await clean(to);
    const arriving = join(to, 'releases', `.arriving-${id}`);
    await cp(from, arriving, { recursive: true });
    const wrong = await differences(arriving, manifest);
    if (wrong.length > 0) throw new ReleaseError(`the copy differs from the build: ${wrong.slice(0, 3).join('; ')}. The disk or another process changed it; publish again.`);
    // The manifest comes last: a folder without one is no release.
    await rename(arriving, join(to, 'releases', id));
    await writeFile(join(to, 'releases', `.${id}.json`), JSON.stringify(manifest));
    await rename(join(to, 'releases', `.${id}.json`), join(to, 'releases', `${id}.json`));
    await point(to, id);
    for (const old of before.filter((release) => release.id !== id).slice(Math.max(0, options.keep - 1))) await remove(to, old.id);
    return { id, manifest, current: true };
  });
}

/** Moves `current` to an earlier release: the one named, or the one before the current. */
export async function rollback(to: string, wanted?: string): Promise<Release> {
  await mustExist(to);
  return withLock(to, async () => {
    const all = await releases(to);
    const at = all.findIndex((release) => release.current);
    const target = wanted === undefined ? all[at + 1] : all.find((release) => release.id === wanted);
    if (!target) throw new ReleaseError(wanted === undefined ? `${to} holds no release before the current one.` : `${to} holds no release ${wanted}. It holds ${all.map((release) => release.id).join(', ') || 'none'}.`);
    const wrong = await differences(join(to, 'releases', target.id), target.manifest);
    if (wrong.length > 0) throw new ReleaseError(`${target.id} is damaged: ${wrong.slice(0, 3).join('; ')}. Choose another release.`);
    await point(to, target.id);
    return { ...target, current: true };
  });
}

/** All whole releases, newest first. */
export async function releases(to: string): Promise<Release[]> {
  const names = await readdir(join(to, 'releases')).catch(() => []);
  const current = basename(await readlink(join(to, 'current')).catch(() => ''));
  const found = await Promise.all(
    names.filter((name) => /^\d{8}T\d{6}Z-[0-9a-f]{12}\.json$/.test(name)).map(async (name) => {
      const id = name.slice(0, -'.json'.length);
      return { id, manifest: JSON.parse(await readFile(join(to, 'releases', name), 'utf8')) as Manifest, current: id === current };
    }),
  );
  // Names count whole seconds; two publishes may fall into one.
  const time = ({ manifest, id }: Release) => `${manifest.publishedAt} ${id}`;
  return found.sort((a, b) => (time(a) < time(b) ? 1 : -1));
}

/** What was altered in each release since it was published; empty lists when nothing was. */
export async function verify(to: string, wanted?: string): Promise<{ id: string; wrong: string[] }[]> {
  await mustExist(to);
  const all = (await releases(to)).filter((release) => wanted === undefined || release.id === wanted);
  if (all.length === 0) throw new ReleaseError(wanted === undefined ? `${to} holds no release.` : `${to} holds no release ${wanted}.`);
  return Promise.all(
    all.map(async ({ id, manifest }) => ({
      id,
      wrong: [...(id.endsWith(manifestHash(manifest)) ? [] : [`${id}.json was altered: its hash is not the one in its name`]), ...(await differences(join(to, 'releases', id), manifest))],
    })),
  );
}

/** A symbolic link cannot be changed in place; a new one is renamed over it, which is one step. */
async function point(to: string, id: string): Promise<void> {
  const next = join(to, `.current-${process.pid}`);
  await rm(next, { force: true });
  await symlink(join('releases', id), next);
  await rename(next, join(to, 'current'));
}

/** What killed runs left: folders that never became a release, links that were never moved. */
async function clean(to: string): Promise<void> {
  const names = await readdir(join(to, 'releases'));
  const whole = new Set(names.filter((name) => name.endsWith('.json') && !name.startsWith('.')).map((name) => name.slice(0, -'.json'.length)));
  for (const name of names) if (name.startsWith('.') || (!name.endsWith('.json') && !whole.has(name))) await rm(join(to, 'releases', name), { recursive: true, force: true });
  for (const name of await readdir(to)) if (/^\.current-\d+/.test(name)) await rm(join(to, name), { force: true });
}

/** The manifest goes first, so that a killed removal leaves no release without its files. */
async function remove(to: string, id: string): Promise<void> {
  await rm(join(to, 'releases', `${id}.json`), { force: true });
  await rm(join(to, 'releases', id), { recursive: true, force: true });
}

async function folder(to: string): Promise<void> {
  try {
    await mkdir(join(to, 'releases'), { recursive: true });
    const probe = join(to, `.current-${process.pid}`);
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ReleaseError(`${to} cannot be written (${(error as NodeJS.ErrnoException).code}). Name a folder that this user may write; the release in place is as it was.`);
  }
}

async function mustExist(to: string): Promise<void> {
  await readdir(join(to, 'releases')).catch(() => {
    throw new ReleaseError(`${to} holds no releases. Publish first: trilens publish --to ${to}`);
  });
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
