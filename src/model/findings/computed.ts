import { metricOf } from '#model/record/criterion.ts';
import { daysBetween, longDate } from '#model/time/date.ts';
import type { Rule } from '#model/record/finding.ts';
import { formatValue, listOf, monthYear } from '#model/words/format.ts';
import { currentLimits, type MetricState } from '#model/metric/metricState.ts';
import { groupWords } from '#model/questions/groupWords.ts';
import { laggingGroups, laggingSites, recentSignals } from '#model/questions/overview.ts';
import type { Portal } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';
import { aboutInitiative, aboutMetric } from './about.ts';
import { goLive, liveInitiatives } from './live.ts';

const all = (portal: Portal) => [...portal.metrics.values()];

/** What the data says about the business, not about the records. */
export const computedRules: Rule<Portal>[] = [
  {
    id: 'finding/signal-worsening',
    severity: 'warn',
    what: 'no metric signals on the bad side',
    why: 'a signal has a cause that can be found',
    fix: 'find what changed then',
    check: (portal) =>
      all(portal).flatMap((state) =>
        [state.all, ...state.bySite]
          .filter((scope) => scope.variation === 'concern' && !countsRareEvents(scope))
          .map((scope) =>
            aboutMetric(
              state.metric,
              `${scope.site ? `${siteName(portal.portfolio.sites, scope.site)}: ` : ''}worsening since ${monthYear(scope.since ?? '')}, ${formatValue(state.metric, scope.latest?.value)}.`,
              'owner',
              { records: scope.site ? [`sites/${scope.site}`] : [] },
            ),
          ),
      ),
  },
  {
    id: 'finding/signal-improving',
    severity: 'info',
    what: 'improvement that began in the newest periods',
    why: 'what works should be known',
    fix: 'write down what changed then, and tell the other plants',
    check: (portal) =>
      recentSignals(portal)
        .filter((signal) => signal.kind === 'improvement')
        .flatMap((signal) => {
          const state = portal.metrics.get(signal.metric);
          return state
            ? [
                aboutMetric(
                  state.metric,
                  `${signal.text.charAt(0).toUpperCase()}${signal.text.slice(1)}.`,
                  'owner',
                  { records: signal.site ? [`sites/${signal.site}`] : [] },
                ),
              ]
            : [];
        }),
  },
  {
    id: 'finding/adoption-below-floor',
    severity: 'warn',
    what: 'thirteen weeks after the start at least 40 % use it',
    why: 'a tool that few use pays nothing back',
    fix: 'ask why, change it, or stop it',
    limits: { percent: 40, weeks: 13 },
    check: (portal, { percent = 40, weeks = 13 }) =>
      all(portal)
        .filter(({ metric }) => metric.type === 'adoption' && metric.unit === '%')
        .flatMap((state) => {
          const users = liveInitiatives(portal).filter(({ initiative }) =>
            initiative.metrics.some((entry) => entry.id === state.metric.id),
          );
          const low = state.bySite.filter((scope) => {
            const since =
              users.flatMap((user) => goLive(user, scope.site ?? '') ?? []).sort()[0] ??
              scope.periods[0];
            return (
              scope.latest?.value != null &&
              scope.latest.value < percent &&
              since !== undefined &&
              daysBetween(since, portal.portfolio.asOf) >= 7 * weeks
            );
          });
          const shown = low.map(
            (scope) =>
              `${siteName(portal.portfolio.sites, scope.site)} ${formatValue(state.metric, scope.latest?.value)}`,
          );
          return low.length > 0
            ? [
                aboutMetric(state.metric, `Below ${percent} %: ${listOf(shown)}.`, 'owner', {
                  initiative: users[0]?.initiative.id ?? null,
                  records: low.map((scope) => `sites/${scope.site}`),
                }),
              ]
            : [];
        }),
  },
  {
    id: 'finding/lagging-site',
    severity: 'warn',
    what: 'no site, line or role lies clearly below the rest in use',
    why: 'the total hides it',
    fix: 'ask there: tool, data, language or time?',
    check: (portal) =>
      all(portal)
        .filter((state) => state.metric.type === 'adoption')
        .flatMap((state) => {
          const users = liveInitiatives(portal).filter(({ initiative }) =>
            initiative.metrics.some((entry) => entry.id === state.metric.id),
          );
          const groups = laggingGroups(state).map(({ kind, behind, rest }) =>
            aboutMetric(
              state.metric,
              `${capital(groupWords(state, kind, behind, portal))}; the other ${kind}s: ${groupWords(state, kind, rest, portal)}.`,
              'owner',
              { initiative: users[0]?.initiative.id ?? null },
            ),
          );
          const sites = laggingSites(state).map((scope) =>
            aboutMetric(
              state.metric,
              `${siteName(portal.portfolio.sites, scope.site)} ${formatValue(state.metric, scope.latest?.value)}, all sites ${formatValue(state.metric, state.all.latest?.value)}${causes(
                portal,
                users.map((user) => user.initiative.id),
                scope.site,
              )}.`,
              'owner',
              { initiative: users[0]?.initiative.id ?? null, records: [`sites/${scope.site}`] },
            ),
          );
          return [...sites, ...groups];
        }),
  },
  {
    id: 'finding/stalled',
    severity: 'warn',
    what: 'no initiative is stalled',
    why: 'money spent and nothing learned',
    fix: 'take the decision it waits for, or stop',
    check: (portal) =>
      portal.initiatives
        .filter((state) => state.stalled)
        .map((state) =>
          aboutInitiative(
            state.initiative,
            `${capital(state.stalledBecause ?? 'stalled')}.`,
            'executiveSponsor',
            { field: [state.initiative.stall ? 'stall' : 'phase'] },
          ),
        ),
  },
  {
    id: 'finding/restated',
    severity: 'warn',
    what: 'published values do not change by more than half a process width, and turn no criterion',
    why: 'decisions relied on them',
    fix: 'tell everybody who signed',
    compares: 'earlier vintages of the same export',
    check: (portal) =>
      all(portal).flatMap((state) => {
        const flipped = portal.reviews.filter(
          (review) =>
            review.class === 'evidence-changed' &&
            review.results.some((result) => metricOf(result.criterion) === state.metric.id),
        );
        const large = state.restated.filter(
          (cell) => Math.abs(cell.latest - cell.first) > halfWidth(state),
        );
        const last = state.restated.at(-1);
        if (!last || (large.length === 0 && flipped.length === 0)) return [];
        const words =
          flipped.length > 0
            ? `; ${listOf(flipped.map((review) => `${review.gate} ${review.gateTitle}`))} would be judged otherwise`
            : '';
        return [
          aboutMetric(
            state.metric,
            `${state.restated.length} values were restated by ${longDate(last.vintage)}; the newest from ${formatValue(state.metric, last.first)} to ${formatValue(state.metric, last.latest)}${words}.`,
            'steward',
            {
              records: flipped.map((review) => `initiatives/${review.initiative}`),
              initiative: flipped[0]?.initiative ?? null,
            },
          ),
        ];
      }),
  },
];

