import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { MapOptions } from '#charts/roadmap/card.ts';
import type { RoadmapMap } from '#charts/roadmap/draw.ts';
import { roadmapMap } from '#charts/roadmap/map.ts';
import { roadmapSheets } from '#charts/roadmap/sheets.ts';
import { textLines, textWidth } from '#charts/roadmap/textLines.ts';
import type { Portal } from '#model/portal.ts';
import { composePortal } from '#site/compose.ts';
import { largeRoadmap } from '../roadmap/large.ts';

let portal: Portal;
let maps: [string, RoadmapMap][];
beforeAll(async () => {
  const dir = await mkdtemp(join(tmpdir(), 'trilens-'));
  const composed = await composePortal({
    ...(await largeRoadmap(dir, 150)),
    asOf: null,
    cacheDir: join(dir, 'cache'),
  });
  portal = composed.portal as Portal;
  const options: MapOptions = {
    asOf: portal.portfolio.asOf,
    sites: portal.portfolio.sites,
    initiatives: new Map(portal.portfolio.initiatives.map((one) => [one.id, one.title])),
    goalCodes: new Map(portal.goals.map(({ goal }) => [goal.id, goal.code as string])),
  };
  maps = [
    ['on a screen', roadmapMap(portal.roadmap, options)],
    ['on paper', roadmapMap(portal.roadmap, { ...options, paper: 1.8 })],
    ['of one layer', roadmapMap(portal.roadmap, { ...options, layers: ['it'] })],
  ];
});

type Segment = [x1: number, y1: number, x2: number, y2: number];
const segments = (points: readonly (readonly [number, number])[]): Segment[] =>
  points
    .slice(1)
    .map((point, index) => [...(points[index] as [number, number]), ...point] as Segment);
const crosses = (
  [x1, y1, x2, y2]: Segment,
  box: { x: number; y: number; width: number; height: number },
) =>
  Math.min(x1, x2) < box.x + box.width - 0.5 &&
  Math.max(x1, x2) > box.x + 0.5 &&
  Math.min(y1, y2) < box.y + box.height - 0.5 &&
  Math.max(y1, y2) > box.y + 0.5;

describe('a roadmap of 150 items', () => {
  it('shows every item once and every need as a line', () => {
    const [, map] = maps[0] as [string, RoadmapMap];
    expect(new Set(map.cards.map((card) => card.id)).size).toBe(150);
    expect(map.routes.length).toBe(
      portal.roadmap.reduce((sum, state) => sum + state.item.needs.length, 0),
    );
    expect(map.routes.length).toBeGreaterThan(80);
    expect(map.routes.some((route) => route.backwards)).toBe(true);
  });

  it('lets no line run through an item or the name of a group', () => {
    for (const [name, map] of maps) {
      const boxes = [...map.cards, ...map.captions];
      const hits = map.routes.flatMap((route) =>
        segments(route.points).flatMap((segment) =>
          boxes
            .filter((box) => crosses(segment, box))
            .map(() => `${name}: ${route.from} to ${route.to}`),
        ),
      );
      expect(hits).toEqual([]);
    }
  });

  it('draws lines level or upright, from the side of one item to the side of the other', () => {
    for (const [, map] of maps) {
      const cards = new Map(map.cards.map((card) => [card.id, card]));
      for (const route of map.routes) {
        for (const [x1, y1, x2, y2] of segments(route.points))
          expect(x1 === x2 || y1 === y2).toBe(true);
        for (const [id, point] of [
          [route.from, route.points[0]],
          [route.to, route.points.at(-1)],
        ] as const) {
          const card = cards.get(id);
          expect([card?.x, (card?.x ?? 0) + (card?.width ?? 0)]).toContain(point?.[0]);
          expect(point?.[1]).toBeGreaterThan(card?.y ?? 0);
          expect(point?.[1]).toBeLessThan((card?.y ?? 0) + (card?.height ?? 0));
        }
      }
    }
  });

  it('never lays lines of two items on top of each other in a gutter', () => {
    for (const [, map] of maps) {
      const upright = map.routes.flatMap((route) =>
        segments(route.points)
          .filter(([x1, , x2]) => x1 === x2)
          .map((segment) => ({ from: route.from, segment })),
      );
      const laid = upright.flatMap((one, index) =>
        upright
          .slice(index + 1)
          .filter(
            (other) =>
              other.from !== one.from &&
              other.segment[0] === one.segment[0] &&
              Math.min(
                Math.max(one.segment[1], one.segment[3]),
                Math.max(other.segment[1], other.segment[3]),
              ) >
                Math.max(
                  Math.min(one.segment[1], one.segment[3]),
                  Math.min(other.segment[1], other.segment[3]),
                ),
          ),
      );
      expect(laid).toEqual([]);
    }
  });

  it('keeps items apart and inside the band of their layer', () => {
    for (const [, map] of maps) {
      for (const [index, card] of map.cards.entries()) {
        const band = map.bands.find((one) => one.layer === card.layer);
        expect(
          card.y >= (band?.y ?? Infinity) &&
            card.y + card.height <= (band?.y ?? 0) + (band?.height ?? 0),
        ).toBe(true);
        for (const other of map.cards.slice(index + 1))
          expect(
            card.x < other.x + other.width &&
              other.x < card.x + card.width &&
              card.y < other.y + other.height &&
              other.y < card.y + card.height,
          ).toBe(false);
      }
    }
  });

  it('is as broad as a sheet of A3 when printed', () => {
    const [, map] = maps[1] as [string, RoadmapMap];
    expect(map.width / map.height).toBeGreaterThan(1.5);
  });
});

