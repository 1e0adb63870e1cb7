import { z } from 'zod';
import { isDate } from '#model/time/date.ts';
import { calendar } from '#model/time/calendar.ts';
import { periodExamples } from '#model/time/periodName.ts';
import { LENSES } from '#model/record/lens.ts';
import { parsePeriod, periodEnd, periodsBetween, span } from '#model/time/period.ts';

export const lens = z.enum(LENSES);
/** Years that a plan or a record may name; a roadmap over eight thousand years is a slip of the pen. */
export function inReach(text: string): boolean {
  return /^(19|20|21)\d\d|^FY ?((19|20|21)\d\d|\d\d)\b/i.test(text);
}
/** Of a stretch from one day to another. */
export const LATER = { message: 'a day that is not before from', path: ['to'] };
/** A span that ends no earlier than it begins. */
function isOrdered(days: ReturnType<typeof span>): boolean {
  return days !== null && days.from <= days.to;
}
/** So many days, a hundred years of them at most. */
export const MOST_DAYS = 36_500;

/** A calendar date; YAML reads an unquoted one as text here. */
export const date = z
  .string()
  .refine(
    (text) => isDate(text) && inReach(text),
    'a calendar date such as 2026-10-07, of the years 1900 to 2199',
  )
  .meta({ title: 'date' });
/** A date, week, month or quarter. */
export const period = z
  .string()
  .refine((text) => parsePeriod(text) !== null && inReach(text), {
    error: () => `a period such as ${periodExamples(calendar())}, of the years 1900 to 2199`,
  })
  .meta({ title: 'period' });
/** The days of a period. */
export function daysOf(text: string): string[] {
  const parsed = parsePeriod(text);
  return parsed ? periodsBetween(parsed.start, periodEnd(parsed.start, parsed.grain), 'day') : [];
}
/** One period or two with a slash between: 2024-10/2025-09. */
export const periods = z
  .string()
  .refine(
    (text) => text.split('/').every(inReach) && isOrdered(span(text)),
    'a period such as 2026-11, or two with a slash, the earlier first: 2024-10/2025-09',
  )
  .meta({ title: 'period, or two with a slash' });
/** A file name without its extension. */
export const id = idOr();
/** The same with words of its own for one that is missing. */
export function idOr(missing?: string) {
  return z
    .string(missing)
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'an id: letters, digits, hyphens')
    .refine(
      (name) => !DEVICE.test(name) && !name.includes('..') && !name.endsWith('.'),
      'an id that every system can write as a file name: not con, nul, com1 and the like, no two points in a row, none at the end',
    )
    .meta({ title: 'id' });
}
/**
 * Names that Windows keeps for devices, whatever follows a point in them
 * (https://learn.microsoft.com/windows/win32/fileio/naming-a-file).
 */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
export const text = z.string().min(1, 'a text').meta({ title: 'text' });
export const ids = z.array(id).default([]);
/** Why a function brings nothing, by lens: an empty place that somebody meant. */
export const reasonNone = z.partialRecord(lens, text).default({});
/** A change of what must not move in silence: which field, from what, to what, and who decided it. */
export const history = z
  .array(
    z.strictObject({
      date,
      field: text,
      from: z.union([z.string(), z.number()]),
      to: z.union([z.string(), z.number()]),
      reason: text,
      decision: z.string().optional(),
    }),
  )
  .default([]);

/** `80 %`, `0.8`, 80: a share from 0 to 1. Above 1 it is read as per cent. */
export const share = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?\s*%?$/, 'a share such as 75 %')])
  .transform((value) => {
    const number = typeof value === 'number' ? value : Number(value.replace('%', ''));
    return number > 1 || (typeof value === 'string' && value.includes('%')) ? number / 100 : number;
  })
  .meta({ title: 'share such as 80 %' });
