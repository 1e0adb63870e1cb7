import { parseDate } from '#ingest/table/date/date.ts';
import { isMissing } from '#ingest/table/kinds.ts';
import type { DraftColumn } from './draftKey.ts';

const GRAINS = [
  ['month', 'year-month'],
  ['quarter', 'quarter'],
  ['year', 'year'],
] as const;
/** So many rows of the finest grain are a series. */
const SERIES = 3;
const CLOCK = /^([01]?\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/;

/** One date of its parts, or a stamp of a day and a clock, named `at`. */
export function draftDerive(columns: readonly DraftColumn[]): { derive?: Record<string, object> } {
  const named = (pattern: RegExp, from: number, to: number) =>
    columns.find(
      ({ name, type, cells }) =>
        type === 'integer' &&
        pattern.test(name) &&
        cells.every((cell) => Number(cell) >= from && Number(cell) <= to),
    )?.name;
  if (columns.some(({ name }) => name === 'at')) return {};
  const dates = columns.filter(({ type }) => type === 'date' || type === 'datetime');
  const [day] = dates;
  const clock = columns.find(
    ({ type, cells }) => type === 'string' && cells.every((cell) => CLOCK.test(cell)),
  );
  if (dates.length === 1 && day?.type === 'date' && clock)
    return { derive: { at: { join: [day.name, clock.name] } } };
  if (day) return {};
  const parts = {
    year: named(/^(year|jahr|yyyy|annee|année|año|ano|anno|rok|år)$/i, 1990, 2060),
    month: named(/^(month|monat|mm|mois|mes|mês|mese|miesiąc|maand)$/i, 1, 12),
    day: named(/^(day|tag|dd|jour|día|dia|giorno|dzień|dag)$/i, 1, 31),
    hour: named(/^(hour|stunde|hh|heure|hora|ora|godzina|uur)$/i, 0, 23),
  };
  if (!parts.year || !parts.month) return {};
  const { year, month } = parts;
  return {
    derive: {
      at: {
        year,
        month,
        ...(parts.day ? { day: parts.day } : {}),
        ...(parts.day && parts.hour ? { hour: parts.hour } : {}),
      },
    },
  };
}

/** Of years, quarters and months below each other in one column, the finest is kept; null where there is one grain. */
export function draftGrain(
  columns: readonly { name: string; cells: readonly string[] }[],
): { column: string; grain: string; rows: number[] } | null {
  for (const { name, cells } of columns) {
    const found = GRAINS.map(([grain, format]) => ({
      grain,
      rows: cells.flatMap((cell, at) =>
        !isMissing(cell) && 'date' in parseDate(cell, format) ? [at] : [],
      ),
    })).filter(({ rows }) => rows.length >= SERIES);
    const [finest, ...coarser] = found;
    const all = found.reduce((sum, { rows }) => sum + rows.length, 0);
    if (finest && coarser.length > 0 && all > 0.7 * cells.length)
      return { column: name, grain: finest.grain, rows: finest.rows };
  }
  return null;
}
