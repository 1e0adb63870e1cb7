import { eventsOf, eventsOn, type ProgrammeEvent } from '#model/event/eventsOf.ts';
import { cellIndex } from '#model/metric/series/cellIndex.ts';
import type { Freshness } from '#model/record/export.ts';
import { tellsUse, type Metric } from '#model/record/metric.ts';
import type { MetricState, ScopeState } from './metricState.ts';
import type { Observations } from '#model/record/observation.ts';
import { siteName, type Site } from '#model/record/site.ts';
import { listOf } from '#model/words/format.ts';
import { periodName } from '#model/time/period.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import { scopeState } from './scopeState.ts';
import { sourceDoubts, sourcesOf } from './sourcesOf.ts';
import { partsOf } from '#model/metric/series/pooledValue.ts';
import { toldScope, type Scope } from '#model/metric/series/scope.ts';
import { courseOf } from './course.ts';
import { dateOf } from './projectedDate.ts';
import { restatements } from './restatements.ts';
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
  const { doubts: courseDoubts, ...course } = courseOf(metric, cells, partsOf(portfolio), all);
  const doubts = [
    ...new Set([
      ...incompleteDoubt(metric, all, portfolio.sites),
      ...gapDoubt(metric, portfolio.sites),
      ...courseDoubts,
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
        { lines: [cell.line!], ...(cell.site === null ? {} : { sites: [cell.site] }) },
      ),
    ),
    byRole: roles.map((role) => scope({ role }, { role })),
    ...byFree(metric, observations, portfolio),
    ...course,
    ...dateOf(metric, all),
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
  const end = newest.every(({ isShort }) => isShort) ? ' to its end' : '';
  return [`${since} no total: ${listOf(names)} did not report${end}${shown}.`];
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

function worst(list: Freshness[]): Freshness {
  return (
    (['stale', 'late', 'unknown', 'due', 'fresh'] as const).find((state) => list.includes(state)) ??
    'unknown'
  );
}
