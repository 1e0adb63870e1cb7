import { IntlMessageFormat } from 'intl-messageformat';
import { ARGUMENTS } from './arguments.ts';
import english from './catalogues/en.json' with { type: 'json' };

/** The name of a message; names that begin with @ are notes for translators. */
export type MessageKey = Exclude<keyof typeof english, `@${string}`>;
export type Texts = Record<string, string>;

interface Kinds {
  number: number;
  text: string;
  /** `2026-10-07` */
  date: string;
}
type Arguments<K extends keyof typeof ARGUMENTS> = {
  [A in keyof (typeof ARGUMENTS)[K]]: (typeof ARGUMENTS)[K][A] extends keyof Kinds
    ? Kinds[(typeof ARGUMENTS)[K][A]]
    : never;
};
type Given<K extends MessageKey> = K extends keyof typeof ARGUMENTS
  ? [facts: Arguments<K>]
  : [facts?: undefined];

/** The language that a page's own words are in, with its catalogue. */
export interface Words {
  language: string;
  texts: Readonly<Texts>;
}

const KEY = Symbol.for('trilens.words');
const holder = globalThis as { [KEY]?: Words };
const ENGLISH: Words = { language: 'en-GB', texts: english };

/** Sets the words of the pages that are drawn next, or in a browser those of its page; null: English. */
export function useWords(words: Words | null): void {
  if (words === null) delete holder[KEY];
  else holder[KEY] = words;
}

export function words(): Words {
  return holder[KEY] ?? ENGLISH;
}

/** A message of the catalogue in the language of the page, with its facts: `say('playbook.steps', { count: 3 })`. */
export function say<K extends MessageKey>(key: K, ...[facts]: Given<K>): string {
  const { language, texts } = words();
  const text = texts[key] ?? english[key];
  return format(language, text, { ...ARGUMENTS }, key, facts);
}

/** The two parts of a message around one of its facts, for what is set apart there: `As of <time>…</time>.` */
export function sayAround<K extends MessageKey>(
  key: K,
  name: string,
): [before: string, after: string] {
  const { texts } = words();
  const [before = '', after = ''] = (texts[key] ?? english[key]).split(`{${name}}`);
  return [before, after];
}

/** A day in the language of the page: `7 October 2026`. */
export function sayDay(day: string): string {
  return format(words().language, '{day, date, long}', { day: { day: 'date' } }, 'day', { day });
}

const FORMATS = {
  number: { plain: { useGrouping: false, maximumFractionDigits: 12 } },
  date: { long: { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } },
} as const;

const known = new Map<string, IntlMessageFormat>();

function format(
  language: string,
  text: string,
  declared: Record<string, Record<string, string>>,
  key: string,
  facts: object = {},
): string {
  const name = `${language}\n${text}`;
  const message =
    known.get(name) ?? new IntlMessageFormat(text, language, FORMATS, { ignoreTag: true });
  known.set(name, message);
  const values = Object.entries(facts).map(([fact, value]: [string, string | number]) => [
    fact,
    declared[key]?.[fact] === 'date' ? new Date(`${value}T00:00:00Z`) : value,
  ]);
  return String(message.format(Object.fromEntries(values)));
}
