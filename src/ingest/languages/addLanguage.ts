import type { InLanguage, InLanguages, Translatable } from '#model/language/inLanguage.ts';
import type { FieldText } from './languageMaps.ts';

/** A record with the short texts that its own file has in other languages. Without any it is as it was. */
export function withTexts<T extends object>(
  record: T,
  texts: readonly FieldText[],
): T & Translatable {
  if (texts.length === 0) return record;
  const inLanguages: InLanguages = {};
  for (const { path, language, text } of texts)
    inLanguages[language] = {
      texts: { ...inLanguages[language]?.texts, [path.join('.')]: text },
    };
  return { ...record, inLanguages };
}

/** Those of one entry of a list, by their place in it. */
export function textsAt(texts: readonly FieldText[], index: number): FieldText[] {
  return texts
    .filter(({ path }) => path[0] === index)
    .map((one) => ({ ...one, path: one.path.slice(1) }));
}

/** Adds a translation to what a record has in that language. */
export function addLanguage(record: Translatable, language: string, added: InLanguage): void {
  const own = record.inLanguages?.[language];
  record.inLanguages = {
    ...record.inLanguages,
    [language]: { ...own, ...added, texts: { ...own?.texts, ...added.texts } },
  };
}
