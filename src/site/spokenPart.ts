import { spokenIn } from '#model/language/portalIn.ts';
import type { Translatable } from '#model/language/inLanguage.ts';
import { pageLanguage } from './language.ts';
import { textPart } from './textPart.ts';

/**
 * The attributes of what a record says in one of its fields: of another language than `around`, which is that of the page's own
 * words. A page of the source has one language and marks nothing.
 */
export function spokenPart(
  record: Translatable,
  field: string,
  around: string = pageLanguage().words,
): ReturnType<typeof textPart> {
  const language = pageLanguage();
  return language.page === language.source
    ? {}
    : textPart(spokenIn(record, field, language), around);
}
