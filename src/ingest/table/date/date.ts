import { addDays, isDate } from '#model/time/date.ts';
import { parseCivilPeriod, parsePeriod } from '#model/time/period.ts';
import { dayOfYear, isDatePattern, parseByPattern, type DatePattern } from './datePattern.ts';
import { monthOf } from './monthNames.ts';
import { parseTime, timeOf } from './time.ts';

export const DATE_FORMATS = [
  'iso',
  'day-first',
  'month-first',
  'year-first',
  'month-name',
  'excel-serial',
  'iso-week',
  'year-month',
  'quarter',
  'year',
  'fiscal-quarter',
  'fiscal-year',
  'ordinal',
  'unix',
] as const;
export type NamedFormat = (typeof DATE_FORMATS)[number];
export type DateFormat = NamedFormat | DatePattern;

/** What a cell of each format looks like, for messages. */
const DATE_EXAMPLES: Record<NamedFormat, string> = {
  iso: '2026-10-07',
  'day-first': '27.03.2026',
  'month-first': '03/27/2026',
  'year-first': '26/03/27',
  'month-name': '27 March 2026',
  'excel-serial': '46302',
  'iso-week': '2026-W05',
  'year-month': '2026-03',
  quarter: '2026-Q1',
  year: '2026',
  'fiscal-quarter': 'FY2027-Q1',
  'fiscal-year': 'FY2027',
  ordinal: '2026-086',
  unix: '1767571200',
};

type Parsed = { date: string; time?: string } | { problem: string };

/** A cell as a calendar date (and the time after it), in the column's format; or what is wrong with it. An ISO date is understood in every format but those of periods and numbers. */
export function parseDate(cell: string, format: DateFormat): Parsed {
  const text = asTyped(cell);
  if (isDatePattern(format))
    return (
      parseByPattern(text, format) ?? { problem: `"${cell}" is not a date as ${format} writes it` }
    );
  if (format === 'iso') return iso(text, cell);
  if (format === 'ordinal') return ordinal(text, cell);
  if (format === 'excel-serial') return excel(text, cell);
  if (format === 'unix') return unix(text, cell);
  if (format === 'fiscal-quarter' || format === 'fiscal-year') return fiscal(text, cell, format);
  if (format === 'iso-week' || format === 'year-month' || format === 'quarter' || format === 'year')
    return period(text, cell, format);
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return iso(text, cell);
  return format === 'month-name' ? named(text, cell) : ordered(text, cell, format);
}

/** A cell without what pasting leaves in it: spaces that do not break, characters of no width, dashes of a word processor. */
function asTyped(cell: string): string {
  const text = cell.trim();
  if (!/[^ -~]/.test(text)) return text;
  return text
    .replaceAll(/[\u200b\u200e\u200f\u2060\ufeff]/g, '')
    .replaceAll(/[\u00a0\u2007\u2009\u202f]/g, ' ')
    .replaceAll(/[‐‑‒–—−]/g, '-')
    .trim();
}

function iso(text: string, cell: string): Parsed {
  const parts =
    YEAR_MONTH_DAY.exec(text) ??
    /^(\d{4})()(\d{2})(\d{2})(\d{4}|\d{6})$/.exec(text) ??
    /^(\d{4})(年)(\d{1,2})月(\d{1,2})日(?: *(.+))?$/.exec(text);
  if (!parts) return { problem: wrong(cell, 'iso') };
  return finished(`${parts[1]}-${two(parts[3])}-${two(parts[4])}`, parts[5], cell, 'iso');
}

type Order = 'day-first' | 'month-first' | 'year-first';

function ordered(text: string, cell: string, format: Order): Parsed {
  const parts = ORDERED.exec(text);
  if (!parts) return { problem: wrong(cell, format) };
  const [, first = '', , second = '', third = '', time] = parts;
  if (format === 'year-first' && first.length + third.length !== 4)
    return { problem: wrong(cell, format) };
  const [year, month, day] = {
    'day-first': [third, second, first],
    'month-first': [third, first, second],
    'year-first': [first, second, third],
  }[format] as [string, string, string];
  return finished(`${fullYear(year)}-${two(month)}-${two(day)}`, time, cell, format);
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
  return finished(`${fullYear(year!)}-${two(String(month))}-${two(day)}`, time, cell, 'month-name');
}

