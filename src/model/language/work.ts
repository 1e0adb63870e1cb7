import type { BodyNode } from '#model/record/body.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { Translatable } from './inLanguage.ts';
import { sourceMark, type SourceText } from './sourceMark.ts';

/** A text that somebody has to translate, or to translate again. */
export interface Work {
  /** `playbooks/triage` */
  record: string;
  language: string;
  state: 'missing' | 'outdated';
  /** The file of the source. */
  file: string;
  /** The hash of the source as it is. */
  mark: string;
  source: SourceText;
}

type Text = Translatable & SourceText & { id: string; file: string; body: BodyNode[] };

/** What is left for translators: playbooks, initiatives and reports with a text, by language. */
export function translationWork({
  settings,
  playbooks,
  initiatives,
  reports,
}: Pick<Portfolio, 'settings' | 'playbooks' | 'initiatives' | 'reports'>): Work[] {
  const folders: [string, readonly Text[]][] = [
    ['playbooks', playbooks],
    ['initiatives', initiatives.filter(({ body }) => body.length > 0)],
    ['reports', reports],
  ];
  return (settings.languages ?? []).slice(1).flatMap((language) =>
    folders.flatMap(([folder, records]) =>
      records.flatMap((source): Work[] => {
        const translation = source.inLanguages?.[language]?.translation;
        if (translation?.isCurrent) return [];
        return [
          {
            record: `${folder}/${source.id}`,
            language,
            state: translation === undefined ? 'missing' : 'outdated',
            file: source.file,
            mark: sourceMark(source),
            source,
          },
        ];
      }),
    ),
  );
}
