import type { Code, Diagram, DrawingFlaw, Formula } from './drawing.ts';

const WORDS = /title="([^"]*)"|\{([\d,\s-]+)\}|\S+/g;

/** What a fenced block is, from the words after its fence: ```` ```python title="read.py" {2,4-5} ````. */
export function fenceOf(
  language: string,
  meta: string,
  text: string,
): { is: Formula | Code | Diagram; flaws: DrawingFlaw[] } {
  const { title, marked, others } = wordsOf(meta);
  const flaws = others.map(unread);
  if (language === 'math') {
    if (title !== null || marked.length > 0) flaws.push(unread(meta));
    return { is: { kind: 'formula', tex: text, isBlock: true }, flaws };
  }
  const diagram = DIAGRAMS[language];
  if (diagram) {
    if (marked.length > 0) flaws.push(unread(meta));
    return { is: { kind: 'diagram', language: diagram, title, text }, flaws };
  }
  const count = text.replace(/\n$/, '').split('\n').length;
  const beyond = marked.find((line) => line < 1 || line > count);
  if (beyond !== undefined)
    flaws.push({
      found: `line ${beyond} is pointed out, and the code has ${count} ${count === 1 ? 'line' : 'lines'}`,
      fix: 'correct the numbers in braces after the fence',
    });
  return { is: { kind: 'code', language, title, marked, text }, flaws };
}

const DIAGRAMS: Readonly<Record<string, Diagram['language'] | undefined>> = {
  mermaid: 'mermaid',
  dot: 'dot',
  graphviz: 'dot',
};

const unread = (word: string): DrawingFlaw => ({
  found: `"${word}" after the fence is not read`,
  allowed: 'title="…", and for code the lines to point out: {2,4-5}',
  fix: 'remove it',
});

function wordsOf(meta: string): { title: string | null; marked: number[]; others: string[] } {
  let title: string | null = null;
  const marked: number[] = [];
  const others: string[] = [];
  for (const [word, named, lines] of meta.matchAll(WORDS)) {
    if (named !== undefined) title = named;
    else if (lines !== undefined) marked.push(...lines.split(',').flatMap(span));
    else others.push(word);
  }
  return { title, marked, others };
}

/** `4-6` as 4, 5, 6. */
function span(written: string): number[] {
  const [from = Number.NaN, to = from] = written.trim().split('-').map(Number);
  if (!Number.isInteger(from) || !Number.isInteger(to) || to < from || to - from > 10_000)
    return [];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
