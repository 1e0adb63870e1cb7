import type { Lens } from '#model/record/lens.ts';
import type { Card } from './card.ts';

/** The line from an item to one that needs it. */
export interface Route {
  from: string;
  to: string;
  /** Corners, from the side of one card to the side of the other. */
  points: [x: number, y: number][];
  /** The needed item is not done yet. */
  open: boolean;
  /** It is due in a later quarter than what needs it. */
  backwards: boolean;
}
interface Frame {
  /** Heights of the layers' bands and widths of the columns. */
  rows: number[];
  widths: number[];
  layers: readonly Lens[];
  top: number;
  left: number;
}
interface Edge {
  from: Card;
  to: Card;
  /** Gutters where it leaves and arrives; gutter i lies left of column i. */
  out: number;
  into: number;
  /** The channel that it takes from gutter to gutter; channel i lies above layer i. Null: one gutter is enough. */
  channel: number | null;
  backwards: boolean;
}

const TRACK = 6;
const MARGIN = 10;

/**
 * Routes lines in gutters and channels only. Lines from one item share a track; intervals that overlap get tracks of their own
 * (the left-edge algorithm of channel routing); then gutters and channels are as wide as their tracks. Sets x and y of the cards.
 */
export function routes(
  cards: readonly Card[],
  frame: Frame,
): {
  columnX: number[];
  gutterX: number[];
  rowY: number[];
  width: number;
  height: number;
  routes: Route[];
} {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const edges = cards.flatMap((to) =>
    to.state.item.needs.flatMap((need) => edge(byId.get(need), to, frame.layers)),
  );

  const channelTracks = tracks(
    edges.flatMap((one) =>
      one.channel === null
        ? []
        : [
            {
              lane: one.channel,
              net: net(one),
              from: Math.min(one.out, one.into),
              to: Math.max(one.out, one.into),
            },
          ],
    ),
    0,
  );
  const rowY: number[] = [];
  const channelY: number[] = [];
  let y = frame.top;
  for (const [index, height] of [...frame.rows, 0].entries()) {
    channelY.push(y + MARGIN / 2);
    y +=
      (channelTracks.count.get(index) ?? 0) * TRACK +
      (index === 0 || index === frame.rows.length ? MARGIN / 2 : MARGIN);
    if (index < frame.rows.length) rowY.push(y);
    y += height;
  }
  for (const card of cards) card.y += (rowY[frame.layers.indexOf(card.layer)] as number) + 8;

  const crossing = (one: Edge) =>
    (channelY[one.channel ?? 0] as number) +
    TRACK * (channelTracks.of(one.channel ?? 0, net(one)) + 0.5);
  const gutterTracks = tracks(
    edges.flatMap((one) => {
      const [start, end] = [leaves(one), arrives(one)];
      if (one.channel === null)
        return [
          { lane: one.out, net: net(one), from: Math.min(start, end), to: Math.max(start, end) },
        ];
      const across = crossing(one);
      return [
        {
          lane: one.out,
          net: net(one),
          from: Math.min(start, across),
          to: Math.max(start, across),
        },
        { lane: one.into, net: net(one), from: Math.min(end, across), to: Math.max(end, across) },
      ];
    }),
    TRACK,
  );
  const columnX: number[] = [];
  const gutterX: number[] = [];
  let x = frame.left;
  for (const [index, width] of [...frame.widths, 0].entries()) {
    gutterX.push(x);
    x += (gutterTracks.count.get(index) ?? 0) * TRACK + 2 * MARGIN;
    if (index < frame.widths.length) columnX.push(x);
    x += width;
  }
  for (const card of cards) card.x = columnX[card.column] as number;

  const down = (one: Edge, gutter: number) =>
    (gutterX[gutter] as number) + MARGIN + TRACK * (gutterTracks.of(gutter, net(one)) + 0.5);
  return {
    columnX,
    gutterX,
    rowY,
    width: Math.ceil(x),
    height: Math.ceil(y + 4),
    routes: edges.map((one) => {
      const start: [number, number] = [
        one.out === one.from.column ? one.from.x : one.from.x + one.from.width,
        leaves(one),
      ];
      const end: [number, number] = [
        one.into === one.to.column ? one.to.x : one.to.x + one.to.width,
        arrives(one),
      ];
      const between: [number, number][] =
        one.channel === null
          ? [
              [down(one, one.out), start[1]],
              [down(one, one.out), end[1]],
            ]
          : [
              [down(one, one.out), start[1]],
              [down(one, one.out), crossing(one)],
              [down(one, one.into), crossing(one)],
              [down(one, one.into), end[1]],
            ];
      return {
        from: one.from.id,
        to: one.to.id,
        points: [start, ...between, end],
        open: one.from.state.item.status !== 'done',
        backwards: one.from.quarter > one.to.quarter,
      };
    }),
  };
}

function edge(from: Card | undefined, to: Card, layers: readonly Lens[]): Edge[] {
  if (!from) return [];
  const backwards = from.column > to.column;
  const out = backwards ? from.column : from.column + 1;
  const into = from.column < to.column ? to.column : to.column + 1;
  const [a, b] = [layers.indexOf(from.layer), layers.indexOf(to.layer)];
  // Between two layers the channel next to the item that is needed; within one, the channel below it, or above the lowest.
  const channel =
    out === into ? null : a > b ? a : a < b ? a + 1 : a === layers.length - 1 ? a : a + 1;
  return [{ from, to, out, into, channel, backwards }];
}

/** Lines that leave one item on one side are one net. */
function net(one: Edge): string {
  return `${one.from.id}${one.backwards ? ' back' : ''}`;
}

// Where a line leaves and where it arrives never fall on one height, so that two ends in one gutter do not run into each other.
function leaves(one: Edge): number {
  return onGrid(one.from.y + one.from.height * 0.38, one.backwards ? 2 : 0);
}
function arrives(one: Edge): number {
  return onGrid(one.to.y + one.to.height * 0.62, one.into === one.to.column ? 4 : 6);
}
function onGrid(y: number, offset: number): number {
  return Math.round((y - offset) / 8) * 8 + offset;
}

interface Stretch {
  lane: number;
  net: string;
  from: number;
  to: number;
}

/** Gives each net of a lane a track, so that stretches on one track stay `apart`. */
function tracks(
  stretches: readonly Stretch[],
  apart: number,
): { count: Map<number, number>; of: (lane: number, net: string) => number } {
  const taken = new Map<string, number>();
  const count = new Map<number, number>();
  for (const [lane, inLane] of Map.groupBy(stretches, (stretch) => stretch.lane)) {
    const nets = [...Map.groupBy(inLane, (stretch) => stretch.net)].map(([name, parts]) => ({
      name,
      from: Math.min(...parts.map((part) => part.from)),
      to: Math.max(...parts.map((part) => part.to)),
    }));
    const ends: number[] = [];
    for (const one of nets.sort((a, b) => a.from - b.from || a.to - b.to)) {
      const free = ends.findIndex((end) => end + apart < one.from);
      const track = free < 0 ? ends.length : free;
      ends[track] = one.to;
      taken.set(`${lane} ${one.name}`, track);
    }
    count.set(lane, ends.length);
  }
  return { count, of: (lane, name) => taken.get(`${lane} ${name}`) ?? 0 };
}
