import type { IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import { periodDistance, periodEnd } from '#model/time/period.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import { pooledValue } from '#model/metric/series/pooledValue.ts';
import { scopedTrace } from '#model/metric/series/scopedTrace.ts';
import { membersOf } from './members.ts';
import type { Unit, UnitFacts } from './unitFacts.ts';
import type { JudgedScope } from './scope.ts';
import { afterPeriods, newestPeriod, windowOf } from './window.ts';

/** All that criteria ask of one metric at one place. */
export function factsOf({ criterion, view, metric, cells, of }: Judged): UnitFacts {
  // Use is shown for groups, never for people: a gate shows no smaller group than a page does.
  const traced = scopedTrace(view, metric, cells, of.scope, view.asOf);
  const arrived = traced.periods[traced.values.findLastIndex((value) => value !== null)] ?? null;
  const newest = newestPeriod(view, metric, arrived, of.closed);
  const periods = windowOf(newest, metric.grain, criterion.over.last, of.closed);
  const first = traced.periods[0];
  const points = periods.map((period) => {
    const at = first === undefined ? -1 : periodDistance(first, period, metric.grain);
    return at < 0 || at >= traced.periods.length ? null : traced.point(at);
  });
  const blank = blankUnit(of, periods, points);
  const facts: UnitFacts = {
    ...{ criterion, view, metric, cells, of, traced, periods, points, blank },
    pooled: once(() => {
      const end = periodEnd(periods.at(-1)!, metric.grain);
      return pooledValue(view, metric, cells, of.scope, periods[0]!, end);
    }),
    members: once(() => membersOf(facts)),
    after: (count) => afterPeriods(view, newest, metric.grain, count, of.closed),
    unknown: (reason, words, earliest) => ({
      ...blank,
      ...{ reason, sentence: `${of.name}: ${words}`, earliest },
    }),
  };
  return facts;
}

/** A metric at one place, as a criterion asks for it. */
export interface Judged {
  criterion: MeasuredCriterion;
  view: EvidenceView;
  metric: Metric;
  cells: readonly Observation[];
  of: JudgedScope;
}

/** A result that is not there yet, with the values of its window. */
const blankUnit = (
  { id, name }: JudgedScope,
  periods: IsoDate[],
  points: readonly (SeriesPoint | null)[],
): Unit => ({
  id,
  name,
  state: 'insufficient-data',
  value: null,
  values: points.map((point) => point?.value ?? null),
  n: points.reduce((sum, point) => sum + (point?.denominator ?? point?.n ?? 0), 0),
  sentence: '',
  reason: 'no-data',
  earliest: null,
  periods,
  threshold: null,
  margin: null,
});

/** Computed when somebody asks, and then kept. */
function once<T extends object>(compute: () => T): () => T {
  let held: T | null = null;
  return () => (held ??= compute());
}
