import type { IsoDate } from './date.ts';
import type { Freshness } from './export.ts';
import type { DecisionClass, Outcome, Position } from './gate.ts';
import type { Finding } from './finding.ts';
import { rules } from './findings/index.ts';
import { formatValue } from './format.ts';
import { POD_ROLES, type PodRole } from './initiative.ts';
import type { Lens } from './lens.ts';
import type { MetricState, ScopeState } from './metricState.ts';
import { periodName } from './period.ts';
import type { Portal } from './portal.ts';
import { countsRareEvents } from './rareEvents.ts';

/** How many periods of each metric are kept to recognise a restated past. */
const KEPT = 24;

/**
 * Where a portfolio stands on a day: all that two days are compared by, in plain values with stable ids. It is published with
 * `/api/portfolio.json` and kept with every frozen report, so that a later build can say what changed since.
 */
export interface Standing {
  asOf: IsoDate;
  gates: {
    id: string;
    initiative: string;
    title: string;
    due: IsoDate;
    state: 'open' | 'overdue' | 'decided' | 'upcoming';
    position: Position;
    class: DecisionClass | 'override-expired' | 'open' | 'overdue' | null;
    outcome: Outcome | null;
    decided: IsoDate | null;
    decider: string | null;
  }[];
  /** Metrics that stand outside what their process does, by site. */
  signals: {
    metric: string;
    site: string | null;
    title: string;
    kind: 'improvement' | 'concern';
    since: IsoDate | null;
    shown: string;
  }[];
  metrics: {
    id: string;
    title: string;
    target: string | null;
    by: IsoDate | null;
    baseline: string | null;
    definition: string;
    reached: boolean | null;
    shown: string;
  }[];
  /** Newest values, to recognise a restated past. */
  values: { metric: string; site: string | null; periods: string[]; shown: string[] }[];
  initiatives: {
    id: string;
    title: string;
    phase: string;
    status: string;
    pod: Partial<Record<PodRole, string>>;
  }[];
  roadmap: { id: string; title: string; when: string; status: string }[];
  findings: {
    rule: string;
    severity: Finding['severity'];
    record: string;
    path: string;
    title: string;
    what: string;
  }[];
  /** Rules that were asked; a finding of another rule is no news of the portfolio. Absent in older documents. */
  rules?: string[] | undefined;
  /** Unresolved items of severity 1 and 2. */
  friction: { id: string; title: string; severity: number; to: Lens }[];
  exports: {
    name: string;
    title: string;
    freshness: Freshness;
    failed: boolean;
    extracted: IsoDate | null;
  }[];
}

export type Standable = Pick<Portal, 'portfolio' | 'metrics' | 'reviews' | 'findings' | 'trust'>;

