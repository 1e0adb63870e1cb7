import type { Reply } from './ask.ts';
import type { Match } from './lexicon.ts';

/** How many pages there are, and for which words where those are not what was typed. */
export function verdict({ records, guide, matches }: Reply): string {
  const nowhere = matches.filter(({ way }) => way === 'none');
  if (nowhere.length > 0)
    return `No page has ${nowhere.map(({ asked }) => `“${asked}”`).join(' and ')}.`;
  const repaired = matches.some(({ way }) => way === 'near');
  const asked = matches.map((match) => match.asked).join(' ');
  const instead = matches.map(wordOf).join(' ');
  const nothing = repaired ? `Nothing for “${asked}”. ` : '';
  const words = repaired ? ` for “${instead}”` : '';
  if (records.length + guide.length === 0)
    return `${nothing}No page has ${matches.length > 1 ? 'all of these words' : 'this word'}. Try fewer, or another filter.`;
  if (records.length === 0) return `${nothing}${pages(guide.length, ' of the guide')}${words}.`;
  const more = guide.length === 0 ? '' : `, and ${guide.length} of the guide`;
  return `${nothing}${pages(records.length, '')}${words}${more}.`;
}

/** Words that are near those that no page has. */
export function offered(matches: readonly Match[]): string[] {
  return matches.flatMap(({ way, near }) => (way === 'none' ? near : []));
}

const wordOf = ({ way, words, asked }: Match) => (way === 'near' ? (words[0] ?? asked) : asked);

const pages = (count: number, of: string) => `${count === 1 ? 'One page' : `${count} pages`}${of}`;
