import type { IsoDate } from '#model/time/date.ts';
import { LENSES } from '#model/record/lens.ts';
import { periodStart, periodsBetween } from '#model/time/period.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import type { MapOptions } from './card.ts';
import { draw, inQuarter, type Plan, type RoadmapMap } from './draw.ts';

const CARD = { least: 126, most: 220, paper: 150 };
/** Columns that one quarter may be given on paper. */
const MOST_PARTS = 12;

/**
 * Draws no lines through text by construction: cards stand in columns, lines run in the gutters between columns and in the
 * channels between layers, and both are made as wide as the lines in them need.
 */
export function roadmapMap(states: readonly RoadmapItemState[], options: MapOptions): RoadmapMap {
  const layers = options.layers ?? LENSES;
  const shown = states.filter((state) => layers.includes(state.item.layer));
  const quarters = quartersOf(shown, options.asOf, options.only ?? false);
  const plan: Plan = { states: shown, quarters, layers, options };
  return options.paper ? broad(plan, options.paper) : filled(plan, options.width ?? 1170);
}

/** Drawn once with narrow cards to learn how wide the gutters are, then with cards that fill what is left. */
function filled(plan: Plan, width: number): RoadmapMap {
  const once = plan.quarters.map(() => 1);
  const narrow = draw(plan, CARD.least, once);
  const used = plan.quarters.filter((quarter) =>
    plan.layers.some((layer) => inQuarter(plan, layer, quarter).length > 0),
  ).length;
  const wide = CARD.least + Math.floor((width - narrow.width) / Math.max(1, used));
  return wide <= CARD.least ? narrow : draw(plan, Math.min(CARD.most, wide), once);
}

/** For a sheet of paper: full quarters are given more columns until the map is as broad as the sheet. */
function broad(plan: Plan, aspect: number): RoadmapMap {
  const parts = plan.quarters.map(() => 1);
  let map = draw(plan, CARD.paper, parts);
  for (
    let step = 0;
    step < 3 * parts.length + MOST_PARTS && map.width / map.height < aspect;
    step++
  ) {
    const quarter = tallestQuarter(map);
    const given = quarter === undefined ? undefined : parts[quarter];
    if (quarter === undefined || given === undefined || given >= MOST_PARTS) break;
    parts[quarter] = given + 1;
    map = draw(plan, CARD.paper, parts);
  }
  return map;
}

/** The place of the quarter whose cards reach furthest down their band. */
function tallestQuarter({ bands, cards }: RoadmapMap): number | undefined {
  return bands
    .flatMap((band) =>
      cards
        .filter((card) => card.layer === band.layer)
        .map((card) => ({ quarter: card.quarter, bottom: card.y + card.height - band.y })),
    )
    .sort((a, b) => b.bottom - a.bottom)[0]?.quarter;
}

/** Every quarter from the first to the last in which something is due, and that of today when it lies between or next to them. */
function quartersOf(states: readonly RoadmapItemState[], asOf: IsoDate, only: boolean): IsoDate[] {
  const ends = states.map((state) => periodStart(state.item.end, 'quarter'));
  const today = periodStart(asOf, 'quarter');
  const shown = (only && ends.length > 0 ? ends : [...ends, today]).sort();
  return periodsBetween(shown[0] ?? today, shown.at(-1) ?? today, 'quarter');
}
