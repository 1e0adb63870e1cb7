import type { Closed } from './window.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { CriterionResult } from '#model/record/gate.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import type { Pooled } from '#model/metric/series/pooledValue.ts';
import type { SeriesPoint, Trace } from '#model/metric/series/series.ts';

import type { JudgedScope } from './scope.ts';

export type Unit = CriterionResult['units'][number] & {
  reason: string;
  earliest: IsoDate | null;
  periods: IsoDate[];
  threshold: number | null;
  margin: number | null;
};

/** Everything about one scope that the steps of judging look at. */
export interface UnitFacts {
  criterion: MeasuredCriterion;
  view: EvidenceView;
  metric: Metric;
  cells: readonly Observation[];
  of: JudgedScope;
  traced: Trace;
  /** The window, and what arrived in it. */
  periods: IsoDate[];
  points: (SeriesPoint | null)[];
  pooled: () => Pooled;
  /** Of a pool of several sites each one. */
  members: () => Member[];
  blank: Unit;
  /** When so many more open periods can have come. */
  after: (count: number) => IsoDate;
  /** An open result with its reason; `earliest` is when it can be decided. */
  unknown: (reason: string, words: string, earliest: IsoDate | null) => Unit;
}

/** One site of a pool, by what came of it: a total of whoever reported says nothing of the others. */
export interface Member {
  name: string;
  closed: Closed;
  /** Newest period that it delivered. */
  newest: IsoDate;
  /** Of the window's periods that were expected of it, whether each came. */
  arrived: boolean[];
}
