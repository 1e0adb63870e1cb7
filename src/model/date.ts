/** A calendar date, `2026-10-07`. Plain strings: they compare, sort and print as they are. */
export type IsoDate = string;

const DAY = 86_400_000;

export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY);
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** True for a date that exists in the calendar. */
export function isDate(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`)) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

/** Working days after `from` up to and including `to`: Monday to Friday without the closed days. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, closed: ReadonlySet<IsoDate> = new Set()): number {
  let count = 0;
  for (let date = addDays(from, 1); date <= to; date = addDays(date, 1)) {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !closed.has(date)) count += 1;
  }
  return count;
}

/** `7 October 2026` */
export function longDate(date: IsoDate, locale = 'en-GB'): string {
  return new Date(`${date.slice(0, 10)}T00:00:00Z`).toLocaleDateString(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
}
