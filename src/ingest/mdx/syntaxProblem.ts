import type { Problem } from '#model/problem.ts';
import { conflictIn } from '#ingest/content/words/conflictIn.ts';
import { pastedInLine } from '#ingest/content/pasted.ts';
import { htmlFix } from './htmlTag.ts';

/** What the parser says, with the place that it names, and what was pasted into a tag on that line. */
export function syntaxProblem(
  { message }: Error,
  source: string,
  file: string,
  offset: number,
): Problem {
  const [, line = '1', column = '1', what = message] = /^(\d+):(\d+): (.*)$/s.exec(message) ?? [];
  const text = source.split('\n')[Number(line) - 1] ?? '';
  const said = what.replaceAll(/ \((?:mdx[^)]*|\d+:\d+[^)]*)\)/g, '');
  const flaw: Flaw = conflict(source) ??
    pasted(text) ??
    unquoted(text) ??
    unclosed(text, said) ?? { fix: fixOf(text.slice(Number(column) - 1), text, said) };
  const place = { line: flaw.line ?? Number(line), column: flaw.column ?? Number(column) };
  const { found, fix } = flaw;
  return {
    code: 'content/mdx-syntax',
    severity: 'error',
    file,
    line: place.line + offset,
    column: place.column,
    found: found ?? `this is not MDX: ${said}`,
    fix,
  };
}

/** What is better known than the parser says it: words, and a place in the text. */
interface Flaw {
  line?: number;
  column?: number;
  found?: string;
  fix: string;
}

function conflict(source: string): Flaw | null {
  const found = conflictIn(source);
  if (found === null) return null;
  const { at, ...words } = found;
  return { ...words, line: source.slice(0, at).split('\n').length, column: 1 };
}

/** What was pasted into a tag. */
function pasted(text: string): Flaw | null {
  const inTag = /<[A-Za-z][^>]*/.exec(text);
  const found = inTag && pastedInLine(inTag[0]);
  return found && { column: inTag.index + found.at + 1, found: found.found, fix: found.fix };
}

/** A prop without quotes: `<Metric id=stops />`. */
function unquoted(text: string): Flaw | null {
  const prop =
    /<[A-Za-z][\w.]*(?:\s+[\w-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|\{[^}]*\}))?)*?\s+([\w-]+)\s*=\s*([^\s"'{>/][^\s>/]*)/.exec(
      text,
    );
  if (prop === null) return null;
  const [before, name, value] = prop;
  return {
    column: prop.index + before.length - (value?.length ?? 0) + 1,
    found: `the value of ${name} is not in quotes: ${value}`,
    fix: `write ${name}="${value}"`,
  };
}

function unclosed(text: string, said: string): Flaw | null {
  if (!/end of file in expression/i.test(said)) return null;
  return text.includes('{/*')
    ? { found: 'the comment is not closed', fix: 'write */} at its end' }
    : { found: 'the brace { is not closed', fix: 'close it, or write a brace that is text as \\{' };
}

/** What is usually meant where a `<` begins no tag, or a tag has no end. */
function fixOf(at: string, line: string, said: string): string {
  if (line.includes('<!--')) return 'write a comment as {/* … */}';
  if (/<br\s*>/.test(line)) return 'write a line end as <br />';
  const address = /<([^\s<>@]+@[^\s<>]+)>?/.exec(line)?.[1];
  if (address) return `write an address as a link: [${address}](mailto:${address})`;
  if (/<https?:/.test(line)) return 'write a link as [its words](https://…)';
  if (/<[\s=\d]/.test(line) || /^[\s=\d]/.test(at)) return 'write a sign that is text as &lt;';
  const open = /closing tag for `<([\w.]+)>`/.exec(said)?.[1];
  if (open !== undefined)
    return /^(br|hr|wbr)$/.test(open)
      ? `close it in itself: <${open} />`
      : (htmlFix(open) ??
          `write </${open}> after what belongs into it, or end the tag with /> where nothing does`);
  return 'close every component and put a backslash before a brace that is text';
}
