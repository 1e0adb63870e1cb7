import type { z } from 'zod';
import { configSchema } from './configSchema.ts';
import { type Flaw, meant } from './configProblem.ts';

/** What of a configuration is not as it has to be, in the order of its fields. */
export function shapeFlaws(config: unknown): Flaw[] {
  const result = configSchema.safeParse(config);
  return result.success ? [] : result.error.issues.flatMap((issue) => flawsOf(issue, config));
}

function flawsOf(issue: z.core.$ZodIssue, config: unknown): Flaw[] {
  const where = whereOf(issue.path, config);
  const after = nameBefore(issue.path, config);
  const field = issue.path.findLast((part): part is string => typeof part === 'string');
  if (issue.code === 'unrecognized_keys') {
    const allowed = fieldsAt(issue.path);
    return issue.keys.map((key) => ({
      code: 'unknown-field',
      found: `unknown field ${[...where, key].join(' ')}`,
      allowed: allowed.join(', '),
      fix: meant(key, allowed, 'remove it'),
      at: key,
      ...(after === undefined ? {} : { after }),
    }));
  }
  const value = valueAt(config, issue.path);
  const missing = value === undefined;
  return [
    {
      code: missing ? 'missing-field' : 'wrong-field',
      found: missing ? `${where.join(' ')} is missing` : `${where.join(' ')} is ${shown(value)}`,
      allowed: allowedBy(issue),
      fix: missing ? 'add it' : 'correct it',
      at: missing ? (after ?? String(issue.path[0] ?? '')) : field,
      ...(after === undefined ? {} : { after }),
    },
  ];
}

/** `["block Thermometer", "props", "id"]`: entries of a list by the name that they have, else by their place. */
function whereOf(path: readonly PropertyKey[], config: unknown): string[] {
  return path.flatMap((part, index) => {
    if (typeof path[index + 1] === 'number') return [];
    if (typeof part !== 'number') return [String(part)];
    const of = String(path[index - 1])
      .replace(/s$/, '')
      .replace('criteria', 'criterion');
    const name = nameOf(valueAt(config, path.slice(0, index + 1)));
    return [name === undefined ? `${of} ${part + 1}` : `${of} ${name}`];
  });
}

/** The name of the entry that a path leads into: its text is where the entry is. */
function nameBefore(path: readonly PropertyKey[], config: unknown): string | undefined {
  const at = path.findIndex((part) => typeof part === 'number');
  return at < 0 ? undefined : nameOf(valueAt(config, path.slice(0, at + 1)));
}

function nameOf(entry: unknown): string | undefined {
  const named = typeof entry === 'object' && entry !== null ? Object.entries(entry) : [];
  const name = named.find(([key]) => ['name', 'id', 'kind'].includes(key))?.[1];
  return typeof name === 'string' && name !== '' ? name : undefined;
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? Reflect.get(inner, key) : undefined,
    value,
  );
}

/** The fields that may be written where a path leads. */
function fieldsAt(path: readonly PropertyKey[]): string[] {
  let schema: unknown = configSchema;
  for (const part of path)
    schema =
      typeof part === 'number'
        ? innerOf(schema, 'element')
        : (innerOf(innerOf(schema, 'shape') ?? innerOf(schema, 'valueType'), String(part)) ??
          innerOf(schema, 'valueType'));
  const shape = innerOf(schema, 'shape');
  return typeof shape === 'object' && shape !== null ? Object.keys(shape) : [];
}

/** A part of a schema, through what says that it may be left out. */
function innerOf(schema: unknown, part: string): unknown {
  if (typeof schema !== 'object' || schema === null) return undefined;
  const direct: unknown = Reflect.get(schema, part);
  if (direct !== undefined) return direct;
  const def: unknown = Reflect.get(schema, 'def');
  const inner: unknown =
    typeof def === 'object' && def !== null ? Reflect.get(def, 'innerType') : undefined;
  return inner === undefined ? undefined : innerOf(inner, part);
}

function allowedBy(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'invalid_type')
    return issue.message.startsWith('Invalid') ? `a ${issue.expected}` : issue.message;
  return issue.message;
}

function shown(value: unknown): string {
  if (typeof value === 'function') return 'a function';
  return typeof value === 'string'
    ? `"${value}"`
    : (JSON.stringify(value)?.slice(0, 60) ?? 'nothing');
}