describe('a roadmap of 150 items on sheets of A3', () => {
  const sheetsOf = (states: Portal['roadmap']) =>
    roadmapSheets(states, {
      asOf: portal.portfolio.asOf,
      sites: portal.portfolio.sites,
      initiatives: new Map(),
      goalCodes: new Map(),
    });
  it('is cut between quarters into as few sheets as keep its text at six points or more, each item on one of them', () => {
    const sheets = sheetsOf(portal.roadmap);
    expect(sheets.length).toBeGreaterThan(1);
    for (const { map } of sheets) {
      const millimetres = Math.min(400 / map.width, 222 / map.height);
      expect((13 * millimetres * 72) / 25.4).toBeGreaterThanOrEqual(6);
    }
    expect(sheets.flatMap(({ map }) => map.cards.map((card) => card.id)).sort()).toEqual(
      portal.roadmap.map((state) => state.item.id).sort(),
    );
    const quarters = sheets.map(({ map }) => new Set(map.columns.map((column) => column.quarter)));
    for (const [at, own] of quarters.entries())
      for (const other of quarters.slice(at + 1))
        expect([...own].filter((quarter) => other.has(quarter))).toEqual([]);
  });
  it('says on a card on which other sheet stands what it is tied to', () => {
    const sheets = sheetsOf(portal.roadmap);
    const sheetOf = new Map(
      sheets.flatMap(({ states }, at) => states.map((state) => [state.item.id, at + 1] as const)),
    );
    const torn = portal.roadmap.flatMap(({ item }) =>
      item.needs
        .filter((need) => sheetOf.get(need) !== sheetOf.get(item.id))
        .map((need) => [item.id, need] as const),
    );
    expect(torn.length).toBeGreaterThan(0);
    const facts = new Map(
      sheets.flatMap(({ map }) =>
        map.cards.map((card) => [card.id, card.facts.join(' ')] as const),
      ),
    );
    for (const [item, need] of torn) {
      expect(facts.get(item)).toMatch(new RegExp(`needs sheet .*${sheetOf.get(need)}`));
      expect(facts.get(need)).toMatch(new RegExp(`for sheet .*${sheetOf.get(item)}`));
    }
  });
  it('a small one stays on one sheet', () =>
    expect(
      sheetsOf(portal.roadmap.filter((state) => state.serves.includes('goal-1')).slice(0, 20)),
    ).toHaveLength(1));
  it('an empty one is one empty sheet', () => expect(sheetsOf([])).toHaveLength(1));
});

describe('lines of text', () => {
  it('are no wider than asked, cut a word that is longer, and end with an ellipsis when there are too many', () => {
    const lines = textLines(
      'Programmierschnittstellenverwaltung for the second wave of plants',
      100,
      13,
      3,
    );
    expect(lines).toHaveLength(3);
    expect(lines[0]).toMatch(/-$/);
    expect(lines.at(-1)).toMatch(/…$/);
    for (const line of lines) expect(textWidth(line, 13)).toBeLessThanOrEqual(100);
  });
  it('keep a number and its unit together', () =>
    expect(textLines('First-pass yield 95 %', 108, 13)).toEqual(['First-pass yield', '95\u00a0%']));
});
