import type { DelayCosts } from './delay/delayCost.ts';
import type { Course } from './dates/course.ts';
import type { DateForecasts } from './dates/dateForecast.ts';
import type { Forecasts } from './forecast/forecast.ts';
import type { RolloutOrder } from './rollout/rolloutOrder.ts';
import type { StallForesight } from './stall/stallWarning.ts';
import type { GatePower } from './power/gatePower.ts';

/** What is said of the future, as of one day. */
export interface Foresight {
  delays: DelayCosts;
  /** How likely each undecided gate is to see what its initiative expects. */
  gates: GatePower[];
  /** Kept with their day, and scored when it has come. */
  forecasts: Forecasts;
  /** Initiatives that show signs of a stall, and how such warnings did in the past. */
  stalls: StallForesight;
  /** Where initiatives that are being scaled lose least by going next. */
  rollouts: RolloutOrder[];
  /** When open items and undecided gates will come. */
  dates: DateForecasts;
  /** What was promised first of each item and gate, and when it came. */
  courses: Course[];
}

/** Where nothing is said of it: a report that was frozen before this was kept. */
export const NO_FORESIGHT: Foresight = {
  delays: { decisions: [], perMonth: null },
  gates: [],
  forecasts: { kept: [], scores: [] },
  dates: { basis: [], dates: [] },
  courses: [],
  rollouts: [],
  stalls: {
    warnings: [],
    record: { due: 0, slipped: 0, caught: 0, leadDays: null, false: 0, sentence: '' },
  },
};
