import { spawnSync } from 'node:child_process';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Makes `lib/`, which the package ships beside `src/`: JavaScript of everything that Node runs, since Node strips no types
 * under `node_modules`, and the types of the doors in `src/api`. Pages, layouts and what readers run are compiled from `src/`.
 * `node tools/lib.ts --clear` removes it, so that a checkout runs from its sources.
 */
const ROOT = fileURLToPath(new URL('../', import.meta.url));
const SRC = join(ROOT, 'src');
const LIB = join(ROOT, 'lib');
const RUN_BY_NODE = [
  'api',
  'charts',
  'cli',
  'extend',
  'ingest',
  'messages',
  'model',
  'publish',
  'site',
];

await rm(LIB, { recursive: true, force: true });
if (!process.argv.includes('--clear')) {
  for (const folder of RUN_BY_NODE) await scripts(folder);
  await types();
}

async function scripts(folder: string): Promise<void> {
  const names = await readdir(join(SRC, folder), { recursive: true, withFileTypes: true });
  for (const entry of names.filter((one) => one.isFile() && !one.parentPath.includes('starter'))) {
    const path = relative(SRC, join(entry.parentPath, entry.name));
    const target = join(LIB, path.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    // What is not code is copied as it is; the starter is read from `src`.
    if (!path.endsWith('.ts')) await copyFile(join(SRC, path), target);
    else
      await writeFile(
        target,
        relocated(stripTypeScriptTypes(await readFile(join(SRC, path), 'utf8')), path),
      );
  }
}

/** Types of the doors and of all that they name, without checking again what `astro check` checks. */
async function types(): Promise<void> {
  const doors = (await readdir(join(SRC, 'api'))).map((name) => join(SRC, 'api', name));
  const emitted = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/typescript/bin/tsc'),
      ...['--ignoreConfig', '--declaration', '--emitDeclarationOnly', '--noCheck'],
      ...['--target', 'esnext', '--module', 'esnext', '--moduleResolution', 'bundler'],
      ...['--allowImportingTsExtensions', '--strict', '--exactOptionalPropertyTypes'],
      ...['--types', 'node', '--skipLibCheck', '--rootDir', SRC, '--outDir', LIB],
      ...doors,
    ],
    { cwd: ROOT, encoding: 'utf8' },
  );
  if (emitted.status !== 0) throw new Error(emitted.stdout + emitted.stderr);
  const names = (await readdir(LIB, { recursive: true })).filter((name) => name.endsWith('.d.ts'));
  for (const name of names) {
    const file = join(LIB, name);
    await writeFile(file, relocated(await readFile(file, 'utf8'), name));
  }
}

/** Code whose modules are named by their place in `lib`: `#model/gate.ts` and `./gate.ts` become relative paths to `.js`. */
function relocated(code: string, path: string): string {
  const own = (name: string) => {
    const to = relative(dirname(path), `${name}.js`).replaceAll('\\', '/');
    return to.startsWith('.') ? to : `./${to}`;
  };
  return code
    .replaceAll(
      /(["'])#([\w/.-]+)\.ts\1/g,
      (_, quote: string, name: string) => quote + own(name) + quote,
    )
    .replaceAll(/(["'])(\.{1,2}\/[\w/.-]+)\.ts\1/g, '$1$2.js$1');
}
