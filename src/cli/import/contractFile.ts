import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '#cli/options.ts';

type Json = Record<string, unknown>;

/** Adds resources to `datapackage.json`; those whose name is there already are left as they are. Gives the names of both. */
export async function addResources(
  dataDir: string,
  resources: readonly (Json & { name: string })[],
): Promise<{ added: string[]; known: string[] }> {
  const file = join(dataDir, 'datapackage.json');
  const text = await readFile(file, 'utf8').catch(() => '{ "resources": [] }');
  const contract = parsed(text, file);
  const before = Array.isArray(contract['resources']) ? contract['resources'] : [];
  const names = new Set(before.map((one: { name?: unknown }) => one.name));
  const fresh = resources.filter(({ name }) => !names.has(name));
  if (fresh.length > 0) {
    await mkdir(dataDir, { recursive: true });
    const more = { ...contract, resources: [...before, ...fresh] };
    await writeFile(file, `${JSON.stringify(more, null, 2)}\n`);
  }
  return {
    added: fresh.map(({ name }) => name),
    known: resources.map(({ name }) => name).filter((name) => names.has(name)),
  };
}

function parsed(text: string, file: string): Json {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(
      `${file} is not JSON, so nothing can be added to it: ${(error as Error).message}`,
    );
  }
}
