import type { IsoDate } from '#model/time/date.ts';
import type { EvidenceView } from '#model/gate/evidenceView.ts';
import type { MeasuredCriterion } from '#model/record/criterion.ts';
import type { Metric } from '#model/record/metric.ts';
import type { Observation } from '#model/record/observation.ts';
import { periodDistance, periodEnd } from '#model/time/period.ts';
import { pooledValue, type Pooled } from '#model/metric/series/pooledValue.ts';
import { scopedTrace } from '#model/metric/series/scopedTrace.ts';
import { membersOf } from './members.ts';
import type { Member, Unit, UnitFacts } from './unitFacts.ts';
import type { JudgedScope } from './scope.ts';
import { afterPeriods, newestPeriod, windowOf } from './window.ts';

export function factsOf(
  criterion: MeasuredCriterion,
  view: EvidenceView,
  metric: Metric,
  cells: readonly Observation[],
  of: JudgedScope,
): UnitFacts {
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
  const values = points.map((point) => point?.value ?? null);
  const n = points.reduce((sum, point) => sum + (point?.denominator ?? point?.n ?? 0), 0);
  const blank: Unit = {
    id: of.id,
    name: of.name,
    state: 'insufficient-data',
    value: null,
    values,
    n,
    sentence: '',
    reason: 'no-data',
    earliest: null,
    periods,
    threshold: null,
    margin: null,
  };
  let window: Pooled | null = null;
  const pooled = () => {
    window ??= pooledValue(
      view,
      metric,
      cells,
      of.scope,
      periods[0] as IsoDate,
      periodEnd(periods.at(-1) as IsoDate, metric.grain),
    );
    return window;
  };
  const after = (count: number) => afterPeriods(view, newest, metric.grain, count, of.closed);
  const unknown = (reason: string, words: string, earliest: IsoDate | null): Unit => ({
    ...blank,
    reason,
    sentence: `${of.name}: ${words}`,
    earliest,
  });
  let sites: Member[] | null = null;
  const members = () => {
    sites ??= membersOf(facts);
    return sites;
  };
  const facts: UnitFacts = {
    criterion,
    view,
    metric,
    cells,
    of,
    traced,
    periods,
    points,
    pooled,
    members,
    blank,
    after,
    unknown,
  };
  return facts;
}
