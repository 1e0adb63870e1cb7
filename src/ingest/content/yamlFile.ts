import {
  isAlias,
  isCollection,
  isMap,
  isPair,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type ParsedNode,
  type YAMLParseError,
} from 'yaml';
import type { Problem } from '#model/problem.ts';
import { pastedIn, pastedInLine } from './pasted.ts';
import { conflictIn } from './words/conflictIn.ts';
import type { SyntaxFlaw } from './words/flaw.ts';
import { syntaxFlaw } from './words/syntaxFlaw.ts';
import { takenAway } from './words/takenAway.ts';

/** A YAML (or JSON) text with the positions of everything in it. */
export interface YamlFile {
  file: string;
  data: unknown;
  /** 1-based line and column of a path; of its parent when the path itself is absent. */
  at: (path: readonly PropertyKey[]) => Place;
  /** Position of a key in the map at `path`. */
  atKey: (path: readonly PropertyKey[], key: string) => Place;
  /** A value as it is written in the file: `0x1F` for 31, `[a, b]`; null where it is over several lines. */
  written: (path: readonly PropertyKey[]) => string | null;
}

/** Where something is written. What a row of a workbook adds to a record is in another file, and in a cell. */
export interface Place {
  line: number;
  column: number;
  file?: string;
  cell?: string;
}

/** Parses; syntax errors become problems and the file is null. `offset` is the number of lines before the text (front matter). */
export function parseYaml(
  text: string,
  file: string,
  offset = 0,
): { yaml: YamlFile | null; problems: Problem[] } {
  const counter = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: counter,
    uniqueKeys: true,
    prettyErrors: false,
  });
  const position = (index: number) => {
    const { line, col } = counter.linePos(index);
    return { line: line + offset, column: col };
  };
  const problem =
    (code: string) =>
    ({ at, ...words }: SyntaxFlaw): Problem => ({
      ...{ code, severity: 'error', file },
      ...position(at),
      ...words,
    });
  const flaws = syntaxFlaws(document, text, {
    lineOf: (index) => position(index).line,
    language: file.endsWith('.json') ? 'JSON' : 'YAML',
  }).map(problem('content/syntax'));
  if (flaws.length > 0) return { yaml: null, problems: flaws };
  const pasted = pastedIn(document.contents).map(problem('content/pasted'));
  if (pasted.length > 0) return { yaml: null, problems: pasted };
  try {
    const data: unknown = document.toJS({ maxAliasCount: 100 }) ?? {};
    return {
      yaml: { file, data, ...placesIn(document, text, position) },
      problems: cutTexts(document, file, position),
    };
  } catch (error) {
    return { yaml: null, problems: [aliasProblem(document, error as Error, file, position)] };
  }
}

/** What is no YAML in a text. One fault makes several errors on its line: the first says what it is. */
function syntaxFlaws(
  document: Document,
  text: string,
  { lineOf, language }: { lineOf: (index: number) => number; language: 'JSON' | 'YAML' },
): SyntaxFlaw[] {
  const conflict = conflictIn(text);
  if (conflict !== null) return [conflict];
  const first = [
    ...new Map(document.errors.toReversed().map((error) => [lineOf(error.pos[0]), error])).values(),
  ].toReversed();
  return first.length > 0
    ? first.map((error) => pastedAt(error, text) ?? syntaxFlaw(error, text, language))
    : takenAway(document, text);
}

/** Where values and keys are in the text. */
function placesIn(
  document: Document.Parsed,
  text: string,
  position: (index: number) => Place,
): Pick<YamlFile, 'at' | 'written' | 'atKey'> {
  return {
    at: (path) => position(offsetAt(document, path)),
    written: (path) => {
      const node = document.getIn(path, true);
      if (isScalar(node)) return node.source ?? null;
      return isCollection(node) && node.flow && node.range
        ? text.slice(node.range[0], node.range[1])
        : null;
    },
    atKey: (path, key) => {
      const node = path.length === 0 ? document.contents : document.getIn(path, true);
      const pair = isMap(node)
        ? node.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
        : undefined;
      const start = isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
      return position(start ?? offsetAt(document, path));
    },
  };
}

/** Texts that end at a number sign: "Press #4" is "Press". A comment that is one has a space after the sign. */
function cutTexts(document: Document, file: string, position: (index: number) => Place): Problem[] {
  const problems: Problem[] = [];
  visit(document, {
    Scalar: (_, { type, comment, value, range }) => {
      if (type !== 'PLAIN' || !comment || !/^[^\s#!-]/.test(comment) || !range) return;
      problems.push({
        code: 'content/comment-in-text',
        severity: 'warning',
        file,
        ...position(range[0]),
        found: `the text ends before #: "${String(value)}"; "#${comment.split('\n')[0]}" is a comment`,
        fix: `put quotes around the whole text, or write a space after # where it is a comment`,
      });
    },
  });
  return problems;
}

/** The same of a text that was parsed before without a problem, when it gave `data`; positions are looked up when they are asked for. */
export function knownYaml(text: string, file: string, offset: number, data: unknown): YamlFile {
  let parsed: YamlFile | null | undefined;
  const again = () => {
    parsed ??= parseYaml(text, file, offset).yaml;
    if (!parsed) throw new Error(`${file} was read before and cannot be read now`);
    return parsed;
  };
  return {
    file,
    data,
    at: (path) => again().at(path),
    atKey: (path, key) => again().atKey(path, key),
    written: (path) => again().written(path),
  };
}

/** What was pasted into the line that the parser stumbles over, or the one before it; null where nothing was. */
function pastedAt({ pos }: YAMLParseError, text: string): SyntaxFlaw | null {
  const start = (index: number) => text.lastIndexOf('\n', index - 1) + 1;
  const own = start(Math.min(pos[0], text.length));
  for (const from of own > 0 ? [own, start(own - 1)] : [own]) {
    const [line = ''] = text.slice(from).split('\n', 1);
    const pasted = pastedInLine(line);
    if (pasted) return { ...pasted, at: from + pasted.at };
  }
  return null;
}

/** A name after an asterisk that stands for nothing, or for far too much. */
function aliasProblem(
  document: Document,
  error: Error,
  file: string,
  position: (index: number) => { line: number; column: number },
): Problem {
  let at = 0;
  const known = new Set<string>();
  let unknown: string | null = null;
  visit(document, {
    Node: (_, node) => {
      if ('anchor' in node && typeof node.anchor === 'string') known.add(node.anchor);
      if (isAlias(node) && (unknown === null || at === 0) && !known.has(node.source)) {
        unknown = node.source;
        at = node.range?.[0] ?? 0;
      }
    },
  });
  const found =
    unknown === null
      ? `names after asterisks stand for too much: ${error.message}`
      : `*${unknown} stands for nothing: no &${unknown} is written before it`;
  return {
    code: 'content/syntax',
    severity: 'error',
    file,
    ...position(at),
    found,
    fix: 'write out what is meant; a text that begins with an asterisk needs quotes',
  };
}

function offsetAt(document: Document, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as ParsedNode | undefined;
    if (node?.range) return node.range[0];
  }
  return (document.contents as ParsedNode | null)?.range?.[0] ?? 0;
}
