import type { IsoDate } from '#model/time/date.ts';
import {
  byPeriod,
  cellKey,
  type Observation,
  type Observations,
} from '#model/record/observation.ts';

/**
 * What was known on a day: of each cell the newest vintage that had been extracted by then. An export that keeps its old vintages tells
 * when each cell came; one that does not tells only when it was last extracted, so the period of a cell decides. The oldest extraction
 * holds history that was there before it.
 */
export function knownOn(held: Observations, day: IsoDate): readonly Observation[] {
  const { latest, superseded } = held;
  if (superseded.length === 0) return latest;
  const known = pasts.get(held) ?? new Map<IsoDate, readonly Observation[]>();
  pasts.set(held, known);
  const found = known.get(day) ?? newestUntil(held, day);
  known.set(day, found);
  return found;
}

/** The periods that were known on a day, with the values that stand today: a gate judged again by them is not told when they came. */
export function restatedSince(held: Observations, day: IsoDate): readonly Observation[] {
  if (held.superseded.length === 0) return held.latest;
  const newest = knownOn(held, day).reduce(
    (last, cell) => (cell.period > last ? cell.period : last),
    '',
  );
  return held.latest.flatMap(({ vintage: _, ...cell }) => (cell.period <= newest ? [cell] : []));
}

function newestUntil({ latest, superseded }: Observations, day: IsoDate): Observation[] {
  const cells = [...superseded, ...latest];
  const oldest = cells.flatMap((cell) => cell.vintage ?? []).sort()[0];
  const best = new Map<string, Observation>();
  for (const cell of cells) {
    if (cell.vintage !== undefined && cell.vintage > day && cell.vintage !== oldest) continue;
    const key = cellKey(cell);
    const held = best.get(key);
    if (!held || (cell.vintage ?? '') >= (held.vintage ?? '')) best.set(key, cell);
  }
  return [...best.values()].sort(byPeriod);
}

// Many reviews ask for the same metric on the same day.
const pasts = new WeakMap<Observations, Map<IsoDate, readonly Observation[]>>();
