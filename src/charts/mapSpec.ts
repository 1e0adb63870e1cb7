import { iso31661Alpha2ToNumeric } from 'iso-3166';
import {
  geoArea,
  geoCentroid,
  geoEqualEarth,
  geoStream,
  type GeoPermissibleObjects,
  type GeoProjection,
} from 'd3-geo';
import type { Feature, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { TopLevelSpec } from 'vega-lite';
import type { CountryMap } from '#model/ownChart/kind.ts';
import { COLOURS } from './theme.ts';

type Shape = Feature<Polygon | MultiPolygon, { name: string }>;
type Value = CountryMap['countries'][number];
/** Where a country is drawn: its shape, or a point where the map of the world is too coarse for it. */
interface Placed extends Value {
  shape: Shape | null;
  at: [number, number];
}

/** Of the width; a map of one country shows its neighbours. */
const HEIGHT = 0.62;
const MARGIN = 0.14;
/** No map shows less than this: half of the width in degrees around one country. */
const LEAST_DEGREES = 8;

/**
 * A map of the countries that have a value, and of as much of the world as lies around them, in the equal-earth projection: areas are
 * in proportion. Shapes are those of Natural Earth (public domain) in the edition of `world-atlas`. What lies outside is cut before
 * it is drawn, so that the page holds only what is seen.
 */
export async function mapSpec({ countries }: CountryMap, width: number): Promise<TopLevelSpec> {
  const height = Math.round(width * HEIGHT);
  const coarse = shapesOf((await import('world-atlas/countries-110m.json', JSON_FILE)).default);
  const placed = await placesOf(countries, coarse);
  const projection = projectionOf(placed, [width, height]);
  const values = countries.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const isOne = low === high;
  const px = (field: string) => ({ field, type: 'quantitative', scale: null, axis: null });
  const drawn = placed.flatMap(({ shape, ...country }) => {
    const [x, y] = projection(country.at) ?? [];
    return x === undefined || y === undefined ? [] : [{ ...country, shape, x, y }];
  });
  const opacity = {
    field: 'value',
    type: 'quantitative',
    legend: null,
    scale: {
      domain: isOne ? [low, low + 1] : [low, high],
      range: isOne ? [0.7, 0.7] : [0.25, 1],
    },
  };
  const outline = { stroke: COLOURS.surface, strokeWidth: 0.75 };
  return {
    width,
    height,
    autosize: { type: 'none' },
    // Shapes are in pixels already.
    projection: { type: 'identity', scale: 1, translate: [0, 0] },
    layer: [
      {
        data: { values: coarse.flatMap((shape) => cut(shape, projection, {})) },
        mark: { type: 'geoshape', fill: COLOURS.rule, ...outline },
      },
      {
        data: {
          values: drawn.flatMap(({ shape, value }) =>
            shape ? cut(shape, projection, { value }) : [],
          ),
        },
        mark: { type: 'geoshape', fill: COLOURS.line, ...outline },
        encoding: { opacity },
      },
      {
        data: { values: drawn.filter(({ shape }) => shape === null) },
        mark: { type: 'circle', size: 90, color: COLOURS.line, ...outline },
        encoding: { x: px('x'), y: px('y'), opacity },
      },
      ...labelLayers(apart(drawn), px),
    ],
  } as unknown as TopLevelSpec;
}

const JSON_FILE = { with: { type: 'json' } } as const;

function shapesOf(world: unknown): Shape[] {
  const topology = world as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const { features } = feature(topology, topology.objects.countries);
  return features.filter(
    (shape): shape is Shape =>
      shape.geometry.type === 'Polygon' || shape.geometry.type === 'MultiPolygon',
  );
}

async function placesOf(countries: readonly Value[], coarse: readonly Shape[]): Promise<Placed[]> {
  const shapeOf = (code: string, shapes: readonly Shape[]) =>
    shapes.find(({ id }) => id === iso31661Alpha2ToNumeric[code]) ??
    // Natural Earth gives Kosovo no number.
    (code === 'XK' ? shapes.find(({ properties }) => properties.name === 'Kosovo') : undefined);
  const isFine = countries.some(({ code }) => !shapeOf(code, coarse));
  const fine = isFine
    ? shapesOf((await import('world-atlas/countries-50m.json', JSON_FILE)).default)
    : [];
  return countries.map((country) => {
    const shape = shapeOf(country.code, coarse) ?? null;
    const place = shape ?? shapeOf(country.code, fine);
    if (!place)
      throw new Error(`the map of the world has no place for ${country.name} (${country.code})`);
    return { ...country, shape, at: geoCentroid(mainland(place)) };
  });
}

/** The largest part of a country: France without its overseas departments. */
function mainland(shape: Shape): Shape {
  const { geometry } = shape;
  if (geometry.type === 'Polygon') return shape;
  const parts = geometry.coordinates.map((coordinates): Shape => ({
    ...shape,
    geometry: { type: 'Polygon', coordinates },
  }));
  return parts.reduce((largest, part) => (geoArea(part) > geoArea(largest) ? part : largest));
}

/** Turned to the middle of what is shown, so that shapes are least bent, and as large as fits. */
function projectionOf(placed: readonly Placed[], [width, height]: [number, number]): GeoProjection {
  const around: GeoPermissibleObjects = {
    type: 'GeometryCollection',
    geometries: placed.flatMap(({ shape, at: [lon, lat] }) => [
      ...(shape ? [mainland(shape).geometry] : []),
      {
        type: 'MultiPoint' as const,
        coordinates: [-1, 1].flatMap((side) => [
          [lon + side * LEAST_DEGREES, lat],
          [lon, Math.max(-85, Math.min(85, lat + (side * LEAST_DEGREES) / 2))],
        ]),
      },
    ]),
  };
  const room: [[number, number], [number, number]] = [
    [width * MARGIN, height * MARGIN],
    [width * (1 - MARGIN), height * (1 - MARGIN)],
  ];
  const projection = geoEqualEarth()
    .rotate([-middle(placed.map(({ at: [lon] }) => lon)), 0])
    .fitExtent(room, around);
  return projection.clipExtent([
    [0, 0],
    [width, height],
  ]);
}

/** The longitude in the middle of places: opposite of the widest gap between two of them. */
function middle(longitudes: readonly number[]): number {
  const sorted = longitudes.toSorted((a, b) => a - b);
  const [first = 0] = sorted;
  const gaps = sorted.map((lon, at) => ({ lon, gap: (sorted[at + 1] ?? first + 360) - lon }));
  const widest = gaps.reduce((most, one) => (one.gap > most.gap ? one : most), { lon: 0, gap: 0 });
  return ((widest.lon + widest.gap / 2 + 360) % 360) - 180;
}

/** Pixels between two points of a border; what is finer is not seen and only weighs. */
const FINEST = 1;

/** A shape in pixels, without what lies outside; nothing where all of it does. */
function cut(shape: Shape, projection: GeoProjection, properties: object): object[] {
  const rings: Position[][] = [];
  let ring: Position[] = [];
  geoStream(
    shape,
    projection.stream({
      point: (x, y) => {
        const [lastX = Infinity, lastY = Infinity] = ring.at(-1) ?? [];
        if (Math.hypot(x - lastX, y - lastY) >= FINEST) ring.push([x, y]);
      },
      lineStart: () => {
        ring = [];
      },
      lineEnd: () => {
        if (ring.length > 2) rings.push([...ring, ring[0]!]);
      },
      polygonStart: () => undefined,
      polygonEnd: () => undefined,
    }),
  );
  return rings.length === 0
    ? []
    : [{ type: 'Feature', ...properties, geometry: { type: 'Polygon', coordinates: rings } }];
}

const LETTER = 6.6;
const LINE = 15;

/** Labels that do not lie over one another, the highest values first; the table has all of them. */
function apart<T extends { shape: unknown; x: number; y: number; code: string; label: string }>(
  drawn: readonly T[],
): (T & { text: string })[] {
  const kept: (T & { text: string })[] = [];
  for (const one of drawn) {
    const text = `${one.code} ${one.label}`;
    // Above a dot, and within a shape.
    const y = one.shape === null ? one.y - LINE * 0.8 : one.y;
    const isFree = kept.every(
      (other) =>
        Math.abs(other.y - y) > LINE ||
        Math.abs(other.x - one.x) > ((other.text.length + text.length) / 2) * LETTER,
    );
    if (isFree) kept.push({ ...one, y, text });
  }
  return kept;
}

/** Words with a rim of the paper's colour, so that they are read on a light country, a dark one and the border. */
function labelLayers(values: readonly object[], px: (field: string) => object): object[] {
  const text = { type: 'text', baseline: 'middle', fontSize: 12, fontWeight: 600 };
  return [
    { stroke: COLOURS.surface, strokeWidth: 3.5, strokeJoin: 'round', color: COLOURS.surface },
    { color: COLOURS.ink },
  ].map((paint) => ({
    data: { values },
    mark: { ...text, ...paint },
    encoding: { x: px('x'), y: px('y'), text: { field: 'text' } },
  }));
}
