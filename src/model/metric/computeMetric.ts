import { eventsOf, eventsOn, type ProgrammeEvent } from '#model/event/eventsOf.ts';
import { cellIndex } from '#model/metric/series/cellIndex.ts';
import type { IsoDate } from '#model/time/date.ts';
import type { Freshness } from '#model/record/export.ts';
import { tellsUse, type Metric } from '#model/record/metric.ts';
import type { MetricState, Projection, ScopeState } from './metricState.ts';
import {
  cellKey,
  peopleBehind,
  type Observation,
  type Observations,
} from '#model/record/observation.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { listOf } from '#model/words/format.ts';
import {
  periodDistance,
  periodEnd,
  periodName,
  periodsBetween,
  shiftPeriod,
} from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { asTotal, scopeState } from './scopeState.ts';
import { sourceDoubts, sourcesOf } from './sourcesOf.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import { toldScope, type Scope } from '#model/metric/series/scope.ts';
import { favourable } from '#model/statistics/favourable.ts';
import { levelArrived } from './levelToday.ts';
import { projection } from '#model/statistics/trend/projection.ts';
import { revisions } from '#model/statistics/revisions.ts';
import { reaches } from '#model/statistics/nearly.ts';
import { requiredPace } from '#model/statistics/trend/requiredPace.ts';
import { theilSen } from '#model/statistics/trend/theilSen.ts';
import { shareOfDistance, trajectoryAt } from '#model/statistics/trend/trajectory.ts';
import { courseStart, lastStart } from './baseline.ts';
import { byFree } from './byFree.ts';
import { metricConfidence } from './metricConfidence.ts';
import { metricSentence } from './metricSentence.ts';

/** Everything that is said about every metric, by id. */
export function computeMetrics(portfolio: Portfolio): Map<string, MetricState> {
  const events = eventsOf(portfolio);
  return new Map(
    portfolio.metrics.map((metric) => [metric.id, computeMetric(metric, portfolio, events)]),
  );
}

/** One metric for all sites, each site and each line, with limits, signals, trajectory and projection. */
function computeMetric(
  metric: Metric,
  portfolio: Portfolio,
  events: readonly ProgrammeEvent[],
): MetricState {
  const observations: Observations = portfolio.observations.get(metric.id) ?? {
    metric: metric.id,
    latest: [],
    superseded: [],
  };
  const cells = observations.latest;
  const eventsAt = eventsOn(metric, events, portfolio.initiatives);
  const scope = (named: Parameters<typeof scopeState>[2], within: Scope) => {
    const told = toldScope(metric, within, portfolio.settings.minGroupSize);
    const made = scopeState(metric, cells, named, told, portfolio.asOf);
    made.events = eventsAt(made.site);
    return made;
  };
  const sites = [...cellIndex(cells).sites];
  const order = portfolio.sites.map((site) => site.id);
  sites.sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const lines = !cellIndex(cells).hasLines
    ? []
    : [
        ...new Map(
          cells
            .filter((cell) => cell.line !== null)
            .map((cell) => [`${cell.site}|${cell.line}`, cell]),
        ).values(),
      ];
  const roles = !cellIndex(cells).hasRoles
    ? []
    : [...new Set(cells.flatMap((cell) => cell.role ?? []))].sort();
  const all = scope({}, {});
  const sources = sourcesOf(metric, portfolio);
  // Records hold what people wrote by the day: nothing of them is due.
  const freshness =
    metric.value.kind === 'clock' && sources.length === 0
      ? 'fresh'
      : worst(sources.map((source) => source.freshness));
  const { baseline, baselineDoubts } = courseStart(metric, cells, partsOf(portfolio));
  const target = metric.target;
  const line =
    baseline === null || !target?.by || all.periods.length === 0
      ? []
      : trajectory(metric, baseline.value, baseline.end, target.value, target.by);
  const planned = all.latest
    ? (line.find((point) => point.period === all.latest?.period)?.value ?? null)
    : null;
  const latest = all.latest?.value ?? null;
  const noDate = noLineDescribes(metric, all);
  const projected =
    noDate === null ? projectedDate(metric, all) : { projection: null, projectionAbsent: noDate };
  const doubts = [
    ...new Set([
      ...incompleteDoubt(metric, all, portfolio.sites),
      ...gapDoubt(metric, portfolio.sites),
      ...baselineDoubts,
      ...sourceDoubts(metric, portfolio),
      ...(observations.doubts ?? []),
    ]),
  ];
  const state: MetricState = {
    metric,
    observations,
    export: sources.length === 1 ? (sources[0] ?? null) : null,
    freshness,
    extracted: sources.map((source) => source.extracted ?? '').sort()[0] || null,
    doubts,
    all,
    bySite: sites.map((site) => scope({ site }, { sites: [site] })),
    byLine: lines.map((cell) =>
      scope(
        { site: cell.site, line: cell.line },
        { lines: [cell.line as string], ...(cell.site === null ? {} : { sites: [cell.site] }) },
      ),
    ),
    byRole: roles.map((role) => scope({ role }, { role })),
    ...byFree(metric, observations, portfolio),
    baseline: baseline?.value ?? null,
    baselinePeriod: metric.baseline?.period ?? null,
    trajectory: line,
    planned,
    variance:
      planned === null || latest === null ? null : favourable(latest, planned, metric.direction),
    shareOfDistance:
      baseline === null || latest === null || !target
        ? null
        : shareOfDistance(baseline.value, target.value, latest),
    shareOfTime:
      baseline === null || !all.latest || !target?.by
        ? null
        : shareOfTime(metric, baseline.end, all.latest.period, target.by),
    ...projected,
    sentence: '',
    ...restatements(metric, observations, tellsUse(metric) ? portfolio.settings.minGroupSize : 0),
    confidence: { label: 'C', weakest: 'no data' },
  };
  state.confidence = metricConfidence(state, portfolio);
  state.sentence = metricSentence(state);
  return state;
}

