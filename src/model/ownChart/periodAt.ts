import type { IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/grain.ts';
import { parsePeriod, periodStart } from '#model/time/period.ts';

/** The first day of what an author wrote: `2026-03`, `2026-W12`, `2026-03-14`; null where it is no period. */
export function firstDay(written: string): IsoDate | null {
  return parsePeriod(written)?.start ?? null;
}

/** The period of a metric in which that day lies. */
export function periodAt(written: string, grain: Grain): IsoDate | null {
  const day = firstDay(written);
  return day === null ? null : periodStart(day, grain);
}
