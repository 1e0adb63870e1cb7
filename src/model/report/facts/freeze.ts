import { mapValues } from '#model/words/mapValues.ts';
import type { Facts } from '#model/record/facts.ts';
import type { ExportReport } from '#model/record/export.ts';
import type { JudgedReview, PhaseKind } from '#model/record/gate.ts';
import type { Limits, MetricState, ScopeState, Stretch } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import type { InitiativeState } from '#model/initiative/initiativeState.ts';
import type { Portfolio } from '#model/record/portfolio.ts';

/** One scope with its points as columns: a year of weeks is a line of the file. */
export interface FrozenScope extends Omit<
  ScopeState,
  'periods' | 'values' | 'series' | 'latest' | 'previous' | 'limits' | 'stretches'
> {
  periods: string[];
  values: (number | null)[];
  numerators: (number | null)[] | null;
  denominators: (number | null)[] | null;
  n: number[];
  preliminary: string[];
  limits: Limits[];
  stretches?: Stretch[] | undefined;
}

export interface FrozenMetric extends Omit<
  MetricState,
  'observations' | 'export' | 'all' | 'bySite' | 'byLine' | 'byRole' | 'byFree'
> {
  export: string | null;
  all: FrozenScope;
  bySite: FrozenScope[];
  /** Only where the report draws it line by line, or role by role. */
  byLine?: FrozenScope[];
  byRole?: FrozenScope[];
  byFree?: Record<string, FrozenScope[]>;
}

export type FrozenFacts = Facts<FrozenPortal>;

/** A portal as plain values: what pages need, without rows, bodies and whatever a report cannot show. */
export interface FrozenPortal extends Omit<
  Portal,
  'portfolio' | 'metrics' | 'goals' | 'initiatives' | 'reports' | 'changes' | 'trust' | 'roadmap'
> {
  portfolio: Pick<Portfolio, 'settings' | 'asOf' | 'sites' | 'roadmap'> & {
    frameworks: {
      id: string;
      title: string;
      phases: {
        id: string;
        kind?: PhaseKind | undefined;
        title: string;
        gate: string;
        gateTitle: string;
      }[];
    }[];
    exports: FrozenExport[];
  };
  metrics: FrozenMetric[];
  goals: (Omit<Portal['goals'][number], 'metric'> & { metric: string | null })[];
  initiatives: (Omit<InitiativeState, 'reviews' | 'current'> & { current: string | null })[];
  trust: Portal['trust'];
}

type FrozenExport = Omit<ExportReport, 'files' | 'quarantine' | 'restated' | 'contract'> & {
  contract: Pick<
    ExportReport['contract'],
    'name' | 'title' | 'system' | 'owner' | 'everyDays' | 'vintage' | 'line'
  >;
};

/** Which metrics and reviews a report shows in full; of the others it shows at most the newest value and the position. */
export interface Shown {
  metrics: ReadonlySet<string>;
  /** Metrics of which single sites or lines are drawn as well. */
  parts: ReadonlySet<string>;
  reviews: ReadonlySet<string>;
  findings: boolean;
}

