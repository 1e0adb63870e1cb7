import type { KeyObject } from 'node:crypto';
import { lstat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { isDate } from '#model/time/date.ts';
import { copyRelease, explained, makeFolder, mustHaveRoom } from './disk.ts';
import { withLock } from './lock.ts';
import { differences, type Manifest, manifestHash, manifestOf, ReleaseError } from './manifest.ts';
import { provenanceOf } from './provenance.ts';
import { keepProvenance, sealFaults } from './seal.ts';
import {
  clean,
  current,
  keepManifest,
  linkFaults,
  listReleases,
  mustExist,
  point,
  type Release,
  remove,
} from './shelf.ts';

/** How a build is published. */
export interface Publishing {
  /** How many releases stay. */
  keep: number;
  /** Puts an older build in place on purpose. */
  force: boolean;
  now: Date;
  /** What signs the release. */
  key?: KeyObject | null;
  /** The package, and the folder whose commit is named. */
  origin?: { root: string; source: string };
}

/**
 * Puts a build in place: copied beside the others, then `current` is moved to it in one step, so that a reader never sees
 * a mix and a killed run leaves the old release or the new one. `previous` is the one before: a page that was opened before
 * the switch still finds the files of its own build there. `keep` releases stay; older ones are removed. The same build
 * again is no new release, so that quiet nights do not push out what one may want to go back to.
 */
export async function publish(
  from: string,
  to: string,
  options: Publishing,
): Promise<Release & { already: boolean }> {
  if (`${to}${sep}`.startsWith(`${from}${sep}`) || `${from}${sep}`.startsWith(`${to}${sep}`))
    throw new ReleaseError(
      `the releases cannot be kept in the build that is published, nor the build among the releases: ${from} and ${to}. Name another folder.`,
    );
  const manifest = await manifestOf(from, options.now.toISOString());
  await makeFolder(to);
  return withLock(to, async () => {
    await explained(() => clean(to));
    await mustBeLink(to);
    const before = await listReleases(to);
    const inPlace = before.find((release) => release.current);
    mustBeNewer(inPlace, manifest, options.force);
    if (
      inPlace &&
      sameFiles(inPlace.manifest, manifest) &&
      (await alterations(to, inPlace, null)).length === 0
    )
      return { ...inPlace, already: true };
    await mustHaveRoom(to, manifest);
    const id = await putInPlace(from, to, manifest, options);
    const stay = new Set([id, ...(options.keep > 1 && inPlace ? [inPlace.id] : [])]);
    for (const { id: older } of before) if (stay.size < options.keep) stay.add(older);
    // The release is in place: what cannot be removed is removed by the next one.
    for (const { id: older } of before)
      if (!stay.has(older)) await remove(to, older).catch(() => undefined);
    return { id, manifest, current: true, already: false };
  });
}

async function putInPlace(
  from: string,
  to: string,
  manifest: Manifest,
  { key = null, origin }: Publishing,
): Promise<string> {
  const id = `${manifest.publishedAt.replace(/\.\d+Z$/, 'Z').replaceAll(/[-:]/g, '')}-${manifestHash(manifest)}`;
  const place = join(to, 'releases', id);
  return explained(async () => {
    await copyRelease(from, join(to, 'releases', `.arriving-${id}`), place, manifest);
    if (origin) await keepProvenance(to, id, await provenanceOf(manifest, from, origin), key);
    await keepManifest(to, id, manifest);
    const left = await current(to);
    if (left !== null && left !== id) await point(to, 'previous', left);
    await point(to, 'current', id);
    return id;
  });
}

function mustBeNewer(inPlace: Release | undefined, manifest: Manifest, force: boolean): void {
  if (inPlace && inPlace.manifest.asOf > manifest.asOf && !force && isDate(inPlace.manifest.asOf))
    throw new ReleaseError(
      `the release in place is as of ${inPlace.manifest.asOf}, this build as of ${manifest.asOf}. Build from newer data, or go back on purpose with --force.`,
    );
}

/** A folder of that name cannot be replaced in one step, and somebody put it there. */
async function mustBeLink(to: string): Promise<void> {
  for (const name of ['current', 'previous']) {
    const stat = await lstat(join(to, name)).catch(() => null);
    if (stat !== null && !stat.isSymbolicLink())
      throw new ReleaseError(
        `${join(to, name)} is not a link, and publishing moves a link of this name. Move it away, for example to ${name}.before, and publish again; it was left as it is.`,
      );
  }
}

/** Moves `current` to an earlier release: the one named, or the one before the current. */
export async function rollback(to: string, wanted?: string): Promise<Release> {
  await mustExist(to);
  return withLock(to, async () => {
    await mustBeLink(to);
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
    const wrong = await alterations(to, target, null);
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

/** What was altered in each release since it was published, and what is wrong with the link in place; empty lists where nothing is. */
export async function verify(
  to: string,
  wanted?: string,
  key: KeyObject | null = null,
): Promise<{ id: string; wrong: string[] }[]> {
  await mustExist(to);
  const all = (await listReleases(to)).filter(
    (release) => wanted === undefined || release.id === wanted,
  );
  const results: { id: string; wrong: string[] }[] = [];
  if (wanted === undefined) {
    const wrong = await linkFaults(to);
    if (wrong.length > 0) results.push({ id: 'current', wrong });
  }
  if (all.length === 0 && results.length === 0)
    throw new ReleaseError(`${to} holds no release${wanted === undefined ? '' : ` ${wanted}`}.`);
  for (const release of all)
    results.push({ id: release.id, wrong: await alterations(to, release, key) });
  return results;
}

/** The hash of the manifest is in the release's name, so that a manifest that was changed along with a file shows. */
async function alterations(to: string, release: Release, key: KeyObject | null): Promise<string[]> {
  const { id, manifest } = release;
  const sealed = id.endsWith(`-${manifestHash(manifest)}`)
    ? []
    : [`${id}.json was altered: its hash is not the one in its name`];
  return [
    ...sealed,
    ...(await sealFaults(to, release, key)),
    ...(await differences(join(to, 'releases', id), manifest)),
  ];
}

function sameFiles(a: Manifest, b: Manifest): boolean {
  return JSON.stringify(a.files) === JSON.stringify(b.files);
}
