import type { KeptForecasts } from '#model/record/keptForecasts.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import { FORECASTS_FILE, keptForecasts } from '#ingest/content/keptForecasts.ts';

/** What was forecast on earlier days; null where nobody kept it. */
export async function readForecasts(reader: ContentReader): Promise<KeptForecasts | null> {
  const file = `${reader.label}/${FORECASTS_FILE}`;
  const text = reader.has(FORECASTS_FILE) ? await reader.text(file) : null;
  if (text === null) return null;
  const { kept, problems } = keptForecasts(text, file);
  reader.problems.push(...problems);
  return kept;
}
