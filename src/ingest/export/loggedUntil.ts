import { stat } from 'node:fs/promises';
import { isDate, type IsoDate } from '#model/time/date.ts';
import type { Resource } from '#ingest/contract/contract.ts';
import type { Digest } from './digest.ts';
import type { Origin } from './dump.ts';
import type { Refusal } from './readPart.ts';

/**
 * The day up to which a log of events is complete, as its contract says. Null where the rows are no events, or where the day is that of the
 * build and nobody knows it yet.
 */
export async function loggedUntil(
  entry: Resource,
  digest: Digest,
  origins: readonly Origin[],
  asOf: IsoDate | null,
): Promise<IsoDate | null> {
  const said = entry.trilens.events?.completeTo;
  if (said === undefined) return null;
  const until = await dayOf(said, digest, origins, asOf);
  return until !== null && asOf !== null && until > asOf ? asOf : until;
}

async function dayOf(
  said: string,
  digest: Digest,
  origins: readonly Origin[],
  asOf: IsoDate | null,
): Promise<IsoDate | null> {
  if (said === 'build') return asOf;
  if (said === 'vintage') return digest.newestVintage;
  if (said === 'file-name') return newest(origins.flatMap(({ path }) => dayInName(path) ?? []));
  if (said !== 'file-date') return said;
  const files = origins.flatMap(({ stored }) => stored?.files ?? []);
  // What a loader or a query gives was made today.
  if (files.length === 0) return asOf;
  const written = await Promise.all(files.map((file) => stat(file)));
  return newest(written.map(({ mtime }) => mtime.toISOString().slice(0, 10)));
}

/** The contract asks for the day in the name of a file that has none, or for a vintage that no row has. */
export function unknownEnd(entry: Resource, digest: Digest, origins: readonly Origin[]): Refusal[] {
  const { completeTo } = entry.trilens.events ?? {};
  const about = {
    code: 'export/no-complete-to',
    file: origins[0]?.label ?? '',
    line: 1,
    why: 'nobody knows up to which day its events are complete',
    allowed: 'vintage, file-name, file-date, build or a date',
  };
  if (completeTo === 'file-name' && !origins.some(({ path }) => dayInName(path)))
    return [
      {
        ...about,
        found: `the name of the file holds no day, and events.completeTo says that it does`,
        fix: 'name it such as stops-2026-11-30.csv, or let completeTo say otherwise',
      },
    ];
  if (completeTo === 'vintage' && digest.newestVintage === null)
    return [
      {
        ...about,
        found: 'events.completeTo is the vintage, and no row has one',
        fix: 'name the column with the day of extraction in trilens.vintage, or let completeTo say otherwise',
      },
    ];
  return [];
}

/** `stops-2026-11-30.csv`, `stops_20261130.csv`: the last day in the name. */
function dayInName(path: string): IsoDate | null {
  const days = [...path.matchAll(/(?<!\d)(\d{4})([-_.]?)(\d{2})\2(\d{2})(?!\d)/g)].map(
    ([, year, , month, day]) => `${year}-${month}-${day}`,
  );
  return days.filter(isDate).at(-1) ?? null;
}

function newest(days: readonly IsoDate[]): IsoDate | null {
  return [...days].sort().at(-1) ?? null;
}
