import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes what only the package has, for the time that it is packed, from the lock file: `npm-shrinkwrap.json`, and a `package.json`
 * that names every package that Trilens was tested with, since npm reads the shrinkwrap of what comes from a registry and ignores
 * that of a tarball (findings/npm-shrinkwrap-of-a-tarball.sh). `node tools/packed.ts --clear` takes both back.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const MANIFEST = join(ROOT, 'package.json');
const KEPT = join(ROOT, 'package.json.checkout');
const SHRINKWRAP = join(ROOT, 'npm-shrinkwrap.json');

type Named = Record<string, string>;
interface Locked {
  version?: string;
  dev?: boolean;
  devOptional?: boolean;
  dependencies?: Named;
  optionalDependencies?: Named;
  peerDependencies?: Named;
  peerDependenciesMeta?: Record<string, { optional?: boolean }>;
}
interface Manifest extends Locked {
  scripts?: Named;
  devDependencies?: Named;
}
interface Lock {
  packages: Record<string, Locked>;
}

// One that is left over is of a run that was interrupted.
await rename(KEPT, MANIFEST).catch(() => {});
await rm(SHRINKWRAP, { force: true });
if (!process.argv.includes('--clear')) {
  await copyFile(MANIFEST, KEPT);
  const manifest: Manifest = JSON.parse(await readFile(MANIFEST, 'utf8'));
  const lock: Lock = JSON.parse(await readFile(join(ROOT, 'package-lock.json'), 'utf8'));
  const { devDependencies: _, optionalDependencies: node = {}, scripts: __, ...shipped } = manifest;
  const needed = neededBy(shipped, lock.packages);
  const ours = packed(shipped, node, { needed, packages: lock.packages });
  await put(SHRINKWRAP, shrinkwrap(lock, ours, needed));
  await put(MANIFEST, ours);
}

/** Paths of the lock that the package needs, on every platform; true where it does not run without. */
function neededBy(manifest: Locked, packages: Lock['packages']): Map<string, boolean> {
  const needed = new Map<string, boolean>();
  const visit = (from: string, entry: Locked, isRequired: boolean) => {
    for (const [name, isOptional] of dependenciesOf(entry)) {
      const path = placeOf(name, from, packages);
      if (path === null && !isOptional)
        throw new Error(`package-lock.json has no ${name} for ${from || 'the package'}.`);
      const required = isRequired && !isOptional;
      if (path === null || needed.get(path) === true || (needed.has(path) && !required)) continue;
      needed.set(path, required);
      visit(path, packages[path] as Locked, required);
    }
  };
  visit('', manifest, true);
  return needed;
}

/** Names of what a package needs to run, and whether it runs without. */
function dependenciesOf({ peerDependenciesMeta, ...entry }: Locked): Map<string, boolean> {
  const named = (group: Named = {}, isOptional: (name: string) => boolean) =>
    Object.keys(group).map((name) => [name, isOptional(name)] as const);
  return new Map([
    ...named(entry.peerDependencies, () => false).filter(
      ([name]) => !peerDependenciesMeta?.[name]?.optional,
    ),
    ...named(entry.dependencies, () => false),
    ...named(entry.optionalDependencies, () => true),
  ]);
}

/** Node is 200 MB that most machines have: whoever lacks it adds it, as the command says then. */
function packed(
  shipped: Manifest,
  node: Named,
  { needed, packages }: { needed: Map<string, boolean>; packages: Lock['packages'] },
): Manifest {
  // One version of each can be named: that of the outermost folder.
  const places = [...needed.keys()].sort((a, b) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1));
  const versions = new Map<string, { version: string; required: boolean }>();
  for (const path of places) {
    const [name, version] = [nameOf(path), packages[path]?.version as string];
    if (!versions.has(name)) versions.set(name, { version, required: needed.get(path) === true });
  }
  const pinned = (required: boolean) =>
    Object.fromEntries(
      [...versions]
        .filter(([, one]) => one.required === required)
        .map(([name, { version }]) => [name, version] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return {
    ...shipped,
    dependencies: pinned(true),
    optionalDependencies: pinned(false),
    peerDependencies: { ...shipped.peerDependencies, ...node },
    peerDependenciesMeta: {
      ...shipped.peerDependenciesMeta,
      ...Object.fromEntries(Object.keys(node).map((name) => [name, { optional: true }])),
    },
  };
}

function shrinkwrap(
  { packages, ...lock }: Lock,
  manifest: Manifest,
  needed: Map<string, boolean>,
): Lock {
  const entries = [...needed.keys()].sort().map((path) => {
    const { dev: _, devOptional: __, ...entry } = packages[path] as Locked;
    return [path, entry] as const;
  });
  return { ...lock, packages: { '': manifest, ...Object.fromEntries(entries) } };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function depthOf(path: string): number {
  return path.split('node_modules/').length;
}

/** Where Node finds a package from the place of another: in its own folder, or in one above. */
function placeOf(name: string, from: string, packages: Lock['packages']): string | null {
  for (let folder = from; ;) {
    const path = `${folder === '' ? '' : `${folder}/`}node_modules/${name}`;
    if (packages[path]) return path;
    if (folder === '') return null;
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf('node_modules/') - 1));
  }
}

async function put(file: string, value: unknown): Promise<void> {
  const beside = `${file}.${process.pid}.tmp`;
  await writeFile(beside, `${JSON.stringify(value, null, 2)}\n`);
  await rename(beside, file);
}
