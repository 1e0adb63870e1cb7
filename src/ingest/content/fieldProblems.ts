import { type core, type ZodType, z } from 'zod';
import { nearest, type Problem } from '#model/problem.ts';
import type { YamlFile } from './yamlFile.ts';

/** Types of columns as other tools call them. */
const OTHER_WORDS: Record<string, string> = {
  float: 'number',
  double: 'number',
  decimal: 'number',
  int: 'integer',
  bigint: 'integer',
  timestamp: 'datetime',
  bool: 'boolean',
  text: 'string',
  varchar: 'string',
};

/** What a schema says against a file, as problems in the words of the one who wrote it. */
export function fieldProblems(
  yaml: YamlFile,
  schema: ZodType,
  base: readonly PropertyKey[],
  issue: core.$ZodIssue,
): Problem[] {
  const path = [...base, ...issue.path];
  const field = fieldName(yaml.data, path);
  const here = { severity: 'error' as const, file: yaml.file, ...yaml.at(path) };
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path, valueAt(yaml.data, path));
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      const owners = kindsWith(schema, issue.path, key);
      return {
        ...here,
        ...yaml.atKey(path, key),
        code: 'content/unknown-field',
        found: `unknown field "${key}"${path.length > 0 ? ` in ${field}` : ''}`,
        ...(known.length > 0 ? { allowed: known.join(', ') } : {}),
        fix:
          owners !== null
            ? `remove it: ${key} is of ${owners}`
            : near
              ? `did you mean "${near}"?`
              : 'remove it or use one of the allowed fields',
      };
    });
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that got furthest is the one that was meant.
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest && deepest.path.length > 0)
      return fieldProblems(yaml, schema, base, {
        ...deepest,
        path: [...issue.path, ...deepest.path],
      } as core.$ZodIssue);
    const keys = issue.errors.flat().find((inner) => inner.code === 'unrecognized_keys');
    if (keys && isObject(valueAt(yaml.data, path)))
      return fieldProblems(yaml, schema, base, { ...keys, path: issue.path } as core.$ZodIssue);
  }
  const value = valueAt(yaml.data, path);
  const other = notAText(yaml, path, issue);
  if (other)
    return [{ ...here, code: 'content/value', found: `${field} is ${other.found}`, fix: other.fix }];
  const named = `${last(path)}${meaning(schema, issue.path)}`;
  const found =
    value === undefined
      ? `${field} is missing`
      : path.length === 0 && isObject(value) && Object.keys(value).length === 0
        ? 'the file is empty'
        : `${field} is ${shown(value)}`;
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const near =
      typeof value === 'string' ? (OTHER_WORDS[value] ?? nearest(value, allowed)) : null;
    const isAllowed = near !== null && allowed.includes(near);
    return [
      {
        ...here,
        code: value === undefined ? 'content/missing-field' : 'content/value',
        found,
        allowed: allowed.join(', '),
        fix: isAllowed
          ? `did you mean "${near}"?`
          : value === undefined
            ? `add ${named}`
            : `use one of the allowed values for ${named}`,
      },
    ];
  }
  return [
    {
      ...here,
      code: value === undefined ? 'content/missing-field' : 'content/value',
      found,
      allowed: allowedWords(issue, keysAt(schema, issue.path, value)),
      fix: value === undefined ? `add ${named}` : fixWords(issue, path, value, named),
    },
  ];
}

/** An id or a text that YAML reads as something else: 100 for `0x64`, true, nothing. */
function notAText(
  yaml: YamlFile,
  path: readonly PropertyKey[],
  issue: core.$ZodIssue,
): { found: string; fix: string } | null {
  const value = valueAt(yaml.data, path);
  const written = yaml.written(path);
  const isOther = typeof value === 'number' || typeof value === 'boolean' || value === null;
  if (issue.code !== 'invalid_type' || issue.expected !== 'string' || !isOther || !written)
    return null;
  const what = value === null ? 'nothing' : `the ${typeof value} ${String(value)}`;
  return {
    found: `${written}, which YAML reads as ${what} and not as a text`,
    fix: `put it in quotes: "${written}"`,
  };
}

/** `gates "g1", criteria "used", must`: entries of a list by their name where they have one, else by their place. */
function fieldName(data: unknown, path: readonly PropertyKey[]): string {
  let name = '';
  let value = data;
  for (const key of path) {
    value = isObject(value) ? value[key as never] : undefined;
    if (typeof key !== 'number') {
      name +=
        name === '' ? String(key) : /["\d]$/.test(name) ? `, ${String(key)}` : `.${String(key)}`;
      continue;
    }
    const entry = isObject(value) ? (value as Record<string, unknown>) : {};
    const called = [entry['id'], entry['name']].find(
      (one) => typeof one === 'string' && one !== '',
    );
    name += `${name === '' ? '' : ' '}${called === undefined ? `entry ${key + 1}` : `"${String(called)}"`}`;
  }
  return name === '' ? 'the file' : name;
}

const EXPECTED: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields',
  record: 'names with a value each',
  null: 'nothing',
};

/** What would have been right; the schema's own words where it has some. */
function allowedWords(issue: core.$ZodIssue, fields: readonly string[]): string {
  if (!/^(Invalid|Too|Unrecognized)/.test(issue.message)) return issue.message;
  if (issue.code === 'invalid_union')
    return [
      ...new Set(
        issue.errors.flatMap((branch) => (branch[0] ? [allowedWords(branch[0], fields)] : [])),
      ),
    ].join(', or ');
  if (issue.code === 'invalid_value') return issue.values.map(String).join(', ');
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundWords(issue);
  if (issue.code !== 'invalid_type') return issue.message;
  const words = EXPECTED[issue.expected] ?? issue.expected;
  return issue.expected === 'object' && fields.length > 0 ? `fields: ${fields.join(', ')}` : words;
}

