import type { ZodType } from 'zod';
import type { Translatable } from '#model/language/inLanguage.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import type { Source, Unread } from '#ingest/content/source.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import { textsAt, withTexts } from '#ingest/languages/addLanguage.ts';

interface ListFile<T> {
  /** `sites.yaml`. */
  name: string;
  kind: Source['kind'];
  schema: ZodType<T[]>;
  idOf: (entry: T) => string;
}

/** The entries of a file that is one list; none where the file is not there. */
export async function readList<T extends object>(
  reader: ContentReader,
  { name, kind, schema, idOf }: ListFile<T>,
): Promise<(T & Translatable)[]> {
  if (!reader.has(name)) return [];
  const yaml = await reader.yaml(`${reader.label}/${name}`);
  const spoken = yaml && reader.inSource(yaml, kind);
  const entries = spoken && reader.valid(spoken.yaml, schema);
  if (!yaml || !spoken || entries === null) {
    reader.unread.push(...namedIn(kind, yaml));
    return [];
  }
  reader.sources.push(
    ...entries.map((entry, index) => ({ kind, id: idOf(entry), yaml, path: [index], uses: [] })),
  );
  return entries.map((entry, index) => withTexts(entry, textsAt(spoken.texts, index)));
}

/** The entries of a list that is not valid, as far as they have a name. */
export function namedIn(kind: Source['kind'], yaml: YamlFile | null): Unread[] {
  if (!yaml || !Array.isArray(yaml.data)) return [{ kind, id: null }];
  return yaml.data.map((entry: { id?: unknown } | null) => ({
    kind,
    id: typeof entry?.id === 'string' ? entry.id : null,
  }));
}
