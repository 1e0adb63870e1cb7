import type { Lens } from './lens.ts';

/** One row of the friction log: who raised what for whom, and when it was answered. Timestamps are ISO without zone or with one. */
export interface FrictionItem {
  id: string;
  initiative: string | null;
  from: Lens;
  to: Lens;
  severity: number;
  site: string | null;
  opened: string;
  firstResponse: string | null;
  resolved: string | null;
  title: string;
  /** Who takes the next step; undefined where the log has no such column. */
  nextStepOwner?: string | null | undefined;
  /** Since when nothing has happened. */
  waitingSince?: string | null | undefined;
  /** What it is about, when the log says it: access, data, workflow … */
  category?: string | null | undefined;
}

/** How fast items were answered and resolved; open items count, as censored times. */
export interface Response {
  n: number;
  /** Answered within the agreed time, after it, or open past it; not yet due is in neither part of the share. */
  within: number;
  late: number;
  openOverdue: number;
  openPending: number;
  attainment: number | null;
  /** First answer and resolution, elapsed hours; null when half of the items have not got it yet. */
  medianHours: number | null;
  medianResolutionHours: number | null;
  unresolved: number;
  /** Age of the oldest unresolved item. */
  oldestDays: number | null;
}
