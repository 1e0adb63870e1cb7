/** Scripts that are written from right to left, as ISO 15924 names them. */
const RIGHT_TO_LEFT = new Set(['Adlm', 'Arab', 'Hebr', 'Nkoo', 'Rohg', 'Syrc', 'Thaa']);

/** Whether a text is a language tag of BCP 47 whose language somebody speaks: `de`, `es-MX`, `zh-Hant`. */
export function isLanguage(tag: string): boolean {
  try {
    const { language } = new Intl.Locale(tag);
    return names('en').of(language) !== undefined;
  } catch {
    return false;
  }
}

/** The form of a tag that BCP 47 prefers: `zh-hant` is `zh-Hant`. */
export function canonical(tag: string): string {
  return Intl.getCanonicalLocales(tag)[0] ?? tag;
}

export function directionOf(tag: string): 'ltr' | 'rtl' {
  const script = new Intl.Locale(tag).maximize().script ?? 'Latn';
  return RIGHT_TO_LEFT.has(script) ? 'rtl' : 'ltr';
}

/** What a language is called by those who speak it: `Deutsch`, `español (México)`. */
export function ownName(tag: string): string {
  return nameOf(tag, tag);
}

/** What a language is called in another: `German`. */
export function nameOf(tag: string, reader: string): string {
  return names(reader).of(tag) ?? tag;
}

/** The language of a locale without its region, with its script where that is not the usual one: `en` of `en-GB`, `zh-Hant` of `zh-TW`. */
export function languageOf(locale: string): string {
  const { language, script } = new Intl.Locale(locale);
  const usual = new Intl.Locale(language).maximize().script;
  const own = script ?? new Intl.Locale(locale).maximize().script;
  return own === undefined || own === usual ? language : `${language}-${own}`;
}

function names(reader: string): Intl.DisplayNames {
  return new Intl.DisplayNames(reader, { type: 'language', fallback: 'none' });
}
