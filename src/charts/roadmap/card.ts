import type { IsoDate } from '#model/time/date.ts';
import type { Lens } from '#model/record/lens.ts';
import type { RoadmapItemState } from '#model/roadmap/roadmapState.ts';
import type { Site } from '#model/record/site.ts';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}
/** An item as it is drawn: in the column of the quarter it is due in, in the band of its layer. */
export interface Card extends Box {
  id: string;
  layer: Lens;
  column: number;
  /** Place of its quarter; a quarter may have several columns. */
  quarter: number;
  title: string[];
  facts: string[];
  state: RoadmapItemState;
}
export interface Caption extends Box {
  lines: string[];
  kind: 'initiative' | 'stop';
}
export interface MapOptions {
  asOf: IsoDate;
  sites: readonly Site[];
  /** Titles by initiative id, in the order in which groups are stacked. */
  initiatives: ReadonlyMap<string, string>;
  /** Short names by goal id: what people say in meetings. */
  goalCodes: ReadonlyMap<string, string>;
  layers?: readonly Lens[];
  /** Width that the map should have, when its quarters allow it. */
  width?: number;
  /** For print: breadth over height that the map should have at least. */
  paper?: number;
  /** For print on several sheets: by item, on which sheets stands what it is tied to. */
  elsewhere?: ReadonlyMap<string, readonly string[]>;
  /** Only the quarters of these items, and not that of today when it lies outside. */
  only?: boolean;
}

export const TITLE = { size: 13, leading: 15.5 };
export const FACTS = { size: 11.5, leading: 14 };
export const PAD = 8;
