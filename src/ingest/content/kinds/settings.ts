import { CIVIL, calendarOf, useCalendar } from '#model/time/calendar.ts';
import { sourceLocale } from '#ingest/languages/sourceLanguage.ts';
import { portfolioSchema } from '#ingest/schemas/portfolio.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import { namedIn } from './listFile.ts';

type Settings = ReturnType<typeof portfolioSchema.parse>;

/**
 * What `portfolio.yaml` says, and its calendar in force. Without the file a portfolio has no name; null where it could not be read.
 */
export async function readSettings(reader: ContentReader): Promise<Settings | null> {
  // Closed days in portfolio.yaml itself are those of the calendar that everybody shares.
  useCalendar(CIVIL);
  const { yaml, value } = await written(reader);
  const settings =
    value ??
    (reader.problems.some(({ severity }) => severity === 'error')
      ? null
      : portfolioSchema.parse({ name: 'Untitled portfolio' }));
  if (settings === null) return null;
  if (yaml !== null) await checkLogo(reader, settings, yaml);
  useCalendar(calendarOf(settings));
  reader.languages = settings.languages ?? [];
  reader.isTrusted = settings.trustedMdx;
  if (yaml === null) return settings;
  const { locale, problems } = sourceLocale(settings, yaml);
  reader.problems.push(...problems);
  return { ...settings, locale };
}

async function written(
  reader: ContentReader,
): Promise<{ yaml: YamlFile | null; value: Settings | null }> {
  if (!reader.has('portfolio.yaml')) return { yaml: null, value: null };
  const file = await reader.yaml(`${reader.label}/portfolio.yaml`);
  const yaml = file && reader.book.complete('portfolio', 'portfolio', file);
  if (yaml) reader.sources.push({ kind: 'portfolio', id: 'portfolio', yaml, path: [], uses: [] });
  const value = yaml && reader.valid(yaml, portfolioSchema);
  if (value === null) reader.unread.push(...namedIn('portfolio', yaml));
  return { yaml, value };
}

async function checkLogo(reader: ContentReader, { logo }: Settings, yaml: YamlFile): Promise<void> {
  const file = `${reader.label}/${logo}`;
  if (!logo || (await reader.isThere(file))) return;
  reader.problems.push({
    code: 'content/missing-file',
    severity: 'error',
    file: yaml.file,
    ...yaml.at(['logo']),
    found: `there is no file ${file}`,
    fix: 'put the logo there, or correct logo',
  });
}
