import { addDays, isDate } from '#model/time/date.ts';
import { parseCivilPeriod } from '#model/time/period.ts';
import { monthOf } from './monthNames.ts';
import { parseTime, timeOf } from './time.ts';

export const DATE_FORMATS = [
  'iso',
  'day-first',
  'month-first',
  'month-name',
  'excel-serial',
  'iso-week',
  'year-month',
  'quarter',
  'year',
  'unix',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** What a cell of each format looks like, for messages. */
const DATE_EXAMPLES: Record<DateFormat, string> = {
  iso: '2026-10-07',
  'day-first': '27.03.2026',
  'month-first': '03/27/2026',
  'month-name': '27 March 2026',
  'excel-serial': '46302',
  'iso-week': '2026-W05',
  'year-month': '2026-03',
  quarter: '2026-Q1',
  year: '2026',
  unix: '1767571200',
};

type Parsed = { date: string; time?: string } | { problem: string };

/** A cell as a calendar date (and the time after it), in the column's format; or what is wrong with it. An ISO date is understood in every format but those of periods and numbers. */
export function parseDate(cell: string, format: DateFormat): Parsed {
  const text = cell.trim();
  if (format === 'iso') return iso(text, cell);
  if (format === 'excel-serial') return excel(text, cell);
  if (format === 'unix') return unix(text, cell);
  if (format === 'iso-week' || format === 'year-month' || format === 'quarter' || format === 'year')
    return period(text, cell, format);
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return iso(text, cell);
  return format === 'month-name' ? named(text, cell) : ordered(text, cell, format);
}

function iso(text: string, cell: string): Parsed {
  const parts =
    /^(\d{4})([-/.]?)(\d{2})\2(\d{2})(?:[T ,]+(.+))?$/.exec(text) ??
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[T ,]+(.+))?$/.exec(text) ??
    /^(\d{4})(年)(\d{1,2})月(\d{1,2})日(?: *(.+))?$/.exec(text);
  if (!parts) return { problem: wrong(cell, 'iso') };
  return finished(`${parts[1]}-${two(parts[3])}-${two(parts[4])}`, parts[5], cell, 'iso');
}

function ordered(text: string, cell: string, format: 'day-first' | 'month-first'): Parsed {
  const parts = /^(\d{1,2})([./-]) ?(\d{1,2})\2 ?(\d{4}|\d{2})(?:[T ,]+(.+))?$/.exec(text);
  if (!parts) return { problem: wrong(cell, format) };
  const [day, month] = format === 'day-first' ? [parts[1], parts[3]] : [parts[3], parts[1]];
  return finished(
    `${fullYear(parts[4] as string)}-${two(month)}-${two(day)}`,
    parts[5],
    cell,
    format,
  );
}

/** `7 March 2026`, `7. Mär 2026`, `Mar 7, 2026`, `07-MAR-26`, `07/mar/2026`, `7 de marzo de 2026`. */
function named(text: string, cell: string): Parsed {
  const dayFirst =
    /^(?:\p{L}+\.?,? +)?(\d{1,2})(?:\.|st|nd|rd|th|º|er)?[ ./-]*(?:de |d['’])?(\p{L}+\.?)[ .,/-]*(?:de )?(\d{4}|\d{2})(?:[T ,]+(.+))?$/iu.exec(
      text,
    );
  const monthFirst = dayFirst
    ? null
    : /^(?:\p{L}+\.?, +)?(\p{L}+\.?) +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})(?:[T ,]+(.+))?$/iu.exec(
        text,
      );
  const [day, name, year, time] = dayFirst
    ? dayFirst.slice(1)
    : monthFirst
      ? [monthFirst[2], monthFirst[1], monthFirst[3], monthFirst[4]]
      : [];
  const month = name === undefined ? null : monthOf(name);
  if (month === null) return { problem: wrong(cell, 'month-name') };
  return finished(
    `${fullYear(year as string)}-${two(String(month))}-${two(day)}`,
    time,
    cell,
    'month-name',
  );
}

/** A day number of a spreadsheet; what follows the point is the time of day. */
function excel(text: string, cell: string): Parsed {
  const serial = Number(text.replace(',', '.'));
  if (!/^\d+([.,]\d+)?$/.test(text) || serial <= 60 || serial >= 200_000)
    return { problem: `"${cell}" is not an Excel day number` };
  const seconds = Math.round((serial % 1) * 86_400);
  const date = addDays('1899-12-30', Math.floor(serial) + (seconds === 86_400 ? 1 : 0));
  return seconds % 86_400 === 0 ? { date } : { date, time: timeOf(seconds) };
}