/** Everything that a report can show of a portal, as plain values. Numbers are held to twelve significant digits. */
export function freezePortal(portal: Portal, shown: Shown): FrozenPortal {
  const {
    portfolio,
    metrics,
    goals,
    initiatives,
    reviews,
    findings,
    reports: _,
    changes: __,
    roadmap: ___,
    trust,
    foresight,
    ...rest
  } = portal;
  return plain({
    ...rest,
    portfolio: {
      asOf: portfolio.asOf,
      settings: { ...portfolio.settings, rules: {}, accept: [] },
      sites: portfolio.sites.map((site) => ({ ...site, stops: [] })),
      roadmap: portfolio.roadmap,
      frameworks: portfolio.frameworks.map(({ id, title, phases }) => ({
        id,
        title,
        phases: phases.map((phase) => ({
          id: phase.id,
          ...(phase.kind ? { kind: phase.kind } : {}),
          title: phase.title,
          gate: phase.gate,
          gateTitle: phase.gateTitle,
        })),
      })),
      exports: portfolio.exports.map(frozenExport),
    },
    metrics: [...metrics.values()].map((state) =>
      frozenMetric(state, shown.metrics.has(state.metric.id), shown.parts.has(state.metric.id)),
    ),
    goals: goals.map((state) => ({ ...state, metric: state.metric?.metric.id ?? null })),
    initiatives: initiatives.map(({ reviews: _reviews, current, ...state }) => ({
      ...state,
      initiative: { ...state.initiative, gates: [], body: [], headings: [] },
      current: current?.review.id ?? null,
    })),
    reviews: reviews.map((review) => frozenReview(review, shown.reviews.has(review.review.id))),
    findings: (shown.findings ? findings : []).map((finding) => ({
      ...finding,
      why: '',
      fix: '',
      file: null,
      line: null,
    })),
    trust,
    // A report shows why a gate is due too early, and no curves and single dates.
    foresight: {
      ...foresight,
      gates: foresight.gates.map((gate) => ({ ...gate, criteria: [] })),
      dates: { ...foresight.dates, dates: [] },
      courses: [],
    },
  });
}

function frozenMetric(state: MetricState, inFull: boolean, partsInFull: boolean): FrozenMetric {
  const { observations: _, export: report, all, bySite, byLine, byRole, byFree, ...rest } = state;
  return {
    ...rest,
    trajectory: inFull ? rest.trajectory : [],
    restated: inFull ? rest.restated : [],
    export: report?.contract.name ?? null,
    all: frozenScope(all, inFull),
    bySite: bySite.map((scope) => frozenScope(scope, partsInFull)),
    ...(partsInFull
      ? {
          byLine: byLine.map((scope) => frozenScope(scope, true)),
          byRole: byRole.map((scope) => frozenScope(scope, true)),
          ...(byFree
            ? {
                byFree: mapValues(byFree, (scopes) =>
                  scopes.map((scope) => frozenScope(scope, true)),
                ),
              }
            : {}),
        }
      : {}),
  };
}

function frozenScope(scope: ScopeState, inFull: boolean): FrozenScope {
  const {
    series,
    latest: _,
    previous: __,
    periods: ___,
    values: ____,
    limits,
    stretches,
    signals,
    ...rest
  } = scope;
  const points = inFull
    ? series
    : [...(scope.previous ? [scope.previous] : []), ...(scope.latest ? [scope.latest] : [])];
  const column = (pick: (point: (typeof series)[number]) => number | null) =>
    points.some((point) => pick(point) !== null) ? points.map(pick) : null;
  return {
    ...rest,
    periods: points.map((point) => point.period),
    values: points.map((point) => point.value),
    numerators: column((point) => point.numerator),
    denominators: column((point) => point.denominator),
    n: points.map((point) => point.n),
    preliminary: points.filter((point) => point.preliminary).map((point) => point.period),
    limits: inFull ? limits : limits.slice(-1),
    stretches: inFull ? stretches : stretches.slice(-1),
    signals: inFull ? signals : signals.filter((signal) => signal.period === scope.latest?.period),
  };
}

function frozenReview(judged: JudgedReview, inFull: boolean): JudgedReview {
  return {
    ...judged,
    results: inFull ? judged.results : [],
    stops: inFull ? judged.stops : [],
    review: { ...judged.review, criteria: [], stopRules: [] },
  };
}

function frozenExport({
  files: _,
  quarantine: __,
  restated: ___,
  contract: { name, title, system, owner, everyDays, vintage, line },
  ...report
}: ExportReport): FrozenExport {
  return { ...report, contract: { name, title, system, owner, everyDays, vintage, line } };
}

/** Without what JSON does not know, numbers to twelve digits: the order in which a sum was taken does not count as a change. */
function plain<T>(value: T): T {
  return JSON.parse(
    JSON.stringify(value, (_, held: unknown) =>
      typeof held === 'number' && !Number.isInteger(held) ? Number(held.toPrecision(12)) : held,
    ),
  ) as T;
}
