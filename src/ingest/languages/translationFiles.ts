import { basename } from 'node:path';
import { canonical, isLanguage, nameOf } from '#model/language/tag.ts';
import type { Problem } from '#model/problem.ts';

/** `playbooks/triage.de.mdx`: the text of `triage` in German. */
export interface TranslationFile {
  file: string;
  id: string;
  language: string;
}

const NAMED = /^(.+)\.([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\.mdx$/;

/** Which of the files of a folder are translations of others. With one language every file is a text of its own. */
export function partTranslations(
  files: readonly string[],
  languages: readonly string[],
): { sources: string[]; translations: TranslationFile[]; problems: Problem[] } {
  const sources: string[] = [];
  const translations: TranslationFile[] = [];
  const problems: Problem[] = [];
  const ids = new Set(files.map((file) => basename(file, '.mdx')));
  for (const file of files) {
    const [, id = '', tag = ''] = languages.length < 2 ? [] : (NAMED.exec(basename(file)) ?? []);
    const language = languages.find((one) => one.toLowerCase() === tag.toLowerCase());
    if (language === undefined ? !(ids.has(id) && isLanguage(tag)) : tag === '') sources.push(file);
    else {
      const found = { file, id, language: language ?? canonical(tag) };
      const flaw = flawOf(found, ids, languages);
      if (flaw === null) translations.push(found);
      else problems.push(flaw);
    }
  }
  return { sources, translations, problems };
}

function flawOf(
  { file, id, language }: TranslationFile,
  ids: ReadonlySet<string>,
  languages: readonly string[],
): Problem | null {
  const problem = (code: string, found: string, fix: string, allowed?: string): Problem => ({
    code,
    severity: 'error',
    file,
    line: 1,
    column: 1,
    found,
    ...(allowed === undefined ? {} : { allowed }),
    fix,
  });
  const others = languages.slice(1).join(', ');
  if (!languages.includes(language))
    return problem(
      'language/unknown',
      `"${language}" (${nameOf(language, 'en')}) is not a language of this portfolio`,
      `add it in portfolio.yaml, languages: [${[...languages, language].join(', ')}], or remove the file`,
      others,
    );
  if (language === languages[0])
    return problem(
      'language/source',
      `"${language}" is the language of the source, which is in ${id}.mdx`,
      `write the text in ${id}.mdx, or name the language that the text is in`,
      others,
    );
  if (!ids.has(id))
    return problem(
      'language/no-source',
      `this is a translation of "${id}", and there is no ${id}.mdx`,
      'remove the translation, or rename it with its source',
    );
  return null;
}
