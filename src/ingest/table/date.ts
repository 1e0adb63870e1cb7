import { addDays, isDate } from '#model/date.ts';
import { parsePeriod } from '#model/period.ts';

export const DATE_FORMATS = ['iso', 'day-first', 'month-first', 'excel-serial', 'iso-week', 'year-month'] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** A cell as a calendar date (and the time after it), in the column's format; or what is wrong with it. */
export function parseDate(cell: string, format: DateFormat): { date: string; time?: string } | { problem: string } {
  const text = cell.trim();
  if (format === 'excel-serial') {
    const serial = Number(text);
    return /^\d+(\.\d+)?$/.test(text) && serial > 60 && serial < 200_000 ? { date: addDays('1899-12-30', Math.floor(serial)) } : { problem: `"${cell}" is not an Excel day number` };
  }
  if (format === 'iso-week' || format === 'year-month') {
    const period = parsePeriod(text.replace(/^(\d{4})[ /]?-?[WwKk][Ww]?(\d{1,2})$/, (_, year: string, week: string) => `${year}-W${week.padStart(2, '0')}`));
    return period ? { date: period.start } : { problem: `"${cell}" is not a ${format === 'iso-week' ? 'week such as 2026-W05' : 'month such as 2026-03'}` };
  }
  if (format === 'iso') {
    const parts = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?))?$/.exec(text);
    if (!parts || !isDate(parts[1] as string)) return { problem: `"${cell}" is not a date such as 2026-10-07` };
    return { date: parts[1] as string, ...(parts[2] === undefined ? {} : { time: parts[2] }) };
  }
  const parts = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?:[T ,]+(\d{1,2}:\d{2}(?::\d{2})?))?$/.exec(text);
  if (!parts) return { problem: `"${cell}" is not a ${format} date such as ${format === 'day-first' ? '27.03.2026' : '03/27/2026'}` };
  const [day, month] = format === 'day-first' ? [parts[1], parts[2]] : [parts[2], parts[1]];
  const date = `${parts[3]}-${(month as string).padStart(2, '0')}-${(day as string).padStart(2, '0')}`;
  if (!isDate(date)) return { problem: `"${cell}" does not exist as a ${format} date` };
  return { date, ...(parts[4] === undefined ? {} : { time: parts[4].padStart(5, '0') }) };
}

/** The format of a whole column; ambiguous when every cell could be day-first as well as month-first. */
export function detectDateFormat(cells: readonly string[]): { format: DateFormat | null; ambiguous: boolean } {
  const sample = cells.map((cell) => cell.trim()).filter((cell) => cell !== '').slice(0, 5000);
  if (sample.length === 0) return { format: null, ambiguous: false };
  const share = (format: DateFormat) => sample.filter((cell) => !('problem' in parseDate(cell, format))).length / sample.length;
  const scores = (['iso', 'iso-week', 'year-month', 'excel-serial'] as const).map((format) => [format, share(format)] as const);
  const plain = scores.find(([, score]) => score > 0.5);
  if (plain) return { format: plain[0], ambiguous: false };
  const dayFirst = share('day-first');
  const monthFirst = share('month-first');
  if (Math.max(dayFirst, monthFirst) < 0.5) return { format: null, ambiguous: false };
  if (dayFirst === monthFirst) return { format: null, ambiguous: true };
  return { format: dayFirst > monthFirst ? 'day-first' : 'month-first', ambiguous: false };
}
