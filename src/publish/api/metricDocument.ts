import { computedAs, writtenDefinition } from '#model/metric/metricDefinition.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { partPeriods } from '#model/metric/series/partPeriods.ts';
import { periodName } from '#model/time/period.ts';
import { API_VERSION } from './schemas.ts';

/** One number over time with all that is said of it. */
export function metricDocument(state: MetricState, asOf: string) {
  const { metric } = state;
  const scopes = [state.all, ...state.bySite];
  const named = (start: string) => periodName(start, metric.grain);
  return {
    version: API_VERSION,
    id: metric.id,
    title: metric.title,
    type: metric.type,
    indicator: metric.indicator,
    unit: metric.unit,
    direction: metric.direction,
    grain: metric.grain,
    definition: definitionOf(state),
    asOf,
    freshness: state.freshness,
    extracted: state.extracted,
    doubts: state.doubts,
    series: scopes.flatMap((scope) =>
      scope.series.map((point) => ({
        period: periodName(point.period, metric.grain),
        site: scope.site,
        value: point.value,
        numerator: point.numerator,
        denominator: point.denominator,
        n: point.n,
        ...(point.interval ? { interval: point.interval } : {}),
      })),
    ),
    parts: scopes.flatMap((scope) =>
      partPeriods(state, scope).map((part) => ({
        ...part,
        period: named(part.period),
        site: scope.site,
      })),
    ),
    limits: namedLimits(state.all, named),
    signals: namedSignals(state.all, named),
    process: [...scopes, ...state.byLine].map((scope) => processOfScope(scope, named)),
    target: metric.target
      ? {
          ...metric.target,
          trajectory: state.trajectory.map((point) => ({ ...point, period: named(point.period) })),
        }
      : null,
    projection: state.projection,
    status: state.sentence,
    confidence: state.confidence,
  };
}

/** All that decides which rows count and how they become the number. */
function definitionOf({ metric }: MetricState) {
  // A formula names metrics, and a clock reads records.
  const hasExport = metric.value.kind !== 'formula' && metric.value.kind !== 'clock';
  const { value, where, date, dimensions, numerator, denominator, definitions } = metric;
  return {
    text: writtenDefinition(metric),
    computed: computedAs(metric),
    export: hasExport ? metric.export : null,
    date: hasExport ? date : null,
    where,
    dimensions,
    value,
    numerator: numerator ?? null,
    denominator: denominator ?? null,
    versions: definitions,
  };
}

type Named = (start: string) => string;

/** How one scope is judged, with what a reader needs to compute its limits again. */
function processOfScope(scope: ScopeState, named: Named) {
  return {
    site: scope.site,
    line: scope.line,
    variation: scope.variation,
    assurance: scope.assurance,
    since: scope.since === null ? null : named(scope.since),
    unjudged: scope.limitsAbsent,
    made: scope.stretches.map(({ from, to, basis, newest: _, leftOut, ...made }) => ({
      from: named(from),
      to: named(to),
      ...made,
      leftOut: (leftOut ?? []).map(named),
      basis: { from: named(basis.from), to: named(basis.to), n: basis.n },
    })),
    limits: namedLimits(scope, named),
    signals: namedSignals(scope, named),
  };
}

function namedLimits({ limits }: ScopeState, named: Named) {
  return limits.map((limit) => ({ ...limit, from: named(limit.from), to: named(limit.to) }));
}

function namedSignals({ signals }: ScopeState, named: Named) {
  return signals.map((signal) => ({ ...signal, period: named(signal.period) }));
}
