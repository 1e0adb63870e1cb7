import { addDays } from '#model/time/date.ts';
import type { Reset } from './run.ts';

/** The day and the shifts of a plant: the first shift begins with its production day, and all are equally long. */
export interface Shifts {
  /** `06:00` */
  dayStartsAt: string;
  perDay: number;
}

const DAY = 24 * 60;

/**
 * The shift or production day that a moment is in, as a name that is another one as soon as it ends; null where nothing ends.
 * `at` is a local time with its offset.
 */
export function spanOf(at: string, reset: Reset, { dayStartsAt, perDay }: Shifts): string | null {
  if (reset === 'never') return null;
  const since = minuteOf(at.slice(11, 16)) - minuteOf(dayStartsAt);
  const day = since < 0 ? addDays(at.slice(0, 10), -1) : at.slice(0, 10);
  if (reset === 'day') return day;
  return `${day} ${Math.floor((((since + DAY) % DAY) * perDay) / DAY) + 1}`;
}

/** The time of day at which the span of a moment ends: `22:00`; null where nothing ends. */
export function spanEnd(at: string, reset: Reset, { dayStartsAt, perDay }: Shifts): string | null {
  if (reset === 'never') return null;
  const start = minuteOf(dayStartsAt);
  const length = reset === 'day' ? DAY : DAY / perDay;
  const since = (minuteOf(at.slice(11, 16)) - start + DAY) % DAY;
  const end = (start + Math.round((Math.floor(since / length) + 1) * length)) % DAY;
  return [Math.floor(end / 60), end % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

/** True once the shift or the day in which a run began is over. */
export function isOver(started: string, now: string, reset: Reset, shifts: Shifts): boolean {
  return spanOf(started, reset, shifts) !== spanOf(now, reset, shifts);
}

const minuteOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3, 5));
