import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { personOf } from '#model/initiative/people.ts';
import type { AlertRule } from '#model/record/alert.ts';
import { siteName } from '#model/record/site.ts';
import type { Portal } from '#model/portal.ts';
import { longPeriod } from '#model/time/period.ts';
import { formatValue } from '#model/words/format.ts';

/** What one reader watches, where it is past its threshold, or where nobody can say whether it is. */
export interface Alert {
  metric: string;
  /** "Stops of a shift, South hall" */
  title: string;
  /** "above 12 %" */
  limit: string;
  /** "13.4 %, September 2026" */
  newest: string;
  /** What makes it worth reading, or why it cannot be said. */
  says: string;
  /** The period before was within the limit: this one is news. */
  isNew: boolean;
  doubts: readonly string[];
}

/** The alerts of each reader, in the order of portfolio.yaml; who has none is not there. */
export function alertsOf(portal: Portal): { reader: string; alerts: Alert[] }[] {
  const rules = portal.portfolio.settings.alerts ?? [];
  return [...Map.groupBy(rules, ({ reader }) => personOf(reader))].flatMap(([reader, own]) => {
    const alerts = own.flatMap((rule) => alertOf(rule, portal) ?? []);
    return alerts.length === 0 ? [] : [{ reader, alerts }];
  });
}

function alertOf(rule: AlertRule, { metrics, portfolio }: Portal): Alert | null {
  const state = metrics.get(rule.metric);
  // An edition may not know of it.
  if (!state) return null;
  const scope =
    rule.site === undefined ? state.all : state.bySite.find(({ site }) => site === rule.site);
  const { metric, doubts } = state;
  const side = rule.above === undefined ? 'below' : 'above';
  const about = {
    metric: metric.id,
    title:
      rule.site === undefined
        ? metric.title
        : `${metric.title}, ${siteName(portfolio.sites, rule.site)}`,
    limit: `${side} ${formatValue(metric, rule.above ?? rule.below ?? null)}`,
    doubts,
  };
  if (!scope?.latest || scope.latest.value === null)
    return {
      ...about,
      newest: 'no value',
      says: 'It cannot be said: no value has arrived.',
      isNew: false,
    };
  const newest = `${formatValue(metric, scope.latest.value)}, ${longPeriod(scope.latest.period, metric.grain)}`;
  const run = periodsPast(rule, scope);
  if (run.length > 0)
    return {
      ...about,
      newest,
      says:
        run.length === 1
          ? `Past the threshold in this ${metric.grain}, and not in the one before.`
          : `Past the threshold since ${longPeriod(run[0] ?? '', metric.grain)}, ${run.length} ${metric.grain}s in a row.`,
      isNew: run.length === 1,
    };
  return isOld(state)
    ? { ...about, newest, says: `It cannot be said: the data is ${state.freshness}.`, isNew: false }
    : null;
}

/** The newest periods past the threshold, without a gap; a period without a value ends them. */
function periodsPast({ above, below }: AlertRule, { series, latest }: ScopeState): string[] {
  const isPast = (value: number | null) =>
    value !== null &&
    ((above !== undefined && value > above) || (below !== undefined && value < below));
  const known = series.slice(0, series.findIndex(({ period }) => period === latest?.period) + 1);
  const last = known.findLastIndex(({ value }) => !isPast(value));
  return known.slice(last + 1).map(({ period }) => period);
}

function isOld({ freshness }: MetricState): boolean {
  return freshness !== 'fresh' && freshness !== 'due';
}
