import type { IsoDate } from '#model/time/date.ts';
import { LENSES, type Lens } from '#model/record/lens.ts';
import { periodStart, periodsBetween } from '#model/time/period.ts';
import { itemDate } from '#model/roadmap/roadmapSentence.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import { PAD, type Box, type Caption, type Card, type MapOptions } from './card.ts';
import { routes, type Route } from './routes.ts';
import { grouped, stack, stopsIn } from './stack.ts';

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
  const inQuarter = (layer: Lens, quarter: IsoDate) =>
    shown.filter(
      (state) => state.item.layer === layer && periodStart(state.item.end, 'quarter') === quarter,
    );
  const once = quarters.map(() => 1);
  if (options.paper) return broad(options.paper);
  // Drawn once with narrow cards to learn how wide the gutters are, then with cards that fill what is left.
  const narrow = draw(CARD.least, once);
  const filled = quarters.filter((quarter) =>
    layers.some((layer) => inQuarter(layer, quarter).length > 0),
  ).length;
  const wide =
    CARD.least + Math.floor(((options.width ?? 1170) - narrow.width) / Math.max(1, filled));
  return wide <= CARD.least ? narrow : draw(Math.min(CARD.most, wide), once);

  /** For a sheet of paper: full quarters are given more columns until the map is as broad as the sheet. */
  function broad(aspect: number): RoadmapMap {
    const parts = [...once];
    let map = draw(CARD.paper, parts);
    for (
      let step = 0;
      step < 3 * quarters.length + MOST_PARTS && map.width / map.height < aspect;
      step++
    ) {
      const tallest = map.bands
        .flatMap((band) =>
          map.cards
            .filter((card) => card.layer === band.layer)
            .map((card) => ({ quarter: card.quarter, bottom: card.y + card.height - band.y })),
        )
        .sort((a, b) => b.bottom - a.bottom)[0];
      if (!tallest || (parts[tallest.quarter] as number) >= MOST_PARTS) break;
      parts[tallest.quarter] = (parts[tallest.quarter] as number) + 1;
      map = draw(CARD.paper, parts);
    }
    return map;
  }

  function draw(cardWidth: number, parts: readonly number[]): RoadmapMap {
    const columns = quarters.flatMap((quarter, index) =>
      Array.from({ length: parts[index] as number }, (_, part) => ({
        quarter,
        index,
        part,
        of: parts[index] as number,
      })),
    );
    const cells = layers.map((layer) =>
      columns.map(({ quarter, index, part, of }, column) => {
        const states = grouped(inQuarter(layer, quarter), options);
        const size = Math.ceil(states.length / of);
        return stack(
          states.slice(part * size, (part + 1) * size),
          {
            layer,
            column,
            quarter: index,
            width: cardWidth,
            stops:
              layer === 'ot' && part === 0 && states.length > 0 ? stopsIn(quarter, options) : [],
          },
          options,
        );
      }),
    );
    const rows = cells.map((row) => Math.max(40, ...row.map((cell) => cell.height)) + 2 * PAD);
    const widths = columns.map((_, column) =>
      cells.some((row) => (row[column]?.height ?? 0) > 0) ? cardWidth : NARROW,
    );
    const cards = cells.flat().flatMap((cell) => cell.cards);
    const layout = routes(cards, { rows, widths, layers, top: HEADER, left: STRIP });
    for (const [place, row] of cells.entries()) {
      for (const [column, cell] of row.entries()) {
        for (const box of cell.captions)
          Object.assign(box, {
            x: layout.columnX[column],
            y: box.y + (layout.rowY[place] as number) + PAD,
          });
      }
    }
    const today = periodStart(options.asOf, 'quarter');
    const nowAt = columns.findIndex(({ quarter }) => quarter === today);
    return {
      width: layout.width,
      height: layout.height + (isTall(layout.height) ? HEADER : 0),
      again: isTall(layout.height) ? layout.height + 20 : null,
      columns: columns.flatMap(({ quarter, part }, column) =>
        part > 0
          ? []
          : [
              {
                quarter,
                name: itemDate(
                  `${quarter.slice(0, 4)}-Q${Math.floor(Number(quarter.slice(5, 7)) / 3) + 1}`,
                ),
                now: column === nowAt,
                x: layout.columnX[column] as number,
                y: 0,
                width: widths[column] as number,
                height: layout.height,
              },
            ],
      ),
      bands: layers.map((layer, place) => ({
        layer,
        x: 0,
        y: layout.rowY[place] as number,
        width: layout.width,
        height: rows[place] as number,
      })),
      captions: cells.flat().flatMap((cell) => cell.captions),
      cards,
      routes: layout.routes,
      now: nowAt < 0 ? null : (layout.gutterX[nowAt] as number) + 3,
    };
  }
}

/** Every quarter from the first to the last in which something is due, and that of today when it lies between or next to them. */
function quartersOf(states: readonly RoadmapItemState[], asOf: IsoDate, only: boolean): IsoDate[] {
  const ends = states.map((state) => periodStart(state.item.end, 'quarter')).sort();
  const today = periodStart(asOf, 'quarter');
  if (ends.length === 0) return [today];
  if (only) return periodsBetween(ends[0] as string, ends.at(-1) as string, 'quarter');
  return periodsBetween(
    [ends[0] as string, today].sort()[0] as string,
    [ends.at(-1) as string, today].sort()[1] as string,
    'quarter',
  );
}
