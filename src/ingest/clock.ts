import type { IsoDate } from '#model/time/date.ts';

/** Today where it is latest on earth: nobody's date of today lies in the future. */
export function clockDay(): IsoDate {
  return Temporal.Now.plainDateISO('Pacific/Kiritimati').toString();
}
