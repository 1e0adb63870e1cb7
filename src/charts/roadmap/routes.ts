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

/** Where columns, gutters and rows begin, how large the whole is, and the lines in it. */
export interface Layout {
  columnX: number[];
  gutterX: number[];
  rowY: number[];
  width: number;
  height: number;
  routes: Route[];
}

/**
 * Routes lines in gutters and channels only. Lines from one item share a track; intervals that overlap get tracks of their own
 * (the left-edge algorithm of channel routing); then gutters and channels are as wide as their tracks. Sets x and y of the cards.
 */
export function routes(cards: readonly Card[], frame: Frame): Layout {
  const byId = new Map(cards.map((card) => [card.id, card]));
  const edges = cards.flatMap((to) =>
    to.state.item.needs.flatMap((need) => edge(byId.get(need), to, frame.layers)),
  );
  const channels = tracks(edges.flatMap(inChannel), 0);
  const { rowY, channelY, height } = down(frame, channels);
  for (const card of cards) card.y += (rowY[frame.layers.indexOf(card.layer)] ?? 0) + 8;

  const crossing = (one: Edge) =>
    (channelY[one.channel ?? 0] ?? 0) + TRACK * (channels.of(one.channel ?? 0, net(one)) + 0.5);
  const gutters = tracks(
    edges.flatMap((one) => inGutters(one, crossing(one))),
    TRACK,
  );
  const { columnX, gutterX, width } = across(frame, gutters);
  for (const card of cards) card.x = columnX[card.column] ?? 0;

  const along = (one: Edge, gutter: number) =>
    (gutterX[gutter] ?? 0) + MARGIN + TRACK * (gutters.of(gutter, net(one)) + 0.5);
  const drawn = edges.map((one) =>
    route(one, { out: along(one, one.out), into: along(one, one.into), crossing: crossing(one) }),
  );
  return { columnX, gutterX, rowY, width, height, routes: drawn };
}

/** The stretch of a line from gutter to gutter. */
function inChannel(one: Edge): Stretch[] {
  if (one.channel === null) return [];
  const [from, to] = [Math.min(one.out, one.into), Math.max(one.out, one.into)];
  return [{ lane: one.channel, net: net(one), from, to }];
}

/** The stretches of a line up and down: one where it stays in its gutter, else one on each side of the channel it crosses by. */
function inGutters(one: Edge, crossing: number): Stretch[] {
  const [start, end] = [leaves(one), arrives(one)];
  const stretch = (lane: number, a: number, b: number): Stretch => ({
    lane,
    net: net(one),
    from: Math.min(a, b),
    to: Math.max(a, b),
  });
  return one.channel === null
    ? [stretch(one.out, start, end)]
    : [stretch(one.out, start, crossing), stretch(one.into, end, crossing)];
}

/** Where rows and the channels above them begin, from the top. */
function down(
  { rows, top }: Frame,
  { count }: Tracks,
): { rowY: number[]; channelY: number[]; height: number } {
  const rowY: number[] = [];
  const channelY: number[] = [];
  let y = top;
  for (const [index, height] of [...rows, 0].entries()) {
    channelY.push(y + MARGIN / 2);
    y +=
      (count.get(index) ?? 0) * TRACK +
      (index === 0 || index === rows.length ? MARGIN / 2 : MARGIN);
    if (index < rows.length) rowY.push(y);
    y += height;
  }
  return { rowY, channelY, height: Math.ceil(y + 4) };
}

/** Where columns and the gutters before them begin, from the left. */
function across(
  { widths, left }: Frame,
  { count }: Tracks,
): { columnX: number[]; gutterX: number[]; width: number } {
  const columnX: number[] = [];
  const gutterX: number[] = [];
  let x = left;
  for (const [index, width] of [...widths, 0].entries()) {
    gutterX.push(x);
    x += (count.get(index) ?? 0) * TRACK + 2 * MARGIN;
    if (index < widths.length) columnX.push(x);
    x += width;
  }
  return { columnX, gutterX, width: Math.ceil(x) };
}

/** The corners of a line, given where it runs in its gutters and where it crosses. */
function route(one: Edge, at: { out: number; into: number; crossing: number }): Route {
  const { from, to } = one;
  const start: Route['points'][number] = [
    one.out === from.column ? from.x : from.x + from.width,
    leaves(one),
  ];
  const end: Route['points'][number] = [
    one.into === to.column ? to.x : to.x + to.width,
    arrives(one),
  ];
  const between: Route['points'] =
    one.channel === null
      ? [
          [at.out, start[1]],
          [at.out, end[1]],
        ]
      : [
          [at.out, start[1]],
          [at.out, at.crossing],
          [at.into, at.crossing],
          [at.into, end[1]],
        ];
  return {
    from: from.id,
    to: to.id,
    points: [start, ...between, end],
    open: from.state.item.status !== 'done',
    backwards: from.quarter > to.quarter,
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

/** How many tracks each lane has, and which of them a net takes. */
interface Tracks {
  count: Map<number, number>;
  of: (lane: number, net: string) => number;
}

/** Gives each net of a lane a track, so that stretches on one track stay `apart`. */
function tracks(stretches: readonly Stretch[], apart: number): Tracks {
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
