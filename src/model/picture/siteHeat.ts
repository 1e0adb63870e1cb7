import type { MetricState, ScopeState } from '#model/metric/metricState.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import type { Portal } from '#model/portal.ts';
import type { Site } from '#model/record/site.ts';
import { periodName } from '#model/time/period.ts';
import { formatValue } from '#model/words/format.ts';

/** A metric at a site: its newest value, what that is, and whether it may be coloured. */
interface HeatCell {
  value: string;
  period: string;
  tone: 'good' | 'bad' | 'plain' | 'unknown';
  words: string;
}

export interface HeatRow {
  id: string;
  title: string;
  cells: (HeatCell | null)[];
}

const TYPES = ['outcome', 'behavior', 'adoption', 'delivery'];

/**
 * Every metric that is known for two sites or more, at each of them. Only a signal is coloured: a number that is higher than
 * another is no news of the site, since plants differ.
 */
export function siteHeat({ metrics, portfolio }: Portal): { sites: Site[]; rows: HeatRow[] } {
  const { sites } = portfolio;
  const rows = [...metrics.values()]
    .filter(({ bySite }) => bySite.length > 1)
    .toSorted((a, b) => TYPES.indexOf(a.metric.type) - TYPES.indexOf(b.metric.type))
    .map((state) => ({
      id: state.metric.id,
      title: state.metric.title,
      cells: sites.map(({ id }) => {
        const scope = state.bySite.find(({ site }) => site === id);
        return scope?.latest ? cellOf(state, scope) : null;
      }),
    }));
  return { sites, rows };
}

function cellOf(state: MetricState, scope: ScopeState): HeatCell {
  const { metric, freshness, all } = state;
  const period = scope.latest?.period ?? '';
  const old = freshness === 'stale' || (all.latest !== null && period < all.latest.period);
  const judged = !old && !countsRareEvents(scope) && scope.variation !== 'unknown';
  const tone = !judged
    ? 'unknown'
    : (
        {
          improvement: 'good',
          concern: 'bad',
          'common-cause': 'plain',
          unknown: 'unknown',
        } as const
      )[scope.variation];
  return {
    value: formatValue(metric, scope.latest?.value),
    period: periodName(period, metric.grain),
    tone,
    words: old ? 'old' : WORDS[tone],
  };
}

const WORDS = { good: 'improving', bad: 'worsening', plain: 'no signal', unknown: 'not judged' };
