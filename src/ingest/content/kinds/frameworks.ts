import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Framework } from '#model/record/gate.ts';
import { frameworkSchema } from '#ingest/schemas/gate.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import { parseYaml } from '#ingest/content/yamlFile.ts';
import { KINDS } from './kinds.ts';
import { readRecords } from './recordFiles.ts';

const SHIPPED = fileURLToPath(new URL('../frameworks/', import.meta.url));

/** The frameworks of a portfolio, and those that ship where it has none of that name. */
export async function readFrameworks(reader: ContentReader): Promise<Framework[]> {
  const frameworks: Framework[] = await readRecords(reader, KINDS.frameworks);
  for (const name of await readdir(SHIPPED)) {
    const id = basename(name, '.yaml');
    if (frameworks.some((framework) => framework.id === id)) continue;
    const { yaml } = parseYaml(await readFile(join(SHIPPED, name), 'utf8'), name);
    frameworks.push({ id, file: `(shipped) ${name}`, ...frameworkSchema.parse(yaml?.data) });
  }
  return frameworks;
}