/** That the newest periods have no total, and for want of whom; each site by its name. */
function incompleteDoubt(
  { incomplete = [], grain }: Metric,
  { latest }: ScopeState,
  sites: readonly Site[],
): string[] {
  const newest = incomplete.filter(({ period }) => period > (latest?.period ?? ''));
  const last = newest.at(-1);
  if (!last) return [];
  const names = [...new Set(newest.flatMap(({ lacks }) => lacks))].map((id) => siteName(sites, id));
  const since =
    newest.length === 1
      ? `${periodName(last.period, grain)} has`
      : `The ${newest.length} ${grain}s up to ${periodName(last.period, grain)} have`;
  const shown = latest ? `; the newest total is that of ${periodName(latest.period, grain)}` : '';
  return [`${since} no total: ${listOf(names)} did not report${shown}.`];
}

/** That totals of the past lack a site that always reported, and which; each site by its name. */
function gapDoubt({ gaps = [], grain }: Metric, sites: readonly Site[]): string[] {
  const last = gaps.at(-1);
  if (!last) return [];
  const names = [...new Set(gaps.flatMap(({ lacks }) => lacks))].map((id) => siteName(sites, id));
  const when =
    gaps.length === 1
      ? `The value of ${periodName(last.period, grain)} lacks`
      : `The values of ${gaps.length} ${grain}s, the last of them ${periodName(last.period, grain)}, lack`;
  return [`${when} ${listOf(names)}, which did not report then.`];
}

/** Straight line from the end of the baseline to the target's due period. */
function trajectory(metric: Metric, baseline: number, from: IsoDate, target: number, by: IsoDate) {
  const due = lastStart(metric, by);
  const start = shiftPeriod(from, metric.grain, 1);
  const steps = periodDistance(start, due, metric.grain);
  if (steps <= 0) return [];
  return periodsBetween(start, due, metric.grain).map((period, at) => ({
    period,
    value: trajectoryAt(baseline, target, 0, steps, at),
  }));
}

function shareOfTime(metric: Metric, from: IsoDate, at: IsoDate, by: IsoDate): number | null {
  const start = shiftPeriod(from, metric.grain, 1);
  const steps = periodDistance(start, lastStart(metric, by), metric.grain);
  return steps <= 0 ? null : Math.min(1, periodDistance(start, at, metric.grain) / steps);
}

const ABSENT = {
  'too-few': 'fewer than 12 complete periods of one definition',
  'no-trend': 'there is no clear trend in the last 12 periods',
  'wrong-direction': 'the last 12 periods move away from the target',
  'at-target': 'the line through the last 12 periods has met the target, the newest value has not',
  'too-far': 'at the present pace the date lies too far ahead to name',
} as const;

/** Reasons for no date that say that the target is not reached at the present pace; the others leave it open. */
export const NO_DATE_AT_THIS_PACE: ReadonlySet<string> = new Set([
  ABSENT['no-trend'],
  ABSENT['wrong-direction'],
  ABSENT['too-far'],
]);