/** Seconds or milliseconds since 1970, in UTC. */
function unix(text: string, cell: string): Parsed {
  if (!/^\d{9,10}(\.\d+)?$|^\d{12,13}$/.test(text))
    return { problem: `"${cell}" is not a count of seconds or milliseconds since 1970` };
  const stamp = new Date(
    text.length >= 12 && !text.includes('.') ? Number(text) : Number(text) * 1000,
  ).toISOString();
  return { date: stamp.slice(0, 10), time: `${stamp.slice(11, 19)}Z` };
}

function period(
  text: string,
  cell: string,
  format: 'iso-week' | 'year-month' | 'quarter' | 'year',
): Parsed {
  const start = (id: string) => parseCivilPeriod(id)?.start;
  let found: string | undefined;
  if (format === 'iso-week') {
    const week = YEAR_FIRST.exec(text) ?? flip(WEEK_FIRST.exec(text));
    const monday =
      week && /[a-z/ -]/i.test(text) ? start(`${week[1]}-W${two(week[2])}`) : undefined;
    found = monday === undefined ? undefined : addDays(monday, Number(week?.[3] ?? 1) - 1);
  } else if (format === 'quarter') {
    const quarter =
      /^(\d{4})[ /-]?(?:Q|T|K)([1-4])$/i.exec(text) ??
      flip(/^(?:Q|T|K)([1-4])[ /-]?(\d{4})$/i.exec(text)) ??
      flip(/^([1-4])(?:Q|\. ?Quartal|\. ?Q)[ /-]?(\d{4})$/i.exec(text));
    found = quarter ? start(`${quarter[1]}-Q${quarter[2]}`) : undefined;
  } else if (format === 'year') found = /^\d{4}$/.test(text) ? `${text}-01-01` : undefined;
  else found = monthStart(text);
  return found === undefined || !isDate(found) ? { problem: wrong(cell, format) } : { date: found };
}

