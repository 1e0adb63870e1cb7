import { capital, formatValue, listOf, lower } from '#model/words/format.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { answer } from './answer.ts';

export function behaviour({ metrics }: Computed): Answer {
  const question = 'Is work done differently?';
  const states = [...metrics.values()].filter(
    (state) => state.metric.type === 'behavior' && state.all.latest,
  );
  if (states.length === 0)
    return answer(question, 'No behaviour metric has data.', 'metrics/', { tone: 'unknown' });
  const rank = { improvement: 0, concern: 0, 'common-cause': 1, unknown: 2 };
  const order = (state: MetricState) =>
    state.freshness === 'stale' ? 3 : rank[state.all.variation];
  const said = states
    .toSorted((a, b) => order(a) - order(b))
    .slice(0, 3)
    .map((state) => {
      const change =
        state.freshness === 'stale'
          ? 'when last seen'
          : {
              improvement: 'improving',
              concern: 'worsening',
              'common-cause': 'no signal',
              unknown: '',
            }[state.all.variation];
      const from =
        state.baseline === null || state.freshness === 'stale'
          ? ''
          : `from ${formatValue(state.metric, state.baseline)}`;
      return `${lower(state.metric.title)} ${formatValue(state.metric, state.all.latest?.value)}${change || from ? ` (${[from, change].filter(Boolean).join(', ')})` : ''}`;
    });
  return answer(question, `${capital(listOf(said))}.`, 'metrics/');
}
