import { fileURLToPath } from 'node:url';

/** Modules that a user imports by a name of the package, and the file of each. Components and layouts are files of their own. */
export function doors(): Map<string, string> {
  const ending = import.meta.url.endsWith('.ts') ? 'ts' : 'js';
  return new Map(
    Object.entries({
      trilens: 'index',
      'trilens/model': 'model',
      'trilens/site': 'site',
      'trilens/loader': 'loader',
    }).map(([name, file]) => [
      name,
      fileURLToPath(new URL(`../api/${file}.${ending}`, import.meta.url)),
    ]),
  );
}
