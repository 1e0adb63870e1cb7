import { realpathSync } from 'node:fs';
import { glob, lstat, stat } from 'node:fs/promises';
import { basename, isAbsolute, join, normalize, relative, sep } from 'node:path';
import type { Problem } from '#model/problem.ts';
import { pathsOf, type PlacedResource } from '#ingest/contract/contract.ts';

/** Files that a resource names, sorted by name; what leads out of the data folder is refused. */
export async function filesOf(
  entry: PlacedResource,
  dataDir: string,
  contractFile: string,
): Promise<{ files: string[]; problems: Problem[] }> {
  const files = new Set<string>();
  const problems: Problem[] = [];
  const outside = (found: string) =>
    problems.push({
      code: 'data/outside',
      severity: 'error',
      file: contractFile,
      line: entry.line,
      column: entry.column,
      found: `${found} of "${entry.name}" leads out of the data folder`,
      allowed: `files inside ${basename(dataDir)}/`,
      fix: 'copy the file into the data folder; links that lead out are refused',
    });
  // To open a pipe or a device may wait for ever.
  const special = (found: string) =>
    problems.push({
      code: 'data/special-file',
      severity: 'error',
      file: contractFile,
      line: entry.line,
      column: entry.column,
      found: `${found} of "${entry.name}" is a pipe, a socket or a device`,
      allowed: 'regular files',
      fix: 'write the dump into a file',
    });
  for (const pattern of pathsOf(entry)) {
    if (!isQuick(pattern)) {
      problems.push({
        code: 'data/pattern',
        severity: 'error',
        file: contractFile,
        line: entry.line,
        column: entry.column,
        found: `the path "${pattern}" of "${entry.name}" holds too many wildcards to be looked up in time`,
        allowed: 'one ** and two braces at most',
        fix: 'name the folder, or write several paths',
      });
      continue;
    }
    for await (const found of isName(pattern)
      ? await existing(dataDir, pattern)
      : glob(pattern, { cwd: dataDir })) {
      if (!inside(dataDir, join(dataDir, found))) outside(found);
      else {
        const is = await stat(join(dataDir, found));
        if (is.isFile()) files.add(found.split(sep).join('/'));
        else if (!is.isDirectory()) special(found);
      }
    }
  }
  return { files: [...files].sort(), problems };
}

/** A path without anything that a glob has a meaning for: the code for globs is not loaded for it. */
function isName(path: string): boolean {
  return !/[*?[\]{}()!+@\\]/.test(path);
}

/** Each `**` looks through all folders once more for each folder, and braces multiply each other. */
function isQuick(pattern: string): boolean {
  return pattern.split('**').length <= 2 && pattern.split('{').length <= 3 && pattern.length <= 500;
}

async function existing(dataDir: string, path: string): Promise<string[]> {
  const isThere = await lstat(join(dataDir, path)).then(
    () => true,
    () => false,
  );
  return isThere ? [normalize(path)] : [];
}

/** True when a path, links followed, lies inside a folder. */
export function inside(folder: string, path: string): boolean {
  try {
    const way = relative(realpathSync(folder), realpathSync(path));
    return !way.startsWith('..') && !isAbsolute(way);
  } catch {
    return false;
  }
}
