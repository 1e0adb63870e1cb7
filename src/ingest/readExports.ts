import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Problem } from '#model/problem.ts';
import type { Contracts } from './contract/contract.ts';
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
  for (const entry of contracts.resources) {
    const found = await filesOf(entry, options.dataDir, contracts.file);
    problems.push(...found.problems);
    for (const file of found.files) named.add(file);
    for (const file of [entry.trilens.loader?.run, entry.trilens.sql?.file])
      if (file !== undefined) named.add(file);
    exports.push(await readExport(entry, found.files, contracts.file, options, problems));
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
