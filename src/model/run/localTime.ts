/** A moment by the clock of the device, with its offset from UTC: `2026-10-06T14:05:12+02:00`. */
export function localTime(date: Date): string {
  const offset = -date.getTimezoneOffset();
  const two = (number: number) => String(Math.trunc(Math.abs(number))).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':');
  return `${day}T${clock}${offset < 0 ? '-' : '+'}${two(offset / 60)}:${two(offset % 60)}`;
}

/** `14:05` of such a moment, and with its day where that is not today's. */
export function clockOf(at: string, now: string): string {
  const clock = at.slice(11, 16);
  return at.slice(0, 10) === now.slice(0, 10) ? clock : `${at.slice(0, 10)} ${clock}`;
}

/** Whole minutes from one moment to a later one; 0 where the clock of the device was set back. */
export function minutesBetween(from: string, to: string): number {
  return Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 60_000));
}
