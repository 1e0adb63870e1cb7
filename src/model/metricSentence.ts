import { formatValue, monthYear } from './format.ts';
import type { MetricState, ScopeState } from './metricState.ts';
import { MIN_POINTS } from './statistics/processLimits.ts';

/**
 * What the data says about a metric, by variation (is it changing?) and assurance (will it meet the target?):
 * two separate questions, as in NHS England's Making Data Count. Never a claim from two points.
 */
export function metricSentence(state: MetricState, scope: ScopeState = state.all): string {
  const { metric } = state;
  const latest = scope.latest;
  if (!latest) return 'No data yet.';
  const grain = metric.grain;
  const target = metric.target ? formatValue(metric, metric.target.value) : null;
  const since = scope.since ? `since ${monthYear(scope.since)}` : '';
  const stale = state.freshness === 'stale' ? 'The data is stale; as last seen: ' : '';
  return stale + said();

  function said(): string {
    if (scope.variation === 'unknown') {
      if (metric.spc === 'none') return `${formatValue(metric, latest?.value)} in the newest ${grain}; read against its threshold, not against process limits.`;
      const points = scope.values.filter((value) => value !== null).length;
      return `Not enough data: ${points} of ${MIN_POINTS} ${grain}s that limits need; no statement about change yet.`;
    }
    if (scope.variation === 'improvement') {
      if (scope.assurance === 'pass') return `Better ${since} and reliably meeting the target of ${target}.`;
      if (scope.assurance === 'hit-or-miss') return `Improved ${since}; will meet the target of ${target} in some ${grain}s and miss it in others.`;
      if (scope.assurance === 'fail') return `Improved ${since}, measured against a process that does not reach ${target}; judge the target on the new level.`;
      return `Improved ${since}.`;
    }
    if (scope.variation === 'concern') {
      if (scope.assurance === 'pass') return `Still meets the target of ${target}, but worsening ${since}; find the cause.`;
      if (scope.assurance === 'hit-or-miss') return `Worsening ${since}; will miss the target of ${target} more often.`;
      if (scope.assurance === 'fail') return `Missing the target of ${target} and worsening ${since}.`;
      return `Worsening ${since}.`;
    }
    if (scope.assurance === 'pass') return `Stable and reliably meeting the target of ${target}.`;
    if (scope.assurance === 'hit-or-miss') return `No signal of change; whether a single ${grain} meets the target of ${target} is chance.`;
    if (scope.assurance === 'fail') return `Stable at a level that misses the target of ${target}; asking for more effort will not change it.`;
    return 'No signal of change: the movements are within what this process does anyway.';
  }
}
