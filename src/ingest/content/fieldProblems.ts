import type { core, ZodType } from 'zod';
import { nearest, type Problem } from '#model/problem.ts';
import { allowedWords } from './words/allowedWords.ts';
import { nearRight } from './words/nearRight.ts';
import {
  formsWith,
  kindsWith,
  keysAt,
  meaning,
  neededAt,
  nodeAt,
  ownerOf,
} from './words/schemaShape.ts';
import { wholeFile } from './words/wholeFile.ts';
import { writtenOtherwise } from './words/writtenOtherwise.ts';
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

/** One thing that a schema says against a file: where, and what is there. */
interface Refused {
  yaml: YamlFile;
  schema: ZodType;
  base: readonly PropertyKey[];
  issue: core.$ZodIssue;
  value: unknown;
}

/** What a schema says against a file, as problems in the words of the one who wrote it. */
export function fieldProblems(
  yaml: YamlFile,
  schema: ZodType,
  base: readonly PropertyKey[],
  issue: core.$ZodIssue,
): Problem[] {
  const path = [...base, ...issue.path];
  const refused = { yaml, schema, base, issue, value: valueAt(yaml.data, path) };
  if (issue.code === 'unrecognized_keys') return unknownFields(refused, issue);
  const meant = issue.code === 'invalid_union' ? branchMeant(refused, issue) : null;
  if (meant !== null) return fieldProblems(yaml, schema, base, meant);
  const problem = { severity: 'error' as const, file: yaml.file, ...yaml.at(path) };
  return [{ ...problem, ...wordsOf(refused, path) }];
}

function unknownFields(
  { yaml, schema, base, issue, value }: Refused,
  { keys }: core.$ZodIssueUnrecognizedKeys,
): Problem[] {
  const path = [...base, ...issue.path];
  const known = keysAt(schema, issue.path, value);
  const within = path.length > 0 ? ` in ${fieldName(yaml.data, path)}` : '';
  return keys.map((key) => ({
    severity: 'error',
    file: yaml.file,
    ...yaml.atKey(path, key),
    code: 'content/unknown-field',
    found: `unknown field "${key}"${within}`,
    ...(known.length > 0 ? { allowed: known.join(', ') } : {}),
    fix:
      ownerFix(key, kindsWith(schema, issue.path, key), ownerOf(nodeAt(schema, issue.path), key)) ??
      unknownFix(key, known, yaml.written(path)),
  }));
}

/** A field of another kind, or of a group beside it. */
function ownerFix(key: string, kinds: string | null, group: string | null): string | null {
  if (kinds !== null) return `remove it: ${key} is of ${kinds}`;
  return group === null ? null : `move it into ${group}: it is a field of ${group}`;
}

function unknownFix(key: string, known: readonly string[], written: string | null): string {
  // In braces a comma begins the next field: { value: 6,5 } has a field "5".
  const whole = /^\d+$/.test(key)
    ? new RegExp(`(\\d+),\\s?${key}\\b`).exec(written ?? '')?.[1]
    : undefined;
  if (whole !== undefined) return `write the number with a decimal point: ${whole}.${key}`;
  const near = nearest(key, known);
  return near ? `did you mean "${near}"?` : 'remove it or use one of the allowed fields';
}

/** Of several forms that a value may have, the one that was meant, by its fields and by how far it was right; null where none is. */
function branchMeant(
  { schema, issue, value }: Refused,
  { errors }: core.$ZodIssueInvalidUnion,
): core.$ZodIssue | null {
  const forms = formsWith(nodeAt(schema, issue.path), value);
  // Where no form knows a field of it, the words of the schema say more than those of any form.
  if (forms.length === 0 && !/^Invalid/.test(issue.message)) return null;
  const branches = errors.filter((_, index) => forms.length === 0 || forms.includes(index)).flat();
  const deepest = branches.toSorted((a, b) => b.path.length - a.path.length)[0];
  if (deepest && deepest.path.length > 0)
    return { ...deepest, path: [...issue.path, ...deepest.path] };
  const keys = branches.find((inner) => inner.code === 'unrecognized_keys');
  return keys && isObject(value) ? { ...keys, path: issue.path } : null;
}

/** What was found, what is allowed, and what to do. */
function wordsOf(
  { yaml, schema, base, issue, value }: Refused,
  path: readonly PropertyKey[],
): Pick<Problem, 'code' | 'found' | 'allowed' | 'fix'> {
  const field = fieldName(yaml.data, path);
  const node = nodeAt(schema, issue.path);
  const accepts = (other: unknown) => node?.safeParse?.(other).success === true;
  const named = `${last(path)}${meaning(schema, issue.path)}`;
  const code = value === undefined ? 'content/missing-field' : 'content/value';
  if (base.length === 0 && path.length === 0) {
    const whole = wholeFile(value, issue, yaml.file);
    if (whole !== null) return { code, ...whole };
  }
  const written = value === undefined ? null : yaml.written(path);
  const other = writtenOtherwise({ value, written, issue, named, accepts });
  if (other !== null) return { code, ...other, found: `${field} ${other.found}` };
  const allowed = allowedWords(issue, keysAt(schema, issue.path, value), node);
  const found = value === undefined ? `${field} is missing` : `${field} is ${shown(value)}`;
  const fix =
    value === undefined
      ? `add ${named}`
      : (nearestFix(issue, value) ??
        nearRight(value, last(path), accepts) ??
        fieldsFix({ issue, value, name: last(path), needed: neededAt(node) }) ??
        listFix(issue, value, last(path)) ??
        (issue.code === 'invalid_value'
          ? `use one of the allowed values for ${named}`
          : `correct ${named}`));
  return { code, found, allowed, fix };
}

function nearestFix(issue: core.$ZodIssue, value: unknown): string | null {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return null;
  const allowed = issue.values.map(String);
  const near = OTHER_WORDS[value] ?? nearest(value, allowed);
  return near !== null && allowed.includes(near) ? `did you mean "${near}"?` : null;
}

/** A single value where fields are wanted, with the fields that are needed. */
function fieldsFix(of: {
  issue: core.$ZodIssue;
  value: unknown;
  name: string;
  needed: readonly string[];
}): string | null {
  const isWanted = of.issue.code === 'invalid_type' && of.issue.expected === 'object';
  if (!isWanted || isObject(of.value) || of.needed.length === 0) return null;
  return `write its fields: ${of.name}: { ${of.needed.map((key) => `${key}: …`).join(', ')} }`;
}

function listFix(issue: core.$ZodIssue, value: unknown, name: string): string | null {
  if (issue.code !== 'invalid_type' || issue.expected !== 'array' || isObject(value)) return null;
  return `write it as a list: ${name}: [${String(value).length > 60 ? '…' : String(value)}]`;
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
