import type { Problem } from '#model/problem.ts';
import type { Source } from '#ingest/content/source.ts';

type Words = Pick<Problem, 'code' | 'found' | 'fix' | 'allowed'> & {
  severity?: Problem['severity'];
};

/** A problem with a field of a source, at its place in the file; an error where no severity is given. */
export function problemAt(source: Source, at: readonly PropertyKey[], words: Words): Problem {
  return { severity: 'error', file: source.yaml.file, ...source.yaml.at(at), ...words };
}

/** The record that a source holds, as it is written in its file. */
export function dataOf({ path, yaml }: Source): unknown {
  return path.reduce<unknown>((value, key) => entryOf(value, key), yaml.data);
}

function entryOf(value: unknown, key: PropertyKey): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}

/** A field of a record as it is written, whatever it holds. */
export const fieldOf = (source: Source, field: string): unknown => entryOf(dataOf(source), field);

/** The source of a record, and not that of a translation of it. */
export const sourceOf = (
  sources: readonly Source[],
  kind: Source['kind'],
  id: string,
): Source | undefined => sources.find((one) => one.kind === kind && one.id === id);
