import type { Translatable } from '#model/language/inLanguage.ts';
import type { Portal } from '#model/portal.ts';

/** Pages that every language has: where a reader begins, and whose words are in the catalogue. */
const ALWAYS = ['', 'playbooks/', 'search/', 'offline/'];

/**
 * Which pages are drawn in which languages beside that of the source: those that every language has, every playbook (in the language
 * of the source where it is not translated), and the pages of other records that have a text in the language.
 */
export function languagePages({ portfolio }: Portal): Map<string, string[]> {
  const others = portfolio.settings.languages?.slice(1) ?? [];
  const pages = new Map<string, string[]>();
  if (others.length === 0) return pages;
  for (const page of ALWAYS) pages.set(page, others);
  for (const { id } of portfolio.playbooks) pages.set(`playbooks/${id}/`, others);
  const { goals, metrics, initiatives, reports, sites } = portfolio;
  for (const [folder, records] of Object.entries({ goals, metrics, initiatives, reports, sites }))
    for (const record of records) {
      const own = others.filter((language) => isSaid(record, language));
      if (own.length > 0) pages.set(`${folder}/${record.id}/`, own);
    }
  return pages;
}

const isSaid = ({ inLanguages }: Translatable, language: string) =>
  inLanguages?.[language] !== undefined;
