import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type ParsedNode } from 'yaml';
import type { core, ZodType } from 'zod';
import { nearest, type Problem } from '#model/problem.ts';

/** A YAML (or JSON) text with the positions of everything in it. */
export interface YamlFile {
  file: string;
  data: unknown;
  /** 1-based line and column of a path; of its parent when the path itself is absent. */
  at: (path: readonly PropertyKey[]) => { line: number; column: number };
  /** Position of a key in the map at `path`. */
  atKey: (path: readonly PropertyKey[], key: string) => { line: number; column: number };
}

/** Parses; syntax errors become problems and the file is null. `offset` is the number of lines before the text (front matter). */
export function parseYaml(text: string, file: string, offset = 0): { yaml: YamlFile | null; problems: Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, uniqueKeys: true, prettyErrors: false });
  const position = (index: number) => {
    const { line, col } = counter.linePos(index);
    return { line: line + offset, column: col };
  };
  const problems = document.errors.map(
    (error): Problem => ({ code: 'content/syntax', severity: 'error', file, ...position(error.pos[0]), found: `this is not YAML: ${error.message.split('\n')[0]}`, fix: 'mend the line; indentation is spaces, a text with a colon needs quotes' }),
  );
  if (problems.length > 0) return { yaml: null, problems };
  return {
    problems,
    yaml: {
      file,
      data: document.toJS({ maxAliasCount: 100 }) ?? {},
      at: (path) => position(offsetAt(document, path)),
      atKey: (path, key) => {
        const node = path.length === 0 ? document.contents : document.getIn(path, true);
        const pair = isMap(node) ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key) : undefined;
        return position((pair?.key as ParsedNode | undefined)?.range?.[0] ?? offsetAt(document, path));
      },
    },
  };
}

function offsetAt(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as ParsedNode | undefined;
    if (node?.range) return node.range[0];
  }
  return (document.contents as ParsedNode | null)?.range?.[0] ?? 0;
}

/** Checks data against a schema; every issue becomes a problem where it stands. */
export function validate<T>(yaml: YamlFile, schema: ZodType<T>, path: readonly PropertyKey[] = []): { value: T | null; problems: Problem[] } {
  const data = path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown>)[key], yaml.data);
  const result = schema.safeParse(data);
  if (result.success) return { value: result.data, problems: [] };
  return { value: null, problems: result.error.issues.flatMap((issue) => problemsOf(yaml, schema, path, issue)) };
}

function problemsOf(yaml: YamlFile, schema: ZodType, base: readonly PropertyKey[], issue: core.$ZodIssue): Problem[] {
  const path = [...base, ...issue.path];
  const field = issue.path.map(String).join('.') || 'the file';
  const here = { severity: 'error' as const, file: yaml.file, ...yaml.at(path) };
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, issue.path);
    return issue.keys.map((key) => {
      const near = nearest(key, known);
      return {
        ...here,
        ...yaml.atKey(path, key),
        code: 'content/unknown-field',
        found: `unknown field "${key}"${issue.path.length > 0 ? ` in ${field}` : ''}`,
        ...(known.length > 0 ? { allowed: known.join(', ') } : {}),
        fix: near ? `did you mean "${near}"?` : 'remove it or use one of the allowed fields',
      };
    });
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // The branch that got furthest is the one that was meant.
    const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
    if (deepest && deepest.path.length > 0) return problemsOf(yaml, schema, base, { ...deepest, path: [...issue.path, ...deepest.path] } as core.$ZodIssue);
  }
  const value = path.reduce<unknown>((held, key) => (typeof held === 'object' && held !== null ? (held as Record<PropertyKey, unknown>)[key] : undefined), yaml.data);
  const found = value === undefined ? `${field} is missing` : `${field} is ${shown(value)}`;
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const near = typeof value === 'string' ? nearest(value, allowed) : null;
    return [{ ...here, code: 'content/value', found, allowed: allowed.join(', '), fix: near ? `did you mean "${near}"?` : 'use one of the allowed values' }];
  }
  return [{ ...here, code: value === undefined ? 'content/missing-field' : 'content/value', found, allowed: issue.message, fix: value === undefined ? `add ${field}` : `correct ${field}` }];
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

/** Field names of the object schema that stands at a path. */
function keysAt(schema: unknown, path: readonly PropertyKey[]): string[] {
  let node = unwrap(schema);
  for (const key of path) {
    const shape = node?.def?.shape as Record<PropertyKey, unknown> | undefined;
    node = unwrap(typeof key === 'number' ? (node?.def?.element ?? node?.def?.items) : (shape?.[key] ?? node?.def?.valueType));
  }
  const options = (node?.def?.options as unknown[] | undefined)?.map(unwrap) ?? [node];
  return options.flatMap((option) => Object.keys((option?.def?.shape as object | undefined) ?? {}));
}

// biome-ignore lint/suspicious/noExplicitAny: zod's internals are read for their keys only
function unwrap(schema: any): any {
  let node = schema;
  while (node?.def && (node.def.innerType || node.def.in || node.def.getter)) node = node.def.innerType ?? node.def.in ?? node.def.getter();
  return node;
}
