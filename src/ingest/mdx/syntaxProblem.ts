import type { Problem } from '#model/problem.ts';
import { pastedInLine } from '#ingest/content/pasted.ts';

/** What the parser says, with the place that it names, and what was pasted into a tag on that line. */
export function syntaxProblem(
  { message }: Error,
  source: string,
  file: string,
  offset: number,
): Problem {
  const [, line = '1', column = '1', what = message] = /^(\d+):(\d+): (.*)$/s.exec(message) ?? [];
  const text = source.split('\n')[Number(line) - 1] ?? '';
  const inTag = /<[A-Za-z][^>]*/.exec(text);
  const pasted = inTag && pastedInLine(inTag[0]);
  const said = what.replaceAll(/ \((?:mdx[^)]*|\d+:\d+[^)]*)\)/g, '');
  return {
    code: 'content/mdx-syntax',
    severity: 'error',
    file,
    line: Number(line) + offset,
    column: pasted ? inTag.index + pasted.at + 1 : Number(column),
    found: pasted ? pasted.found : `this is not MDX: ${said}`,
    fix: pasted ? pasted.fix : fixOf(text.slice(Number(column) - 1), text, said),
  };
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
    return /^(br|hr|img|wbr)$/.test(open)
      ? `close it in itself: <${open} />`
      : `write </${open}> after what belongs into it, or end the tag with /> where nothing does`;
  return 'close every component and put a backslash before a brace that is text';
}
