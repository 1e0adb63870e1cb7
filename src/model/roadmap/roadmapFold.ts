import type { IsoDate } from '#model/time/date.ts';
import { periodsBetween, periodStart } from '#model/time/period.ts';
import type { RoadmapItemState } from './roadmapState.ts';

/** A large roadmap as a table: a row an initiative, a column a quarter, what is due there in each cell. */
export interface RoadmapFold {
  quarters: IsoDate[];
  rows: FoldRow[];
}

interface FoldRow {
  /** Null for items of no initiative. */
  initiative: string | null;
  /** One for each quarter. */
  cells: RoadmapItemState[][];
}

export function roadmapFold(
  states: readonly RoadmapItemState[],
  order: readonly string[],
): RoadmapFold {
  const quarterOf = ({ item }: RoadmapItemState) => periodStart(item.end, 'quarter');
  const ends = states.map(quarterOf).toSorted();
  const [first, last] = [ends[0], ends.at(-1)];
  const quarters =
    first === undefined || last === undefined ? [] : periodsBetween(first, last, 'quarter');
  const rows = [...order, null].map((initiative): FoldRow => {
    const own = states.filter(({ item }) => (item.initiative ?? null) === initiative);
    return {
      initiative,
      cells: quarters.map((quarter) => own.filter((state) => quarterOf(state) === quarter)),
    };
  });
  return { quarters, rows: rows.filter(({ cells }) => cells.some((cell) => cell.length > 0)) };
}
