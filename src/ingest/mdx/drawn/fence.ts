import type { Code, Diagram, DrawingFlaw, Formula } from './drawing.ts';

const WORDS = /title="([^"]*)"|\{([\d,\s-]+)\}|\S+/g;

/** What a fenced block is, from the words after its fence: ```` ```python title="read.py" {2,4-5} ````. */
export function fenceOf(
  language: string,
  meta: string,
  text: string,
): { is: Formula | Code | Diagram; flaws: DrawingFlaw[] } {
  const { title, marked, others, unclear } = wordsOf(meta);
  const flaws = [...others.map(unread), ...unclear.map(noLines)];
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

const noLines = (written: string): DrawingFlaw => ({
  found: `"${written}" after the fence is no span of lines`,
  allowed: 'numbers from 1 and spans from the smaller to the larger one: {2,4-5}',
  fix: 'correct it',
});

interface Words {
  title: string | null;
  marked: number[];
  others: string[];
  /** What stands between braces and is no line. */
  unclear: string[];
}

function wordsOf(meta: string): Words {
  const words: Words = { title: null, marked: [], others: [], unclear: [] };
  for (const [word, named, lines] of meta.matchAll(WORDS)) {
    if (named !== undefined) words.title = named;
    else if (lines === undefined) words.others.push(word);
    else
      for (const written of lines.split(',')) {
        const numbers = span(written);
        if (numbers === null) words.unclear.push(written.trim());
        else words.marked.push(...numbers);
      }
  }
  return words;
}

/** `4-6` as 4, 5, 6; null where it is no span. */
function span(written: string): number[] | null {
  const [, first, last = first] = /^\s*(\d+)(?:\s*-\s*(\d+))?\s*$/.exec(written) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first === undefined || to < from || to - from > 10_000) return null;
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
