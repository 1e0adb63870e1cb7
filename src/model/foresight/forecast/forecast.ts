import type { IsoDate } from '#model/time/date.ts';

/** What can be forecast of whom: a metric reaches its target, a roadmap item is done, a gate is decided. */
export const FORECAST_KINDS = ['target-date', 'item-done', 'gate-decided'] as const;
export type ForecastKind = (typeof FORECAST_KINDS)[number];

/** A span of days in which something is forecast to happen. */
export interface Said {
  kind: ForecastKind;
  /** Of the metric, the item, the review. */
  subject: string;
  low: IsoDate;
  /** Null: open. */
  high: IsoDate | null;
  /** The chance that was promised. */
  promised: number;
  /** What it was said under: another target is another forecast. Null where nothing is set. */
  target: number | null;
}

/** A forecast as it was made, with its day, and what came of it. */
export interface Forecast extends Said {
  made: IsoDate;
  /** It was made later, from what was known on its day. */
  afterwards?: true | undefined;
  /** `void`: what it was said of has been changed. */
  outcome: 'open' | 'true' | 'false' | 'void';
  /** The day on which that was known. */
  scored: IsoDate | null;
}

/** How many forecasts of one kind came true. */
export interface ForecastScore {
  kind: ForecastKind;
  open: number;
  scored: number;
  cameTrue: number;
  /** Mean of what was promised of those that are scored; null where none is. */
  promised: number | null;
  sentence: string;
}

export interface Forecasts {
  /** Oldest first. */
  kept: Forecast[];
  scores: ForecastScore[];
}

/** One forecast a month of each subject. */
export function monthKey({ kind, subject }: Said, day: IsoDate): string {
  return `${kind}/${subject}/${day.slice(0, 7)}`;
}