function boundWords(issue: core.$ZodIssueTooSmall | core.$ZodIssueTooBig): string {
  const what = { string: ' letters', array: ' entries' }[issue.origin as string] ?? '';
  const bound = issue.code === 'too_small' ? issue.minimum : issue.maximum;
  if (issue.inclusive === false)
    return `${issue.code === 'too_small' ? 'more' : 'less'} than ${bound}${what}`;
  return `at ${issue.code === 'too_small' ? 'least' : 'most'} ${bound}${what}`;
}

function fixWords(
  issue: core.$ZodIssue,
  path: readonly PropertyKey[],
  value: unknown,
  named: string,
): string {
  const single =
    issue.code === 'invalid_type' && issue.expected === 'array' && typeof value !== 'object';
  if (issue.code === 'invalid_type' && issue.expected === 'string' && typeof value !== 'object')
    return `put it in quotes, with the digits or the word as written: ${last(path)}: "…"`;
  const written = typeof value === 'string' ? rewritten(issue, value) : null;
  if (written !== null) return `write ${written}`;
  return single
    ? `write it as a list: ${last(path)}: [${String(value).length > 60 ? '…' : String(value)}]`
    : `correct ${named}`;
}

/** A number with its unit, or a date in another order, as it is to be written; null for what is neither. */
function rewritten(issue: core.$ZodIssue, text: string): string | null {
  if (issue.code === 'invalid_type' && issue.expected === 'number') {
    const number = /^\s*(-?\d+(?:\.\d+)?)\s*(?:%|[\p{L}€$£/°]+)\s*$/u.exec(text)?.[1];
    return number === undefined ? null : `the number alone: ${number}`;
  }
  const [, first = '', second = '', year] =
    /^\s*(\d{1,2})[./](\d{1,2})[./](\d{4})\s*$/.exec(text) ?? [];
  if (year === undefined || !/date/.test(issue.message)) return null;
  const day = (month: string, date: string) =>
    `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  if (text.includes('.') || Number(first) > 12) return `the year first: ${day(second, first)}`;
  return Number(second) > 12
    ? `the year first: ${day(first, second)}`
    : `the year first: ${day(second, first)} or ${day(first, second)}, whichever is meant`;
}

/** What the field is for, in the words of the guide: ` (how many of them have to meet it)`. */
function meaning(schema: unknown, path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  const parent = typeof key === 'string' ? nodeAt(schema, path.slice(0, -1)) : null;
  const field =
    typeof key === 'string'
      ? shapesOf(parent)
          .map((shape) => shape[key])
          .find((one) => one !== undefined)
      : undefined;
  const said = field ? z.globalRegistry.get(field)?.description : undefined;
  return said ? ` (${said.charAt(0).toLowerCase()}${said.slice(1).replace(/\.$/, '')})` : '';
}

function last(path: readonly PropertyKey[]): string {
  const key = path.at(-1);
  return key === undefined || typeof key === 'number' ? 'it' : String(key);
}

function valueAt(data: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (held, key) => (isObject(held) ? held[key as never] : undefined),
    data,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

// biome-ignore lint/suspicious/noExplicitAny: zod's internals are read for their keys only
type Internals = any;

/** Field names of the object schema at a path; where its fields depend on a kind, those of the kind that `value` has. */
function keysAt(schema: unknown, path: readonly PropertyKey[], value: unknown): string[] {
  const node = nodeAt(schema, path);
  const by = node?.def?.discriminator as string | undefined;
  const kind = by !== undefined && isObject(value) ? value[by as never] : undefined;
  const shapes = shapesOf(node).filter(
    (shape) => by === undefined || shape[by]?.safeParse(kind).success,
  );
  return [...new Set(shapes.flatMap((shape) => Object.keys(shape)))];
}

/** Where the fields depend on a kind: "kind: checkpoint" for a field that another kind has, else null. */
function kindsWith(schema: unknown, path: readonly PropertyKey[], key: string): string | null {
  const node = nodeAt(schema, path);
  const by = node?.def?.discriminator as string | undefined;
  if (by === undefined) return null;
  const owners = shapesOf(node).flatMap((shape) =>
    Object.hasOwn(shape, key) ? (unwrap(shape[by])?.def?.values ?? []) : [],
  );
  return owners.length === 0 ? null : `${by}: ${owners.join(', ')}`;
}

function nodeAt(schema: unknown, path: readonly PropertyKey[]): Internals {
  let node = unwrap(schema);
  for (const key of path) {
    const shape = shapesOf(node).find((one) => Object.hasOwn(one, key));
    node = unwrap(
      typeof key === 'number'
        ? (elementOf(node) ?? node?.def?.items)
        : (shape?.[String(key)] ?? node?.def?.valueType),
    );
  }
  return node;
}

function elementOf(node: Internals): unknown {
  return (
    node?.def?.element ??
    (node?.def?.options as unknown[] | undefined)
      ?.map((option) => unwrap(option)?.def?.element)
      .find((element) => element !== undefined)
  );
}

/** The fields of an object, or of each object that a union may be. */
function shapesOf(node: Internals): Record<string, ZodType>[] {
  const options = (node?.def?.options as unknown[] | undefined)?.map(unwrap) ?? [node];
  return options.flatMap((option) =>
    option?.def?.shape ? [option.def.shape as Record<string, ZodType>] : [],
  );
}

function unwrap(schema: Internals): Internals {
  let node = schema;
  while (node?.def && (node.def.innerType || node.def.in || node.def.getter))
    node = node.def.innerType ?? node.def.in ?? node.def.getter();
  return node;
}
