import type { IsoDate } from '#model/time/date.ts';
import type { Grain } from '#model/time/grain.ts';

/** Chance that a gate sees what is expected, from which it is said to be able to decide; below `hopeless` it practically cannot pass, however long it waits. */
export const POWER = { enough: 0.8, sure: 0.9, hopeless: 0.2 } as const;

/** How likely one criterion is to see the expected effect, and when. */
export interface CriterionPower {
  criterion: string;
  title: string;
  metric: string;
  grain: Grain;
  /** What is expected: a level of the metric; `assumed` where nobody wrote it and one sigma is taken. `base`: where it stands. Null where neither can be said. */
  expected: { level: number; base: number; sigmas: number; assumed: boolean } | null;
  /** First whole period in which the change is there, and how many of them end by the due date. */
  from: IsoDate | null;
  periodsByDue: number | null;
  /** Periods without which the criterion gives no result, whatever comes. */
  least: number;
  /** The chance by the number of periods since the change, from the first on; empty where it cannot be said. */
  curve: number[];
  atDue: number | null;
  /** Periods until it can decide: with enough chance, and with more. Null: not within the curve, or not known. */
  enough: number | null;
  sure: number | null;
  sentence: string;
}

/** The criteria of one undecided gate that are judged from a metric. */
export interface GatePower {
  review: string;
  initiative: string;
  due: IsoDate;
  criteria: CriterionPower[];
  /** Why it is due before it can speak; null where it is not, or where that cannot be said. */
  tooEarly: string | null;
}
