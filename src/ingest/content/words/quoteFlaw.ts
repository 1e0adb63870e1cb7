import { fieldOf, lineAt, linesOf } from './lines.ts';
import { quoted } from './quoted.ts';
import type { SyntaxFlaw } from './flaw.ts';

/** Quotes that are not closed, or that end before their text does. */
export function quoteFlaw(message: string, at: number, text: string): SyntaxFlaw | null {
  const open = /missing closing ("|')/i.exec(message)?.[1];
  return open === undefined ? quoteInText(at, text) : notClosed(open, text);
}

/** The parser misses the quote at the end of the file, far from the text that it belongs to. */
function notClosed(kind: string, text: string): SyntaxFlaw {
  const opened = linesOf(text).find((line) => {
    const value = fieldOf(line.text, 0)?.value ?? line.text.trim().replace(/^(- )+/, '');
    const inside = value.slice(1).replaceAll(kind === '"' ? /\\./g : /''/g, '');
    return value.startsWith(kind) && !inside.includes(kind);
  });
  return {
    at: opened === undefined ? 0 : opened.start + opened.text.indexOf(kind),
    found: `the quote ${kind} is not closed`,
    fix: `write ${kind} at the end of the text`,
  };
}

/** A text that goes on after its quotes: 'it's late', "A" and B. */
function quoteInText(at: number, text: string): SyntaxFlaw | null {
  const line = lineAt(text, at);
  const field = fieldOf(line.text, at - line.start);
  const kind = field?.value[0];
  if (!field || (kind !== '"' && kind !== "'")) return null;
  const inner = field.value.slice(1, -1);
  const isWhole = field.value.length > 2 && field.value.endsWith(kind) && inner.includes(kind);
  return {
    at: line.start + field.before.length,
    found: `the text goes on after its closing quote: ${field.value}`,
    fix: `put the whole in quotes of the other kind: ${field.name}${quoted(isWhole ? inner : field.value)}`,
  };
}
