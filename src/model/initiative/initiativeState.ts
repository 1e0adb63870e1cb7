import type { BusinessCase } from './businessCase.ts';
import type { Effect } from './effect.ts';
import type { JudgedReview } from '#model/record/gate.ts';
import type { Stall } from './stall.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { IterationState, RolloutState } from './initiativePath.ts';

export interface InitiativeState {
  initiative: Initiative;
  reviews: JudgedReview[];
  /** The open or newest review. */
  current: JudgedReview | null;
  daysInPhase: number | null;
  stalled: boolean;
  /** `unknown`: nothing dated says whether it moves. */
  stall: Stall['state'];
  stalledBecause: string | null;
  money: { planned: number; claimed: number; confirmed: number; spent: number; budget: number };
  /** Did it work: comparison and iterations, before and after. */
  effects: Effect[];
  /** Every try of the pilot, with its metric before and after. */
  iterations: IterationState[];
  /** Plant by plant; empty for an initiative at one site. */
  rollout: RolloutState[];
  /** Null where no cash flow is recorded. */
  businessCase: BusinessCase | null;
  /** Lines of the trust protocol, each evidence with a date. */
  trust: {
    mechanism: string;
    evidence: string;
    date: string | null;
    state: 'in-use' | 'not-in-use' | 'unknown';
  }[];
}
