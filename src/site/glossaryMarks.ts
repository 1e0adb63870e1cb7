import { GLOSSARY, type Term } from '#model/words/glossary.ts';

/** Where a definition would be in the way, or is one already: heads, links, controls, code, drawings, and what is made by a script. */
const APART =
  /<(script|style|svg|math|pre|code|textarea|select|button|summary|label|a|h1|h2|h3|h4|title|nav|noscript|template|dialog)\b[\s\S]*?<\/\1>/
    .source;
/** Words that mean this term alone, by their form in small letters. */
const TERMS = new Map<string, Term>();
/** Words that mean it at the head of a column or of an entry. */
const HEADS = new Map<string, Term>();
for (const term of GLOSSARY) {
  for (const form of term.ordinary ?? []) HEADS.set(form.toLowerCase(), term);
  for (const form of [term.term, ...(term.forms ?? [])])
    if (!HEADS.has(form.toLowerCase())) TERMS.set(form.toLowerCase(), term);
}
const PATTERN = new RegExp(
  [
    APART,
    `(?<=<(?:th|dt)\\b[^<>]*>\\s*)(?<head>${either(HEADS)})(?=\\s*</(?:th|dt)>)`,
    '<!--[\\s\\S]*?-->',
    `<(?:"[^"]*"|'[^']*'|[^<>"'])*>`,
    `(?<![\\p{L}\\p{N}-])(?<term>${either(TERMS)})(?![\\p{L}\\p{N}-])`,
  ].join('|'),
  'giu',
);
const MAIN = /<main\b[^<>]*>([\s\S]*)<\/main>/d;

/**
 * Puts a definition at hand where a term of the glossary first appears in the main part of a page: a link to it, which holds
 * its words for the small window of `client/terms.ts`. Pages of the guide for authors and the glossary itself stay as they are.
 */
export function markTerms(html: string): string {
  const base = /<html\b[^<>]*\bdata-base="([^"]*)"/.exec(html)?.[1] ?? '/';
  const [from, to] = MAIN.exec(html)?.indices?.[1] ?? [0, 0];
  const main = html.slice(from, to);
  if (/data-pagefind-filter="kind">(?:guide|none|reading)</.test(main)) return html;
  const seen = new Set<Term>();
  const marked = main.replaceAll(PATTERN, (found: string, ...rest) => {
    const { head, term } = rest.at(-1) as { head?: string; term?: string };
    const word = head ?? term;
    if (word === undefined) return found;
    const meant = (head === undefined ? TERMS : HEADS).get(spaced(word));
    if (meant === undefined || seen.has(meant)) return found;
    seen.add(meant);
    return `<a class="term" href="${base}read/#${meant.id}" data-says="${meant.says}">${word}</a>`;
  });
  return html.slice(0, from) + marked + html.slice(to);
}

function spaced(word: string): string {
  return word.replaceAll('\u00a0', ' ').toLowerCase();
}

function either(words: ReadonlyMap<string, Term>): string {
  return [...words.keys()]
    .sort((a, b) => b.length - a.length)
    .map((word) => word.replaceAll(' ', '[ \\u00a0]'))
    .join('|');
}
