import type { ScopeState } from './metricState.ts';

/** What a cell of the matrix may name; every text is ready to be read. */
export interface Words {
  /** `September 2026`: when the signal began. */
  since: string;
  /** `9.5 %` */
  target: string;
  /** `month` */
  grain: string;
}

type Variation = Exclude<ScopeState['variation'], 'unknown'>;
type Assurance = ScopeState['assurance'];

/**
 * Is it changing, and will it meet the target: two questions, one sentence for each pair of answers, after "Making Data Count"
 * (NHS England). Nothing here claims a change without a signal, and a target is judged by limits, never by the newest value.
 */
export const WORDING: Record<Variation, Record<Assurance, (words: Words) => string>> = {
  improvement: {
    pass: ({ since, target }) =>
      `Better since ${since} and reliably meeting the target of ${target}; consider raising it or closing the work.`,
    'hit-or-miss': ({ since, target, grain }) =>
      `Improved since ${since}; will meet the target of ${target} in some ${grain}s and miss it in others.`,
    fail: ({ since, target }) =>
      `Improved since ${since}, but at its present level this process will not reach ${target}; a further change is needed.`,
    unknown: ({ since }) => `Improved since ${since}.`,
  },
  'common-cause': {
    pass: ({ target }) => `Stable and reliably meeting the target of ${target}; keep it.`,
    'hit-or-miss': ({ target, grain }) =>
      `No signal of change; some ${grain}s will meet the target of ${target} by luck.`,
    fail: ({ target }) =>
      `Stable at a level that misses the target of ${target}; the process itself has to change.`,
    unknown: () => 'No signal of change: the movements are within what this process does anyway.',
  },
  concern: {
    pass: ({ since, target }) =>
      `Still meets the target of ${target}, but worsening since ${since}; find the cause.`,
    'hit-or-miss': ({ since, target }) =>
      `Worsening since ${since}; will miss the target of ${target} more often.`,
    fail: ({ since, target }) =>
      `Missing the target of ${target} and worsening since ${since}; act now.`,
    unknown: ({ since }) => `Worsening since ${since}.`,
  },
};

/** What comes again every few periods meets its target in some of them, and not by luck. */
export const inTurns = ({ target, grain }: Words, lag: number): string =>
  `No signal of change; its course comes again every ${lag} ${grain}s, and meets the target of ${target} in some of them and misses it in others.`;

/** Level and trend of a process that misses its target today but moves towards it: two readings, told in one breath. */
export const twoReadings = (
  { since, target, grain }: Words,
  { level, misses, arrival }: { level: string; misses: 'always' | 'sometimes'; arrival: string },
): string =>
  `${since ? `Improved since ${since}` : 'No signal of change'}. If nothing further changes, it stays near ${level} and ${misses === 'always' ? `misses the target of ${target}` : `meets the target of ${target} in some ${grain}s and misses it in others`}; if the trend of the last 12 ${grain}s goes on, the target is reached around ${arrival}.`;

/** The newest period meets the target, the limits say that it is not the rule; or the other way round. */
export const newestDiffers = {
  reached: ({ since, target, grain }: Words): string =>
    `Improved since ${since}, and the newest ${grain} is at the target of ${target}; that it stays there, the limits do not say yet.`,
  slipped: ({ since, target, grain }: Words): string =>
    `Improved since ${since}: the level since then is at the target of ${target}, and the newest ${grain} misses it; whether it stays there, limits on the new level will say.`,
  missed: ({ since, target, grain }: Words): string =>
    `Worsening since ${since}: it met the target of ${target} reliably, and the newest ${grain} misses it; find the cause.`,
};

/** An improvement that has carried the process to its target, which the limits of the time before cannot say. */
export const arrived = ({ since, target }: Words): string =>
  `Improved since ${since} and at the target of ${target} since; whether it stays there, limits on the new level will say.`;

/** `points`: what is there; `needed`: what limits need; `since`: the day and reason with which they began again. */
export const notEnough = (
  { points, needed, grain }: { points: number; needed: number; grain: string },
  since: string,
  earliest: string,
): string =>
  `Not enough data: ${points} of ${needed} ${grain}s that limits need${since}; no statement about change before ${earliest}.`;

/** A series of one and the same value has no usual range, and nothing about it is chance. */
export const didNotVary = (value: string, points: number, grain: string, target: string): string =>
  `Did not vary: ${value} in each of ${points} ${grain}s${target}.`;
