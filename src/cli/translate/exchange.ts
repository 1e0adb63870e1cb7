import { js2xliff, xliff2js } from 'xliff';
import { z } from 'zod';
import type { Job } from './units.ts';

/** Texts in one language, as they go to a translator and come back. */
export interface Exchange {
  source: string;
  language: string;
  jobs: Job[];
}

const schema = z.object({
  source: z.string(),
  language: z.string(),
  jobs: z.array(
    z.object({
      record: z.string(),
      mark: z.string(),
      units: z.array(
        z.object({
          id: z.string(),
          source: z.string(),
          target: z.string().default(''),
          note: z.string().default(''),
        }),
      ),
    }),
  ),
});

/** XLIFF 2.0 (OASIS), one file element a record; its id is a name token: `playbooks.triage.3f2a9c1d`. */
export async function xliffText({ source, language, jobs }: Exchange): Promise<string> {
  const resources = Object.fromEntries(
    jobs.map(({ record, mark, units }) => [
      `${record.replace('/', '.')}.${mark}`,
      Object.fromEntries(
        units.map(({ id, source: text, target, note }) => [id, { source: text, target, note }]),
      ),
    ]),
  );
  const text = await js2xliff({ sourceLanguage: source, targetLanguage: language, resources });
  return `<?xml version="1.0" encoding="UTF-8"?>\n${text}\n`;
}

export function jsonText(exchange: Exchange): string {
  return `${JSON.stringify(exchange, null, 2)}\n`;
}

/** What came back; throws with the reason where it is neither. */
export async function readExchange(text: string): Promise<Exchange> {
  if (text.trimStart().startsWith('{')) return schema.parse(JSON.parse(text));
  const { sourceLanguage, targetLanguage = '', resources } = await xliff2js(text);
  const jobs = Object.entries(resources).map(([name, units]): Job => {
    const [, folder = '', id = '', mark = ''] = /^(\w+)\.(.+)\.([0-9a-f]{8})$/.exec(name) ?? [];
    if (mark === '') throw new Error(`the file "${name}" names no record and hash`);
    return {
      record: `${folder}/${id}`,
      mark,
      units: Object.entries(units).map(([unit, { source = '', target = '' }]) => ({
        id: unit,
        source,
        target,
        note: '',
      })),
    };
  });
  return { source: sourceLanguage, language: targetLanguage, jobs };
}
