import { nameOf } from '#model/language/tag.ts';
import type { Translatable } from '#model/language/inLanguage.ts';
import type { Found, Rule } from '#model/record/finding.ts';
import type { Portal } from '#model/portal.ts';

interface Text extends Translatable {
  id: string;
  title: string;
  owner?: string | undefined;
}

/** Whether readers of another language read what the source says. */
export const translationRules: Rule<Portal>[] = [
  {
    id: 'translation/outdated',
    severity: 'warn',
    what: 'a translation says what its source says',
    why: 'people who read another language would work by an old text',
    fix: 'translate what changed, and write the hash that trilens translate prints into translationOf',
    check: ({ portfolio: { playbooks, initiatives, reports } }) => [
      ...outdated('playbooks', playbooks),
      ...outdated('initiatives', initiatives),
      ...outdated('reports', reports),
    ],
  },
];

function outdated(folder: string, records: readonly Text[]): Found[] {
  return records.flatMap(({ id, title, owner, inLanguages = {} }) =>
    Object.entries(inLanguages).flatMap(([language, { translation }]): Found[] =>
      translation === undefined || translation.isCurrent
        ? []
        : [
            {
              record: `${folder}/${id}`,
              path: `${language}/${folder}/${id}/`,
              title,
              file: translation.file,
              line: 1,
              what: `The translation into ${nameOf(language, 'en')} was made from ${translation.madeFrom}, and the source has changed since.`,
              lens: null,
              role: 'Translator',
              person: owner ?? null,
              initiative: null,
            },
          ],
    ),
  );
}
