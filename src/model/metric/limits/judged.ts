import type { ProcessLimits } from '#model/statistics/chart/processLimits.ts';

export const METHODS = [
  'xmr',
  'p',
  'p-prime',
  'u',
  'u-prime',
  'c',
  'g',
  't',
  'seasonal',
  'median',
] as const;
export type Method = (typeof METHODS)[number];

/** What signals are looked for in: values, and the edges they are held against. */
export interface Judged {
  values: readonly (number | null)[];
  edges: Pick<ProcessLimits, 'mean' | 'lower' | 'upper' | 'nearLower' | 'nearUpper'>;
  /** Limits of the point at a place, in the unit of the metric; null where the chart is of something else than its values. */
  at: (place: number) => { mean: number; lower: number; upper: number } | null;
  /** The limits of every point are the same. */
  level: boolean;
  /** More of what is judged is less of what the metric counts: time between accidents. */
  opposed?: boolean | undefined;
  /** How they were computed, so that a reader can do it again. */
  made: LimitsMade;
}

export interface LimitsMade {
  method: Method;
  /** The chart, and why this one, in half a line. */
  why: string;
  /** Points that they are computed from. */
  n: number;
  /** Mean moving range (of XmR), with how many ranges it is the mean of and how many were left out as too large. */
  movingRange: number | null;
  ranges: number;
  screenedOut: number;
  /** Places of single values far from the rest, which neither the mean nor the ranges are made of; absent where there are none. */
  leftOut?: number[] | undefined;
  /** By how much more than chance proportions vary (Laney). */
  sigmaZ: number | null;
  /** Where values come again after so many places; a seasonal chart holds each against the one before. */
  season?: { lag: number; before: string } | undefined;
  /** What is usual between two rare events, in periods or cases. */
  between?: { mean: number; lower: number; upper: number } | undefined;
}

/** Why a series has no limits: a kind, and half a sentence that says it. */
export interface NoLimits {
  none:
    | 'off'
    | 'few'
    | 'constant'
    | 'flat-baseline'
    | 'coarse'
    | 'gaps'
    | 'rare'
    | 'season'
    | 'drift'
    | 'lopsided'
    | 'follows';
  words: string;
  /** Points that there are. */
  points: number;
}

/** What a chart is made of: the values of a stretch, what was counted at each place, and the place behind the last of its basis. */
export interface Drawn {
  values: readonly (number | null)[];
  counted: Counted;
  end: number;
}

/** What was counted at a place, and over what. */
export type Counted = (place: number) => { numerator: number | null; denominator: number | null };
