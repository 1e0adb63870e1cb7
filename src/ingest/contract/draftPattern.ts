import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import type { DatePattern } from '#ingest/table/date/datePattern.ts';

const DAYS: Partial<Record<DateFormat, readonly string[]>> = {
  iso: ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y%m%d'],
  'day-first': ['%d.%m.%Y', '%d/%m/%Y', '%d-%m-%Y', '%d.%m.%y', '%d/%m/%y', '%d-%m-%y'],
  'month-first': ['%m/%d/%Y', '%m-%d-%Y', '%m/%d/%y', '%m-%d-%y'],
  'year-first': ['%y/%m/%d', '%y-%m-%d', '%y.%m.%d'],
};
const CLOCKS = ['', ' %H:%M', ' %H:%M:%S', 'T%H:%M', 'T%H:%M:%S', ' %I:%M %p', ' %I:%M:%S %p'];
/** What Table Schema reads without a pattern. */
const DEFAULTS = new Set(['%Y-%m-%d', '%Y-%m-%dT%H:%M:%S']);

/**
 * How a column of dates is written, in the words of the standard: a pattern of strptime that reads every cell as the format
 * found here does, so that other tools read the same days; undefined where no pattern is needed, and the format where none fits.
 */
export function writtenFormat(
  cells: readonly string[],
  format: DateFormat,
): DateFormat | undefined {
  const own = format === 'iso' ? undefined : format;
  const [first = ''] = cells;
  const fits = (DAYS[format] ?? [])
    .flatMap((day) => CLOCKS.map((clock) => `${day}${clock}` as DatePattern))
    .filter((pattern) => isSame(first, pattern, format));
  const pattern = fits.find((one) => cells.every((cell) => isSame(cell, one, format)));
  if (pattern === undefined) return own;
  return DEFAULTS.has(pattern) ? undefined : pattern;
}

function isSame(cell: string, pattern: DatePattern, format: DateFormat): boolean {
  const [one, other] = [parseDate(cell, pattern), parseDate(cell, format)];
  return (
    !('problem' in one) &&
    !('problem' in other) &&
    one.date === other.date &&
    one.time === other.time
  );
}
