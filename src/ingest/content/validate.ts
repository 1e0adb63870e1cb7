import type { ZodType } from 'zod';
import type { Problem } from '#model/problem.ts';
import { fieldProblems } from './fieldProblems.ts';
import type { YamlFile } from './yamlFile.ts';

/** Checks data against a schema; every issue becomes a problem where it stands. */
export function validate<T>(
  yaml: YamlFile,
  schema: ZodType<T>,
  path: readonly PropertyKey[] = [],
): { value: T | null; problems: Problem[] } {
  const data = path.reduce<unknown>(
    (value, key) => (value as Record<PropertyKey, unknown>)[key],
    yaml.data,
  );
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data, problems: [] };
  const isRecord = result.error.issues.every((issue) => issue.path.length > 0);
  if (path.length === 0 && isRecord && isEmpty(data))
    return { value: null, problems: [nothing(yaml)] };
  return {
    value: null,
    problems: result.error.issues.flatMap((issue) => fieldProblems(yaml, schema, path, issue)),
  };
}

const isEmpty = (data: unknown) =>
  typeof data === 'object' &&
  data !== null &&
  !Array.isArray(data) &&
  Object.keys(data).length === 0;

function nothing({ file, at }: YamlFile): Problem {
  const isText = file.endsWith('.mdx');
  return {
    code: 'content/value',
    severity: 'error',
    file,
    ...at([]),
    found: isText ? 'the front matter is empty' : 'the file is empty',
    fix: isText
      ? 'write its fields between the two lines of three hyphens, the title first'
      : file.endsWith('.json')
        ? 'write what belongs into it (`trilens read FILE --draft` prints the contract of a file)'
        : 'write what belongs into it (`trilens new` writes a record to begin with), or remove it',
  };
}
