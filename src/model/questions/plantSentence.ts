import { countOf, formatValue, listFew, lower } from '#model/words/format.ts';
import { laggingSites } from './overview.ts';
import type { Portal } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';

/** How a plant stands, in parts: where it lags, what moves there, what is open between the functions. */
export interface PlantFacts {
  /** `lags in crews using work orders (33 %)`; null: nowhere. */
  lags: string | null;
  worse: string | null;
  better: string | null;
  open: string;
}

export function plantFacts(portal: Portal, site: string): PlantFacts {
  const states = [...portal.metrics.values()].filter((state) => state.freshness !== 'stale');
  const behind = states.filter(
    (state) =>
      state.metric.type === 'adoption' && laggingSites(state).some((scope) => scope.site === site),
  );
  const at = (state: (typeof states)[number]) => state.bySite.find((scope) => scope.site === site);
  const moving = (variation: 'concern' | 'improvement') =>
    states.filter((state) => {
      const scope = at(state);
      return scope?.variation === variation && !countsRareEvents(scope);
    });
  const worse = moving('concern');
  const better = moving('improvement');
  const open = portal.trust.open.filter((item) => item.site === site);
  return {
    lags:
      behind.length > 0
        ? `lags in ${listFew(behind.map((state) => `${lower(state.metric.title)} (${formatValue(state.metric, at(state)?.latest?.value)})`))}`
        : null,
    worse:
      worse.length > 0
        ? `${listFew(worse.map((state) => lower(state.metric.title)))} worsen${worse.length === 1 ? 's' : ''}`
        : null,
    better:
      better.length > 0
        ? `${listFew(better.map((state) => lower(state.metric.title)))} improve${better.length === 1 ? 's' : ''}`
        : null,
    open:
      open.length === 0
        ? 'nothing is open between functions'
        : `${countOf(open.length, 'item')} ${open.length === 1 ? 'is' : 'are'} open, the oldest for ${countOf(open[0]?.ageDays ?? 0, 'day')}`,
  };
}

/** "South lags in crews using work orders (33 %); unplanned downtime worsens; six items are open, the oldest for 239 days." */
export function plantSentence(portal: Portal, site: string): string {
  const { lags, worse, better, open } = plantFacts(portal, site);
  return `${siteName(portal.portfolio.sites, site)}${lags ? ' ' : ': '}${[lags, worse, better, open].filter((part) => part !== null).join('; ')}`;
}