/** `2026-03`, `2026/03`, `202603`, `03/2026`, `March 2026`, `Mar-26`, `out/26`. */
function monthStart(text: string): string | undefined {
  const digits =
    /^(\d{4})[-/.]?(\d{2})$/.exec(text) ??
    /^(\d{4})[-/.](\d)$/.exec(text) ??
    flip(/^(\d{1,2})[-/.](\d{4})$/.exec(text)) ??
    /^(\d{4})年(\d{1,2})月$/.exec(text);
  if (digits) return `${digits[1]}-${two(digits[2])}-01`;
  const words =
    /^(\p{L}+\.?)[ .,/'’-]*(?:de )?(\d{4}|\d{2})$/u.exec(text) ??
    flip(/^(\d{4})[ .,/-]*(\p{L}+\.?)$/u.exec(text));
  const month = words ? monthOf(words[1] as string) : null;
  return month === null ? undefined : `${fullYear(words?.[2] as string)}-${two(String(month))}-01`;
}

function flip(parts: RegExpExecArray | null): string[] | null {
  return parts ? [parts[0], parts[2] as string, parts[1] as string] : null;
}

function finished(
  date: string,
  rest: string | undefined,
  cell: string,
  format: DateFormat,
): Parsed {
  if (!isDate(date))
    return {
      problem: `"${cell}" does not exist as a ${format === 'iso' ? 'date of the calendar' : `${format} date`}`,
    };
  if (rest === undefined) return { date };
  const time = parseTime(rest);
  if (time === null)
    return {
      problem: `"${cell}" is not a date with a time such as ${DATE_EXAMPLES[format]} 14:30`,
    };
  return time.startsWith('24:00')
    ? { date: addDays(date, 1), time: time.replace('24:', '00:') }
    : { date, time };
}

function wrong(cell: string, format: DateFormat): string {
  const what: Partial<Record<DateFormat, string>> = {
    iso: 'date',
    'iso-week': 'week',
    'year-month': 'month',
    quarter: 'quarter',
    year: 'year',
    'month-name': 'date with the name of a month',
  };
  return `"${cell}" is not a ${what[format] ?? `${format} date`} such as ${DATE_EXAMPLES[format]}`;
}

/** What stands before the number of a week: `KW 7/2026`, `Semaine 7 2026`, `tydz. 07/2026`. */
const WEEK =
  '(?:weeks?|wk|w|kw|kalenderwoche|woche|cw|semaine|semana|settimana|sem|s|vecka|v|uge|uke|tydzień|tydz|týden|týd|hét)\\.?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[ /-]?-?(?:${WEEK})? ?(\\d{1,2})(?:-?([1-7]))?$`, 'iu');
const WEEK_FIRST = new RegExp(`^${WEEK} ?(\\d{1,2})[ /-]+(\\d{4})$`, 'iu');
const two = (digits: string | undefined) => (digits ?? '').padStart(2, '0');

/** Two digits are years from 1970 to 2069. */
function fullYear(digits: string): string {
  return digits.length === 4 ? digits : `${Number(digits) < 70 ? '20' : '19'}${digits}`;
}

export interface FoundFormat {
  format: DateFormat | null;
  /** The order of day and month cannot be told, or differs from row to row. */
  ambiguous: boolean;
  /** Indexes of cells that show why. */
  open: number[];
}

const SAMPLE = 5000;

/** The format of a whole column; ambiguous when every cell could be day-first as well as month-first, or when some are one and some the other. */
export function detectDateFormat(all: readonly string[]): FoundFormat {
  const cells = all.slice(0, SAMPLE);
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  if (filled === 0) return { format: null, ambiguous: false, open: [] };
  const reads = (cell: string, format: DateFormat) => !('problem' in parseDate(cell, format));
  const share = (format: DateFormat) => cells.filter((cell) => reads(cell, format)).length / filled;
  // A number such as 2026 is a year and no day of the year 1905.
  if (cells.filter((cell) => /^(19|20)\d\d$/.test(cell.trim())).length > 0.5 * filled)
    return { format: 'year', ambiguous: false, open: [] };
  // `2026-03` is a month (ISO 8601); a column of such cells holds weeks when several of them can be no month.
  const weeks =
    cells.filter((cell) => reads(cell, 'iso-week') && !reads(cell, 'year-month')).length > 1;
  for (const format of [
    'iso',
    ...(weeks ? (['iso-week'] as const) : []),
    'year-month',
    'iso-week',
    'quarter',
    'month-name',
    'excel-serial',
    'unix',
  ] as const) {
    if (share(format) > 0.5) return { format, ambiguous: false, open: [] };
  }
  const dayOnly: number[] = [];
  const monthOnly: number[] = [];
  const either: number[] = [];
  for (const [index, cell] of all.entries()) {
    if (/^\d{4}-/.test(cell.trim())) continue;
    const [day, month] = [reads(cell, 'day-first'), reads(cell, 'month-first')];
    if (day && month) {
      if (!sameEitherWay(cell)) either.push(index);
    } else if (day) dayOnly.push(index);
    else if (month) monthOnly.push(index);
    if (dayOnly.length > 100 && monthOnly.length === 0 && index > SAMPLE) break;
  }
  const sure = dayOnly.length + monthOnly.length;
  if (sure + either.length === 0)
    return { format: share('day-first') > 0.5 ? 'day-first' : null, ambiguous: false, open: [] };
  // Nobody writes the month first between points.
  if (sure === 0 && either.every((index) => (all[index] as string).includes('.')))
    return { format: 'day-first', ambiguous: false, open: [] };
  if (sure === 0) return { format: null, ambiguous: true, open: either };
  const [most, least] =
    dayOnly.length >= monthOnly.length ? [dayOnly, monthOnly] : [monthOnly, dayOnly];
  // A stray row of the other order is set aside; where it is more, no row's order can be trusted.
  if (least.length > Math.max(1, 0.02 * (most.length + either.length)))
    return { format: null, ambiguous: true, open: [...most.slice(0, 2), ...least.slice(0, 2)] };
  return { format: most === dayOnly ? 'day-first' : 'month-first', ambiguous: false, open: [] };
}

/** `05/05/2026` is the same day in either order. */
function sameEitherWay(cell: string): boolean {
  const [day, month] = [parseDate(cell, 'day-first'), parseDate(cell, 'month-first')];
  return 'date' in day && 'date' in month && day.date === month.date;
}
