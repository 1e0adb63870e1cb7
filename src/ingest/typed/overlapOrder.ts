import { parseDate, type DateFormat } from '#ingest/table/date/date.ts';
import { isTwice } from '#ingest/table/date/time.ts';
import type { RawRow } from '#ingest/table/rows.ts';

type Which = 'earlier' | 'later';

/** A column of clock times in a zone, and the columns that part its rows into series: a meter, a site. */
interface ClockColumn {
  place: number;
  zone: string;
  format: DateFormat;
  series: readonly number[];
}

/**
 * Which hour a row is of where the clocks go back and an hour comes twice, by the line of the row. The order of the rows
 * tells it (pandas: `ambiguous="infer"`), but only where nothing else can be meant: a series of even steps holds the
 * whole hour, and then the whole hour again.
 */
export function overlapOrder(
  rows: readonly RawRow[],
  { place, zone, format, series }: ClockColumn,
): Map<number, Which> {
  const days = new Map<string, { line: number; stamp: string }[]>();
  for (const { line, cells } of rows) {
    const read = parseDate(cells[place] ?? '', format);
    if ('problem' in read || read.time === undefined || /[Z+-]/.test(read.time)) continue;
    if (!hasTwice(read.date, zone)) continue;
    const key = JSON.stringify([read.date, ...series.map((at) => cells[at])]);
    const held = days.get(key) ?? [];
    days.set(key, held);
    held.push({ line, stamp: `${read.date}T${read.time}` });
  }
  return new Map([...days.values()].flatMap((day) => ordered(day, zone)));
}

const known = new Map<string, boolean>();

/** True for a day of the zone on which the clocks go back. */
function hasTwice(date: string, zone: string): boolean {
  const key = `${zone} ${date}`;
  const held = known.get(key);
  if (held !== undefined) return held;
  const start = Temporal.PlainDate.from(date).toZonedDateTime(zone);
  const found = start.hoursInDay > 24;
  known.set(key, found);
  return found;
}

function ordered(day: readonly { line: number; stamp: string }[], zone: string): [number, Which][] {
  const twice = day.filter(({ stamp }) => isTwice(stamp, zone));
  const half = twice.length / 2;
  const [first, second] = [twice.slice(0, half), twice.slice(half)];
  if (twice.length === 0 || !first.every(({ stamp }, at) => second[at]?.stamp === stamp)) return [];
  const minutes = day.map(({ stamp }) => minuteOf(stamp));
  const gaps = minutes.slice(1).map((minute, at) => minute - minutes[at]!);
  const steps = gaps.filter((_, at) => !isSeam(day, twice, half, at));
  const step = steps[0] ?? 0;
  // One pair alone tells nothing of its order, and events of any minute are no series.
  if (step === 0 || !steps.every((gap) => gap === step)) return [];
  const length = offsetChange(day[0]?.stamp as string, zone);
  if (half * Math.abs(step) !== length) return [];
  const [one, two]: Which[] = step > 0 ? ['earlier', 'later'] : ['later', 'earlier'];
  return twice.map(({ line }, at) => [line, (at < half ? one : two)!]);
}

/** True for the gap between the last row of the first hour and the first row of the second. */
function isSeam(
  day: readonly { line: number }[],
  twice: readonly { line: number }[],
  half: number,
  at: number,
): boolean {
  return day[at]?.line === twice[half - 1]?.line && day[at + 1]?.line === twice[half]?.line;
}

function minuteOf(stamp: string): number {
  return Number(stamp.slice(11, 13)) * 60 + Number(stamp.slice(14, 16));
}

/** By how many minutes the clocks go back on a day. */
function offsetChange(stamp: string, zone: string): number {
  const { hoursInDay } = Temporal.PlainDate.from(stamp.slice(0, 10)).toZonedDateTime(zone);
  return (hoursInDay - 24) * 60;
}
