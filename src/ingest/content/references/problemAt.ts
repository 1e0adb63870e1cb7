import type { Problem } from '#model/problem.ts';
import type { Source } from '#ingest/content/source.ts';

type Words = Pick<Problem, 'code' | 'found' | 'fix' | 'allowed'> & {
  severity?: Problem['severity'];
};

/** A problem with a field of a source, at its place in the file; an error where no severity is given. */
export function problemAt(source: Source, at: readonly PropertyKey[], words: Words): Problem {
  return { severity: 'error', file: source.yaml.file, ...source.yaml.at(at), ...words };
}

type Use = Source['uses'][number];

/** A problem with a component or a link of a text, at its place: a shared part is in a file of its own. */
export function problemIn(source: Source, use: Use, words: Words): Problem {
  const { file = source.yaml.file, line, column } = use;
  return { severity: 'error', file, line, column, ...words };
}
