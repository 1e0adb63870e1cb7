import { createHash, hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** What a release consists of: the hash of every file, so that a later reader can prove that nothing was altered. */
export interface Manifest {
  version: 1;
  /** Day as of which the portal was judged. */
  asOf: string;
  publishedAt: string;
  bytes: number;
  /** Path inside the release to SHA-256, sorted by path. */
  files: Record<string, string>;
}

/** Reads a built portal and hashes every file. Throws an `Error` with a sentence when the folder holds no built portal. */
export async function manifestOf(dir: string, publishedAt: string): Promise<Manifest> {
  const asOf = await dayOf(dir);
  const files: Record<string, string> = {};
  let bytes = 0;
  const present = await filesIn(dir);
  const odd = present.filter(({ isFile }) => !isFile).map(({ path }) => path);
  if (odd.length > 0)
    throw new ReleaseError(
      `${dir} holds what is no file of its own: ${odd.slice(0, 3).join(', ')}${odd.length > 3 ? ' …' : ''}. A link may lead out of the release and change later; build again, and copy files instead of linking them.`,
    );
  for (const { path } of present) {
    files[path] = await sha256(join(dir, path));
    bytes += (await stat(join(dir, path))).size;
  }
  return { version: 1, asOf, publishedAt, bytes, files };
}

/** The day that a built portal is as of; one that was built in editions has a portal in each folder, all of one day. */
async function dayOf(dir: string): Promise<string> {
  const editions = (await readdir(dir, { withFileTypes: true }).catch(() => []))
    .filter((entry) => entry.isDirectory())
    .map((entry) => `${entry.name}/`)
    .sort();
  for (const edition of ['', ...editions]) {
    const document = await readFile(join(dir, edition, 'api/portfolio.json'), 'utf8').catch(
      () => null,
    );
    if (document !== null) return (JSON.parse(document) as { asOf: string }).asOf;
  }
  throw new ReleaseError(
    `${dir} holds no built portal: api/portfolio.json is missing. Build first: trilens build --out ${dir}`,
  );
}

/** Differences between a folder and its manifest, each one sentence; none when nothing was altered. */
export async function differences(dir: string, manifest: Manifest): Promise<string[]> {
  const present = await filesIn(dir).catch(() => []);
  const added = present
    .filter(({ path }) => !Object.hasOwn(manifest.files, path))
    .map(({ path }) => `${path} was added`);
  const held = new Map(present.map((entry) => [entry.path, entry.isFile]));
  const changed: string[] = [];
  for (const [path, hash] of Object.entries(manifest.files)) {
    const isFile = held.get(path);
    if (isFile === undefined) changed.push(`${path} is missing`);
    else if (!isFile) changed.push(`${path} was replaced by a link`);
    else if ((await sha256(join(dir, path))) !== hash) changed.push(`${path} was altered`);
  }
  return [...changed, ...added];
}

/** A mistake that the caller can act on: printed without a stack. */
export class ReleaseError extends Error {}

/** A manifest as it is kept. */
export function manifestText(manifest: Manifest): string {
  return JSON.stringify(manifest);
}

/** The hash that names a manifest. */
export function manifestHash(manifest: Manifest): string {
  return hash('sha256', manifestText(manifest)).slice(0, 12);
}

/** Everything in a folder that is no folder; a link is not one either, wherever it leads. */
async function filesIn(dir: string): Promise<{ path: string; isFile: boolean }[]> {
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => ({
      path: join(entry.parentPath, entry.name)
        .slice(dir.length + 1)
        .split(sep)
        .join('/'),
      isFile: entry.isFile(),
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function sha256(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
