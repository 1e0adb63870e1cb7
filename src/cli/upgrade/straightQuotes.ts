import type { Migration } from './migration.ts';

/** A whole value of YAML between curly quotes: after a colon, a hyphen or in brackets, up to the end of the value. */
const VALUE =
  /((?:^|\n)[ \t]*-[ \t]+|:[ \t]+|[[{,][ \t]*)[“”„]([^“”„"\n]*)[“”](?=[ \t]*(?:$|[,}\]]|#))/gmu;
/** The value of a prop. */
const PROP = /(=)[“”„]([^“”„"\n]*)[“”]/gu;

/** Curly quotes around values of YAML and props came from Word or Teams; they were part of the value without a word, and are errors. */
export const straightQuotes: Migration = {
  version: '0.2.0',
  says: 'Curly quotes around a value are straight ones.',
  change: ({ path, text }) => {
    const changed = path.endsWith('.mdx') ? mdx(text) : straight(text, VALUE);
    return changed === text ? null : changed;
  },
};

const straight = (text: string, where: RegExp) =>
  text.replaceAll(where, (_, before: string, value: string) => `${before}"${value}"`);

/** Front matter, and the tags of components; a text between them may quote as it likes. */
function mdx(text: string): string {
  const front = /^---\n[\s\S]*?\n---\n/.exec(text)?.[0] ?? '';
  const body = text.slice(front.length);
  return (
    straight(front, VALUE) + body.replaceAll(/<[A-Z]\w*[^<>]*>/g, (tag) => straight(tag, PROP))
  );
}
