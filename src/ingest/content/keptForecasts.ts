import { z } from 'zod';
import { courseSchema, forecastSchema } from '#ingest/schemas/standing.ts';
import type { Problem } from '#model/problem.ts';
import type { KeptForecasts } from '#model/record/keptForecasts.ts';

/** The file in the content folder that `trilens forecast` writes. */
export const FORECASTS_FILE = 'forecasts.json';
const VERSION = 1;

const keptSchema = z.looseObject({
  version: z.literal(VERSION),
  forecasts: z.array(forecastSchema),
  courses: z.array(courseSchema),
});

/** Forecasts of earlier days. A file that is not understood is an error: a score without them would be another. */
export function keptForecasts(
  text: string,
  file: string,
): { kept: KeptForecasts | null; problems: Problem[] } {
  const refused = (found: string) => ({
    kept: null,
    problems: [
      {
        code: 'content/forecasts',
        severity: 'error' as const,
        ...{ file, line: null, column: null, found },
        allowed: `what trilens forecast writes, version ${VERSION}`,
        fix: 'write it again with `trilens forecast`, or remove the file',
      },
    ],
  });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refused('it is not JSON');
  }
  const { data, error } = keptSchema.safeParse(value);
  if (data) return { kept: { forecasts: data.forecasts, courses: data.courses }, problems: [] };
  const [issue] = error.issues;
  return refused(`${issue?.path.join('.') || 'the document'}: ${issue?.message}`);
}

/** The same as text, for the file. */
export function forecastsText({ forecasts, courses }: KeptForecasts): string {
  return `${JSON.stringify({ version: VERSION, forecasts, courses }, null, 1)}\n`;
}
