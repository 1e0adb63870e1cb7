import { goalsSentence } from '#model/goal/goalsSentence.ts';
import { formatValue, lower, monthYear } from '#model/words/format.ts';
import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import type { Portal } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';

/** A portal before its own words about it. */
export type Computed = Omit<Portal, 'headline' | 'answers'>;

/** Course and direction of the active goals: "All six goals are behind plan; four improve, none arrives on its date." */
export function headline(portal: Computed): string {
  const goals = portal.goals.filter((state) => state.goal.status === 'active' && state.metric);
  return goals.length === 0
    ? 'Nothing can be said yet: add a goal with a metric, and an export that feeds it.'
    : goalsSentence(goals);
}

/** Signals that began in the newest period of each metric, for all sites and for each; counts of rare events are left out. */
export function recentSignals(
  portal: Computed,
): { metric: string; site: string | null; kind: 'improvement' | 'concern'; text: string }[] {
  return [...portal.metrics.values()].flatMap((state) =>
    [state.all, ...state.bySite].flatMap((scope) => {
      const newest = scope.latest?.period;
      const last = scope.signals.at(-1);
      const began =
        scope.since !== null && scope.previous !== null && scope.since >= scope.previous.period;
      if (
        !last ||
        newest === undefined ||
        last.period !== newest ||
        last.kind === 'neutral' ||
        !began ||
        state.freshness === 'stale' ||
        countsRareEvents(scope)
      )
        return [];
      const where =
        scope.site === null ? '' : ` at ${siteName(portal.portfolio.sites, scope.site)}`;
      return [
        {
          metric: state.metric.id,
          site: scope.site,
          kind: last.kind,
          text: `${lower(state.metric.title)}${where} ${last.kind === 'concern' ? 'worsened' : 'improved'} to ${formatValue(state.metric, scope.latest?.value)} in ${monthYear(newest)}`,
        },
      ];
    }),
  );
}

/** Sites whose Wilson upper bound lies below the lower bound of the rest. */
export function laggingSites(state: Pick<MetricState, 'bySite'>): ScopeState[] {
  return lagging(state.bySite);
}

/** The same among roles and among lines, in the newest period of the metric: what a total of all plants hides as well. */
export function laggingGroups(
  state: Pick<MetricState, 'all' | 'byRole' | 'byLine'>,
): { kind: 'role' | 'line'; behind: ScopeState[]; rest: ScopeState[] }[] {
  const newest = state.all.latest?.period;
  return (
    [
      ['role', state.byRole],
      ['line', state.byLine],
    ] as const
  ).flatMap(([kind, scopes]) => {
    const known = scopes.filter(
      ({ latest }) => latest !== null && latest.period === newest && latest.value !== null,
    );
    const behind = lagging(known);
    const rest = known.filter((scope) => !behind.includes(scope));
    return behind.length === 0 ? [] : [{ kind, behind, rest }];
  });
}

function lagging(scopes: readonly ScopeState[]): ScopeState[] {
  const counted = scopes.flatMap((scope) => {
    const { numerator, denominator } = scope.latest ?? {};
    return numerator != null && denominator ? [{ scope, numerator, denominator }] : [];
  });
  const total = (pick: 'numerator' | 'denominator') =>
    counted.reduce((sum, one) => sum + one[pick], 0);
  const all = { numerator: total('numerator'), denominator: total('denominator') };
  const isBehind = (own: { numerator: number; denominator: number }) => {
    const rest = {
      numerator: all.numerator - own.numerator,
      denominator: all.denominator - own.denominator,
    };
    if (counted.length === 1 || rest.denominator <= 0 || own.numerator > own.denominator)
      return false;
    return (
      wilson(own.numerator, own.denominator).high <
      wilson(Math.min(rest.numerator, rest.denominator), rest.denominator).low
    );
  };
  return counted.filter(isBehind).map(({ scope }) => scope);
}
