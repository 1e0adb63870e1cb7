import { addDays, type IsoDate } from '#model/time/date.ts';
import type { ExportContract } from '#model/record/export.ts';
import type { Cell } from '#ingest/typed/cellReader.ts';

/** A number that arose between two stamps: a part of it belongs to each day between. Columns are places in the contract's fields. */
export interface Spread {
  column: number;
  from: number;
  to: number;
}

/** The spans of an export: those that the contract names, and those between the readings of its counters. */
export function spreadsOf(
  { spans, counters }: Pick<ExportContract, 'spans' | 'counters'>,
  date: string,
  at: (name: string | undefined) => number,
): Spread[] {
  return [
    ...(spans?.columns ?? []).map((column) => ({
      column: at(column),
      from: at(spans?.from),
      to: at(spans?.to),
    })),
    ...(counters ?? []).map(({ as }) => ({
      column: at(as),
      from: at(`${as}_since`),
      to: at(date),
    })),
  ];
}

const DAY = 86_400_000;

/** Days from one stamp to another by the clock, with the share of the time that lies in each; the first day alone where there is no end. `starts`: minutes after midnight. */
export function sharesBetween(
  from: Cell | undefined,
  to: Cell | undefined,
  starts: number,
): { day: IsoDate; share: number }[] {
  const [begins, ends] = [clockOf(from, starts), clockOf(to, starts)];
  if (begins === null || ends === null || ends <= begins) return [];
  const shares: { day: IsoDate; share: number }[] = [];
  for (let at = begins; at < ends;) {
    const midnight = (Math.floor(at / DAY) + 1) * DAY;
    const until = Math.min(midnight, ends);
    shares.push({
      day: addDays('1970-01-01', Math.floor(at / DAY)),
      share: (until - at) / (ends - begins),
    });
    at = until;
  }
  return shares;
}

/** Milliseconds by the clock of the place, whatever its offset, from the start of the production day on. */
function clockOf(stamp: Cell | undefined, starts: number): number | null {
  if (typeof stamp !== 'string') return null;
  const clock = stamp.length === 10 ? `${stamp}T00:00` : stamp.replace(/(Z|[+-]\d{2}:?\d{2})$/, '');
  const read = Date.parse(`${clock}Z`);
  return Number.isNaN(read) ? null : read - starts * 60_000;
}