/** Why no straight line through the newest periods says when the target is reached; null where one may. */
function noLineDescribes(metric: Metric, all: ScopeState): string | null {
  if (all.variation === 'concern') return 'the newest signal is on the bad side';
  if (all.stretches.at(-1)?.method === 'seasonal' || all.unjudged?.kind === 'season')
    return 'its values have a season, which a straight line does not describe';
  if (all.unjudged?.kind === 'follows')
    return 'its values are not independent of each other, so the span of a date cannot be said';
  return levelArrived(metric, all) ? 'the level since the signal began is at the target' : null;
}

export function projectedDate(
  metric: Metric,
  { periods, values }: Pick<ScopeState, 'periods' | 'values'>,
): { projection: Projection | null; projectionAbsent: string | null } {
  if (!metric.target) return { projection: null, projectionAbsent: 'there is no target' };
  const start =
    [
      ...asTotal(metric).rebase.map((entry) => entry.date),
      ...metric.definitions.slice(1).map((entry) => entry.validFrom),
    ]
      .sort()
      .at(-1) ?? '';
  const usable: { period: IsoDate; value: number }[] = [];
  for (let at = periods.length - 1; at >= 0 && usable.length < 12; at--) {
    const [period, value] = [periods[at] as IsoDate, values[at] ?? null];
    if (value !== null && period >= start) usable.unshift({ period, value });
  }
  const first = usable[0]?.period;
  if (first === undefined || usable.length < 12)
    return { projection: null, projectionAbsent: ABSENT['too-few'] };
  const latest = usable.at(-1)?.value as number;
  if (reaches(latest, metric.target.value, metric.direction))
    return { projection: null, projectionAbsent: 'the newest value is at the target' };
  const at = usable.map((point) => ({
    x: periodDistance(first, point.period, metric.grain),
    y: point.value,
  }));
  const result = projection(at, metric.target.value, metric.direction);
  if ('none' in result) return { projection: null, projectionAbsent: ABSENT[result.none] };
  const date = (x: number) =>
    periodEnd(shiftPeriod(first, metric.grain, Math.round(x)), metric.grain);
  const { by, value } = metric.target;
  const left = by
    ? periodDistance(usable.at(-1)?.period as string, lastStart(metric, by), metric.grain)
    : 0;
  const pace = {
    pace: result.slope,
    robustPace: theilSen(at).slope,
    requiredPace: requiredPace(latest, value, left),
  };
  return {
    projection: {
      date: date(result.x),
      low: date(result.low ?? result.x),
      high: result.high === null ? null : date(result.high),
      ...pace,
    },
    projectionAbsent: null,
  };
}

/** What was said first and what is said today: cell by cell where the two differ, and over all that came more than once. */
function restatements(
  metric: Metric,
  observations: Observations,
  least: number,
): Pick<MetricState, 'restated' | 'revision'> {
  if (observations.superseded.length === 0) return { restated: [] };
  const scale = metric.value.kind === 'ratio' ? metric.value.scale : 1;
  const shown = (cell: Observation) =>
    cell.combine === 'ratio' && cell.denominator
      ? ((cell.numerator ?? 0) / cell.denominator) * scale
      : cell.value;
  const first = new Map<string, Observation>();
  for (const cell of observations.superseded) {
    const held = first.get(cellKey(cell));
    if (!held || (cell.vintage ?? '') < (held.vintage ?? '')) first.set(cellKey(cell), cell);
  }
  const again = observations.latest.flatMap((cell) => {
    const before = first.get(cellKey(cell));
    // A group that is too small to be shown is no larger for having been restated.
    if (least > 0 && before && Math.min(peopleBehind(before), peopleBehind(cell)) < least)
      return [];
    return before
      ? [
          {
            period: cell.period,
            site: cell.site,
            line: cell.line,
            first: shown(before),
            latest: shown(cell),
            vintage: cell.vintage ?? '',
          },
        ]
      : [];
  });
  const restated = again.filter((cell) => cell.first !== cell.latest);
  return {
    restated,
    revision: restated.length === 0 ? undefined : { of: again.length, ...revisions(again) },
  };
}

function worst(list: Freshness[]): Freshness {
  return (
    (['stale', 'late', 'unknown', 'due', 'fresh'] as const).find((state) => list.includes(state)) ??
    'unknown'
  );
}
