import { join, sep } from 'node:path';
import { copyRelease, explained, makeFolder, mustHaveRoom } from './disk.ts';
import { withLock } from './lock.ts';
import { differences, type Manifest, manifestHash, manifestOf, ReleaseError } from './manifest.ts';
import {
  clean,
  current,
  keepManifest,
  listReleases,
  mustExist,
  point,
  type Release,
  remove,
} from './shelf.ts';

/**
 * Puts a build in place: copied beside the others, then `current` is moved to it in one step, so that a reader never sees
 * a mix and a killed run leaves the old release or the new one. `previous` is the one before: a page that was opened before
 * the switch still finds the files of its own build there. `keep` releases stay; older ones are removed. The same build
 * again is no new release, so that quiet nights do not push out what one may want to go back to.
 */
export async function publish(
  from: string,
  to: string,
  options: { keep: number; force: boolean; now: Date },
): Promise<Release & { already: boolean }> {
  if (`${to}${sep}`.startsWith(`${from}${sep}`) || `${from}${sep}`.startsWith(`${to}${sep}`))
    throw new ReleaseError(
      `the releases cannot be kept in the build that is published, nor the build among the releases: ${from} and ${to}. Name another folder.`,
    );
  const manifest = await manifestOf(from, options.now.toISOString());
  await makeFolder(to);
  return withLock(to, async () => {
    await clean(to);
    const before = await listReleases(to);
    const inPlace = before.find((release) => release.current);
    if (inPlace && inPlace.manifest.asOf > manifest.asOf && !options.force)
      throw new ReleaseError(
        `the release in place is as of ${inPlace.manifest.asOf}, this build as of ${manifest.asOf}. Build from newer data, or go back on purpose with --force.`,
      );
    if (
      inPlace &&
      sameFiles(inPlace.manifest, manifest) &&
      (await differences(join(to, 'releases', inPlace.id), manifest)).length === 0
    )
      return { ...inPlace, already: true };
    await mustHaveRoom(to, manifest);
    const id = `${manifest.publishedAt.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '')}-${manifestHash(manifest)}`;
    await explained(async () => {
      await copyRelease(
        from,
        join(to, 'releases', `.arriving-${id}`),
        join(to, 'releases', id),
        manifest,
      );
      await keepManifest(to, id, manifest);
      if (inPlace) await point(to, 'previous', inPlace.id);
      await point(to, 'current', id);
    });
    const stay = new Set([id, ...(options.keep > 1 && inPlace ? [inPlace.id] : [])]);
    for (const { id: older } of before) if (stay.size < options.keep) stay.add(older);
    for (const { id: older } of before) if (!stay.has(older)) await remove(to, older);
    return { id, manifest, current: true, already: false };
  });
}

/** Moves `current` to an earlier release: the one named, or the one before the current. */
export async function rollback(to: string, wanted?: string): Promise<Release> {
  await mustExist(to);
  return withLock(to, async () => {
    const all = await listReleases(to);
    const at = all.findIndex((release) => release.current);
    const target =
      wanted === undefined ? all[at + 1] : all.find((release) => release.id === wanted);
    if (!target)
      throw new ReleaseError(
        wanted === undefined
          ? `${to} holds no release before the current one.`
          : `${to} holds no release ${wanted}. It holds ${all.map((release) => release.id).join(', ') || 'none'}.`,
      );
    const wrong = await alterations(to, target);
    if (wrong.length > 0)
      throw new ReleaseError(
        `${target.id} is damaged: ${wrong.slice(0, 3).join('; ')}. Choose another release.`,
      );
    const left = await current(to);
    if (left !== null && left !== target.id) await point(to, 'previous', left);
    await point(to, 'current', target.id);
    return { ...target, current: true };
  });
}

/** All releases, newest first. */
export async function releases(to: string): Promise<Release[]> {
  await mustExist(to);
  return listReleases(to);
}

/** What was altered in each release since it was published; empty lists when nothing was. */
export async function verify(
  to: string,
  wanted?: string,
): Promise<{ id: string; wrong: string[] }[]> {
  await mustExist(to);
  const all = (await listReleases(to)).filter(
    (release) => wanted === undefined || release.id === wanted,
  );
  if (all.length === 0)
    throw new ReleaseError(
      wanted === undefined ? `${to} holds no release.` : `${to} holds no release ${wanted}.`,
    );
  const results: { id: string; wrong: string[] }[] = [];
  for (const release of all)
    results.push({ id: release.id, wrong: await alterations(to, release) });
  return results;
}

/** The hash of the manifest is in the release's name, so that a manifest that was changed along with a file shows. */
async function alterations(to: string, { id, manifest }: Release): Promise<string[]> {
  const sealed = id.endsWith(`-${manifestHash(manifest)}`)
    ? []
    : [`${id}.json was altered: its hash is not the one in its name`];
  return [...sealed, ...(await differences(join(to, 'releases', id), manifest))];
}

function sameFiles(a: Manifest, b: Manifest): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}
