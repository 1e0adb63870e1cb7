import { decodeHTML } from 'entities';

/** Between two parts that only their style sets apart: a space where two words would become one. No text has this sign (Unicode 23.7, noncharacters). */
export const APART = '\uFDD0';

/** A text of a page as Markdown that reads the same. A low line within a name is left, so that ids stay what they are. */
export function escaped(html: string): string {
  const text = html.replaceAll(/\s+/g, ' ');
  if (!/[\\`*[\]<_&]/.test(text)) return text;
  return decodeHTML(text)
    .replaceAll(/[\\`*[\]<]/g, '\\$&')
    .replaceAll(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_');
}

/** A whole line: one space between words, and none around it. */
export function tidy(line: string): string {
  return line
    .replaceAll(/(?<=[^\s(\uFDD0])\uFDD0+(?=[^\s,;:.)!?\uFDD0])/g, ' ')
    .replaceAll(APART, '')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
}

/** Words between two marks; spaces around them stay outside, where Markdown wants them. Strong in strong is strong once. */
export function marked(mark: string, text: string, end = mark): string {
  const words = /^([\s\uFDD0]*)([\s\S]*?)([\s\uFDD0]*)$/.exec(text);
  const [, before = '', inner = '', after = ''] = words ?? [];
  if (inner === '') return before + after;
  return mark === '**' && inner.includes(mark) ? text : `${before}${mark}${inner}${end}${after}`;
}

/** Code between as many ticks as it takes to hold the ticks in it (CommonMark 6.1). */
export function codeText(text: string): string {
  const longest = Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const ticks = '`'.repeat(longest + 1);
  const space = /^`|`$/.test(text) ? ' ' : '';
  return `${ticks}${space}${text.replaceAll(/\s+/g, ' ')}${space}${ticks}`;
}
