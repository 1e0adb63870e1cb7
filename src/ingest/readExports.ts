import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { Contracts, PlacedResource } from './contract/contract.ts';
import { datedBy } from './contract/datedBy.ts';
import { originsOf, readDump } from './export/dump.ts';
import type { Joined } from './shape/joins.ts';
import { familiesOf } from './tally/family.ts';
import { readExport } from './readExport.ts';
import { filesOf } from './source/files.ts';
import { isExportName } from './source/kinds.ts';
import type { ReadExport, ExportOptions } from './export/exports.ts';

/** Reads every export of the contracts, one after the other. */
export async function readExports(
  contracts: Contracts,
  options: ExportOptions,
): Promise<{ exports: ReadExport[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const exports: ReadExport[] = [];
  const named = new Set<string>();
  for (const resource of contracts.resources) {
    const entry = datedBy(resource, options.metrics ?? []);
    const found = await filesOf(entry, options.dataDir, contracts.file);
    problems.push(...found.problems);
    for (const file of found.files) named.add(file);
    for (const file of [entry.trilens.loader?.run, entry.trilens.sql?.file])
      if (file !== undefined) named.add(file);
    const joined = await joinedBy(entry, contracts, options);
    exports.push(
      await readExport(entry, found.files, contracts.file, { ...options, joined }, problems),
    );
  }
  // Which files a contract names that could not be read, nobody knows.
  if (contracts.unread.length > 0) return { exports, problems };
  for (const file of await dataFiles(options.dataDir)) {
    if (named.has(file)) continue;
    problems.push({
      code: 'data/unnamed-file',
      severity: 'warning',
      file: `${basename(options.dataDir)}/${file}`,
      line: null,
      column: null,
      found: 'no contract names this file, so it is not read',
      fix: 'add a resource with this path to datapackage.json, or remove the file',
    });
  }
  return { exports, problems };
}

/** The rows of the exports that an export takes columns of. What is wrong with them is reported where they are read for themselves. */
async function joinedBy(
  { trilens }: PlacedResource,
  { resources, file }: Contracts,
  options: ExportOptions,
): Promise<Map<string, Joined>> {
  const joined = new Map<string, Joined>();
  for (const name of new Set([
    ...trilens.joins.map((join) => join.with),
    ...trilens.money.map(({ rates }) => rates.with),
  ])) {
    const entry = resources.find((resource) => resource.name === name);
    if (!entry) continue;
    const { files } = await filesOf(entry, options.dataDir, file);
    const origins = await originsOf(entry, files, file, options.dataDir);
    const wanted = { ...familiesOf(entry, []), pairs: [], lasting: [] };
    const dump = await readDump(entry, origins, wanted, options);
    joined.set(name, { entry, rows: dump.refusals.length > 0 ? [] : dump.rows });
  }
  return joined;
}

/** Files that may be exports, by their paths in the data folder; links and what is hidden are left alone. */
async function dataFiles(dataDir: string, folder = ''): Promise<string[]> {
  const entries = (await readdir(join(dataDir, folder), { withFileTypes: true })).filter(
    ({ name }) => !name.startsWith('.'),
  );
  const files = entries
    .filter((entry) => !entry.isDirectory() && isExportName(entry.name))
    .map(({ name }) => folder + name);
  const below = await Promise.all(
    entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => dataFiles(dataDir, `${folder}${name}/`)),
  );
  return [...files, ...below.flat()];
}
