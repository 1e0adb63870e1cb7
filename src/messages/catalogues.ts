import { languageOf } from '#model/language/tag.ts';
import german from './catalogues/de.json' with { type: 'json' };
import english from './catalogues/en.json' with { type: 'json' };
import spanish from './catalogues/es.json' with { type: 'json' };
import { pseudo } from './pseudo.ts';
import type { Texts, Words } from './say.ts';

const { messages: englishTexts } = apart(english);

/** The catalogues that ship with Trilens, by language. */
export const CATALOGUES: Readonly<Record<string, Texts>> = {
  en: englishTexts,
  de: german,
  es: spanish,
};

/** What translators are told about a group of messages, by its name. */
export const NOTES: Readonly<Texts> = apart(english).notes;

/** The name of every message. */
export const MESSAGE_KEYS: readonly string[] = Object.keys(englishTexts);

/** The language that shows which words were not taken from a catalogue. */
const PSEUDO = 'en-XA';

/**
 * The words of a page in a language: those of the portfolio before those that ship. Null where neither has all of them: such a page
 * says them in English, and says so.
 */
export function wordsIn(tag: string, own: Readonly<Record<string, Texts>> = {}): Words | null {
  if (tag === PSEUDO) return { language: 'en-GB', texts: pseudo(englishTexts) };
  const shipped = CATALOGUES[languageOf(tag)] ?? {};
  const texts = { ...shipped, ...own[languageOf(tag)], ...own[tag] };
  return MESSAGE_KEYS.every((key) => key in texts) ? { language: tag, texts } : null;
}

function apart(catalogue: Texts): { messages: Texts; notes: Texts } {
  const entries = Object.entries(catalogue);
  return {
    messages: Object.fromEntries(entries.filter(([key]) => !key.startsWith('@'))),
    notes: Object.fromEntries(
      entries.filter(([key]) => key.startsWith('@')).map(([key, note]) => [key.slice(1), note]),
    ),
  };
}