/** Reduces a computed portal to what it is compared by. */
export function standing(portal: Standable): Standing {
  const { portfolio, metrics, reviews, findings, trust } = portal;
  const states = [...metrics.values()];
  const title = (id: string) =>
    portfolio.initiatives.find((initiative) => initiative.id === id)?.title ?? id;
  return {
    asOf: portfolio.asOf,
    gates: reviews.map((review) => ({
      id: review.review.id,
      initiative: review.initiative,
      title: `${title(review.initiative)}, ${review.gate} ${review.gateTitle}`.trim(),
      due: review.review.due,
      state: review.state,
      position: review.position,
      class: review.class,
      outcome: review.review.decision?.outcome ?? null,
      decided: review.review.decision?.date ?? null,
      decider: review.review.decision?.decider ?? null,
    })),
    signals: states.flatMap((state) =>
      [state.all, ...state.bySite].flatMap((scope) => standingSignal(state, scope)),
    ),
    metrics: states.map(({ metric, all, baseline }) => ({
      id: metric.id,
      title: metric.title,
      target: metric.target ? formatValue(metric, metric.target.value) : null,
      by: metric.target?.by ?? null,
      baseline: baseline === null ? null : formatValue(metric, baseline),
      definition: metric.definitions.at(-1)?.version ?? '1',
      reached:
        !metric.target || !all.latest
          ? null
          : meets(metric.direction, all.latest.value, metric.target.value),
      shown: formatValue(metric, all.latest?.value),
    })),
    values: states.flatMap((state) =>
      [state.all, ...state.bySite].map((scope) =>
        standingValues(state, scope, scope.site === null ? KEPT : 2),
      ),
    ),
    initiatives: portfolio.initiatives.map((initiative) => ({
      id: initiative.id,
      title: initiative.title,
      phase: initiative.phase,
      status: initiative.status,
      pod: Object.fromEntries(
        POD_ROLES.flatMap((role) =>
          initiative.pod[role] ? [[role, initiative.pod[role].name]] : [],
        ),
      ),
    })),
    roadmap: portfolio.roadmap.map(({ id, title: name, when, status }) => ({
      id,
      title: name,
      when,
      status,
    })),
    findings: findings
      .filter((finding) => finding.accepted === null && finding.severity !== 'info')
      .map(({ rule, severity, record, path, title: name, what }) => ({
        rule,
        severity,
        record,
        path,
        title: name,
        what,
      })),
    rules: rules.map((rule) => rule.id).sort(),
    friction: trust.open
      .filter((item) => item.severity <= 2)
      .map(({ id, title: name, severity, to }) => ({ id, title: name, severity, to }))
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    exports: portfolio.exports.map(({ contract, freshness, failed, extracted }) => ({
      name: contract.name,
      title: contract.title ?? contract.name,
      freshness,
      failed,
      extracted,
    })),
  };
}

/** A standing as somebody knows it who does not know what `known` does not: editions for different audiences are compared in what both hold. */
export function within(standing: Standing, known: Standing): Standing {
  const ids = (list: readonly { id: string }[]) => new Set(list.map((entry) => entry.id));
  const [metrics, initiatives, exports] = [
    ids(known.metrics),
    ids(known.initiatives),
    new Set(known.exports.map((entry) => entry.name)),
  ];
  const about = (record: string) => {
    const [kind = '', id = ''] = record.split('/');
    return kind === 'metrics'
      ? metrics.has(id)
      : kind === 'initiatives'
        ? initiatives.has(id)
        : kind === 'data'
          ? exports.has(id)
          : true;
  };
  return {
    ...standing,
    gates: standing.gates.filter((gate) => initiatives.has(gate.initiative)),
    signals: standing.signals.filter((signal) => metrics.has(signal.metric)),
    metrics: standing.metrics.filter((metric) => metrics.has(metric.id)),
    initiatives: standing.initiatives.filter((initiative) => initiatives.has(initiative.id)),
    findings: standing.findings.filter((finding) => about(finding.record)),
    exports: standing.exports.filter((entry) => exports.has(entry.name)),
  };
}

function standingSignal(state: MetricState, scope: ScopeState): Standing['signals'] {
  const kind = scope.variation;
  if (
    (kind !== 'improvement' && kind !== 'concern') ||
    state.freshness === 'stale' ||
    countsRareEvents(scope)
  )
    return [];
  return [
    {
      metric: state.metric.id,
      site: scope.site,
      title: state.metric.title,
      kind,
      since: scope.since,
      shown: formatValue(state.metric, scope.latest?.value),
    },
  ];
}

function standingValues(
  state: MetricState,
  scope: ScopeState,
  count: number,
): Standing['values'][number] {
  const from = Math.max(0, scope.periods.length - count);
  return {
    metric: state.metric.id,
    site: scope.site,
    periods: scope.periods.slice(from).map((period) => periodName(period, state.metric.grain)),
    shown: scope.values.slice(from).map((value) => formatValue(state.metric, value)),
  };
}

function meets(direction: 'up' | 'down', value: number | null, target: number): boolean | null {
  return value === null ? null : direction === 'up' ? value >= target : value <= target;
}
