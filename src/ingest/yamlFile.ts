import { isMap, isPair, isScalar, LineCounter, parseDocument, type Document, type ParsedNode } from 'yaml';
import type { ZodType } from 'zod';
import type { Problem } from '#model/problem.ts';
import { fieldProblems } from './fieldProblems.ts';

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
  // One fault makes several errors on its line: the first says what it is.
  const first = [...new Map(document.errors.toReversed().map((error) => [position(error.pos[0]).line, error])).values()].toReversed();
  const problems = first.map(
    (error): Problem => ({ code: 'content/syntax', severity: 'error', file, ...position(error.pos[0]), found: `this is not YAML: ${error.message.split('\n')[0]}`, fix: fixOf(error.message) }),
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

/** The same of a text that was parsed before without a problem, when it gave `data`; positions are looked up when they are asked for. */
export function knownYaml(text: string, file: string, offset: number, data: unknown): YamlFile {
  let parsed: YamlFile | null | undefined;
  const again = () => {
    parsed ??= parseYaml(text, file, offset).yaml;
    if (!parsed) throw new Error(`${file} was read before and cannot be read now`);
    return parsed;
  };
  return { file, data, at: (path) => again().at(path), atKey: (path, key) => again().atKey(path, key) };
}

function fixOf(message: string): string {
  if (/block scalar/i.test(message)) return 'put the text in quotes, since it begins with > or |: must: ">= 80 %"';
  return 'mend the line; indentation is spaces, a text with a colon needs quotes';
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
  return { value: null, problems: result.error.issues.flatMap((issue) => fieldProblems(yaml, schema, path, issue)) };
}
