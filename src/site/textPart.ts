import { directionOf } from '#model/language/tag.ts';

/** The attributes of a part whose language is another than what is around it; none where it is the same. */
export function textPart(language: string, around: string): { lang?: string; dir?: 'ltr' | 'rtl' } {
  if (language === around) return {};
  const direction = directionOf(language);
  return { lang: language, ...(direction === directionOf(around) ? {} : { dir: direction }) };
}
