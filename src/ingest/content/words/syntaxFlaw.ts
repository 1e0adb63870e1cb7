import type { YAMLParseError } from 'yaml';
import type { SyntaxFlaw } from './flaw.ts';
import { lineAt, linesOf } from './lines.ts';
import { quoteFlaw } from './quoteFlaw.ts';
import { startFlaw } from './startFlaw.ts';

type Diagnosis = (message: string, at: number, text: string) => SyntaxFlaw | null;

/** What is usually meant where the parser stumbles; where nothing is known, its own words. */
export function syntaxFlaw(
  { code, message, pos }: YAMLParseError,
  text: string,
  language: 'YAML' | 'JSON',
): SyntaxFlaw {
  const at = Math.min(pos[0], text.length);
  if (code === 'DUPLICATE_KEY')
    return {
      at,
      found: `the field "${/^[^:\n]*/.exec(text.slice(at))?.[0].trim() ?? ''}" is written twice`,
      fix: 'keep one of them',
    };
  if (code === 'MULTIPLE_DOCS')
    return {
      at,
      found: 'a line of three hyphens begins a second document',
      fix: 'one file is one record: remove the line, or write a file for each',
    };
  for (const diagnosis of DIAGNOSES[language]) {
    const flaw = diagnosis(message, at, text);
    if (flaw !== null) return flaw;
  }
  const first = (message.split('\n')[0] ?? message).replace(/ at line \d+.*$/, '');
  return {
    at,
    found: `this is not ${language}: ${first.length > 120 ? `${first.slice(0, 117)}…` : first}`,
    fix: FIXES[language],
  };
}

const FIXES = {
  YAML: 'fix the line; indentation is spaces, a text with a colon needs quotes',
  JSON: 'fix the line: often a comma, a quote or a bracket is missing or one too many',
};

const tooDeep: Diagnosis = (message, at) =>
  /call stack/i.test(message)
    ? { at, found: 'this is nested too deeply to be read', fix: 'close the brackets' }
    : null;

const tab: Diagnosis = (_, at, text) => {
  const line = lineAt(text, at);
  if (!/^ *\t/.test(line.text)) return null;
  return {
    at: line.start,
    found: 'the line is indented by a tab',
    fix: 'indentation is spaces: write two for each level',
  };
};

const foreignComment: Diagnosis = (_, at, text) => {
  const line = lineAt(text, at);
  const before = /^\s*(?=\/[/*])/.exec(line.text);
  if (before === null) return null;
  return {
    at: line.start + before[0].length,
    found: 'a comment begins with # and not with a slash',
    fix: 'write # before it',
  };
};

const openBracket: Diagnosis = (message, at, text) => {
  const sign = /end with a ([\]}])/.exec(message)?.[1];
  if (sign === undefined) return null;
  return {
    at: Math.max(text.lastIndexOf(sign === ']' ? '[' : '{', at), 0),
    found: `the ${sign === ']' ? 'list' : 'group of fields'} is not closed`,
    fix: `write ${sign} at its end`,
  };
};

/** A field within a field that has its value: a text with a colon, or a line that is indented too far. */
const nested: Diagnosis = (message, at, text) => {
  if (!/nested mappings/i.test(message)) return null;
  const line = lineAt(text, at);
  const below = linesOf(text).find(
    ({ start, text: one }) => start > line.start && one.trim() !== '',
  );
  const value = text
    .slice(at, line.start + line.text.length)
    .replace(/\s+#.*$/, '')
    .trim();
  if (/:(\s|$)/.test(value) || below === undefined)
    return {
      at,
      found: `the text "${value}" has a colon, which begins a field`,
      fix: `a text with a colon needs quotes: ${JSON.stringify(value)}`,
    };
  return {
    at: below.start + indent(below.text),
    found: 'the line is indented below a field that has its value already',
    fix: `begin it in column ${indent(line.text) + 1}, where the line above begins`,
  };
};

const unaligned: Diagnosis = (message, at, text) => {
  if (!/start at the same column/i.test(message)) return null;
  const line = lineAt(text, at);
  const above = linesOf(text).findLast(
    ({ start, text: one }) => start < line.start && one.trim() !== '',
  );
  if (above === undefined) return null;
  return {
    at: line.start + indent(line.text),
    found: `the line begins in column ${indent(line.text) + 1}, and the one above in column ${indent(above.text) + 1}`,
    fix: 'begin all fields of one group in the same column',
  };
};

const noField: Diagnosis = (message, at, text) => {
  if (!/implicit (map )?keys/i.test(message)) return null;
  const line = lineAt(text, at);
  const said = line.text.trim();
  if (said === '' || /:(\s|$)/.test(said)) return null;
  return {
    at: line.start + indent(line.text),
    found: `"${said.length > 60 ? `${said.slice(0, 57)}…` : said}" is no field`,
    fix: 'write a field, a colon and a space before it; a text over several lines is in quotes',
  };
};

const jsonComment: Diagnosis = (message, at, text) => {
  const flaw = foreignComment(message, at, text);
  return flaw && { ...flaw, found: 'JSON has no comments', fix: 'remove the line' };
};

const DIAGNOSES: Record<'YAML' | 'JSON', readonly Diagnosis[]> = {
  YAML: [
    tooDeep,
    tab,
    foreignComment,
    quoteFlaw,
    startFlaw,
    openBracket,
    nested,
    unaligned,
    noField,
  ],
  JSON: [tooDeep, jsonComment],
};

const indent = (line: string) => line.length - line.trimStart().length;