/** Half the natural process width; without limits any change counts. */
function halfWidth({ all: scope }: MetricState): number {
  const limit = currentLimits(scope);
  return limit ? (limit.upper - limit.lower) / 2 : 0;
}

/** What the logs and the roadmap say of a site, as a place to begin. */
function causes({ portfolio }: Portal, initiatives: string[], site: string | null): string {
  const own = (entry: { initiative?: string | null | undefined }) =>
    entry.initiative != null && initiatives.includes(entry.initiative);
  const issues = portfolio.friction.filter(
    (item) => own(item) && item.site === site && item.resolved === null,
  ).length;
  const missing = portfolio.roadmap.filter(
    (item) => own(item) && item.sites.includes(site ?? '') && item.status !== 'done',
  ).length;
  const thin = portfolio.initiatives
    .filter((initiative) => initiatives.includes(initiative.id))
    .flatMap((initiative) =>
      initiative.checkpoints.filter(
        (point) => point.site === site && (point.operators < 5 || !point.atTheLine),
      ),
    ).length;
  const words = [
    issues > 0 ? `${issues} issue${issues === 1 ? '' : 's'} open` : '',
    missing > 0 ? `${missing} roadmap item${missing === 1 ? '' : 's'} not done` : '',
    thin > 0 ? 'validation thin' : '',
  ].filter(Boolean);
  return words.length > 0 ? `; there: ${listOf(words)}` : '';
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
