import { wordsIn } from '#messages/catalogues.ts';
import { useWords } from '#messages/say.ts';
import { languageOf } from '#model/language/tag.ts';
import type { PortfolioSettings } from '#model/record/portfolio.ts';
import { setDrawn } from './urls.ts';

const KEY = Symbol.for('trilens.language');
const holder = globalThis as { [KEY]?: Language };

/** The languages of the page at hand. */
interface Language {
  /** What its texts are wanted in. */
  page: string;
  /** What people wrote in at first. */
  source: string;
  /** What the portal's own words on it are in: that of the page, or English where there is no catalogue. */
  words: string;
}

/**
 * Sets the language of the pages that are drawn next; null is that of the source. The words of a source page stay English until
 * every page has them.
 */
export function setLanguage(settings: PortfolioSettings, tag: string | null): void {
  const source = languageOf(settings.locale);
  const found = tag === null ? null : wordsIn(tag, settings.messages);
  useWords(found);
  setDrawn(tag);
  holder[KEY] = { page: tag ?? source, source, words: found === null ? 'en' : (tag ?? 'en') };
}

export function pageLanguage(): Language {
  return holder[KEY] ?? { page: 'en', source: 'en', words: 'en' };
}
