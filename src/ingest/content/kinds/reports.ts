import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Facts } from '#model/record/facts.ts';
import type { ContentReader } from '#ingest/content/contentReader.ts';
import { readFacts } from '#ingest/content/facts.ts';

const ENDING = '.facts.json';

/** Reports with the facts that were frozen beside them, `reports/board.facts.json`; null where there are none. */
export async function withFrozenFacts<R extends { id: string }>(
  reader: ContentReader,
  reports: readonly R[],
): Promise<(R & { facts: Facts | null })[]> {
  const names = await readdir(join(reader.dir, 'reports')).catch((): string[] => []);
  for (const name of names.filter((one) => one.endsWith(ENDING))) {
    const of = name.slice(0, -ENDING.length);
    if (!reports.some(({ id }) => id === of))
      reader.problems.push({
        code: 'report/facts-alone',
        severity: 'warning',
        file: `${reader.label}/reports/${name}`,
        line: null,
        column: null,
        found: 'these facts belong to no report',
        fix: `write reports/${of}.mdx, or remove them`,
      });
  }
  return Promise.all(
    reports.map(async (report) => ({ ...report, facts: await factsOf(reader, report.id) })),
  );
}

async function factsOf(reader: ContentReader, report: string): Promise<Facts | null> {
  const file = `${reader.label}/reports/${report}${ENDING}`;
  const text = (await reader.isThere(file)) ? await reader.text(file) : null;
  if (text === null) return null;
  const { facts, problems } = readFacts(text, file, report);
  reader.problems.push(...problems);
  return facts;
}
