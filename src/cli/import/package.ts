import { constants } from 'node:fs';
import { copyFile, mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { UsageError } from '#cli/options.ts';
import { addResources } from './contractFile.ts';
import { textOr } from './dbtFiles.ts';
import type { Imported } from './dbt.ts';

type Json = Record<string, unknown>;

/** Takes the resources of a Data Package into the data folder: their contracts, and the files that they name. Nothing is overwritten. */
export async function importPackage(path: string, dataDir: string): Promise<Imported> {
  const file = (await stat(path).catch(() => null))?.isDirectory()
    ? join(path, 'datapackage.json')
    : path;
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) throw new UsageError(`There is no ${file}.`);
  const descriptor = jsonOf(text, file);
  const resources: unknown = descriptor['resources'];
  if (!Array.isArray(resources) || resources.length === 0)
    throw new UsageError(`${file} names no resources: a Data Package has a list of them.`);
  const done: Imported = { written: [], left: [] };
  const taken: (Json & { name: string })[] = [];
  for (const [at, resource] of resources.entries()) {
    const name = textOr(resource?.name);
    const refusal = name === '' ? 'it has no name' : await copied(resource, dirname(file), dataDir);
    if (refusal === null) taken.push({ ...withOwner(resource, descriptor), name });
    else done.left.push(`${name === '' ? `resource ${at + 1}` : name}: ${refusal}`);
  }
  const { added, known } = await addResources(dataDir, taken);
  done.written.push(...added.map((name) => `the contract of ${name}`));
  done.left.push(...known.map((name) => `the contract of ${name}: it is there already`));
  return done;
}

function jsonOf(text: string, file: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${(error as Error).message}`);
  }
}

/** Copies the files of a resource to the same places in the data folder; the reason where it has none that can be copied. */
async function copied(resource: Json, from: string, dataDir: string): Promise<string | null> {
  const paths = [resource['path']].flat().filter((one) => typeof one === 'string');
  if (paths.length === 0)
    return 'it has no path: data in the descriptor itself is not read, so save it as a file';
  const outside = paths.find(
    (one) => /^[a-z]+:\/\//i.test(one) || /^[/\\]|^\.\.|:/.test(normalize(one)),
  );
  if (outside !== undefined)
    return `"${outside}" is no file beside the descriptor; fetch it with a loader`;
  for (const one of paths) {
    const target = join(dataDir, one);
    await mkdir(dirname(target), { recursive: true });
    try {
      await copyFile(join(from, one), target, constants.COPYFILE_EXCL);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'ENOENT') return `its file ${one} is not there`;
      if (code !== 'EEXIST') throw error;
      const isSame = (await readFile(join(from, one))).equals(await readFile(target));
      if (!isSame) return `another file ${one} is in the data folder already`;
    }
  }
  return null;
}

/** The people of a package answer for its resources, where a contract does not say who does. */
function withOwner(resource: Json, descriptor: Json): Json {
  const own = (resource['trilens'] ?? {}) as Json;
  const people = [resource['contributors'], descriptor['contributors']].find(Array.isArray) ?? [];
  const roles = ['publisher', 'maintainer', 'wrangler', 'author'];
  const roleOf = (one: { role?: unknown; roles?: unknown }) =>
    [one.roles, one.role].flat().map(String);
  const owner = roles
    .flatMap((role) => people.filter((one: Json) => roleOf(one).includes(role)))
    .concat(people)[0] as { title?: unknown; organization?: unknown } | undefined;
  const name = textOr(owner?.title, textOr(owner?.organization));
  return name === '' ? resource : { ...resource, trilens: { owner: name, ...own } };
}
