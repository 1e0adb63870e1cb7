import { basename, extname } from 'node:path';
import type { Translatable } from '#model/language/inLanguage.ts';
import { withTexts } from '#ingest/languages/addLanguage.ts';
import { partTranslations } from '#ingest/languages/translationFiles.ts';
import type { BookRecord } from '#ingest/records/recordBook.ts';
import { id as idSchema } from '#ingest/schemas/common.ts';
import type { Body } from '#ingest/mdx/body.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import { type FrontMatter, frontMatterOf, noFrontMatter } from '#ingest/content/frontMatter.ts';
import { recordOf } from '#ingest/content/lineOf.ts';
import { validate } from '#ingest/content/validate.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import { filesIn } from './filesIn.ts';
import type { FileKind } from './kinds.ts';
import { misplaced } from './misplaced.ts';
import { notAnId } from './notAnId.ts';
import { readTranslation } from './readTranslation.ts';

const NO_BODY: Body = { body: [], headings: [], uses: [] };
const isId = (name: string) => idSchema.safeParse(name).success;
export const idOfFile = (file: string) => basename(file, extname(file));

/** All records of a kind: a file for each, those that a workbook holds, and what translations add to them. */
export async function readRecords<T, R extends object>(
  reader: ContentReader,
  kind: FileKind<T, R>,
): Promise<(R & Translatable)[]> {
  const {
    sources: files,
    translations,
    problems,
  } = partTranslations(await filesIn(reader, kind.folder, kind.extension), reader.languages);
  reader.problems.push(...problems);
  const texts = await Promise.all(files.map((file) => reader.text(file)));
  const records: (R & Translatable)[] = [];
  for (const [index, file] of files.entries()) {
    const record = await readRecord(reader, kind, { file, text: texts[index] ?? null });
    if (record === null) reader.unread.push({ kind: kind.kind, id: idOfFile(file) });
    else records.push(record);
  }
  for (const translation of translations)
    await readTranslation(reader, translation, kind.kind, records);
  if (kind.kind === 'goal' || kind.kind === 'initiative') {
    const inFiles = new Map(files.map((file) => [idOfFile(file), file]));
    for (const row of reader.book.records(kind.kind, inFiles)) {
      const record = readRow(reader, kind, row);
      if (record === null) reader.unread.push({ kind: kind.kind, id: row.id });
      else records.push(record);
    }
  }
  return records;
}

async function readRecord<T, R extends object>(
  reader: ContentReader,
  kind: FileKind<T, R>,
  { file, text }: { file: string; text: string | null },
): Promise<(R & Translatable) | null> {
  const id = idOfFile(file);
  if (text === null) return null;
  if (!isId(id)) {
    reader.problems.push(notAnId(id, file));
    return null;
  }
  const front = kind.extension === '.mdx' ? frontMatterOf(text) : null;
  if (kind.extension === '.mdx' && !front) {
    reader.problems.push(noFrontMatter(text, file));
    return null;
  }
  const { yaml: own, body } = front
    ? await reader.mdx(text, front, file)
    : { yaml: reader.parsed(text, file), body: NO_BODY };
  const yaml = own && completed(reader, kind, id, own);
  if (!yaml) return null;
  const spoken = reader.inSource(yaml, kind.kind);
  const value = validInFolder(reader, kind, spoken.yaml);
  if (value === null) return null;
  const whole = await reader.whole(body, file);
  reader.sources.push({ kind: kind.kind, id, yaml, path: [], uses: whole.uses });
  if (front) keepText(reader, kind, { file, text, front, title: titleOf(value, id) });
  return withTexts(kind.make(value, { id, file, body: whole, yaml }), spoken.texts);
}

/** A record in a row of a workbook: its fields alone, without a text. */
function readRow<T, R extends object>(
  reader: ContentReader,
  kind: FileKind<T, R>,
  { id, yaml: row }: BookRecord,
): R | null {
  const yaml = completed(reader, kind, id, row);
  if (!isId(id)) {
    reader.problems.push({
      ...notAnId(id, yaml.file),
      ...yaml.at(['id']),
      found: id === '' ? 'Id is missing' : `"${id}" is no id`,
      fix: 'correct the id',
    });
    return null;
  }
  const value = reader.valid(yaml, kind.schema);
  if (value === null) return null;
  reader.sources.push({ kind: kind.kind, id, yaml, path: [], uses: [] });
  return kind.make(value, { id, file: yaml.file, body: NO_BODY, yaml });
}

/** With the entries that a workbook adds to an initiative. */
const completed = (
  { book }: ContentReader,
  { kind }: { kind: string },
  id: string,
  yaml: YamlFile,
) => (kind === 'initiative' ? book.complete(kind, id, yaml) : yaml);

/** A record in the folder of its kind; one of another kind is told where it belongs. */
function validInFolder<T>(
  reader: ContentReader,
  { schema, kind }: Pick<FileKind<T, object>, 'schema' | 'kind'>,
  yaml: YamlFile,
): T | null {
  const result = validate(yaml, schema);
  const elsewhere = result.value === null ? misplaced(yaml, kind) : null;
  reader.problems.push(...(elsewhere === null ? result.problems : [elsewhere]));
  return result.value;
}

const titleOf = (value: unknown, id: string) => String((value as { title?: unknown }).title ?? id);

function keepText(
  reader: ContentReader,
  { kind, folder }: Pick<FileKind<unknown, object>, 'kind' | 'folder'>,
  { file, text, front, title }: { file: string; text: string; front: FrontMatter; title: string },
): void {
  const id = idOfFile(file);
  reader.written.push({
    record: recordOf({ kind, id }),
    path: `${folder}/${id}/`,
    title,
    file,
    line: front.block.split('\n').length,
    text: text.slice(front.block.length),
  });
}
