import { countOf, formatValue, listOf, lower } from './format.ts';
import { laggingSites } from './overview.ts';
import type { Portal } from './portal.ts';
import { countsRareEvents } from './rareEvents.ts';
import { siteName } from './site.ts';

/** "San Telmo lags in crews using work orders (33 %); unplanned downtime worsens; six items are open, the oldest 239 days." */
export function plantSentence(portal: Portal, site: string): string {
  const states = [...portal.metrics.values()].filter((state) => state.freshness !== 'stale');
  const behind = states.filter((state) => state.metric.type === 'adoption' && laggingSites(state).some((scope) => scope.site === site));
  const at = (state: (typeof states)[number]) => state.bySite.find((scope) => scope.site === site);
  const worse = states.filter((state) => { const scope = at(state); return scope?.variation === 'concern' && !countsRareEvents(scope); });
  const better = states.filter((state) => { const scope = at(state); return scope?.variation === 'improvement' && !countsRareEvents(scope); });
  const open = portal.trust.open.filter((item) => item.site === site);
  const parts = [
    ...(behind.length > 0 ? [`lags in ${listOf(behind.map((state) => `${lower(state.metric.title)} (${formatValue(state.metric, at(state)?.latest?.value)})`))}`] : []),
    ...(worse.length > 0 ? [`${listOf(worse.map((state) => lower(state.metric.title)))} worsen${worse.length === 1 ? 's' : ''}`] : []),
    ...(better.length > 0 ? [`${listOf(better.slice(0, 3).map((state) => lower(state.metric.title)))} improve${better.length === 1 ? 's' : ''}`] : []),
    open.length === 0 ? 'nothing is open between functions' : `${countOf(open.length, 'item')} ${open.length === 1 ? 'is' : 'are'} open, the oldest for ${open[0]?.ageDays} days`,
  ];
  return `${siteName(portal.portfolio.sites, site)}${behind.length > 0 ? ' ' : ': '}${parts.join('; ')}`;
}
