import { createRequire } from 'node:module';
import type * as Shiki from 'shiki';
import { nearest } from '#model/problem.ts';
import type { Code, DrawingFlaw, Drawn } from './drawing.ts';
import { escapeMarkup } from '#model/words/escapeMarkup.ts';

const require = createRequire(import.meta.url);

/** What people write for code that has no colours. */
const PLAIN = new Set(['', 'text', 'txt', 'plain', 'plaintext', 'output']);
/** Longer code is shown without colours, so that a pasted log does not hold up a build. */
const MOST_LETTERS = 100_000;

/** Code in colours by classes, with its title and the lines that it points out. */
export async function coloured(code: Code): Promise<Drawn> {
  const flaws: DrawingFlaw[] = [];
  const lines = await linesOf(code, flaws);
  const shown = lines.map((line, index) =>
    code.marked.includes(index + 1) ? `<mark class="code-line">${line}</mark>` : line,
  );
  const what = code.title ?? (code.language === '' ? 'Text' : code.language);
  const pre = `<pre tabindex="0" role="group" aria-label="${escapeMarkup(`Code: ${what}`)}"><code>${shown.join('\n')}\n</code></pre>`;
  const html =
    code.title === null
      ? pre
      : `<figure class="author-code"><figcaption><code>${escapeMarkup(code.title)}</code></figcaption>${pre}</figure>`;
  return { html, flaws };
}

async function linesOf({ language, text }: Code, flaws: DrawingFlaw[]): Promise<string[]> {
  const source = text.replace(/\n$/, '');
  const plain = () => source.split('\n').map(escapeMarkup);
  const name = language.toLowerCase();
  if (PLAIN.has(name) || source.length > MOST_LETTERS) return plain();
  const { bundledLanguages } = require('shiki') as typeof Shiki;
  if (!Object.hasOwn(bundledLanguages, name)) {
    const near = nearest(name, Object.keys(bundledLanguages));
    flaws.push({
      severity: 'warning',
      found: `no language is called "${language}", so this code has no colours`,
      fix: near
        ? `did you mean "${near}"? For code without colours write "text"`
        : 'write "text" after the fence',
    });
    return plain();
  }
  const highlighter = await ready(name as Shiki.BundledLanguage);
  const tokens = highlighter.codeToTokensBase(source, {
    lang: name as Shiki.BundledLanguage,
    theme: colours(),
  });
  return tokens.map((line) => line.map(span).join(''));
}

let theme: Shiki.ThemeRegistration | undefined;

/** Names of CSS variables in place of colours: each becomes a class. */
function colours(): Shiki.ThemeRegistration {
  theme ??= (require('shiki') as typeof Shiki).createCssVariablesTheme({ name: 'portal' });
  return theme;
}

let made: Promise<Shiki.Highlighter> | undefined;

/** One highlighter for a run, with the languages that were asked for. */
async function ready(language: Shiki.BundledLanguage): Promise<Shiki.Highlighter> {
  const shiki = require('shiki') as typeof Shiki;
  made ??= shiki.createHighlighter({
    langs: [],
    themes: [colours()],
    engine: shiki.createJavaScriptRegexEngine({ forgiving: true }),
  });
  const highlighter = await made;
  await highlighter.loadLanguage(language);
  return highlighter;
}

/** A token with its class; what has the colour of text has none. */
function span({ content, color }: Shiki.ThemedToken): string {
  const [, kind] = /^var\(--shiki-token-([\w-]+)\)$/.exec(color ?? '') ?? [];
  const text = escapeMarkup(content);
  return kind === undefined || content.trim() === ''
    ? text
    : `<span class="code-${kind}">${text}</span>`;
}
