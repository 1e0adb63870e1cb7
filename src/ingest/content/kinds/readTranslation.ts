import { addLanguage } from '#ingest/languages/addLanguage.ts';
import {
  isSourceRecord,
  joinTranslation,
  type TranslationFields,
} from '#ingest/languages/translation.ts';
import type { TranslationFile } from '#ingest/languages/translationFiles.ts';
import { isTranslated, translationSchemas } from '#ingest/schemas/translation.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import { frontMatterOf, noFrontMatter } from '#ingest/content/frontMatter.ts';
import { recordOf } from '#ingest/content/lineOf.ts';
import type { Source } from '#ingest/content/source.ts';

/** Reads `x.de.mdx` and joins it to its record; where the record itself could not be read, that is the problem. */
export async function readTranslation(
  reader: ContentReader,
  { file, id, language }: TranslationFile,
  kind: Source['kind'],
  records: readonly object[],
): Promise<void> {
  const text = await reader.text(file);
  if (text === null || !isTranslated(kind)) return;
  const front = frontMatterOf(text);
  if (front === null) {
    reader.problems.push(noFrontMatter(text, file));
    return;
  }
  const { yaml, body } = await reader.mdx(text, front, file);
  const fields = yaml && reader.valid<TranslationFields>(yaml, translationSchemas[kind]);
  const record = records.filter(isSourceRecord).find((one) => one.id === id);
  if (!yaml || fields === null || record === undefined) return;
  const whole = await reader.whole(body, file);
  const joined = joinTranslation(record, { yaml, fields, body: whole });
  reader.problems.push(...joined.problems);
  reader.translated.push({
    record: recordOf({ kind, id }),
    path: `${language}/${recordOf({ kind, id })}/`,
    title: fields.title,
    file,
    line: front.block.split('\n').length,
    text: text.slice(front.block.length),
  });
  reader.sources.push({ kind, id, yaml, path: [], uses: whole.uses, language });
  if (joined.inLanguage) addLanguage(record, language, joined.inLanguage);
}
