import { reaches } from '#model/statistics/nearly.ts';
import { formatValue } from '#model/words/format.ts';
import { POD_ROLES } from '#model/record/initiative.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { periodName } from '#model/time/period.ts';
import type { Portal } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { textMarks } from '#model/record/revision.ts';
import type { Standing, StandingText } from '#model/record/standing.ts';
import { standingWordings } from './wordingChanges.ts';

/** How many periods of each metric are kept to recognise a restated past. */
const KEPT = 24;

export type Standable = Pick<Portal, 'portfolio' | 'metrics' | 'reviews' | 'findings' | 'trust'>;

/** Reduces a computed portal to what it is compared by; `rules` are the ids of the rules that were asked. */
export function standing(portal: Standable, rules: readonly string[]): Standing {
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
    texts: standingTexts(portfolio),
    wordings: standingWordings(portfolio),
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
    rules: rules.toSorted(),
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

/** The marks of what is shown: those of the whole text would tell an edition that more was written. */
function standingTexts({ playbooks, reports }: Standable['portfolio']): StandingText[] {
  const listed = playbooks.filter(({ unlisted }) => !unlisted);
  const published = reports.filter(({ status }) => status === 'published');
  return [
    ...listed.map((playbook): StandingText => ({
      kind: 'playbook',
      id: playbook.id,
      title: playbook.title,
      revision: playbook.revisions.at(-1)?.revision ?? null,
      ...textMarks(playbook),
    })),
    ...published.map((report): StandingText => ({
      kind: 'report',
      id: report.id,
      title: report.title,
      revision: null,
      ...textMarks(report),
    })),
  ];
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
  return value === null ? null : reaches(value, target, direction);
}
