import type { DelayCosts } from './delay/delayCost.ts';

/** What is said of the future, as of one day. */
export interface Foresight {
  delays: DelayCosts;
}

/** Where nothing is said of it: a report that was frozen before this was kept. */
export const NO_FORESIGHT: Foresight = { delays: { decisions: [], perMonth: null } };
