import { listOf } from '#model/words/format.ts';
import { periodStart } from '#model/time/period.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import type { MapOptions } from './card.ts';
import type { RoadmapMap } from './draw.ts';
import { roadmapMap } from './map.ts';

/** What is left of A3 landscape under the heading, in millimetres. */
const A3 = { width: 400, height: 222 };
/** Units of a drawing on one millimetre at which a title of 13 is printed in 6 points, the least that is read at arm's length. */
const DENSEST = 13 / ((6 / 72) * 25.4);
const MOST_SHEETS = 12;
/** No sheet holds more cards at that size, so fewer sheets need not be tried. */
const MOST_CARDS = 100;

/** A part of the roadmap on one sheet of paper. */
export interface Sheet {
  map: RoadmapMap;
  states: RoadmapItemState[];
  /** `Q1 2026 to Q3 2026` */
  name: string;
}

/** The roadmap on as few sheets of A3 as keep it readable, cut between quarters; a card says on which other sheet stands what it is tied to. */
export function roadmapSheets(states: readonly RoadmapItemState[], options: MapOptions): Sheet[] {
  const quarters = [...Map.groupBy(states, (state) => periodStart(state.item.end, 'quarter'))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => own);
  for (
    let count = Math.max(1, Math.ceil(states.length / MOST_CARDS));
    count < Math.min(MOST_SHEETS, quarters.length);
    count++
  ) {
    const sheets = draw(parts(quarters, count), options);
    if (sheets.every(({ map }) => isReadable(map))) return sheets;
  }
  return draw(parts(quarters, Math.max(1, Math.min(MOST_SHEETS, quarters.length))), options);
}

function isReadable({ width, height }: RoadmapMap): boolean {
  return Math.max(width / A3.width, height / A3.height) <= DENSEST;
}

function draw(groups: readonly RoadmapItemState[][], options: MapOptions): Sheet[] {
  const sheetOf = new Map(
    groups.flatMap((own, at) => own.map((state) => [state.item.id, at] as const)),
  );
  return groups.map((own, at) => {
    const others = (ids: readonly string[]) =>
      [...new Set(ids.flatMap((id) => sheetOf.get(id) ?? []))]
        .filter((sheet) => sheet !== at)
        .sort((a, b) => a - b)
        .map((sheet) => String(sheet + 1));
    const tied = own.flatMap((state): [string, string[]][] => {
      const said = [
        ['needs sheet', others(state.item.needs)],
        ['for sheet', others(state.neededBy)],
      ] as const;
      const words = said
        .filter(([, sheets]) => sheets.length > 0)
        .map(([word, sheets]) => `${word} ${listOf(sheets)}`);
      return words.length === 0 ? [] : [[state.item.id, words]];
    });
    const map = roadmapMap(own, {
      ...options,
      paper: A3.width / A3.height,
      elsewhere: new Map(tied),
      only: groups.length > 1,
    });
    const names = map.columns.map((column) => column.name);
    return {
      map,
      states: own,
      name: names[0] === names.at(-1) ? (names[0] ?? '') : `${names[0]} to ${names.at(-1)}`,
    };
  });
}

/** Neighbouring quarters in so many groups of about as many items. */
function parts(quarters: readonly RoadmapItemState[][], count: number): RoadmapItemState[][] {
  const total = quarters.reduce((sum, own) => sum + own.length, 0);
  const groups: RoadmapItemState[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const own of quarters) {
    // A quarter goes where its middle lies.
    const at = Math.min(
      count - 1,
      Math.floor(((before + own.length / 2) / Math.max(1, total)) * count),
    );
    groups[at]?.push(...own);
    before += own.length;
  }
  return groups.filter((group, at) => group.length > 0 || (at === 0 && total === 0));
}
