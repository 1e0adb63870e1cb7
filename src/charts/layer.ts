import type { TopLevelSpec } from 'vega-lite';

/** One layer of a Vega-Lite chart. */
export type Layer = Extract<TopLevelSpec, { layer: unknown }>['layer'][number];
/** What a layer shows by place, colour, shape and size. */
type Encoding = NonNullable<Extract<Layer, { mark: unknown }>['encoding']>;
export type HorizontalChannel = NonNullable<Encoding['x']>;
export type VerticalChannel = NonNullable<Encoding['y']>;
