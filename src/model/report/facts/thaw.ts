import { mapValues } from '#model/words/mapValues.ts';
import type { ExportReport } from '#model/record/export.ts';
import { capital } from '#model/words/format.ts';
import type { CriterionResult, Framework, JudgedReview } from '#model/record/gate.ts';
import type { Initiative } from '#model/record/initiative.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import type { Portfolio } from '#model/record/portfolio.ts';
import type { SeriesPoint } from '#model/metric/series/series.ts';
import type { Site } from '#model/record/site.ts';
import {
  EMPTY_INITIATIVE,
  EMPTY_METRIC,
  EMPTY_PORTAL,
  EMPTY_REQUEST,
  EMPTY_RESULT,
  EMPTY_REVIEW,
  EMPTY_SITE,
} from './empty.ts';
import type { Facts } from '#model/record/facts.ts';
import type { FrozenFacts, FrozenMetric, FrozenPortal, FrozenScope } from './freeze.ts';

/** The portal of a frozen report: pages draw it as they draw the live one. What was not known when it was frozen is empty. */
export function thawPortal(facts: Facts): Portal {
  const { shown, changes } = facts as FrozenFacts;
  const exports = shown.portfolio.exports.map(thawExport);
  const metrics = new Map(
    shown.metrics.map((frozen) => [frozen.metric.id, thawMetric(frozen, exports)]),
  );
  const reviews = shown.reviews.map(thawReview);
  const initiatives = shown.initiatives.map((state) => ({
    ...state,
    initiative: thawInitiative(state.initiative),
    reviews: reviews.filter((review) => review.initiative === state.initiative.id),
    current: reviews.find((review) => review.review.id === state.current) ?? null,
  }));
  return {
    ...EMPTY_PORTAL,
    ...shown,
    foresight: { ...EMPTY_PORTAL.foresight, ...shown.foresight },
    portfolio: thawPortfolio(
      shown,
      exports,
      initiatives.map((state) => ({ body: [], headings: [], ...state.initiative })),
      metrics,
    ),
    metrics,
    goals: shown.goals.map((goal) => ({ ...goal, metric: metrics.get(goal.metric ?? '') ?? null })),
    initiatives,
    reviews,
    reports: [],
    changes: { build: null, report: changes },
  };
}

function thawInitiative(frozen: FrozenPortal['initiatives'][number]['initiative']): Initiative {
  const initiative = { ...EMPTY_INITIATIVE, ...frozen };
  return {
    ...initiative,
    decisionsOpen: initiative.decisionsOpen.map((request) => ({ ...EMPTY_REQUEST, ...request })),
  };
}

function thawPortfolio(
  { portfolio }: FrozenPortal,
  exports: ExportReport[],
  initiatives: Portfolio['initiatives'],
  metrics: ReadonlyMap<string, MetricState>,
): Portfolio {
  return {
    ...EMPTY_PORTAL.portfolio,
    ...portfolio,
    sites: portfolio.sites.map((site): Site => ({ ...EMPTY_SITE, ...site })),
    frameworks: portfolio.frameworks.map((framework): Framework => ({
      file: '',
      ...framework,
      phases: framework.phases.map((phase) => ({
        objective: '',
        criteria: [],
        signOffs: [],
        ...phase,
      })),
    })),
    initiatives,
    exports,
    metrics: [...metrics.values()].map((state) => state.metric),
    goals: [],
    observations: new Map(),
  };
}

function thawMetric(frozen: FrozenMetric, exports: readonly ExportReport[]): MetricState {
  return {
    ...EMPTY_METRIC,
    ...frozen,
    observations: { metric: frozen.metric.id, latest: [], superseded: [] },
    export: exports.find((report) => report.contract.name === frozen.export) ?? null,
    all: thawScope(frozen.all),
    bySite: frozen.bySite.map(thawScope),
    byLine: (frozen.byLine ?? []).map(thawScope),
    byRole: (frozen.byRole ?? []).map(thawScope),
    byFree: frozen.byFree && mapValues(frozen.byFree, (scopes) => scopes.map(thawScope)),
  };
}

function thawScope({
  numerators,
  denominators,
  n,
  preliminary,
  ...scope
}: FrozenScope): ScopeState {
  const series = scope.periods.map((period, at): SeriesPoint => ({
    period,
    value: scope.values[at] ?? null,
    numerator: numerators?.[at] ?? null,
    denominator: denominators?.[at] ?? null,
    n: n[at] ?? 0,
    sites: [],
    preliminary: preliminary.includes(period),
  }));
  const valued = series.filter((point) => point.value !== null);
  return {
    ...scope,
    // A report that was frozen before these were kept has none.
    stretches: scope.stretches ?? [],
    series,
    point: (at) => series[at]!,
    numerator: (at) => series[at]?.numerator ?? null,
    latest: valued.at(-1) ?? null,
    previous: valued.at(-2) ?? null,
  };
}

function thawReview(frozen: JudgedReview): JudgedReview {
  const review = { ...EMPTY_REVIEW, ...frozen };
  return {
    ...review,
    because: review.because || reasonIn(review.sentence),
    results: review.results.map((result) => thawResult({ ...EMPTY_RESULT, ...result })),
    stops: review.stops.map((stop) => thawResult({ ...EMPTY_RESULT, ...stop })),
  };
}

function thawResult<R extends CriterionResult>(result: R): R {
  return { ...result, because: result.because || reasonIn(result.sentence) };
}

/** Older facts hold the reason only behind the state or the position that it is a reason for. */
function reasonIn(sentence: string): string {
  const before =
    /^(?:The evidence (?:supports|decides) [^:;]+[:;]|(?:met|not met|not enough data|stale|no result):) /;
  return capital(sentence.replace(before, ''));
}

/** Facts that hold no last covered day called every day that of an extraction, and go on doing so. */
function thawExport(frozen: FrozenPortal['portfolio']['exports'][number]): ExportReport {
  const contract = {
    paths: [],
    graceDays: 0,
    errorAfterDays: 0,
    expectedSites: [],
    onDuplicate: 'error' as const,
    onBadExport: 'last-good' as const,
    columnMap: {},
    publish: [],
    maxQuarantined: 0,
    jumps: [],
    key: [],
    completenessMin: 0,
    ...(frozen.covers === undefined ? { vintage: '' } : {}),
    ...frozen.contract,
  };
  return { ...frozen, contract, files: [], quarantine: [], restated: [] };
}
