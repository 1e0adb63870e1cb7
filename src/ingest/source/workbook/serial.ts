import type { TypedCell } from '#ingest/source/part.ts';
import type { NumberKind } from './numberFormat.ts';

const DAY = 86_400_000;
/** Day 0 of both calendars; in the first one 29 February 1900 is counted, which never was, so that its first two months lie a day later. */
const FROM_1900 = Date.UTC(1899, 11, 30);
const FROM_1904 = Date.UTC(1904, 0, 1);
const NO_LEAP_DAY = 60;
/** 31 December 9999 is the last day of a spreadsheet. */
const LAST = 2_958_466;

/** A number as the date, time of day or span of time that its format shows; null where it is not one. */
export function dated(
  serial: number,
  kind: Exclude<NumberKind, 'number' | 'percent'>,
  from1904: boolean,
): TypedCell | null {
  if (!Number.isFinite(serial)) return null;
  if (kind === 'span') return { kind: 'span', text: spanText(serial) };
  // Without a day a clock that has gone round is a span of time, and one before it began is not.
  if (kind === 'time' && serial >= 1 && serial < 367)
    return { kind: 'span', text: spanText(serial) };
  if (serial < 0 || serial >= LAST) return null;
  const millis = rounded(serial);
  // The first calendar has no day 0.
  if (millis < DAY && (kind === 'time' || !from1904)) return { kind: 'time', text: clock(millis) };
  const start = from1904 ? FROM_1904 : FROM_1900 + (serial < NO_LEAP_DAY ? DAY : 0);
  const day = new Date(start + Math.floor(millis / DAY) * DAY).toISOString().slice(0, 10);
  return millis % DAY === 0
    ? { kind: 'date', text: day }
    : { kind: 'stamp', text: `${day}T${clock(millis % DAY)}` };
}

/** A day is a double: what is within a millisecond of a whole second is that second, as spreadsheets show it. */
function rounded(serial: number): number {
  const millis = Math.round(serial * DAY);
  const second = Math.round(millis / 1000) * 1000;
  return Math.abs(millis - second) <= 1 ? second : millis;
}

function clock(millis: number): string {
  const rest = millis % 1000;
  return `${hms(Math.floor(millis / 1000))}${rest === 0 ? '' : `.${String(rest).padStart(3, '0')}`}`;
}

/** Hours go on beyond 24. */
function spanText(serial: number): string {
  return `${serial < 0 ? '-' : ''}${clock(rounded(Math.abs(serial)))}`;
}

function hms(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** A date, a time or both as ISO 8601 writes them (ECMA-376 part 1, 18.18.11); null where it is not one. A workbook has no time zone. */
export function fromIso(text: string): TypedCell | null {
  const parts =
    /^(\d{4}-\d{2}-\d{2})?(?:(?:^|T)(\d{2}:\d{2})(:\d{2}(?:\.\d+)?)?)?(?:Z|[+-]\d{2}:\d{2})?$/.exec(
      text.trim(),
    );
  if (!parts) return null;
  const [, day, minutes, seconds = ':00'] = parts;
  const time = minutes === undefined ? undefined : minutes + seconds.replace(/\.0+$/, '');
  if (day === undefined) return time === undefined ? null : { kind: 'time', text: time };
  return time === undefined || /^00:00:00$/.test(time)
    ? { kind: 'date', text: day }
    : { kind: 'stamp', text: `${day}T${time}` };
}
