import { countOf, formatNumber, formatValue } from '#model/words/format.ts';
import type { ScopeState } from '#model/metric/metricState.ts';
import { groupWords } from '../groupWords.ts';
import { laggingGroups, laggingSites, type Computed } from '../overview.ts';
import type { Answer } from '#model/portal.ts';
import { siteName } from '#model/record/site.ts';
import { wilson } from '#model/statistics/interval/wilson.ts';
import { answer, sourceOf } from './answer.ts';
import { widestAdoption } from './widestAdoption.ts';

export function use(portal: Computed): Answer {
  const question = 'Are people using it, and where not?';
  const state = widestAdoption(portal);
  if (!state)
    return answer(question, 'No adoption metric has data.', 'metrics/', { tone: 'unknown' });
  const { metric, all } = state;
  const of = all.latest?.denominator ? `, of ${formatNumber(all.latest.denominator, 0)}` : '';
  const shown = { number: formatValue(metric, all.latest?.value), source: sourceOf(state) };
  const groups = laggingGroups(state)
    .map(
      ({ kind, behind, rest }) =>
        `; by ${kind}: ${groupWords(state, kind, [...behind, ...rest], portal)}`,
    )
    .join('');
  const only = state.bySite.length < 2 ? (state.bySite[0]?.site ?? null) : null;
  if (state.bySite.length < 2)
    return answer(
      question,
      `${metric.title}${of}: ${shown.number}${only === null ? '' : ` at ${siteName(portal.portfolio.sites, only)}, the only plant read`}${groups}.`,
      `metrics/${metric.id}/`,
      { ...shown, tone: groups === '' ? 'neutral' : 'bad' },
    );
  const behind = laggingSites(state);
  const rest = state.bySite
    .filter((scope) => !behind.includes(scope))
    .flatMap((scope) => scope.latest?.value ?? []);
  const lag = behind.map(
    (scope) =>
      `${siteName(portal.portfolio.sites, scope.site)} ${formatValue(metric, scope.latest?.value)}${range(scope)}`,
  );
  const others =
    rest.length === 0
      ? ''
      : `${behind.length === 0 ? 'sites' : 'the others'} ${formatNumber(Math.min(...rest), metric.decimals)} to ${formatValue(metric, Math.max(...rest))}`;
  return answer(
    question,
    `${metric.title}${of}: ${[...(lag.length > 5 ? [...lag.slice(0, 3), `${countOf(lag.length - 3, 'more plant')} behind`] : lag), others].filter(Boolean).join(', ')}${groups}.`,
    `metrics/${metric.id}/`,
    { ...shown, tone: lag.length > 0 || groups !== '' ? 'bad' : 'neutral' },
  );
}

/** The Wilson interval of a share of people, ` (22 to 46 %)`. */
function range({ latest }: ScopeState): string {
  if (latest?.numerator == null || !latest.denominator || latest.numerator > latest.denominator)
    return '';
  const { low, high } = wilson(latest.numerator, latest.denominator);
  return ` (${formatNumber(100 * low, 0)} to ${formatNumber(100 * high, 0)} %)`;
}
