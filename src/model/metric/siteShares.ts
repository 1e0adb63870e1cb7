import { formatNumber, formatValue } from '#model/words/format.ts';
import { metricSentence } from './metricSentence.ts';
import type { MetricState } from './metricState.ts';
import type { Site } from '#model/record/site.ts';

/** What each plant has in a number: its own value and signal, and its part of the denominator, by which it weighs in the total. */
export function siteShares(
  state: MetricState,
  sites: readonly Site[],
): { site: string; name: string; sentence: string }[] {
  const total = state.all.latest?.denominator ?? null;
  return state.bySite.flatMap((scope) => {
    const site = sites.find((one) => one.id === scope.site);
    if (!site || !scope.latest) return [];
    const same = scope.latest.period === state.all.latest?.period;
    const weight =
      same && total && scope.latest.denominator
        ? `, ${formatNumber((100 * scope.latest.denominator) / total, 0)} % of the total`
        : '';
    return [
      {
        site: site.id,
        name: site.name,
        sentence: `${formatValue(state.metric, scope.latest.value)}${weight}. ${metricSentence(state, scope)}`,
      },
    ];
  });
}
