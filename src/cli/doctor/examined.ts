import { existsSync } from 'node:fs';
import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { ROOT } from '#cli/root.ts';
import { VERSION } from '#cli/version.ts';
import { configBeside, loadConfig } from '#extend/loadConfig.ts';
import { readContracts } from '#ingest/contract/contract.ts';
import { hasPart, howToAdd, type OptionalPart } from '#ingest/optionalPart.ts';
import { ProblemsFound } from '#model/problem.ts';
import { formatBytes } from '#model/words/format.ts';
import { findPrinter, howToPrint } from '#publish/pdf/browser.ts';

/** One thing that was looked at. `limits`: a build runs, and something is not made; `stops`: a build cannot run. */
export interface Examined {
  name: string;
  state: 'good' | 'limits' | 'stops';
  says: string;
  fix?: string;
}

interface Places {
  content: string;
  data: string;
  cache: string;
}

/** Room that a portal of a thousand pages, its cache and the one before it take. */
const ROOM = 2 ** 30;
const NEEDED_NODE = 26;

export async function examined(places: Places): Promise<Examined[]> {
  return [
    runtime(),
    await packageFolder(),
    await browser(),
    ...parts(),
    fonts(),
    await disk(places.cache),
    await cache(places.cache),
    content(places.content),
    await contract(places.data),
    await configuration(places.content),
  ];
}

function runtime(): Examined {
  const name = 'runtime';
  const isNew = Number.parseInt(process.versions.node, 10) >= NEEDED_NODE;
  const says = `Node ${process.versions.node} on ${process.platform} ${process.arch}`;
  if (!isNew)
    return { name, state: 'stops', says, fix: `use Node ${NEEDED_NODE}, or run npx trilens` };
  return { name, state: 'good', says };
}

async function packageFolder(): Promise<Examined> {
  const name = 'package';
  const says = `Trilens ${VERSION} in ${ROOT}`;
  const canWrite = await access(ROOT, constants.W_OK).then(
    () => true,
    () => false,
  );
  return canWrite
    ? { name, state: 'good', says }
    : {
        name,
        state: 'stops',
        says: `${says}, where this user may not write`,
        fix: 'install it as the user who builds: compiled pages are kept beside it',
      };
}

async function browser(): Promise<Examined> {
  const name = 'browser';
  const printer = await findPrinter().catch(() => null);
  return printer
    ? { name, state: 'good', says: `PDF is printed by ${printer.executablePath}` }
    : {
        name,
        state: 'limits',
        says: 'there is none: no PDF of reports is made',
        fix: howToPrint(),
      };
}

/** Optional parts beside the browser. */
function parts(): Examined[] {
  const all: { part: OptionalPart; name: string; does: string }[] = [
    { part: 'documents', name: 'word', does: 'Word documents of reports and agendas' },
    { part: 'slides', name: 'slides', does: 'slides of quarterly reports' },
    { part: 'duckdb', name: 'duckdb', does: 'SQL over files of the data folder' },
  ];
  return all.map(({ part, name, does }) =>
    hasPart(part)
      ? { name, state: 'good', says: does }
      : { name, state: 'limits', says: `not installed: no ${does}`, fix: howToAdd(part) },
  );
}

function fonts(): Examined {
  const require = createRequire(import.meta.url);
  const missing = ['source-sans-3', 'source-serif-4'].filter((font) => {
    try {
      require.resolve(`@fontsource-variable/${font}/package.json`);
      return false;
    } catch {
      return true;
    }
  });
  return missing.length === 0
    ? { name: 'fonts', state: 'good', says: 'Source Sans and Source Serif are there' }
    : {
        name: 'fonts',
        state: 'stops',
        says: `${missing.join(' and ')} is not installed`,
        fix: 'run npm install again',
      };
}

async function disk(cacheDir: string): Promise<Examined> {
  let dir = resolve(cacheDir);
  while (!existsSync(dir)) dir = dirname(dir);
  const { bavail, bsize } = await statfs(dir);
  const free = bavail * bsize;
  const says = `${formatBytes(free)} are free where the cache is`;
  return free > ROOM
    ? { name: 'disk', state: 'good', says }
    : { name: 'disk', state: 'limits', says, fix: `make room: ${formatBytes(ROOM)} is safe` };
}

async function cache(cacheDir: string): Promise<Examined> {
  const dir = resolve(cacheDir);
  if (!existsSync(dir)) return { name: 'cache', state: 'good', says: 'there is none yet' };
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const sizes = await Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => stat(join(entry.parentPath, entry.name)).then(({ size }) => size)),
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return {
    name: 'cache',
    state: 'good',
    says: `${formatBytes(total)} in ${cacheDir}; it may be deleted at any time`,
  };
}

function content(contentDir: string): Examined {
  const name = 'content';
  return existsSync(join(resolve(contentDir), 'portfolio.yaml'))
    ? { name, state: 'good', says: `${contentDir} has a portfolio.yaml` }
    : existsSync(resolve(contentDir))
      ? {
          name,
          state: 'limits',
          says: `${contentDir} has no portfolio.yaml, which names the portfolio`,
          fix: 'write one with name: and northStar:',
        }
      : {
          name,
          state: 'stops',
          says: `there is no folder ${contentDir}`,
          fix: 'name another with --content, or start with trilens init DIR',
        };
}

async function contract(dataDir: string): Promise<Examined> {
  const name = 'contract';
  if (!existsSync(resolve(dataDir)))
    return {
      name,
      state: 'stops',
      says: `there is no folder ${dataDir}`,
      fix: 'name another with --data, or start with trilens init DIR',
    };
  const { contracts, problems } = await readContracts(resolve(dataDir));
  const wrong = problems.filter(({ severity }) => severity === 'error').length;
  const says = `${dataDir}/datapackage.json names ${contracts.resources.length} exports`;
  return wrong === 0
    ? { name, state: 'good', says }
    : {
        name,
        state: 'stops',
        says: `${says} and has ${wrong} ${wrong === 1 ? 'mistake' : 'mistakes'}`,
        fix: 'trilens check names the line of each',
      };
}

async function configuration(contentDir: string): Promise<Examined> {
  const name = 'config';
  const path = configBeside(contentDir);
  if (path === null) return { name, state: 'good', says: 'there is no trilens.config.ts' };
  try {
    await loadConfig(contentDir);
    return { name, state: 'good', says: path };
  } catch (error) {
    if (!(error instanceof ProblemsFound)) throw error;
    const [first] = error.problems;
    return { name, state: 'stops', says: `${path}: ${first?.found}`, fix: first?.fix ?? '' };
  }
}
