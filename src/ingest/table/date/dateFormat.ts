import { parseDate, type DateFormat, type NamedFormat } from './date.ts';
import { orderOf } from './dateOrder.ts';
import { settled, type FoundFormat } from './foundFormat.ts';
import { daysOfMonths, lostZero, twoYears } from './openPeriods.ts';

/** What else is known of a column and may settle how it is written. */
export interface ColumnHint {
  name?: string;
  /** How often its export comes. */
  everyDays?: number | undefined;
}

const SAMPLE = 5000;
const WEEKS =
  /week|(^|[^a-z])(kw|wk|cw|sem|uke?|uge)([^a-z]|$)|woche|semaine|semana|settimana|vecka|tydz|týd|hét/i;
const MONTHS = /month|mon(at|th)?s?([^a-z]|$)|mois|mes([^a-z]|$)|mese|månad|maand|miesi|měsíc/i;
const JULIAN = /julian|jday|ordinal|doy|day.?of.?year/i;
/** Years in which machines wrote the dates of a table. */
const EARLIEST = '1980';
const LATEST = '2040';
/** Formats that hardly any other date is read by, in the order in which they are asked. */
const NAMED_PERIODS = [
  'iso',
  'year-month',
  'iso-week',
  'quarter',
  'fiscal-quarter',
  'fiscal-year',
  'month-name',
] as const;

/** A year and a number beside it: a month, or a week. */
const BARE_PERIOD = /^(?:19|20)\d{2}(?:[-/. ]?(\d{2})|[-/. ](\d))$|^(\d{1,2})[-/.](?:19|20)\d{2}$/;

/** The format of a whole column; every reading is asked, and where several fit and nothing settles it none is chosen. */
export function detectDateFormat(all: readonly string[], hint: ColumnHint = {}): FoundFormat {
  const cells = all.slice(0, SAMPLE);
  const filled = cells.filter((cell) => cell.trim() !== '').length;
  if (filled === 0) return settled(null);
  const reads = (cell: string, format: DateFormat) => !('problem' in parseDate(cell, format));
  const isMost = (count: number) => count > 0.5 * filled;
  const most = (format: DateFormat) => isMost(cells.filter((cell) => reads(cell, format)).length);
  // A number such as 2026 is a year and no day of the year 1905.
  if (isMost(cells.filter((cell) => /^(19|20)\d\d$/.test(cell.trim())).length))
    return settled('year');
  if (isMost(cells.filter((cell) => BARE_PERIOD.test(cell.trim())).length))
    return lostZero(cells) ?? weekOrMonth(cells, hint);
  for (const format of NAMED_PERIODS)
    if (most(format)) return (format === 'year-month' && daysOfMonths(cells)) || settled(format);
  const byNumber = dayNumbers(cells, most, hint);
  if (byNumber) return byNumber;
  return most('unix') ? settled('unix') : orderOf(all, most);
}

/** `2026-03` is a month (ISO 8601); in a column of weeks, or where several numbers are beyond 12, it is a week. */
function weekOrMonth(cells: readonly string[], { name = '', everyDays }: ColumnHint): FoundFormat {
  const numbers = cells.map((cell) => {
    const [, two, one, first] = BARE_PERIOD.exec(cell.trim()) ?? [];
    return Number(two ?? one ?? first ?? 0);
  });
  const beyond = numbers.flatMap((number, index) => (number > 12 && number <= 53 ? [index] : []));
  const within = numbers.flatMap((number, index) => (number > 0 && number <= 12 ? [index] : []));
  const isWeekly = WEEKS.test(name);
  const isMonthly = !isWeekly && MONTHS.test(name);
  const years = isWeekly || isMonthly ? null : twoYears(cells);
  if (years) return years;
  if (isWeekly || (!isMonthly && (beyond.length > 1 || within.length === 0)))
    return settled('iso-week');
  if (isMonthly || (beyond.length === 0 && everyDays !== 7)) return settled('year-month');
  return {
    format: null,
    between: ['year-month', 'iso-week'],
    open: [...within.slice(0, 2), ...beyond.slice(0, 1)],
  };
}

/** Bare numbers: days since 1900 as a spreadsheet counts them, or a year and the day in it. */
function dayNumbers(
  cells: readonly string[],
  most: (format: DateFormat) => boolean,
  { name = '' }: ColumnHint,
): FoundFormat | null {
  const [isSerial, isOrdinal] = [most('excel-serial'), most('ordinal')];
  // `010926` is a day number of the year 1929 as well; what is usual nowhere is neither.
  if (!isOrdinal)
    return isSerial && areMostUsual(cells, 'excel-serial') ? settled('excel-serial') : null;
  if (!isSerial || JULIAN.test(name)) return settled('ordinal');
  const [serials, ordinals] = [isUsual(cells, 'excel-serial'), isUsual(cells, 'ordinal')];
  if (serials !== ordinals) return settled(serials ? 'excel-serial' : 'ordinal');
  return { format: null, between: ['excel-serial', 'ordinal'], open: cells.map((_, at) => at) };
}

/** True where more cells are of the years in which tables were kept than of others: a slip among them is one. */
function areMostUsual(cells: readonly string[], format: NamedFormat): boolean {
  return 2 * cells.filter((cell) => isUsual([cell], format)).length > cells.length;
}

function isUsual(cells: readonly string[], format: NamedFormat): boolean {
  return cells.every((cell) => {
    const read = parseDate(cell, format);
    return 'problem' in read || (read.date >= EARLIEST && read.date < LATEST);
  });
}
