import { directionOf, ownName } from '#model/language/tag.ts';
import { say } from '../words.ts';

/** Links to the search in other languages, each with how many pages it finds. */
export function languagesItem(
  found: readonly { language: string; count: number }[],
  term: string,
): HTMLElement {
  const item = document.createElement('li');
  item.className = 'result-languages';
  item.append(say('search.others'));
  for (const { language, count } of found) {
    const link = Object.assign(document.createElement('a'), {
      href: searchIn(language, term),
      hreflang: language,
      lang: language,
      dir: directionOf(language),
      textContent: say('search.inLanguage', { language: ownName(language), count }),
    });
    item.append(' ', link);
  }
  return item;
}

/** The page of search of a language; that of the source has no folder of its own. */
function searchIn(language: string, term: string): string {
  const { base = '/', languages = '' } = document.documentElement.dataset;
  // The index writes tags small.
  const own = languages.split(' ').find((one) => one.toLowerCase() === language.toLowerCase());
  const folder = own ? `${own}/` : '';
  return `${base}${folder}search/?q=${encodeURIComponent(term)}&in=${encodeURIComponent(language)}`;
}
