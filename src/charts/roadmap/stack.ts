import type { IsoDate } from '#model/time/date.ts';
import { listOf } from '#model/words/format.ts';
import type { Lens } from '#model/record/lens.ts';
import { periodStart } from '#model/time/period.ts';
import { itemDate, STATUS_WORDS } from '#model/roadmap/roadmapSentence.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import { FACTS, PAD, TITLE, type Caption, type Card, type MapOptions } from './card.ts';
import { textLines } from './textLines.ts';

const GAP = 7;

/** Items in the order in which they are stacked: by initiative, then by date. */
export function grouped(
  states: readonly RoadmapItemState[],
  options: MapOptions,
): RoadmapItemState[] {
  const order = [...options.initiatives.keys()];
  const place = ({ item }: RoadmapItemState) =>
    item.initiative === undefined ? order.length : order.indexOf(item.initiative);
  return states.toSorted(
    (a, b) =>
      place(a) - place(b) ||
      (a.item.end < b.item.end ? -1 : a.item.end > b.item.end ? 1 : a.item.id < b.item.id ? -1 : 1),
  );
}

/** `▮ Stop 26 Oct to 30 Oct: North`: the plants' stops that begin in a quarter, those of the same days together. */
export function stopsIn(quarter: IsoDate, options: MapOptions): string[] {
  const day = (date: IsoDate) =>
    `${Number(date.slice(8))} ${itemDate(date.slice(0, 7)).slice(0, 3)}`;
  const stops = options.sites.flatMap((site) =>
    site.stops
      .filter((stop) => periodStart(stop.from, 'quarter') === quarter)
      .map((stop) => ({
        site: site.name,
        days: stop.to ? `${day(stop.from)} to ${day(stop.to)}` : `from ${day(stop.from)}`,
        from: stop.from,
      })),
  );
  return [
    ...Map.groupBy(
      stops.sort((a, b) => (a.from < b.from ? -1 : 1)),
      (stop) => stop.days,
    ),
  ].map(([days, same]) => `▮ Stop ${days}: ${listOf(same.map((stop) => stop.site))}`);
}

/** What is in one column of one layer. */
export interface Cell {
  captions: Caption[];
  cards: Card[];
  height: number;
}

/** The cards of one cell under the names of their initiatives; y counts from the top of the cell, x is not set. */
export function stack(
  states: readonly RoadmapItemState[],
  cell: { layer: Lens; column: number; quarter: number; width: number; stops: readonly string[] },
  options: MapOptions,
): Cell {
  const { layer, column, quarter, width } = cell;
  const inner = width - 2 * PAD - 3;
  const captions: Caption[] = [];
  const cards: Card[] = [];
  let y = 0;
  for (const text of cell.stops) caption('stop', text, 3);
  let group: string | undefined | null = null;
  for (const state of states) {
    const { item } = state;
    if (item.initiative !== group && (item.initiative !== undefined || group !== null))
      caption(
        'initiative',
        item.initiative === undefined
          ? 'No initiative'
          : (options.initiatives.get(item.initiative) ?? item.initiative),
        2,
      );
    group = item.initiative;
    const title = textLines(item.title, inner, TITLE.size);
    const status = STATUS_WORDS[item.status];
    const codes = state.goals.flatMap((goal) => options.goalCodes.get(goal) ?? []);
    const said = [item.owner ?? 'no owner', ...(options.elsewhere?.get(item.id) ?? [])].flatMap(
      (fact) => textLines(fact, inner, FACTS.size, 1),
    );
    const facts = [
      ...textLines([`${status.mark} ${status.word}`, ...codes].join(' '), inner, FACTS.size, 2),
      ...said,
    ];
    const height = Math.ceil(
      2 * PAD - 4 + title.length * TITLE.leading + 2 + facts.length * FACTS.leading,
    );
    cards.push({
      id: item.id,
      layer,
      column,
      quarter,
      title,
      facts,
      state,
      x: 0,
      y,
      width,
      height,
    });
    y += height + GAP;
  }
  return { captions, cards, height: y === 0 ? 0 : y - GAP };

  function caption(kind: Caption['kind'], text: string, most: number): void {
    const lines = textLines(text, width - 4, FACTS.size, most);
    if (kind === 'initiative' && y > 0) y += 2;
    captions.push({ kind, lines, x: 0, y, width, height: lines.length * FACTS.leading });
    y += lines.length * FACTS.leading + (kind === 'stop' ? 5 : 2);
  }
}
