import { languageOf } from '#model/language/tag.ts';
import type { PortfolioSettings } from '#model/record/portfolio.ts';
import type { Problem } from '#model/problem.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';

/** The first of `languages` is the language of the source: a locale that says another contradicts it, one that is not written follows it. */
export function sourceLocale(
  { locale, languages }: Pick<PortfolioSettings, 'locale' | 'languages'>,
  yaml: YamlFile,
): { locale: string; problems: Problem[] } {
  const [first] = languages ?? [];
  if (first === undefined || languageOf(first) === languageOf(locale))
    return { locale, problems: [] };
  if (yaml.written(['locale']) === null) return { locale: first, problems: [] };
  return {
    locale,
    problems: [
      {
        code: 'language/locale',
        severity: 'error',
        file: yaml.file,
        ...yaml.at(['languages']),
        found: `the first of languages is "${first}", and the locale is "${locale}"`,
        allowed: 'the language of the source first, as in locale',
        fix: `write languages: [${languageOf(locale)}, …], or correct locale`,
      },
    ],
  };
}
