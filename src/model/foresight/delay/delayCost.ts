import type { BenefitAhead } from './benefitAhead.ts';
import type { StopsAhead } from './stopsAhead.ts';

/** What contributions that wait are expected to bring to a goal, in the unit of its metric. */
export interface PointsHeld {
  goal: string;
  isNorthStar: boolean;
  /** It comes through an initiative of which only a part is held. */
  isAtMost: boolean;
  likely: number;
  low: number;
  high: number;
}

/** What it costs to leave one decision open. */
export interface DelayCost {
  /** Of the request or the gate review. */
  id: string;
  initiative: string;
  kind: 'request' | 'gate';
  /** Open roadmap items and live initiatives that wait. */
  items: string[];
  initiatives: string[];
  /** Thousands of the currency a month; null: it cannot be said. */
  perMonth: number | null;
  isAtMost: boolean;
  /** What each initiative that waits has yet to bring. */
  benefits: BenefitAhead[];
  points: PointsHeld[];
  stops: StopsAhead[];
  sentence: string;
}

export interface DelayCosts {
  decisions: DelayCost[];
  /** All of them together, each benefit once; null where nothing of it can be said. */
  perMonth: number | null;
}
