import type { ProgrammeEvent } from '#model/event/eventsOf.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { ExportReport, Freshness } from '#model/record/export.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observations } from '#model/record/observation.ts';
import type { LimitsMade, NoLimits } from '#model/metric/limits/judged.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import type { Revisions } from '#model/statistics/revisions.ts';

/** Process limits of one stretch of a series, between rebases. */
export interface Limits {
  from: IsoDate;
  to: IsoDate;
  /** Where the limits of each period are its own: the first period of the stretch that they are computed over. */
  stretch?: IsoDate | undefined;
  mean: number;
  lower: number;
  upper: number;
}

/** How the limits of one stretch were made: whoever reads it can compute them again. */
export interface Stretch extends Omit<LimitsMade, 'leftOut'> {
  /** Periods of single values far from the rest, of which the limits are not made; absent where there are none. */
  leftOut?: IsoDate[] | undefined;
  from: IsoDate;
  to: IsoDate;
  /** The points that they are computed from. */
  basis: { from: IsoDate; to: IsoDate; n: number };
  /** They stand still: on a baseline, not on all points so far. */
  fixed: boolean;
  /** Why a named baseline does not fix them. */
  note: string | null;
  /** The limits of the newest point; null where the chart is of something else than its values. */
  newest: { mean: number; lower: number; upper: number } | null;
}

/** Why the newest point is held against no limits, in half a sentence. */
export interface Unjudged {
  kind: NoLimits['none'] | 'no-total';
  words: string;
  /** Points of the newest stretch, its first and its last period, and the break that it begins with. */
  points: number;
  from: IsoDate | null;
  to: IsoDate | null;
  since: IsoDate | null;
}

export interface Signal {
  period: IsoDate;
  rule: 1 | 2 | 3 | 4;
  kind: 'improvement' | 'concern' | 'neutral';
}

/** A metric for one scope (everything, one site, one line, one role) with all that is computed about it. */
export interface ScopeState {
  /** Null for all sites together. */
  site: string | null;
  line: string | null;
  role: string | null;
  periods: readonly IsoDate[];
  /** One value a period; null where nothing was observed. */
  values: readonly (number | null)[];
  /** The value at a place with numerator, denominator, n and sites. */
  point: (at: number) => SeriesPoint;
  /** The numerator at a place with a value, where the metric has one. */
  numerator: (at: number) => number | null;
  /** All of these points; made when they are first asked for. */
  readonly series: SeriesPoint[];
  /** Newest point with a value. */
  latest: SeriesPoint | null;
  readonly previous: SeriesPoint | null;
  limits: Limits[];
  /** Why there are none that reach the newest point: "9 of 12 months that limits need". */
  limitsAbsent: string | null;
  unjudged?: Unjudged | null | undefined;
  stretches: Stretch[];
  signals: Signal[];
  variation: 'improvement' | 'concern' | 'common-cause' | 'unknown';
  /** First period of the run of signals that the newest point belongs to. */
  since: IsoDate | null;
  assurance: 'pass' | 'fail' | 'hit-or-miss' | 'unknown';
  /** What happened there and is drawn on its chart, the first first. */
  events?: readonly ProgrammeEvent[] | undefined;
}

export interface Projection {
  date: IsoDate;
  low: IsoDate;
  high: IsoDate | null;
  /** Change a period: of the line, of its robust check (Theil–Sen), and what it would have to be from now on; null when the date has passed. */
  pace: number;
  robustPace: number;
  requiredPace: number | null;
}

/** Everything the portal says about one metric. */
export interface MetricState {
  metric: Metric;
  observations: Observations;
  /** The export's report; null for formulas (see `exports`). */
  export: ExportReport | null;
  freshness: Freshness;
  /** Newest extraction date of what it is drawn from. */
  extracted: IsoDate | null;
  /** Sentences that must stand beside the number. */
  doubts: string[];
  all: ScopeState;
  bySite: ScopeState[];
  byLine: ScopeState[];
  byRole: ScopeState[];
  /** By the dimensions of the metric's own: a scope a group, named in `role`. */
  byFree?: Record<string, ScopeState[]> | undefined;
  baseline: number | null;
  baselinePeriod: string | null;
  /** Target line by period, from baseline to target. */
  trajectory: { period: IsoDate; value: number }[];
  /** What the trajectory wants at the newest point. */
  planned: number | null;
  /** Newest value against `planned`; positive is favourable. */
  variance: number | null;
  shareOfDistance: number | null;
  shareOfTime: number | null;
  projection: Projection | null;
  /** Why there is no date, in words. */
  projectionAbsent: string | null;
  /** One sentence by the wording matrix of variation and assurance. */
  sentence: string;
  /** Restated cells: what was said first and what is said now. */
  restated: {
    period: IsoDate;
    site: string | null;
    line: string | null;
    first: number;
    latest: number;
    vintage: IsoDate;
  }[];
  /** Of all values that were delivered more than once: how many, and by how much the latest differ from the first. */
  revision?: (Revisions & { of: number }) | undefined;
  /** Weakest of six dimensions: A high, B moderate, C low. */
  confidence: { label: 'A' | 'B' | 'C'; weakest: string };
}

/** The limits that reach the newest point; those of a stretch that has ended say nothing of today. */
export function currentLimits(scope: Pick<ScopeState, 'limits' | 'latest'>): Limits | undefined {
  const limit = scope.limits.at(-1);
  return limit && scope.latest && limit.to >= scope.latest.period ? limit : undefined;
}
