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
  return {
    value: null,
    problems: result.error.issues.flatMap((issue) => fieldProblems(yaml, schema, path, issue)),
  };
}
