import { execFile } from 'node:child_process';
import { hash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Manifest, manifestText } from './manifest.ts';

/** Where a release comes from: beside its manifest, and what a signature is made over. */
export interface Provenance {
  version: 1;
  /** SHA-256 of the manifest beside it: who signs this signs every file. */
  manifest: string;
  asOf: string;
  /** The commit of what people write; null outside a git repository. */
  source: { commit: string; clean: boolean } | null;
  /** Digests of the dumps that the numbers come from, by export. */
  exports: Record<string, { path: string; sha256: string }[]>;
  versions: { trilens: string; node: string; platform: string };
}

/** `root`: the package; `source`: the folder whose commit is named. */
export async function provenanceOf(
  manifest: Manifest,
  from: string,
  { root, source }: { root: string; source: string },
): Promise<Provenance> {
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    version: 1,
    manifest: hash('sha256', manifestText(manifest)),
    asOf: manifest.asOf,
    source: await commitOf(source),
    exports: await exportsOf(from),
    versions: {
      trilens: version,
      node: process.versions.node,
      platform: `${process.platform}-${process.arch}`,
    },
  };
}

/** As the built portal says it; one that was built in editions says it in each of their folders. */
async function exportsOf(from: string): Promise<Provenance['exports']> {
  const found: Provenance['exports'] = {};
  const folders = (await readdir(from, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  for (const folder of ['', ...folders]) {
    const text = await readFile(join(from, folder, 'api/data.json'), 'utf8').catch(() => null);
    if (text === null) continue;
    const { exports } = JSON.parse(text) as {
      exports?: { name: string; files?: { path: string; sha256: string }[] }[];
    };
    for (const { name, files = [] } of exports ?? [])
      found[name] = files.map(({ path, sha256 }) => ({ path, sha256 }));
  }
  return found;
}

/** What a CI job says of its commit, else git itself. Only tracked files count: exports are known by their digests. */
async function commitOf(folder: string): Promise<Provenance['source']> {
  const git = (...args: string[]) =>
    promisify(execFile)('git', ['-C', folder, ...args], { timeout: 10_000 });
  try {
    const commit = (await git('rev-parse', 'HEAD')).stdout.trim();
    const { stdout } = await git('status', '--porcelain', '--untracked-files=no');
    return { commit, clean: stdout === '' };
  } catch {
    return null;
  }
}
