import { say, words } from '../words.ts';
import type { Reply } from './ask.ts';
import type { Match } from './lexicon.ts';

/** How many pages there are, and for which words where those are not what was typed. */
export function verdict({ records, guide, matches }: Reply): string {
  const nowhere = matches.filter(({ way }) => way === 'none');
  if (nowhere.length > 0)
    return say('search.nowhere', {
      words: new Intl.ListFormat(words().language).format(nowhere.map(({ asked }) => `“${asked}”`)),
    });
  const isRepaired = matches.some(({ way }) => way === 'near');
  const asked = matches.map((match) => match.asked).join(' ');
  const nothing = isRepaired ? `${say('search.instead', { asked })} ` : '';
  const instead = isRepaired ? matches.map(wordOf).join(' ') : 'none';
  if (records.length + guide.length === 0)
    return nothing + say('search.none', { count: matches.length });
  if (records.length === 0)
    return nothing + say('search.guidePages', { count: guide.length, words: instead });
  return (
    nothing + say('search.pages', { count: records.length, words: instead, guide: guide.length })
  );
}

/** Words that are near those that no page has. */
export function offered(matches: readonly Match[]): string[] {
  return matches.flatMap(({ way, near }) => (way === 'none' ? near : []));
}

const wordOf = ({ way, words, asked }: Match) => (way === 'near' ? (words[0] ?? asked) : asked);
