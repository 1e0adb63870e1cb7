import type { Translatable } from '#model/language/inLanguage.ts';
import type { RoadmapItem } from '#model/record/roadmap.ts';
import { parsePeriod, periodEnd } from '#model/time/period.ts';
import { textsAt, withTexts } from '#ingest/languages/addLanguage.ts';
import { roadmapItemSchema, roadmapSchema } from '#ingest/schemas/roadmap.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import type { YamlFile } from '#ingest/content/yamlFile.ts';
import { filesIn } from './filesIn.ts';
import { namedIn } from './listFile.ts';

/** The items of the roadmap: lists in as many files as somebody likes, and rows of a workbook. */
export async function readRoadmap(reader: ContentReader): Promise<RoadmapItem[]> {
  const items: RoadmapItem[] = [];
  for (const file of await filesIn(reader, 'roadmap', '.yaml')) {
    const yaml = await reader.yaml(file);
    const spoken = yaml && reader.inSource(yaml, 'roadmap');
    const value = spoken && reader.valid(spoken.yaml, roadmapSchema);
    if (!yaml || !spoken || value === null) reader.unread.push(...namedIn('roadmap', yaml));
    else
      for (const [index, item] of value.entries())
        items.push(...placed(reader, withTexts(item, textsAt(spoken.texts, index)), yaml, [index]));
  }
  const inFiles = new Map(items.map(({ id, file, line }) => [id, `${file}:${line}`]));
  for (const { id, yaml } of reader.book.records('roadmap', inFiles)) {
    const item = reader.valid(yaml, roadmapItemSchema);
    if (item === null) reader.unread.push({ kind: 'roadmap', id });
    else items.push(...placed(reader, item, yaml, []));
  }
  return items;
}

/** An item with its days: none where its periods cannot be read, which its schema has reported. */
function placed(
  reader: ContentReader,
  item: ReturnType<typeof roadmapItemSchema.parse> & Translatable,
  yaml: YamlFile,
  path: readonly PropertyKey[],
): RoadmapItem[] {
  const start = parsePeriod(item.start ?? item.when ?? item.end ?? '');
  const end = parsePeriod(item.end ?? item.when ?? item.start ?? '');
  if (!start || !end) return [];
  reader.sources.push({ kind: 'roadmap', id: item.id, yaml, path, uses: [] });
  return [
    {
      ...item,
      file: yaml.file,
      line: yaml.at(path).line,
      start: start.start,
      end: periodEnd(end.start, end.grain),
      when: item.end ?? item.when ?? '',
    },
  ];
}
