import { extname } from 'node:path';
import type { Problem } from '#model/problem.ts';
import { idFrom } from '#ingest/content/words/idFrom.ts';

/** The name of a file that cannot be the id of its record. */
export function notAnId(id: string, file: string): Problem {
  const better = idFrom(id);
  // What is left as it was is a name of a device under Windows.
  const name = better === id ? `${better}-1` : better;
  return {
    code: 'content/file-name',
    severity: 'error',
    file,
    line: 1,
    column: 1,
    found: `the name of the file is its id, and "${id}" is not an id`,
    allowed:
      'letters from A to Z, digits, hyphens, single points and underscores; a letter or digit first; no name of a device under Windows, such as con or nul',
    fix: `rename it${better === '' ? '' : `: ${name}${extname(file)}`}`,
  };
}
