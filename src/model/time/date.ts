/** A calendar date, `2026-10-07`. Plain strings: they compare, sort and print as they are. */
export type IsoDate = string;

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return dateOf(dayNumber(date) + days);
}

/** Days since 1970-01-01 by integer arithmetic on the digits: a large portfolio asks millions of times. NaN for what is not a date. */
function dayNumber(date: IsoDate): number {
  const year = digits(date, 0, 4);
  const month = digits(date, 5, 7);
  const day = digits(date, 8, 10);
  if (
    date.length !== 10 ||
    date[4] !== '-' ||
    date[7] !== '-' ||
    !(year >= 0 && month >= 1 && month <= 12 && day >= 1 && day <= 31)
  )
    return Number.NaN;
  // Years begin in March, so that the leap day is the last of the year; 146,097 days make 400 years.
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const inEra = y - era * 400;
  const inYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return (
    era * 146_097 + inEra * 365 + Math.floor(inEra / 4) - Math.floor(inEra / 100) + inYear - 719_468
  );
}

function dateOf(dayNumber: number): IsoDate {
  if (!Number.isFinite(dayNumber)) throw new RangeError('this is not a date');
  const shifted = Math.floor(dayNumber) + 719_468;
  const era = Math.floor(shifted / 146_097);
  const inEra = shifted - era * 146_097;
  const year = Math.floor(
    (inEra - Math.floor(inEra / 1460) + Math.floor(inEra / 36_524) - Math.floor(inEra / 146_096)) /
      365,
  );
  const inYear = inEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shiftedMonth = Math.floor((5 * inYear + 2) / 153);
  const day = inYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return `${String(year + era * 400 + (month <= 2 ? 1 : 0)).padStart(4, '0')}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (!(digit >= 0 && digit <= 9)) return Number.NaN;
    value = value * 10 + digit;
  }
  return value;
}

/** True for a date that exists in the calendar. */
export function isDate(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) &&
    new Date(`${text}T00:00:00Z`).toISOString().startsWith(text)
  );
}

/** Working days after `from` up to and including `to`: Monday to Friday without the closed days. A large portfolio asks for years of them. */
export function workingDaysBetween(
  from: IsoDate,
  to: IsoDate,
  closed: ReadonlySet<IsoDate> = new Set(),
): number {
  const [first, last] = [dayNumber(from), dayNumber(to)];
  if (!(last > first)) return 0;
  let count = weekdaysUpTo(last) - weekdaysUpTo(first);
  for (const date of closed) {
    const day = dayNumber(date);
    if (day > first && day <= last) count -= weekdaysUpTo(day) - weekdaysUpTo(day - 1);
  }
  return count;
}

/** Mondays to Fridays up to and including a day, counted from a Monday; the days of 1970 began with a Thursday. */
function weekdaysUpTo(day: number): number {
  const sinceMonday = day + 3;
  const weeks = Math.floor(sinceMonday / 7);
  return 5 * weeks + Math.min(5, sinceMonday - 7 * weeks + 1);
}

const longFormats = new Map<string, Intl.DateTimeFormat>();
const shortFormats = new Map<string, Intl.DateTimeFormat>();

/** `7 Oct 2026`: for columns of dates. */
export function shortDate(date: IsoDate, locale = 'en-GB'): string {
  const format =
    shortFormats.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
  shortFormats.set(locale, format);
  return format.format(new Date(`${date.slice(0, 10)}T00:00:00Z`));
}

const longDates = new Map<string, string>();

/** `7 October 2026`; every page says some days, and mostly the same ones. */
export function longDate(date: IsoDate, locale = 'en-GB'): string {
  const day = date.slice(0, 10);
  const known = longDates.get(`${locale} ${day}`);
  if (known !== undefined) return known;
  const format =
    longFormats.get(locale) ??
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: 'UTC',
    });
  longFormats.set(locale, format);
  const said = format.format(new Date(`${day}T00:00:00Z`));
  longDates.set(`${locale} ${day}`, said);
  return said;
}
