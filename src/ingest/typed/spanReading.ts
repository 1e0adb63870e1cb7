import type { Field } from '#ingest/contract/contract.ts';
import { isTwoParts, secondsOf, SPAN_UNITS } from '#ingest/table/date/span.ts';
import type { Ambiguity } from './ambiguity.ts';

/** Reads a span of time as a number in the unit of its column. */
export function spanReader({
  name,
  unit = 'h',
  span,
}: Field): (cell: string) => number | { problem: string; rule: string } {
  return (cell) => {
    const seconds = secondsOf(cell, span);
    return seconds === null
      ? {
          problem: `${name}: "${cell}" is not a span of time such as 37:30:00 or PT37H30M`,
          rule: 'export/duration',
        }
      : seconds / (SPAN_UNITS[unit] ?? Number.NaN);
  };
}

/** Cells such as `37:30`, which are hours and minutes or minutes and seconds. */
export function unclearSpans({ name, span }: Field, cells: readonly string[]): Ambiguity[] {
  const open = cells.flatMap((cell, index) => (isTwoParts(cell) ? [index] : []));
  if (span !== undefined || open.length === 0) return [];
  return [
    {
      code: 'export/ambiguous-duration',
      found: `the spans of ${name} can be hours and minutes or minutes and seconds`,
      cells: open,
      say: (cell) =>
        `${cell} is ${secondsOf(cell, 'h:mm')! / 60} or ${secondsOf(cell, 'mm:ss')! / 60} minutes`,
      allowed: '"span": "h:mm" or "mm:ss"',
      fix: `declare span for ${name} in datapackage.json`,
    },
  ];
}