/** `2026-086`, `2026086`, `26086`: a year and the day in it, which IT systems call a Julian day. */
function ordinal(text: string, cell: string): Parsed {
  const parts = /^(\d{4}|\d{2})[-/.]?(\d{3})(?:[T ,]+(.+))?$/.exec(text);
  const date = parts && dayOfYear(fullYear(parts[1]!), Number(parts[2]));
  if (!date) return { problem: wrong(cell, 'ordinal') };
  return finished(date, parts?.[3], cell, 'ordinal');
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
    const week =
      (YEAR_FIRST.exec(text) ?? BARE_WEEK.exec(text))?.filter((part) => part !== undefined) ??
      flip(WEEK_FIRST.exec(text) ?? /^(\d{1,2})[-/.](\d{4})$/.exec(text));
    const monday = week ? start(`${week[1]}-W${two(week[2])}`) : undefined;
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

/** `FY27 Q1`, `FY2027-Q1`, `FY27`, and `2027-Q1` or `2027` where the contract says that it is of the fiscal year; none where the portfolio has no such year. */
function fiscal(text: string, cell: string, format: 'fiscal-quarter' | 'fiscal-year'): Parsed {
  const found = parsePeriod(/^fy/i.test(text) ? text.toUpperCase() : `FY${text}`);
  return found?.grain === (format === 'fiscal-year' ? 'year' : 'quarter')
    ? { date: found.start }
    : { problem: wrong(cell, format) };
}

/** `2026-03`, `2026/03`, `202603`, `03/2026`, `March 2026`, `Mar-26`, `out/26`. */
function monthStart(text: string): string | undefined {
  const digits =
    /^(\d{4})[-/.](\d{1,2})$/.exec(text) ??
    /^((?:19|20)\d{2})(\d{2})$/.exec(text) ??
    flip(/^(\d{1,2})[-/.](\d{4})$/.exec(text)) ??
    /^(\d{4})年(\d{1,2})月$/.exec(text);
  if (digits) return `${digits[1]}-${two(digits[2])}-01`;
  const words =
    /^(\p{L}+\.?)[ .,/'’-]*(?:de )?(\d{4}|\d{2})$/u.exec(text) ??
    flip(/^(\d{4})[ .,/-]*(\p{L}+\.?)$/u.exec(text));
  const month = words ? monthOf(words[1]!) : null;
  return month === null ? undefined : `${fullYear(words?.[2] as string)}-${two(String(month))}-01`;
}

function flip(parts: RegExpExecArray | null): string[] | null {
  return parts ? [parts[0], parts[2]!, parts[1]!] : null;
}

function finished(
  date: string,
  rest: string | undefined,
  cell: string,
  format: NamedFormat,
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

function wrong(cell: string, format: NamedFormat): string {
  const what: Partial<Record<DateFormat, string>> = {
    ordinal: 'year and day of the year',
    iso: 'date',
    'iso-week': 'week',
    'year-month': 'month',
    quarter: 'quarter',
    year: 'year',
    'fiscal-quarter': 'quarter of a fiscal year',
    'fiscal-year': 'fiscal year',
    'month-name': 'date with the name of a month',
  };
  return `"${cell}" is not a ${what[format] ?? `${format} date`} such as ${DATE_EXAMPLES[format]}`;
}

/** What stands before the number of a week: `KW 7/2026`, `Semaine 7 2026`, `tydz. 07/2026`. */
const WEEK =
  '(?:weeks?|wk|w|kw|kalenderwoche|woche|cw|semaine|semana|settimana|sem|s|vecka|v|uge|uke|tydzień|tydz|týden|týd|hét)\\.?';
const YEAR_FIRST = new RegExp(`^(\\d{4})[ /-]?-?${WEEK} ?(\\d{1,2})(?:-?([1-7]))?$`, 'iu');
/** `2026-07` and `202607` in a column of weeks; a day of the week stands behind a hyphen, since `2026-123` is the 123rd day. */
const BARE_WEEK = /^((?:19|20)\d{2})(?:[-/. ]?(\d{2})|[-/. ](\d))(?:-([1-7]))?$/;
const WEEK_FIRST = new RegExp(`^${WEEK} ?(\\d{1,2})[ /-]+(\\d{4})$`, 'iu');
/** What parts a time from its date; loggers write a hyphen too. */
const TIME = '(?:(?:[T ,]+|[-_](?=\\d{1,2}:\\d{2}))(.+))?$';
const YEAR_MONTH_DAY = new RegExp(
  `^(\\d{4})(?=[-/.]\\d|\\d{4}(?!\\d))([-/.]?)(\\d{1,2})\\2(\\d{1,2})${TIME}`,
);
const ORDERED = new RegExp(`^(\\d{1,2})([./-]) ?(\\d{1,2})\\2 ?(\\d{4}|\\d{2})${TIME}`);
const two = (digits: string | undefined) => (digits ?? '').padStart(2, '0');

/** Two digits are years from 1970 to 2069. */
function fullYear(digits: string): string {
  return digits.length === 4 ? digits : `${Number(digits) < 70 ? '20' : '19'}${digits}`;
}
