import { spawn } from 'node:child_process';
import { hash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { ownCompiled } from '#extend/compiled.ts';
import { codeHash } from '#ingest/codeHash.ts';
import { clearLeftovers } from '#publish/pages/leftovers.ts';

/** The program that draws the pages, compiled from `src/pages` once for each version of the code and each sub-path. */
export interface Renderer {
  /** Scripts, styles, fonts and icons that the pages link to. */
  siteDir: string;
  /** A hash over the code and what the pages link to: the same mark draws the same pages from the same portal, wherever it was compiled. */
  mark: string;
  /** Every page of the portal at hand, always in the same order. */
  pages: () => Promise<{ pathname: string; route: unknown }[]>;
  /** The HTML of a page at its address under the base. */
  render: (address: string, route: unknown) => Promise<string>;
}

const opened = new Map<string, Promise<Renderer>>();

/** The renderer for a sub-path: the one that an earlier build compiled from the same code, else a new one. `root`: the package's folder. */
export function openRenderer(root: string, base: string): Promise<Renderer> {
  const known = opened.get(base) ?? open(root, base);
  opened.set(base, known);
  return known;
}

async function open(root: string, base: string): Promise<Renderer> {
  const folder = join(root, '.trilens', 'renderer');
  const name = await nameFor(root, base);
  const dir = join(folder, name);
  let files = await wholeFiles(dir);
  if (files === null) {
    await clearUnused(folder);
    const beside = join(folder, `new-${process.pid}`);
    await rm(beside, { recursive: true, force: true });
    await mkdir(beside, { recursive: true });
    await compile(root, beside, base);
    await writeFile(join(beside, SEAL), JSON.stringify(await hashesOf(beside)));
    // Another build may have been faster; its renderer is the same, and it may be at work with it.
    if ((await wholeFiles(dir)) === null) {
      await rm(dir, { recursive: true, force: true });
      await rename(beside, dir).catch(() => undefined);
    }
    await rm(beside, { recursive: true, force: true });
    files = await wholeFiles(dir);
  }
  if (files === null)
    throw new Error(`the compiled pages in ${dir} are not what was written there`);
  const program = (await import(pathToFileURL(join(dir, 'server', 'renderer.mjs')).href)) as Pick<
    Renderer,
    'pages' | 'render'
  >;
  // The program itself holds a key and folders of the build that compiled it, of which no page says anything.
  const mark = hash(
    'sha256',
    JSON.stringify([name, files.filter(([path]) => path.startsWith('site/'))]),
  );
  return { siteDir: join(dir, 'site'), mark, pages: program.pages, render: program.render };
}

/** Of everything that decides how the pages are compiled: sources, versions, sub-path, and what of the environment Vite reads. */
async function nameFor(root: string, base: string): Promise<string> {
  const environment = Object.entries(process.env)
    .filter(([name]) =>
      /^(NODE_ENV|MODE|DEV|PROD|SSR|TEST|BASE_URL|VITEST.*|(PUBLIC|VITE|ASTRO)_.+)$/.test(name),
    )
    .sort();
  const files = (await readdir(root)).filter((name) => name.startsWith('.env')).sort();
  const read = await Promise.all(
    files.map((name) => readFile(join(root, name), 'utf8').catch(() => null)),
  );
  return hash(
    'sha256',
    JSON.stringify([
      await codeHash(),
      ownCompiled(),
      root,
      base,
      process.version,
      process.platform,
      process.arch,
      environment,
      files,
      read,
    ]),
  ).slice(0, 32);
}

function compile(root: string, dir: string, base: string): Promise<void> {
  const program = fileURLToPath(new URL('./compile.ts', import.meta.url));
  const args = [program, root, dir, base, JSON.stringify(ownCompiled())];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = () => void child.kill();
  process.once('exit', stop);
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-4000)));
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('close', (code) => {
      process.off('exit', stop);
      if (code === 0) done();
      else failed(new Error(`the pages could not be compiled: ${said.trim()}`));
    });
  });
}

const SEAL = 'seal.json';

/** Every file of a compiled folder, or null where one of them is not what was compiled. */
async function wholeFiles(dir: string): Promise<[path: string, hash: string][] | null> {
  const seal = await readFile(join(dir, SEAL), 'utf8').catch(() => null);
  const files = seal === null ? [] : await hashesOf(dir);
  if (seal !== JSON.stringify(files)) return null;
  // Says that it is in use, for `clearUnused`.
  await utimes(dir, new Date(), new Date()).catch(() => undefined);
  return files;
}

/** Every file of a folder by its path, with its hash. */
async function hashesOf(dir: string): Promise<[path: string, hash: string][]> {
  const names = (await readdir(dir, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name !== SEAL)
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)));
  return Promise.all(
    names
      .sort()
      .map(async (name): Promise<[string, string]> => [
        name.replaceAll('\\', '/'),
        hash('sha256', await readFile(join(dir, name))),
      ]),
  );
}

const WEEK = 7 * 86_400_000;

/** Removes renderers of code that has changed since: those that no build opened for a week, and what killed builds left. */
async function clearUnused(folder: string): Promise<void> {
  await clearLeftovers(folder, 'new-');
  for (const name of await readdir(folder).catch(() => [])) {
    const used =
      (await stat(join(folder, name)).catch(() => null))?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (!name.startsWith('new-') && used < Date.now() - WEEK)
      await rm(join(folder, name), { recursive: true, force: true });
  }
}
