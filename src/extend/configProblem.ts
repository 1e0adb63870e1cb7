import { basename } from 'node:path';
import { nearest, type Problem, ProblemsFound } from '#model/problem.ts';

/** A configuration as it was read, for the place of what is wrong in it. */
export interface ConfigFile {
  path: string;
  text: string;
}

/** What is wrong, and what to do. `at`: words in the text where it is; `after`: words that come before them. */
export interface Flaw {
  code: string;
  found: string;
  allowed?: string;
  fix: string;
  at?: string | undefined;
  after?: string;
}

/** A flaw of a configuration as a problem with its line. */
export function configProblem({ path, text }: ConfigFile, { at, after, ...flaw }: Flaw): Problem {
  return {
    severity: 'error',
    file: basename(path),
    ...placeOf(text, at, after),
    ...flaw,
    code: `config/${flaw.code}`,
  };
}

function placeOf(text: string, at: string | undefined, after: string | undefined) {
  const from = after === undefined ? 0 : Math.max(0, text.indexOf(after));
  const index = at === undefined ? -1 : text.indexOf(at, from);
  const lines = text.slice(0, Math.max(index, from)).split('\n');
  return index < 0 && from === 0
    ? { line: null, column: null }
    : { line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
}

/** The configuration could not be loaded: it threw, or is not valid TypeScript. Its own frame says where. */
export function loadFailure(file: ConfigFile, error: unknown): ProblemsFound {
  const { message, stack = '' } = error instanceof Error ? error : new Error(String(error));
  const name = basename(file.path).replaceAll('.', '\\.');
  const frame = new RegExp(`${name}[^:\\s]*:(\\d+)(?::(\\d+))?`).exec(stack);
  const missing = /Cannot find (?:module|package) '([^']+)'/.exec(message)?.[1];
  const place =
    missing === undefined ? undefined : placeOf(file.text, importOf(file.text, missing), undefined);
  return new ProblemsFound([
    {
      code: 'config/failed',
      severity: 'error',
      file: basename(file.path),
      line: place?.line ?? (frame ? Number(frame[1]) : null),
      column: place?.column ?? (frame?.[2] ? Number(frame[2]) : null),
      found: missing
        ? `it imports "${missing}", which is not there`
        : `it could not be run: ${message.split('\n')[0]}`,
      fix: missing
        ? 'install the package, or correct the path: a relative import names its ending, ./rules.ts'
        : 'correct the code; it runs in Node before anything is read',
    },
  ]);
}

/** The words that name a module, of which an error knows the full path. */
function importOf(text: string, module: string): string {
  const file = basename(module);
  return text.includes(module) ? module : text.includes(file) ? file : 'import';
}

/** `did you mean "x"?` where something is near. */
export function meant(word: string, allowed: Iterable<string>, otherwise: string): string {
  const near = nearest(word, allowed);
  return near === null ? otherwise : `did you mean "${near}"?`;
}
