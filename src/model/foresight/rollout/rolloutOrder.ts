import type { IsoDate } from '#model/time/date.ts';

/** One plant that is still to come. */
export interface NextPlant {
  site: string;
  /** What its distance to the target is worth a period: headroom times volume, in the unit of the numerator where there is one. */
  weight: number;
  /** Days from the start there to use by four in five. */
  days: number;
  start: IsoDate;
  end: IsoDate;
  /** Live initiatives at the plant. */
  load: number;
}

/** The order in which an initiative loses least on its way to the plants that are left. */
export interface RolloutOrder {
  initiative: string;
  metric: string;
  plants: NextPlant[];
  /** By how much more is lost when another plant comes first: 0.04 is 4 %. The best first. */
  first: { site: string; excess: number }[];
  /** All orders were tried; else a good one was looked for. */
  isExact: boolean;
  /** Plants without values of the metric, or without a stop that they need: they cannot be placed. */
  unknown: string[];
  sentence: string;
}
