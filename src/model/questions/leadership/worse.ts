import { capital, listOf, lower } from '#model/words/format.ts';
import type { MetricState } from '#model/metric/metricState.ts';
import type { Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { countsRareEvents } from '#model/metric/limits/rareEvents.ts';
import { siteName } from '#model/record/site.ts';
import { answer, counted } from './answer.ts';

export function worse(portal: Computed): Answer {
  const question = 'Did anything get worse?';
  const states = [...portal.metrics.values()].filter((state) => state.freshness !== 'stale');
  const concerns = (state: MetricState) =>
    [state.all, ...state.bySite].filter(
      (scope) => scope.variation === 'concern' && !countsRareEvents(scope),
    );
  const harmed = states.filter((state) => concerns(state).length > 0);
  const rare = states.filter(
    (state) =>
      state.metric.type === 'outcome' &&
      countsRareEvents(state.all) &&
      portal.portfolio.initiatives.some((initiative) =>
        initiative.metrics.some(
          (entry) => entry.id === state.metric.id && entry.role === 'guardrail',
        ),
      ),
  );
  const where = (state: MetricState) =>
    state.all.variation === 'concern'
      ? ''
      : ` at ${listOf(concerns(state).map((scope) => siteName(portal.portfolio.sites, scope.site)))}`;
  const text =
    harmed.length === 0
      ? 'No metric shows a signal for the worse'
      : `${capital(listOf(harmed.slice(0, 4).map((state) => `${lower(state.metric.title)}${where(state)}`)))}`;
  const note =
    rare.length === 0
      ? ''
      : ` (${listOf(rare.map((state) => lower(state.metric.title)))}: too rare to judge by the ${rare[0]?.metric.grain})`;
  return answer(
    question,
    `${text}${note}.`,
    harmed[0] ? `metrics/${harmed[0].metric.id}/` : 'metrics/',
    {
      number: harmed.length > 0 ? counted(harmed.length, 'metric') : null,
      tone: harmed.length > 0 ? 'bad' : 'good',
    },
  );
}
