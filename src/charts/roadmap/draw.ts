import type { IsoDate } from '#model/time/date.ts';
import type { Lens } from '#model/record/lens.ts';
import { periodStart } from '#model/time/period.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import { PAD, type Box, type Caption, type Card, type MapOptions } from './card.ts';
import { routes, type Layout, type Route } from './routes.ts';
import { grouped, stack, stopsIn, type Cell } from './stack.ts';

interface Column extends Box {
  quarter: IsoDate;
  name: string;
  now: boolean;
}
interface Band extends Box {
  layer: Lens;
}
export interface RoadmapMap {
  width: number;
  height: number;
  columns: Column[];
  bands: Band[];
  captions: Caption[];
  cards: Card[];
  routes: Route[];
  /** Where the quarter of today begins, in the gutter before its column. */
  now: number | null;
  /** Where the names of the quarters stand once more, under a map that is taller than a screen. */
  again: number | null;
}
const HEADER = 34;
/** Room for the name of the layer, written upwards. */
const STRIP = 24;
const NARROW = 58;
const isTall = (height: number) => height > 900;

/** What is drawn, before anything has a width: the items by layer and quarter. */
export interface Plan {
  states: readonly RoadmapItemState[];
  quarters: readonly IsoDate[];
  layers: readonly Lens[];
  options: MapOptions;
}

/** A column of cards; a quarter with more than one shares its cards out among them. */
interface Part {
  quarter: IsoDate;
  /** Place of the quarter. */
  index: number;
  part: number;
  of: number;
}

/** The map with cards of one width, its quarters in as many columns as `parts` says. */
export function draw(plan: Plan, cardWidth: number, parts: readonly number[]): RoadmapMap {
  const { layers, options } = plan;
  const columns = plan.quarters.flatMap((quarter, index) => {
    const of = parts[index] ?? 1;
    return Array.from({ length: of }, (_, part): Part => ({ quarter, index, part, of }));
  });
  const cells = layers.map((layer) =>
    columns.map((part, column) => cellOf(plan, { ...part, layer, column, width: cardWidth })),
  );
  const rows = cells.map((row) => Math.max(40, ...row.map((cell) => cell.height)) + 2 * PAD);
  const widths = columns.map((_, column) =>
    cells.some((row) => (row[column]?.height ?? 0) > 0) ? cardWidth : NARROW,
  );
  const cards = cells.flat().flatMap((cell) => cell.cards);
  const layout = routes(cards, { rows, widths, layers, top: HEADER, left: STRIP });
  placeCaptions(cells, layout);
  const today = periodStart(options.asOf, 'quarter');
  const nowAt = columns.findIndex(({ quarter }) => quarter === today);
  return {
    width: layout.width,
    height: layout.height + (isTall(layout.height) ? HEADER : 0),
    again: isTall(layout.height) ? layout.height + 20 : null,
    columns: heads(columns, { layout, widths, nowAt }),
    bands: layers.map((layer, place) => ({
      layer,
      x: 0,
      y: layout.rowY[place] ?? 0,
      width: layout.width,
      height: rows[place] ?? 0,
    })),
    captions: cells.flat().flatMap((cell) => cell.captions),
    cards,
    routes: layout.routes,
    now: nowAt < 0 ? null : (layout.gutterX[nowAt] ?? 0) + 3,
  };
}

/** What is in one column of one layer: a share of the items of its quarter, under the stops of the plants. */
function cellOf(
  plan: Plan,
  { quarter, index, part, of, ...place }: Part & { layer: Lens; column: number; width: number },
): Cell {
  const states = grouped(inQuarter(plan, place.layer, quarter), plan.options);
  const size = Math.ceil(states.length / of);
  const hasStops = place.layer === 'ot' && part === 0 && states.length > 0;
  return stack(
    states.slice(part * size, (part + 1) * size),
    { ...place, quarter: index, stops: hasStops ? stopsIn(quarter, plan.options) : [] },
    plan.options,
  );
}

/** Captions are stacked from the top of their cell, as cards are. */
function placeCaptions(cells: readonly Cell[][], { columnX, rowY }: Layout): void {
  for (const [place, row] of cells.entries())
    for (const [column, cell] of row.entries())
      for (const box of cell.captions) {
        box.x = columnX[column] ?? 0;
        box.y += (rowY[place] ?? 0) + PAD;
      }
}

/** The names of the quarters, each over its first column. */
function heads(
  columns: readonly Part[],
  { layout, widths, nowAt }: { layout: Layout; widths: readonly number[]; nowAt: number },
): Column[] {
  return columns.flatMap(({ quarter, part }, column) =>
    part > 0
      ? []
      : [
          {
            quarter,
            name: itemDate(
              `${quarter.slice(0, 4)}-Q${Math.floor(Number(quarter.slice(5, 7)) / 3) + 1}`,
            ),
            now: column === nowAt,
            x: layout.columnX[column] ?? 0,
            y: 0,
            width: widths[column] ?? 0,
            height: layout.height,
          },
        ],
  );
}

export function inQuarter({ states }: Plan, layer: Lens, quarter: IsoDate): RoadmapItemState[] {
  return states.filter(
    (state) => state.item.layer === layer && periodStart(state.item.end, 'quarter') === quarter,
  );
}
